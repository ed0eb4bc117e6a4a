import { setImmediate as nextTurn } from 'node:timers/promises';
import { type HistoryRow, readAutomationHistory, readEarlierReturns } from '#db/automation-history.ts';
import { listPolicyVersions } from '#db/policy-versions.ts';
import {
  type AutomationMoment,
  type AutomationRule,
  passedCap,
  propose,
  type ReadyRule,
  readyRules,
} from '#machines/automation/index.ts';
import { restore } from '#machines/kernel.ts';
import { lineWorkflow } from '#machines/line/index.ts';
import { versionInForce } from '#machines/policy/index.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import { isSound } from './accept-as-announced.server.ts';
import { automationFacts, lookBackDays } from './automation-facts.server.ts';
import { type VetoCode, vetoesOn } from './automation-gate.server.ts';
import type { HeldCode } from './automation-story.server.ts';
import type { ServiceDeps } from './deps.ts';
import { promisedVerdict } from './frozen-verdict.server.ts';
import type { EarlierReturns } from './line-facts.server.ts';
import { shopZone } from './shop-zone.server.ts';

export const TRIED_DAYS = 30;
export const TRIED_RETURNS = 5000;
const MOST_EXAMPLES = 5;

/** What would have become of a return: `wait` its moment has not come yet, `policy` the policy decided on it by itself, `none` no rule is for it. */
export const TREATMENTS = ['pay', 'review', 'ask', 'held', 'wait', 'policy', 'none'] as const;
export type Treatment = (typeof TREATMENTS)[number];

export interface TriedExample {
  readonly returnId: string;
  readonly rmaCode: string;
  /** The rule's name; null: none. */
  readonly rule: string | null;
  readonly held: HeldCode | null;
  readonly amount: number;
  readonly currency: string;
}

/** What rules would have done with the returns of the last days. Amounts in minor units. */
export interface Trial {
  readonly returns: number;
  readonly counts: Readonly<Record<Treatment, number>>;
  readonly money: readonly { readonly currency: string; readonly amount: number }[];
  readonly examples: Readonly<Record<Treatment, readonly TriedExample[]>>;
  /** There were more returns than are looked at. */
  readonly more: boolean;
}

/**
 * What rules, on or off, would have done with the returns of the last 30 days, in their order and with their caps: by the same decision and the same
 * vetoes as they are made with. Reads only, page by page. Amounts are those that were decided, or asked for; caps count by the day of the receipt, or
 * of the request.
 */
export async function tryRules(
  { db, clock }: Pick<ServiceDeps, 'db' | 'clock'>,
  rules: readonly AutomationRule[],
): Promise<Trial> {
  const now = clock();
  const ready = readyRules(rules, versionInForce(await listPolicyVersions(db), now)?.document ?? LAW_ONLY);
  const days = lookBackDays(rules);
  const tally = createTally(await shopZone(db));
  const since = now.subtract({ hours: 24 * TRIED_DAYS });
  for await (const rows of readAutomationHistory(db, { since, most: TRIED_RETURNS })) {
    const keys = days === 0 ? [] : [...new Set(rows.flatMap(({ emailKey }) => emailKey ?? []))];
    const earlier = await readEarlierReturns(db, keys, since.subtract({ hours: 24 * (days + 1) }));
    const vetoes = await vetoesOn(
      db,
      rows.map(({ id, total, ...row }) => ({ ...row, returnId: id, amount: total })),
    );
    for (const row of rows) tally.add(row, treat(ready, row, earlier.get(row.emailKey ?? '') ?? null), vetoes);
    await nextTurn();
  }
  return tally.result();
}

type Treated = { readonly kind: 'pay' | 'review' | 'ask' | 'wait'; readonly rule: AutomationRule } | null;

