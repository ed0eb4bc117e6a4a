import { balances } from '#machines/ledger/index.ts';
import type { BankRefund } from '../process/bank.ts';
import type { Problems } from './problems.ts';
import type { Stored, StoredPayout } from './stored.ts';
import type { Told } from './told.ts';

/** Everything that somebody was told has to be there. */
export function compareWithTold(told: Told, stored: Stored, problems: Problems): void {
  const missing = (what: string) => problems.add('missing', what);
  for (const id of told.orders) if (!stored.orders.has(id)) missing(`order ${id}`);
  for (const id of told.heard) if (!stored.heard.has(id)) missing(`event ${id}`);
  for (const [id, rmaCode] of told.returns)
    if (stored.returns.get(id)?.rmaCode !== rmaCode) missing(`return ${id} ${rmaCode}`);
  for (const id of told.received) if (!stored.returns.get(id)?.receivedAt) missing(`receipt of ${id}`);
  for (const id of told.cancelled) if (stored.returns.get(id)?.state !== 'cancelled') missing(`cancellation of ${id}`);
  for (const [id, total] of told.decided) {
    const row = stored.returns.get(id);
    if (!row?.decidedAt) missing(`decision of ${id}`);
    else if (total !== null && row.total !== total)
      missing(`decision of ${id}: ${total} was told, ${row.total} is stored`);
  }
  for (const id of told.decidedTwice) problems.add('double', `decision of ${id} was told to two people`);
}

/** Rows that were written in one transaction agree with each other. Asked only while nobody writes. */
export function compareWithin(stored: Stored, problems: Problems): void {
  const corrupt = (what: string) => problems.add('corrupt', what);
  for (const { kind, id, state, version } of stored.subjects) {
    const steps = stored.steps.get(`${kind} ${id}`) ?? [];
    const last = steps.find((step) => step.version === version);
    if (steps.length !== version || last?.state !== state)
      corrupt(`${kind} ${id} is ${state} at ${version} after ${steps.length} steps to ${last?.state}`);
  }
  const payouts = Map.groupBy(stored.payouts, (payout) => payout.returnId);
  for (const row of stored.returns.values()) {
    const owed = sumOf(payouts.get(row.id) ?? []);
    const expected = row.decidedAt && row.state !== 'cancelled' ? row.total : 0;
    if (owed !== expected) corrupt(`return ${row.id} of ${expected} has payouts of ${owed}`);
  }
  compareLedger(stored, corrupt);
}

/** What the ledger says is owed and on its way is what the payouts say. */
function compareLedger(stored: Stored, corrupt: (what: string) => void): void {
  const accounts = balances(stored.transfers);
  const expected = new Map<string, number>();
  const expect = (account: string, amount: number) => expected.set(account, (expected.get(account) ?? 0) + amount);
  for (const payout of stored.payouts) {
    expect(`owed:${payout.returnId}`, OWED.has(payout.state) ? payout.amount : 0);
    expect(`transit:${payout.paymentId}`, ON_ITS_WAY.has(payout.state) ? payout.amount : 0);
  }
  for (const [account, amount] of expected) {
    const stands = accounts.get(account) ?? 0;
    if (stands !== amount) corrupt(`${account} stands at ${stands}, its payouts at ${amount}`);
  }
}

const OWED = new Set(['owed', 'failed', 'reopened']);
const ON_ITS_WAY = new Set(['sending', 'unknown', 'pending', 'action-needed']);

/** No payout has more than one refund at the bank, at any time. */
export function compareWithBank(refunds: readonly BankRefund[], problems: Problems): void {
  const live = refunds.filter(({ status }) => status !== 'failed' && status !== 'canceled');
  for (const [payout, own] of Map.groupBy(live, (refund) => refund.metadata.payout))
    if (own.length > 1) problems.add('double', `payout ${payout} was refunded ${own.length} times`);
}

/** In the end everybody has got what they were told, every payout has its refund to the cent, and no refund is without one. */
export function compareAtEnd(told: Told, stored: Stored, refunds: readonly BankRefund[], problems: Problems): void {
  const arrived = refunds.filter(({ status }) => status === 'succeeded');
  const byPayout = Map.groupBy(arrived, (refund) => refund.metadata.payout);
  for (const payout of stored.payouts) {
    const paid = sumOf(byPayout.get(payout.id) ?? []);
    const same = paid === payout.amount && payout.state === 'settled';
    if (!same) problems.add(paid > payout.amount ? 'double' : 'missing', inWords(payout, paid));
  }
  const ofReturn = Map.groupBy(stored.payouts, (payout) => payout.returnId);
  for (const [id, total] of told.decided) {
    const paid = sumOf((ofReturn.get(id) ?? []).flatMap((payout) => byPayout.get(payout.id) ?? []));
    if (total !== null && paid !== total)
      problems.add(paid > total ? 'double' : 'missing', `return ${id}: ${total} was told, ${paid} was paid`);
  }
  const known = new Set(stored.payouts.map((payout) => payout.id));
  for (const [payout] of byPayout)
    if (!known.has(payout)) problems.add('double', `a refund for ${payout}, which is not owed`);
}

const inWords = (payout: StoredPayout, paid: number) =>
  `payout ${payout.id} of ${payout.amount} is ${payout.state}, ${paid} was paid`;

const sumOf = (rows: readonly { amount: number }[]): number => rows.reduce((sum, row) => sum + row.amount, 0);
