import { fail, type StaffArgs } from '#app/http.server.ts';
import { formatCount, formatMoney } from '#app/i18n/format.ts';
import { conditionWords } from '#app/routes/policy/condition-words.server.ts';
import type { Speech } from '#app/routes/policy/rule-words.server.ts';
import type { RuleRefusal } from '#app/services/change-automation.server.ts';
import { TREATMENTS, TRIED_RETURNS, type Trial } from '#app/services/try-automation.server.ts';
import type { AutomationRule } from '#machines/automation/index.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import { formatRmaCode } from '#machines/rma-code.ts';

/** Each condition of a rule as a clause; without any, none. */
export const conditionsOf = (rule: AutomationRule, document: PolicyDocument, speech: Speech): string[] =>
  rule.when.map((condition) => conditionWords(condition, document, speech));

const REFUSALS = {
  'rule.stale': 'stale',
  'rule.full': 'full',
  'rule.no-condition': 'no-condition',
  'rule.no-cap': 'no-cap',
  'rule.no-question': 'no-question',
} as const;

/** Why a change was refused; a rule that is not there ends the request. */
export function refusalWords(code: RuleRefusal, { t }: Pick<StaffArgs, 't'>): string {
  return code === 'rule.not-found' ? fail(404, 'not-found') : t(`automation:error.${REFUSALS[code]}`);
}

export type TrialWords = ReturnType<typeof trialWords>;

/** A trial in words: a row for each thing that would have happened to some return. */
export function trialWords(trial: Trial, { t, locale }: Speech) {
  const money = (amount: number, currency: string) => formatMoney({ amount, currency }, locale);
  return {
    returns: t('automation:try.returns', { count: trial.returns }),
    more: trial.more ? t('automation:try.more', { most: formatCount(TRIED_RETURNS, locale) }) : null,
    money: trial.money.map(({ amount, currency }) => money(amount, currency)),
    rows: TREATMENTS.filter((one) => trial.counts[one] > 0).map((one) => ({
      id: one,
      treatment: t(`automation:treatment.${one}`),
      count: formatCount(trial.counts[one], locale),
      examples: trial.examples[one].map(({ returnId, rmaCode, rule, held, amount, currency }) => ({
        href: `/desk/returns/${returnId}`,
        code: formatRmaCode(rmaCode),
        note: [money(amount, currency), rule, held && t(`automation:held.${held}`)].filter(Boolean).join(' – '),
      })),
    })),
  };
}
