import { formatMoney } from '#app/i18n/format.ts';
import { localeFacts } from '#app/i18n/locales.ts';
import { GRADES } from '#machines/line/codes.ts';
import type { Outcome, Topic } from '#machines/policy/outcome.ts';
import { type Named, quoted, warehouseName } from './name-words.server.ts';
import type { Speech } from './rule-words.server.ts';

type Value<T extends Topic> = NonNullable<Outcome[T]>;

/** How each topic is said. A topic without words does not compile. */
const SAYS: { readonly [T in Topic]: (value: Value<T>, speech: Speech, named: Named) => string } = {
  admission: (value, { t }) => t(`policy:outcome.admission-${value}`),
  window: ({ days, from }, { t }) =>
    days === 0 ? t('policy:outcome.window-none') : t(`policy:outcome.window-${from}`, { count: days }),
  returnCost: (value, { t, locale }) => {
    if (value.payer === 'merchant') return t('policy:outcome.cost-merchant');
    if (!value.labelFee) return t('policy:outcome.cost-own');
    return t('policy:outcome.cost-label', { fee: formatMoney(value.labelFee, locale) });
  },
  refundOutboundShipping: (value, { t }) => t(value ? 'policy:outcome.shipping-yes' : 'policy:outcome.shipping-no'),
  restocking: ({ percent }, { t }) => t('policy:outcome.restocking', { percent }),
  gradeDeductions: (value, { t, locale }) => {
    const grades = GRADES.flatMap((grade) => {
      const percent = value[grade];
      return percent === undefined ? [] : [t('policy:outcome.grade', { grade: t(`terms:grade.${grade}`), percent })];
    });
    if (grades.length === 0) return t('policy:outcome.grades-none');
    return t('policy:outcome.grades', { grades: new Intl.ListFormat(localeFacts[locale].format).format(grades) });
  },
  couponThreshold: ({ code, minimum }, speech) => {
    const least = formatMoney(minimum, speech.locale);
    return code === null
      ? speech.t('policy:outcome.coupon-any', { minimum: least })
      : speech.t('policy:outcome.coupon', { minimum: least, code: quoted(code, speech) });
  },
  creditBonus: ({ percent }, { t }) => t('policy:outcome.credit', { percent }),
  keep: (value, { t }) => t(value ? 'policy:outcome.keep-yes' : 'policy:outcome.keep-no'),
  warehouse: (id, speech, named) =>
    speech.t('policy:outcome.warehouse', { name: quoted(warehouseName(id, named), speech) }),
  evidence: ({ photos, comment }, { t }) => {
    if (photos === 0) return t(comment ? 'policy:outcome.comment' : 'policy:outcome.evidence-none');
    return t(comment ? 'policy:outcome.photos-comment' : 'policy:outcome.photos', { count: photos });
  },
  refundTrigger: ({ when, cap }, { t, locale }) => {
    const trigger = t(`policy:outcome.trigger-${when}`);
    return cap ? t('policy:outcome.trigger-cap', { trigger, cap: formatMoney(cap, locale) }) : trigger;
  },
};

/** What a rule says of one topic as a clause: `14 days from delivery`; null where it says nothing of it. */
export function outcomeWords<T extends Topic>(
  topic: T,
  value: Outcome[T],
  named: Named,
  speech: Speech,
): string | null {
  return value === undefined || value === null ? null : SAYS[topic](value, speech, named);
}

/** The name of a topic within a sentence. */
export function topicWords(topic: Topic, { t }: Speech): string {
  return t(`policy:outcome.topic.${topic}`);
}
