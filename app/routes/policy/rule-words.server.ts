import { countryNameIn } from '#app/i18n/country-name.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { localeFacts } from '#app/i18n/locales.ts';
import type { Speech } from '#app/i18n/speech.ts';
import type { CountryTerms, LawTerms } from '#app/services/policy-terms.server.ts';
import type { CountryPolicy, WindowEvent } from '#machines/policy/policy.ts';

/**
 * Policy pages are put into words on the server only: names of countries and lists differ between the Intl data of a server and a browser, and a
 * page that hydrates with other words is drawn twice.
 */
export type { Speech };

/** A country's name in the reader's language, or the word for the default; a code without a name stays a code. */
export function countryName(code: string, { t, locale }: Speech): string {
  return code === 'default' ? t('policy:country.default') : countryNameIn(code, locale);
}

/** Names in one list, in the order of the reader's alphabet; the default first. */
export function countryNames(codes: readonly string[], speech: Speech): string {
  const named = sortedByName(codes, speech).map(({ name }) => name);
  return new Intl.ListFormat(localeFacts[speech.locale].format).format(named);
}

export function sortedByName(codes: readonly string[], speech: Speech): { code: string; name: string }[] {
  const order = new Intl.Collator(localeFacts[speech.locale].format);
  return codes
    .map((code) => ({ code, name: countryName(code, speech) }))
    .toSorted((a, b) => Number(b.code === 'default') - Number(a.code === 'default') || order.compare(a.name, b.name));
}

/** The law's window: its days, or that there is none, or that we do not know. */
export function lawWindow(law: LawTerms | null, lawKnown: boolean, { t }: Speech): string {
  if (!law) return t(lawKnown ? 'policy:law.no-right' : 'policy:law.unknown');
  const window = t(`policy:law.${law.dayKind}`, { count: law.days });
  return law.replaceable ? t('policy:law.replaceable', { window }) : window;
}

/** The window of the merchant's own terms. */
export function windowWords(days: number | null, { t }: Speech, from: WindowEvent = 'delivery'): string {
  if (days === null) return t('policy:rules.law-only');
  if (days === 0) return t('policy:rules.no-returns');
  if (from === 'order') return t('policy:rules.days-order', { count: days });
  return from === 'dispatch'
    ? t('policy:rules.days-dispatch', { count: days })
    : t('policy:rules.days', { count: days });
}

/** Who pays the way back by the merchant's own rules, and how much. */
export function costWords(cost: CountryPolicy['returnCost'], { t, locale }: Speech): string {
  if (cost.payer === 'merchant') return t('policy:rules.merchant');
  return cost.labelFee
    ? t('policy:rules.label', { fee: formatMoney(cost.labelFee, locale) })
    : t('policy:rules.own-postage');
}

export function shippingWords(refunded: boolean, { t }: Speech): string {
  return t(refunded ? 'policy:rules.shipping-yes' : 'policy:rules.shipping-no');
}

export function finalSaleWords(returnable: boolean, { t }: Speech): string {
  return t(returnable ? 'policy:rules.final-yes' : 'policy:rules.final-no');
}

/** A country's law, policy and outcome, each as sentences. */
export interface TermsWords {
  code: string;
  name: string;
  own: boolean;
  law: { window: string; cost: string | null; shipping: string | null; source: string | null };
  policy: { window: string; cost: string; shipping: string; finalSale: string };
  applies: { window: string; cost: string; shipping: string; finalSale: string; by: CountryTerms['window'] };
}

export function termsWords(terms: CountryTerms, speech: Speech): TermsWords {
  const { t } = speech;
  const { country, own, law, rules } = terms;
  const policy = {
    window: windowWords(rules.windowDays, speech, rules.windowFrom),
    cost: costWords(rules.returnCost, speech),
    shipping: shippingWords(rules.refundOutboundShipping, speech),
    finalSale: finalSaleWords(rules.finalSaleReturnable, speech),
  };
  const lawSays = lawWindow(law, terms.lawKnown, speech);
  const longer = terms.window === 'law' ? lawSays : policy.window;
  return {
    code: country,
    name: countryName(country, speech),
    own,
    law: {
      window: lawSays,
      cost: law && t(`policy:law.cost.${law.returnCost}`),
      shipping: law?.refundsOutboundShipping ? t('policy:law.shipping') : null,
      source: sourceWords(terms),
    },
    policy,
    applies: {
      window: t(`policy:applies.${terms.window}`, { window: longer }),
      cost: terms.cost === 'law' ? t('policy:applies.cost-law') : policy.cost,
      shipping: t(`policy:applies.shipping-${terms.shipping}`),
      finalSale: t(`policy:applies.final-${terms.finalSale}`),
      by: terms.window,
    },
  };
}

/** The national act and, where it applies, the article of the directive behind it. */
export function sourceWords({ basis, article }: { basis: string | null; article: string | null }): string | null {
  return [basis, article].filter((part) => part !== null).join('; ') || null;
}

/** A clause that stands alone begins with a capital letter, in scripts that have them. */
export function capital(clause: string, { locale }: Speech): string {
  const [first = '', ...rest] = clause;
  return `${first.toLocaleUpperCase(locale)}${rest.join('')}`;
}
