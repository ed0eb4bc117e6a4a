import { owedByReturn } from '#db/ledger.ts';
import {
  currenciesOfReturns,
  listStandings,
  movedByPayment,
  pageOfPaymentIds,
  pageOfReturnIds,
} from '#db/ledger-check.ts';
import { ledgerTotals } from '#db/ledger-totals.ts';
import type { Database, Reader } from '#db/open.ts';
import { expectedMoved, expectedOwed, MOVED_PLACES } from '#machines/reconciliation/expected-balances.ts';

const PAGE = 500;
const PROBLEMS_KEPT = 100;
/** A step between the two reads of a comparison looks like a fault; one that is still there at the third look is one. */
const LOOKS = 3;

/** `sum`: a currency does not come to zero; `currency`: a return moves in two; the others name where an amount stands that should not, or the reverse. */
export type LedgerProblemKind = 'sum' | 'currency' | 'owed' | (typeof MOVED_PLACES)[number];

export interface LedgerProblem {
  readonly kind: LedgerProblemKind;
  /** A currency, a return or a payment. */
  readonly subject: string;
  /** Minor units, by the ledger and by the payouts. */
  readonly ledger: number;
  readonly expected: number;
}

export interface LedgerCheck {
  readonly ok: boolean;
  readonly returns: number;
  readonly payments: number;
  /** Of each currency that was moved, what all of its accounts come to: zero. */
  readonly sums: readonly { readonly currency: string; readonly total: number }[];
  readonly problems: readonly LedgerProblem[];
  /** How many problems there are; only the first hundred are kept. */
  readonly found: number;
}

/**
 * Compares the ledger with what the payouts say, over all returns and payments, a piece at a time: every currency sums to zero, each return is owed
 * what its open payouts come to, and of each payment as much has left, and stands where, as its payouts say. Changes nothing.
 */
export async function checkLedger(db: Database): Promise<LedgerCheck> {
  const sums = await sumsOf(db);
  const problems: LedgerProblem[] = sums
    .filter(({ total }) => total !== 0)
    .map(({ currency, total }) => ({ kind: 'sum', subject: currency, ledger: total, expected: 0 }));
  const walk = async (page: typeof pageOfReturnIds, look: Look): Promise<number> => {
    let seen = 0;
    for (let after = ''; ; ) {
      const ids = await page(db, after, PAGE);
      const last = ids.at(-1);
      if (last === undefined) return seen;
      seen += ids.length;
      problems.push(...(await certain(db, ids, look)));
      after = last;
    }
  };
  const returns = await walk(pageOfReturnIds, lookAtReturns);
  const payments = await walk(pageOfPaymentIds, lookAtPayments);
  const kept = problems.slice(0, PROBLEMS_KEPT);
  return { ok: problems.length === 0, returns, payments, sums, problems: kept, found: problems.length };
}

type Look = (db: Reader, ids: readonly string[]) => Promise<LedgerProblem[]>;

async function certain(db: Reader, ids: readonly string[], look: Look): Promise<LedgerProblem[]> {
  let problems = await look(db, ids);
  for (let looks = 1; looks < LOOKS && problems.length > 0; looks += 1) {
    problems = await look(db, [...new Set(problems.map(({ subject }) => subject))]);
  }
  return problems;
}

async function sumsOf(db: Reader): Promise<{ currency: string; total: number }[]> {
  const sums = new Map<string, number>();
  for (const { currency, total } of await ledgerTotals(db)) sums.set(currency, (sums.get(currency) ?? 0) + total);
  return [...sums]
    .map(([currency, total]) => ({ currency, total }))
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}

async function lookAtReturns(db: Reader, ids: readonly string[]): Promise<LedgerProblem[]> {
  const [ledger, standings, currencies] = await Promise.all([
    owedByReturn(db, ids),
    listStandings(db, { returnIds: ids }),
    currenciesOfReturns(db, ids),
  ]);
  const expected = expectedOwed(standings);
  return ids.flatMap((subject): LedgerProblem[] => {
    const moving = currencies.get(subject)?.size ?? 0;
    if (moving > 1) return [{ kind: 'currency', subject, ledger: moving, expected: 1 }];
    return differing('owed', subject, ledger.get(subject) ?? 0, expected.get(subject) ?? 0);
  });
}

async function lookAtPayments(db: Reader, ids: readonly string[]): Promise<LedgerProblem[]> {
  const [ledger, standings] = await Promise.all([movedByPayment(db, ids), listStandings(db, { paymentIds: ids })]);
  const expected = expectedMoved(standings);
  return ids.flatMap((subject) =>
    MOVED_PLACES.flatMap((place) => {
      const key = `${subject} ${place}`;
      return differing(place, subject, ledger.get(key) ?? 0, expected.get(key) ?? 0);
    }),
  );
}

const differing = (kind: LedgerProblemKind, subject: string, ledger: number, expected: number): LedgerProblem[] =>
  ledger === expected ? [] : [{ kind, subject, ledger, expected }];
