import { type CreditRow, insertCredit, listCreditsOfReturn, lockCredit, updateCredit } from '#db/credits.ts';
import { setDeadline } from '#db/deadlines.ts';
import { enqueue } from '#db/effects.ts';
import { post } from '#db/ledger.ts';
import { loadOrder, lockOrder } from '#db/orders.ts';
import { listPayoutsOfReturn, loadPayout, type PayoutRow } from '#db/payouts.ts';
import { loadReturn, type ReturnRow } from '#db/returns.ts';
import {
  CREDIT_CODE_RANDOM_SYMBOLS,
  type CreditExpiry,
  creditCodeHint,
  creditExpiry,
  laterEnd,
  legsOfBonus,
  legsOfGoodwill,
  makeCreditCode,
} from '#machines/credit/index.ts';
import { transfersOf } from '#machines/ledger/index.ts';
import { QuoteSchema } from '#machines/policy/index.ts';
import type { CreditSettings } from './credit-settings.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { randomSymbols } from './random-symbols.server.ts';
import { movePayout } from './report-refund.server.ts';
import { commit, type Unit } from './unit-of-work.server.ts';

/** A holder is reminded so long before the end. */
export const REMIND_DAYS_BEFORE = 30;

export type CreditDeps = ServiceDeps & { readonly credits: CreditSettings };
export type IssueRefusal = 'payout.unknown' | 'payout.other-way' | 'workflow.not-now';

/**
 * Pays a debt with store credit, in one transaction: the credit is made, or the one that the return has already is made larger; the debt moves to
 * it in the ledger, and the bonus beside it; the payout is settled. Asked again it finds the payout settled and does nothing. Refuses a payout that is
 * paid another way.
 */
export async function issueCredit(
  deps: CreditDeps,
  { payoutId }: { readonly payoutId: string },
): Promise<Result<object, IssueRefusal>> {
  return commit(deps, 'system', async (unit) => {
    const known = await loadPayout(unit.tx, payoutId);
    const row = known && (await loadReturn(unit.tx, known.returnId));
    if (!row) return refuse('payout.unknown');
    // One credit for a return: of two debts at the same moment the second finds what the first made.
    await lockOrder(unit.tx, row.orderId);
    const payout = await loadPayout(unit.tx, payoutId);
    if (payout?.way !== 'credit') return refuse('payout.other-way', { way: payout?.way ?? null });
    if (payout.state !== 'owed') return { ok: true };
    const credit = await creditFor(deps, unit, { row, payout });
    await setEnd(unit, credit);
    const paid = await movePayout(unit, payout, { type: 'pay', reference: credit.codeHint }, { creditId: credit.id });
    if (!paid.ok) return paid;
    await tell(unit, row);
    return { ok: true };
  });
}

interface Paying {
  readonly row: ReturnRow;
  readonly payout: PayoutRow;
}

/** The credit that holds this debt from now on, with its bonus. */
async function creditFor(deps: CreditDeps, unit: Unit, paying: Paying): Promise<CreditRow> {
  const { row, payout } = paying;
  const earlier = await listCreditsOfReturn(unit.tx, row.id);
  const expiry = await expiryOf(deps, unit, row);
  const bonus = earlier.some((one) => one.bonus > 0) ? 0 : bonusOf(row);
  const open = earlier.find((one) => isOpen(one, unit.at) && one.currency === payout.currency);
  const credit = open
    ? await enlarge(unit, open, paying, { bonus, expiry })
    : await make(deps, unit, row, { payoutId: payout.id, ...debtOf(payout), bonus, expiry });
  const about = { key: `bonus:${row.id}`, currency: payout.currency, orderId: row.orderId, returnId: row.id };
  const legs = legsOfBonus(credit.id, row.orderId, bonus);
  await post(unit.tx, transfersOf({ ...about, creditId: credit.id }, legs), unit);
  return credit;
}

interface Terms {
  readonly bonus: number;
  readonly expiry: CreditExpiry;
}

const debtOf = ({ amount, currency }: PayoutRow) => ({ amount, currency });

type NewCredit = Terms & Pick<CreditRow, 'payoutId' | 'amount' | 'currency'>;

