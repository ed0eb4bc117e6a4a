import type { Money } from '#machines/money.ts';
import type { VerdictChange } from '#machines/policy/compare-verdicts.ts';
import type { LineVerdict } from '#machines/policy/index.ts';

/** What a line can become, each counted by itself: a window can be shorter and the way back dearer. */
export const CHANGE_KINDS = [
  'newlyAllowed',
  'newlyRefused',
  'longer',
  'shorter',
  'cheaper',
  'dearer',
  'newlyReviewed',
  'noLongerReviewed',
  'otherTerms',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export type ChangeCounts = Readonly<Record<ChangeKind, number>>;

/** An answer in short. `lastDay`: of the window that is open, or that closed last; null where no end is known, or none ever ran. */
export interface SimulatedAnswer {
  readonly outcome: LineVerdict['outcome'];
  readonly basis: 'law' | 'policy' | null;
  readonly lastDay: string | null;
  /** Why it is refused. */
  readonly code: string | null;
  readonly payer: 'merchant' | 'customer';
  readonly labelFee: Money | null;
  readonly review: boolean;
}

export interface LineExample {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly lineId: string;
  readonly title: string;
  readonly country: string;
  readonly before: SimulatedAnswer;
  readonly after: SimulatedAnswer;
}

/** A return whose refund would have been another one. Minor units. */
export interface ReturnExample {
  readonly returnId: string;
  readonly rmaCode: string;
  readonly orderNumber: string;
  readonly currency: string;
  readonly before: number;
  readonly after: number;
}

/** Refunds of past returns in one currency, computed anew under both documents. Minor units. */
export interface MoneyChange {
  readonly currency: string;
  readonly returns: number;
  readonly changed: number;
  readonly before: number;
  readonly after: number;
  readonly delta: number;
}

export interface CountryChange extends ChangeCounts {
  readonly country: string;
  readonly lines: number;
  /** Lines with a change of any kind. */
  readonly changed: number;
}

/** The first ones in the order of the history, newest first: the same history gives the same examples. */
const MOST_EXAMPLES = 10;

const noChanges = (): Record<ChangeKind, number> => ({
  ...{ newlyAllowed: 0, newlyRefused: 0, longer: 0, shorter: 0, cheaper: 0, dearer: 0 },
  ...{ newlyReviewed: 0, noLongerReviewed: 0, otherTerms: 0 },
});

const noExamples = (): Record<ChangeKind, LineExample[]> => ({
  ...{ newlyAllowed: [], newlyRefused: [], longer: [], shorter: [], cheaper: [], dearer: [] },
  ...{ newlyReviewed: [], noLongerReviewed: [], otherTerms: [] },
});

/** Counts what a simulation finds. */
export function createTally() {
  const countries = new Map<string, { lines: number; changed: number; counts: Record<ChangeKind, number> }>();
  const examples = noExamples();
  return {
    addLine(country: string, change: VerdictChange | null, example: () => LineExample): void {
      const own = countries.get(country) ?? { lines: 0, changed: 0, counts: noChanges() };
      countries.set(country, own);
      own.lines += 1;
      if (!change) return;
      own.changed += 1;
      for (const kind of kindsOf(change)) {
        own.counts[kind] += 1;
        if (examples[kind].length < MOST_EXAMPLES) examples[kind].push(example());
      }
    },
    lines: () => summaryOf(countries, examples),
  };
}

/** The kinds that a change counts under. */
export function kindsOf({ admission, window, cheaper, dearer, review, topics }: VerdictChange): ChangeKind[] {
  return [
    ...(admission ? [admission] : []),
    ...(window ? [window] : []),
    ...(cheaper ? ['cheaper' as const] : []),
    ...(dearer ? ['dearer' as const] : []),
    ...(review ? [review] : []),
    ...(topics.length > 0 ? ['otherTerms' as const] : []),
  ];
}

function summaryOf(
  countries: ReadonlyMap<string, { lines: number; changed: number; counts: Record<ChangeKind, number> }>,
  examples: Readonly<Record<ChangeKind, readonly LineExample[]>>,
) {
  const byCountry = [...countries]
    .map(([country, { lines, changed, counts }]): CountryChange => ({ country, lines, changed, ...counts }))
    .toSorted((a, b) => (a.country < b.country ? -1 : 1));
  const total = noChanges();
  for (const one of byCountry) for (const kind of CHANGE_KINDS) total[kind] += one[kind];
  const sum = (of: 'lines' | 'changed') => byCountry.reduce((all, one) => all + one[of], 0);
  return { lines: sum('lines'), changedLines: sum('changed'), changed: total, byCountry, examples };
}

/** Adds up refunds by currency. */
export function createMoneyTally() {
  const sums = new Map<string, { returns: number; changed: number; before: number; after: number }>();
  const examples: ReturnExample[] = [];
  return {
    addReturn(example: ReturnExample): void {
      const { currency, before, after } = example;
      const own = sums.get(currency) ?? { returns: 0, changed: 0, before: 0, after: 0 };
      sums.set(currency, own);
      own.returns += 1;
      own.before += before;
      own.after += after;
      if (before === after) return;
      own.changed += 1;
      if (examples.length < MOST_EXAMPLES) examples.push(example);
    },
    money: (): MoneyChange[] =>
      [...sums]
        .map(([currency, sum]) => ({ currency, ...sum, delta: sum.after - sum.before }))
        .toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
    examples: (): readonly ReturnExample[] => examples,
  };
}
