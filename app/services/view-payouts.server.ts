import { COUNTED_AT_MOST, capped } from '#db/capped.ts';
import {
  countPayoutsInState,
  listPayoutsInState,
  listPayoutsOf,
  type PayoutListed,
  type PayoutPlace,
} from '#db/money-lists.ts';
import type { Reader } from '#db/open.ts';
import { listReturnsOfOrder } from '#db/returns.ts';
import { PAYOUT_STATES, type PayoutState } from '#machines/payout/index.ts';
import { findMoney } from './find-money.server.ts';
import { shopZone } from './shop-zone.server.ts';

const PAGE = 50;
const FOUND_AT_MOST = 100;

export interface PayoutsView {
  readonly timeZone: string;
  readonly state: PayoutState;
  readonly counts: readonly { readonly state: PayoutState; readonly count: number; readonly more: boolean }[];
  readonly rows: readonly PayoutListed[];
  /** Where to go on from, as the address carries it. */
  readonly next: string | null;
}

/** A page of the payouts in one state, the latest moved first, with the counts of all states. */
export async function viewPayouts(
  db: Reader,
  asked: { state: string | null; after: string | null },
): Promise<PayoutsView> {
  const state = PAYOUT_STATES.find((one) => one === asked.state) ?? 'failed';
  const [timeZone, rows, counts] = await Promise.all([
    shopZone(db),
    listPayoutsInState(db, { state, after: readPlace(asked.after), limit: PAGE + 1 }),
    Promise.all(PAYOUT_STATES.map((one) => countOf(db, one))),
  ]);
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return { timeZone, state, counts, rows: shown, next: last && rows.length > PAGE ? placeOf(last) : null };
}

/** The payouts that a return code, an order number, or the provider's id of a payment or refund leads to; null: it leads nowhere. */
export async function findPayouts(
  db: Reader,
  typed: string,
): Promise<{ readonly timeZone: string; readonly rows: readonly PayoutListed[] } | null> {
  const subject = await findMoney(db, typed);
  if (subject === null) return null;
  const timeZone = await shopZone(db);
  if (subject.kind === 'payment') {
    return { timeZone, rows: await listPayoutsOf(db, { paymentId: subject.id }, FOUND_AT_MOST) };
  }
  const returns = subject.kind === 'return' ? [subject] : await listReturnsOfOrder(db, subject.id);
  return { timeZone, rows: await listPayoutsOf(db, { returnIds: returns.map(({ id }) => id) }, FOUND_AT_MOST) };
}

async function countOf(db: Reader, state: PayoutState) {
  return { state, ...capped(await countPayoutsInState(db, state, COUNTED_AT_MOST)) };
}

const placeOf = ({ updatedAt, id }: PayoutListed): string => `${updatedAt.epochMilliseconds}_${id}`;

/** What no page of ours wrote is no place: the list begins at its start then. */
function readPlace(text: string | null): PayoutPlace | null {
  const [, ms, id] = /^(\d{1,15})_([\w.-]{1,100})$/.exec(text ?? '') ?? [];
  if (ms === undefined || id === undefined || Number(ms) > 8.64e15) return null;
  return { updatedAt: Temporal.Instant.fromEpochMilliseconds(Number(ms)), id };
}