async function make(
  deps: CreditDeps,
  unit: Unit,
  row: ReturnRow,
  { payoutId, amount, currency, bonus, expiry }: NewCredit,
): Promise<CreditRow> {
  const { vault } = deps.credits;
  const code = makeCreditCode(randomSymbols(deps.ids.random, CREDIT_CODE_RANDOM_SYMBOLS));
  const credit: CreditRow = {
    ...{ id: unit.nextId(), codeHash: vault.hash(code), codeSealed: vault.seal(code), codeHint: creditCodeHint(code) },
    ...{ orderId: row.orderId, returnId: row.id, payoutId, country: row.country, currency },
    ...{ amount, bonus, issuedAt: unit.at, expiresAt: expiry.expiresAt, expiryRule: expiry.rule },
    ...{ closedAt: null, version: 1 },
  };
  await insertCredit(unit.tx, credit);
  return credit;
}

/**
 * Gives store credit for nothing returned, in the transaction of the act that gives it: a credit of its own, from the account of goodwill. `key` names
 * what it is given for; a second time it is refused by the ledger.
 */
export async function giveGoodwillCredit(
  deps: CreditDeps,
  unit: Unit,
  row: ReturnRow,
  { amount, key }: { readonly amount: number; readonly key: string },
): Promise<CreditRow> {
  const { currency, orderId } = row;
  const expiry = await expiryOf(deps, unit, row);
  const credit = await make(deps, unit, row, { payoutId: null, amount, currency, bonus: 0, expiry });
  await setEnd(unit, credit);
  const about = { key, currency, orderId, returnId: row.id, creditId: credit.id };
  await post(unit.tx, transfersOf(about, legsOfGoodwill(credit.id, currency, amount)), unit);
  return credit;
}

async function enlarge(
  unit: Unit,
  { id }: CreditRow,
  { payout }: Paying,
  { bonus, expiry }: Terms,
): Promise<CreditRow> {
  const credit = await lockCredit(unit.tx, id);
  if (!credit) throw new Error(`credit ${id} is gone`);
  const changes = {
    amount: credit.amount + payout.amount,
    bonus: credit.bonus + bonus,
    expiresAt: laterEnd(credit.expiresAt, expiry.expiresAt),
  };
  await updateCredit(unit.tx, id, changes);
  return { ...credit, ...changes };
}

const isOpen = ({ closedAt, expiresAt }: CreditRow, now: Temporal.Instant): boolean =>
  closedAt === null && (expiresAt === null || Temporal.Instant.compare(now, expiresAt) < 0);

/** By the place of the customer. */
async function expiryOf({ credits }: CreditDeps, unit: Unit, row: ReturnRow): Promise<CreditExpiry> {
  const order = await loadOrder(unit.tx, row.orderId);
  const place = { country: row.country, subdivision: order?.subdivision ?? null, timeZone: row.timeZone };
  return creditExpiry(place, unit.at, credits.validity);
}

/** What the decision promised; a debt that became credit only because a refund failed has none. */
function bonusOf({ settledQuote }: ReturnRow): number {
  return settledQuote === null ? 0 : QuoteSchema.parse(settledQuote).creditBonus;
}

/** Sets the deadlines of a credit that ends. */
export async function setEnd(
  { tx, nextId }: Unit,
  { id, expiresAt }: Pick<CreditRow, 'id' | 'expiresAt'>,
): Promise<void> {
  if (expiresAt === null) return;
  const of = { subjectKind: 'credit', subjectId: id } as const;
  await setDeadline(tx, { id: nextId(), ...of, kind: 'expire', dueAt: expiresAt });
  const remindAt = expiresAt.subtract({ hours: 24 * REMIND_DAYS_BEFORE });
  await setDeadline(tx, { id: nextId(), ...of, kind: 'remind', dueAt: remindAt });
}

/** One mail for all that is paid at once: with the last of it. */
async function tell({ tx, at, nextId }: Unit, row: ReturnRow): Promise<void> {
  const payouts = await listPayoutsOfReturn(tx, row.id);
  if (payouts.some(({ way, state }) => way === 'credit' && state === 'owed')) return;
  const payload = { kind: 'mail', mail: 'credit-issued', returnId: row.id } as const;
  await enqueue(tx, [{ id: nextId(), kind: payload.kind, payload, returnId: row.id, runAfter: at, createdAt: at }]);
}