/** Goes through the moments that have come to a return, as rules met it; the first thing that a rule would have done at one of them. */
function treat(rules: readonly ReadyRule[], row: HistoryRow, earlier: EarlierReturns | null): Treated {
  let waits: Treated = null;
  for (const moment of momentsOf(row)) {
    const { requestedAt: now, requestedAt, timeZone } = row;
    const lines = automationFacts(row.lines, { requestedAt, earlier, graded: moment === 'receipt' });
    if (!lines) return null;
    const proposal = propose(rules, { moment, now, timeZone, lines });
    if (proposal.kind === 'none') continue;
    const { kind, rule } = proposal;
    if (kind !== 'wait') return { kind, rule };
    waits = { kind, rule };
  }
  return waits;
}

const momentsOf = ({ dispatchedAt, receivedAt }: HistoryRow): AutomationMoment[] => [
  'request',
  ...(dispatchedAt ? (['first-scan'] as const) : []),
  ...(receivedAt ? (['receipt'] as const) : []),
];

function createTally(timeZone: string) {
  const counts = byTreatment(() => 0);
  const examples = byTreatment((): TriedExample[] => []);
  const spent = new Map<string, number>();
  const money = new Map<string, number>();
  const add = (row: HistoryRow, treated: Treated, vetoes: ReadonlyMap<string, VetoCode>) => {
    const held = treated?.kind === 'pay' ? heldBack(row, treated.rule, vetoes, spent, timeZone) : null;
    const treatment = row.byPolicy ? 'policy' : held ? 'held' : (treated?.kind ?? 'none');
    counts[treatment] += 1;
    const { id: returnId, rmaCode, total: amount, currency } = row;
    if (treatment === 'pay') {
      money.set(currency, (money.get(currency) ?? 0) + amount);
      for (const key of keysOf(row, timeZone)) spent.set(key, (spent.get(key) ?? 0) + amount);
    }
    const example = { returnId, rmaCode, rule: treated?.rule.name ?? null, held, amount, currency };
    if (examples[treatment].length < MOST_EXAMPLES) examples[treatment].push(example);
  };
  const result = (): Trial => {
    const returns = TREATMENTS.reduce((all, one) => all + counts[one], 0);
    const sums = [...money].map(([currency, amount]) => ({ currency, amount }));
    const sorted = sums.toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
    return { returns, counts, money: sorted, examples, more: returns >= TRIED_RETURNS };
  };
  return { add, result };
}

const byTreatment = <Value>(make: () => Value): Record<Treatment, Value> => ({
  ...{ pay: make(), review: make(), ask: make(), held: make(), wait: make(), policy: make(), none: make() },
});

function heldBack(
  row: HistoryRow,
  rule: AutomationRule,
  vetoes: ReadonlyMap<string, VetoCode>,
  spent: ReadonlyMap<string, number>,
  timeZone: string,
): HeldCode | null {
  if (!row.lines.every(isSound)) return 'held.not-as-announced';
  if (!row.lines.every(costsNothing)) return 'held.needs-person';
  if (row.emailKey === null) return 'held.no-customer';
  const [customer = '', day = ''] = keysOf(row, timeZone);
  const used = { customer: spent.get(customer) ?? 0, day: spent.get(day) ?? 0 };
  return vetoes.get(row.id) ?? passedCap(rule, { amount: row.total, currency: row.currency }, used);
}

/** The policy takes nothing off for the dock's grade. */
function costsNothing(line: HistoryRow['lines'][number]): boolean {
  const { grade } = lineWorkflow.context.parse(restore(lineWorkflow, line).context);
  return grade === null || (promisedVerdict(line).terms.gradeDeductions.value[grade] ?? 0) === 0;
}

function keysOf({ receivedAt, requestedAt, currency, emailKey }: HistoryRow, timeZone: string): [string, string] {
  const day = (receivedAt ?? requestedAt).toZonedDateTimeISO(timeZone).toPlainDate();
  return [`${emailKey} ${day} ${currency}`, `${day} ${currency}`];
}
