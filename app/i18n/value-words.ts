import { dayWords, type Figures, gradesWords, type Speech, say, sumWords, textOf } from './figure-words.ts';

type Say = (figures: Figures, speech: Speech) => string | null;

const flag =
  (name: string, yes: string, no: string): Say =>
  (figures, speech) =>
    say(figures[name] === true ? yes : no, figures, speech);

/** How the value of each topic is said where an answer would have been another. */
const SAYS: Readonly<Record<string, Say>> = {
  admission: flag('review', 'value.review', 'value.no-review'),
  window: (figures, { t, locale }) =>
    figures.lastDay
      ? t('receipts:value.until', { lastDay: dayWords(textOf(figures.lastDay), locale) })
      : t('receipts:value.no-end'),
  returnCost: (figures, { t, locale }) => {
    if (figures.payer === 'merchant') return t('receipts:value.merchant-pays');
    const { labelFee, currency } = figures;
    return typeof labelFee === 'number'
      ? t('receipts:value.label', { fee: sumWords(labelFee, currency, locale) })
      : t('receipts:value.own-carrier');
  },
  refundOutboundShipping: flag('refunded', 'value.shipping-back', 'value.shipping-kept'),
  restocking: (figures, speech) => say('value.restocking', figures, speech),
  gradeDeductions: (figures, speech) => {
    const grades = gradesWords(figures, speech);
    return grades ? speech.t('receipts:value.grades', { grades }) : say('receipt.grades.none', figures, speech);
  },
  couponThreshold: (figures, speech) =>
    typeof figures.minimum === 'number'
      ? say('value.coupon', figures, speech)
      : say('receipt.coupon.none', figures, speech),
  creditBonus: (figures, speech) => say('value.bonus', figures, speech),
  keep: flag('keep', 'value.keep', 'value.send'),
  warehouse: (figures, speech) => say(figures.warehouse ? 'value.warehouse' : 'value.own-address', figures, speech),
  evidence: (figures, speech) => say('value.evidence', figures, speech),
  refundTrigger: (figures, speech) => say(`value.trigger.${textOf(figures.when)}`, figures, speech),
};

/** The value that another version, or the time after the legal period, would have given. */
export function valueWords(figures: Figures, speech: Speech): string {
  const topic = textOf(figures.topic);
  const said = Object.hasOwn(SAYS, topic) ? SAYS[topic]?.(figures, speech) : null;
  return said ?? speech.t('receipts:value.other');
}
