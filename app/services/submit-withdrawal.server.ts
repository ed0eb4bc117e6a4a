import { enqueue } from '#db/effects.ts';
import type { Tx } from '#db/open.ts';
import { loadOrder } from '#db/orders.ts';
import { loadReturn } from '#db/returns.ts';
import {
  findWithdrawalBySubmission,
  insertWithdrawal,
  listStatementsFor,
  type WithdrawalRow,
} from '#db/withdrawals.ts';
import { emailKey } from '#machines/email-address.ts';
import { orderNumberKey } from '#machines/order-number.ts';
import { timeZoneOf } from '#machines/policy/zone.ts';
import { startWithdrawal, withdrawalWorkflow } from '#machines/withdrawal/index.ts';
import { type Scope, sameScope, scopeSchema } from '#machines/withdrawal/statement.ts';
import type { Mode } from './access-limits.server.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { shopZone } from './shop-zone.server.ts';
import { newCode } from './store-return.server.ts';
import { begin, commit, type Unit } from './unit-of-work.server.ts';
import { acknowledgeAt, mayState } from './withdrawal-limits.server.ts';

export interface SubmitInput {
  /** Made with the form: the same key again is the same statement. */
  readonly submissionKey: string;
  /** Hash of the secret in the address of the receipt. */
  readonly accessHash: string;
  readonly name: string;
  /** The contract as it was typed. */
  readonly contract: string;
  readonly email: string;
  readonly scope: Scope;
  readonly button: 'eu' | 'ar';
  readonly language: string;
  readonly clientIp: string;
  /** The order that the sender has proved to own; null: not proved. */
  readonly orderId: string | null;
}

export interface Submitted {
  readonly withdrawalId: string;
  readonly caseCode: string;
}

/**
 * Records a statement of withdrawal at this instant, for good, whatever it names: that a contract or a period is found or not is looked at later, by
 * an effect, so that neither the answer nor its time tells whether there is such an order. The same submission again is the same statement. Refuses
 * only what one network sends beyond all reason. Directive 2011/83/EU art. 11a(3) to (5).
 */
export async function submitWithdrawal(
  deps: ServiceDeps & { readonly env?: Mode },
  input: SubmitInput,
): Promise<Result<Submitted, 'withdrawal.too-many-requests'>> {
  return commit(deps, 'customer', async (unit) => {
    const { tx, at } = unit;
    const before = await findWithdrawalBySubmission(tx, input.submissionKey);
    if (before) return { ok: true, withdrawalId: before.id, caseCode: before.caseCode };
    if (!(await mayState(tx, input.clientIp, at, deps.env))) return refuse('withdrawal.too-many-requests');
    const email = emailKey(input.email);
    if (!email.ok) throw new Error(`an address that was checked is refused: ${email.refusal.code}`);
    const caseCode = newCode(deps.ids);
    const withdrawalId = await record(unit, { ...input, emailKey: email.key, caseCode });
    await acknowledge(unit, withdrawalId, await acknowledgeAt(tx, email.key, at, deps.env));
    return { ok: true, withdrawalId, caseCode };
  });
}

async function record(unit: Unit, stated: SubmitInput & { emailKey: string; caseCode: string }): Promise<string> {
  const { tx, at } = unit;
  const { clientIp: _, language, orderId, ...own } = stated;
  const id = unit.nextId();
  const number = orderNumberKey(stated.contract);
  const numberKey = number.ok ? number.key : null;
  const earlier = await findEarlier(tx, { ...stated, numberKey });
  const row = {
    ...{ ...own, numberKey, orderId, locale: language, timeZone: await zoneOf(tx, orderId), submittedAt: at },
    ...{ returnId: null, late: null, right: null, repeatOf: earlier?.id ?? null },
  };
  await begin(unit, withdrawalWorkflow, { id, returnId: id, input: startWithdrawal(id, orderId !== null) }, (columns) =>
    insertWithdrawal(tx, { ...columns, ...row }),
  );
  return id;
}

/** Statements whose answer was that nothing comes of them are no reason to leave a new one lying. */
const LIVE: readonly string[] = ['recorded', 'needs-person', 'joined'];

/**
 * The earlier statement that this one says again: same contract, same address, same scope, and it still stands. One whose return the
 * customer has taken back does not. `before`: only statements made before this one.
 */
export async function findEarlier(
  tx: Tx,
  stated: { numberKey: string | null; emailKey: string; scope: Scope },
  before?: Pick<WithdrawalRow, 'id' | 'submittedAt'>,
): Promise<WithdrawalRow | null> {
  const rows = await listStatementsFor(tx, stated);
  const older = rows.filter((row) => !before || comesBefore(row, before)).toReversed();
  for (const row of older) {
    if (!LIVE.includes(row.state) || !sameScope(scopeSchema.parse(row.scope), stated.scope)) continue;
    const became = row.returnId === null ? null : await loadReturn(tx, row.returnId);
    if (became?.state !== 'cancelled') return row;
  }
  return null;
}

function comesBefore(a: Pick<WithdrawalRow, 'id' | 'submittedAt'>, b: Pick<WithdrawalRow, 'id' | 'submittedAt'>) {
  return (Temporal.Instant.compare(a.submittedAt, b.submittedAt) || (a.id < b.id ? -1 : 1)) < 0 && a.id !== b.id;
}

/** Date and time are told on the clock of the order's place to those who have proved to own it, to others on the shop's: the order's would betray it. */
async function zoneOf(tx: Tx, orderId: string | null): Promise<string> {
  const order = orderId === null ? null : await loadOrder(tx, orderId);
  return order ? (order.timeZone ?? timeZoneOf(order.country, order.subdivision)) : shopZone(tx);
}

async function acknowledge({ tx, at, nextId }: Unit, withdrawalId: string, runAfter: Temporal.Instant): Promise<void> {
  const payload = { kind: 'withdrawal-mail', mail: 'received', withdrawalId } as const;
  await enqueue(tx, [{ id: nextId(), kind: payload.kind, payload, returnId: withdrawalId, runAfter, createdAt: at }]);
}
