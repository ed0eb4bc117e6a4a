import { createHash } from 'node:crypto';
import {
  type CreditRow,
  findRedemption,
  insertRedemption,
  lockCredit,
  type RedemptionRow,
  updateCredit,
} from '#db/credits.ts';
import { post } from '#db/ledger.ts';
import { canonicalJson } from '#machines/canonical-json.ts';
import {
  endAfterReversal,
  legsOfRedemption,
  legsOfReversal,
  type RedemptionRefusal,
  redemptionRefusal,
} from '#machines/credit/index.ts';
import { transfersOf } from '#machines/ledger/index.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { creditBalance } from './expire-credit.server.ts';
import { setEnd } from './issue-credit.server.ts';
import { commit, type Unit } from './unit-of-work.server.ts';

export interface RedeemInput {
  readonly creditId: string;
  /** The shop's own name of its request, without a colon. */
  readonly requestKey: string;
  /** Minor units, more than none. */
  readonly amount: number;
  readonly currency: string;
  /** The shop's order. */
  readonly orderRef: string;
}

/** A redemption as it stands, the same however often it is asked for. Instants ISO. */
export interface Redemption {
  readonly requestKey: string;
  readonly amount: number;
  readonly currency: string;
  readonly orderRef: string;
  readonly redeemedAt: string;
  /** null: not given back. */
  readonly reversedAt: string | null;
}

type Redeemed<Code extends string> = Result<{ readonly redemption: Redemption }, Code>;

/**
 * Takes an amount from a credit for an order of the shop, with its row in the ledger. The same request again is the same redemption and takes
 * nothing; the same name for another request is refused (`redemption.conflict`). Refuses what has ended, another currency, and more than is left:
 * the credit is held, so that of many at once each counts with those before it.
 */
export async function redeemCredit(
  deps: ServiceDeps,
  input: RedeemInput,
): Promise<Redeemed<'credit.not-found' | 'redemption.conflict' | RedemptionRefusal['code']>> {
  return commit(deps, 'shop', async (unit) => {
    const credit = await lockCredit(unit.tx, input.creditId);
    if (!credit) return refuse('credit.not-found');
    const before = await findRedemption(unit.tx, input.requestKey);
    if (before) return sameRequest(unit, before, input);
    const standing = { ...credit, balance: await creditBalance(unit.tx, credit.id) };
    const refusal = redemptionRefusal(standing, input, unit.at);
    if (refusal) {
      const { code, ...figures } = refusal;
      return refuse(code, figures);
    }
    const row = await take(unit, credit, input);
    return { ok: true, redemption: viewOf(row, null) };
  });
}

/** Gives back what a request took, whole and once; again it is the same reversal. A credit that ended meanwhile is opened again, with time to use it. */
export async function reverseRedemption(
  deps: ServiceDeps,
  input: { readonly creditId: string; readonly requestKey: string },
): Promise<Redeemed<'credit.not-found' | 'redemption.not-found'>> {
  return commit(deps, 'shop', async (unit) => {
    const credit = await lockCredit(unit.tx, input.creditId);
    if (!credit) return refuse('credit.not-found');
    const taken = await findRedemption(unit.tx, input.requestKey);
    if (taken?.creditId !== credit.id || taken.kind !== 'redemption') return refuse('redemption.not-found');
    const before = await findRedemption(unit.tx, reversalKey(taken.requestKey));
    const reversed = before ?? (await giveBack(unit, credit, taken));
    return { ok: true, redemption: viewOf(taken, reversed) };
  });
}

/** The shop's own names have no colon, so none of them is this one. */
const reversalKey = (requestKey: string): string => `reversal:${requestKey}`;

async function sameRequest(
  unit: Unit,
  before: RedemptionRow,
  input: RedeemInput,
): Promise<Redeemed<'redemption.conflict'>> {
  if (before.requestHash !== hashOf(input)) return refuse('redemption.conflict');
  return { ok: true, redemption: viewOf(before, await findRedemption(unit.tx, reversalKey(before.requestKey))) };
}

function hashOf({ creditId, amount, currency, orderRef }: RedeemInput): string {
  return createHash('sha256').update(canonicalJson({ creditId, amount, currency, orderRef })).digest('base64url');
}

async function take(unit: Unit, credit: CreditRow, input: RedeemInput): Promise<RedemptionRow> {
  const { requestKey, amount, currency, orderRef } = input;
  const id = unit.nextId();
  const row: RedemptionRow = {
    ...{ id, creditId: credit.id, requestKey, requestHash: hashOf(input), kind: 'redemption' },
    ...{ amount, currency, orderRef, reverses: null, at: unit.at },
  };
  await insertRedemption(unit.tx, row);
  await post(unit.tx, transfersOf(about(credit, `spent:${id}`), legsOfRedemption(credit.id, amount)), unit);
  return row;
}

async function giveBack(unit: Unit, credit: CreditRow, taken: RedemptionRow): Promise<RedemptionRow> {
  const { id: reverses, amount, currency, orderRef, requestHash } = taken;
  const row: RedemptionRow = {
    ...{ id: unit.nextId(), creditId: credit.id, requestKey: reversalKey(taken.requestKey), requestHash },
    ...{ kind: 'reversal', amount, currency, orderRef, reverses, at: unit.at },
  };
  await insertRedemption(unit.tx, row);
  await post(unit.tx, transfersOf(about(credit, `given-back:${reverses}`), legsOfReversal(credit.id, amount)), unit);
  const expiresAt = endAfterReversal(credit.expiresAt, unit.at);
  await updateCredit(unit.tx, credit.id, { expiresAt, closedAt: null });
  await setEnd(unit, { id: credit.id, expiresAt });
  return row;
}

const about = ({ id: creditId, currency, orderId, returnId }: CreditRow, key: string) => ({
  ...{ key, currency, orderId, returnId, creditId },
});

function viewOf(taken: RedemptionRow, reversed: RedemptionRow | null): Redemption {
  const { requestKey, amount, currency, orderRef, at } = taken;
  return {
    ...{ requestKey, amount, currency, orderRef: orderRef ?? '' },
    redeemedAt: at.toString(),
    reversedAt: reversed?.at.toString() ?? null,
  };
}
