import { formatCount, formatDay, formatMoney } from '#app/i18n/format.ts';
import { isolate } from '#app/i18n/isolate.ts';
import type { Simulation } from '#app/services/simulate-policy.server.ts';
import { CHANGE_KINDS, type ChangeKind, type SimulatedAnswer } from '#app/services/simulate-policy-tally.server.ts';
import { countryName, type Speech } from './rule-words.server.ts';

/** What a simulation found, in words and figures of the reader's language. */
export function simulationWords(simulation: Simulation, speech: Speech) {
  const { t, locale } = speech;
  const count = (number: number) => formatCount(number, locale);
  const { orders, lines, changedLines, returns, changedReturns } = simulation;
  const kinds = CHANGE_KINDS.filter((kind) => simulation.changed[kind] > 0);
  return {
    looked: t('policy:simulation.looked', { orders: count(orders), lines: count(lines), returns: count(returns) }),
    changed:
      changedLines === 0
        ? t('policy:simulation.nothing')
        : t('policy:simulation.changed', { count: changedLines, changed: count(changedLines), lines: count(lines) }),
    worst: simulation.changed.newlyRefused > 0,
    kinds: kinds.map((kind) => ({
      kind,
      label: t(`policy:simulation.kind.${kind}`),
      count: count(simulation.changed[kind]),
    })),
    countries: simulation.byCountry
      .filter(({ changed }) => changed > 0)
      .toSorted((a, b) => b.changed - a.changed)
      .map((one) => ({
        ...{
          code: one.country,
          name: countryName(one.country, speech),
          changed: count(one.changed),
          lines: count(one.lines),
        },
        cells: Object.fromEntries(kinds.map((kind) => [kind, count(one[kind])])),
      })),
    money: simulation.money.map((one) => moneyWords(one, speech)),
    moneyNote:
      changedReturns === 0 && returns > 0
        ? t('policy:simulation.money-same')
        : t('policy:simulation.money-note', { changed: count(changedReturns), returns: count(returns) }),
    withoutBasis:
      simulation.returnsWithoutBasis > 0
        ? t('policy:simulation.without-basis', { count: simulation.returnsWithoutBasis })
        : null,
    examples: kinds
      .filter((kind) => simulation.examples[kind].length > 0)
      .map((kind) => ({
        ...{ kind, title: t(`policy:simulation.kind.${kind}`) },
        rows: simulation.examples[kind].map((example) => ({
          id: `${example.orderId} ${example.lineId}`,
          order: example.orderNumber,
          href: `/policy/bench?order=${encodeURIComponent(example.orderNumber)}`,
          title: example.title,
          country: countryName(example.country, speech),
          before: answerWords(example.before, kind, speech),
          after: answerWords(example.after, kind, speech),
        })),
      })),
    returnExamples: simulation.returnExamples.map((example) => ({
      ...{ id: example.returnId, code: example.rmaCode, order: example.orderNumber },
      href: `/desk/returns/${example.returnId}`,
      before: formatMoney({ amount: example.before, currency: example.currency }, locale),
      after: formatMoney({ amount: example.after, currency: example.currency }, locale),
    })),
  };
}
export type SimulationWords = ReturnType<typeof simulationWords>;

function moneyWords({ currency, before, after, delta, changed }: Simulation['money'][number], { t, locale }: Speech) {
  const say = (amount: number) => formatMoney({ amount, currency }, locale);
  const difference =
    delta === 0
      ? t('policy:simulation.delta-none')
      : t(delta > 0 ? 'policy:simulation.delta-more' : 'policy:simulation.delta-less', {
          amount: say(Math.abs(delta)),
        });
  return { currency, before: say(before), after: say(after), difference, changed: formatCount(changed, locale) };
}

/** An answer in a few words: may it come back, until when, and who pays. */
function answerWords(answer: SimulatedAnswer, kind: ChangeKind, { t, locale }: Speech): string {
  const day = answer.lastDay && formatDay(answer.lastDay, locale);
  const window =
    answer.outcome === 'refused'
      ? day
        ? t('policy:simulation.ended', { day })
        : t('policy:simulation.refused')
      : day
        ? t('policy:simulation.until', { day })
        : t('policy:simulation.open');
  if (kind !== 'cheaper' && kind !== 'dearer')
    return answer.review ? `${window}, ${t('policy:simulation.review')}` : window;
  if (answer.payer === 'merchant') return `${window}, ${t('policy:rules.merchant')}`;
  const fee = answer.labelFee && isolate(formatMoney(answer.labelFee, locale));
  return `${window}, ${fee ? t('policy:rules.label', { fee }) : t('policy:rules.own-postage')}`;
}
