import SqliteFile from 'better-sqlite3';
import type { AccountVault } from '#app/services/account-vault.server.ts';
import type { ServiceDeps } from '#app/services/deps.ts';
import { type Count, receiveParcel } from '#app/services/receive-parcel.server.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import type { Database } from '#db/open.ts';
import type { Payment } from '#db/orders.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { sqliteOver } from '#db/sqlite.ts';
import { type Handle, handleOver } from '#db/sqlite-handle.ts';
import { migrateSqlite } from '#db/sqlite-migrate.ts';
import { answerAll, type LineChange, sell } from '../app/services/customer/arrange.ts';
import { openRescue, TAKES_CREDIT } from '../app/services/rescue/arrange.ts';
import { seededIds } from './ids.ts';

/** A return that a customer of the shop may ask for: a draft with every question answered. */
export interface WrittenDraft {
  readonly orderId: string;
  readonly draftId: string;
}

/** What of a payment the simulation has to know, in minor units as the provider counts. */
export interface SoldPayment {
  readonly id: string;
  readonly orderId: string;
  readonly provider: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
}

export interface SoldLine {
  readonly id: string;
  readonly orderId: string;
  /** What the customer paid for all its pieces, in minor units. */
  readonly paid: number;
  readonly quantity: number;
}

export interface Shop {
  /** The database, inside a transaction that is never committed: a run ends by rolling back to the shop as it was. */
  readonly file: SqliteFile.Database;
  readonly handle: Handle;
  readonly accounts: AccountVault;
  readonly drafts: readonly WrittenDraft[];
  readonly payments: readonly SoldPayment[];
  readonly lines: readonly SoldLine[];
  readonly orderIds: readonly string[];
}

interface Plan {
  readonly id: string;
  readonly lines: readonly LineChange[];
  readonly currency?: string;
  /** What each payment brought in; the rest came by the last one. */
  readonly payments?: readonly { provider?: string; amount?: number }[];
  readonly email?: string;
  /** Which pieces of which lines each draft sends back. */
  readonly drafts: readonly (readonly number[])[];
  /** How many of them, from the first, have been sent when a run begins. */
  readonly sent: number;
}

const PLANS: readonly Plan[] = [
  { id: 'o1', lines: [{ id: 'o1-l1', quantity: 2 }], drafts: [[1], [1], [2]], sent: 1 },
  {
    id: 'o2',
    lines: [
      { id: 'o2-l1', quantity: 1, unitPrice: 3333, discountTotal: 34 },
      { id: 'o2-l2', quantity: 3, unitPrice: 1999 },
      { id: 'o2-l3', quantity: 1, unitPrice: 501 },
    ],
    payments: [{ amount: 5000 }, {}],
    drafts: [
      [1, 0, 0],
      [0, 2, 0],
      [0, 1, 1],
      [1, 3, 1],
    ],
    sent: 3,
  },
  { id: 'o3', lines: [{ id: 'o3-l1', quantity: 4, unitPrice: 2500 }], drafts: [[1], [1], [1], [2]], sent: 3 },
  {
    id: 'o4',
    lines: [
      { id: 'o4-l1', quantity: 2, unitPrice: 700, discountTotal: 3 },
      { id: 'o4-l2', quantity: 1, unitPrice: 12000 },
    ],
    drafts: [
      [1, 1],
      [1, 0],
      [2, 0],
    ],
    sent: 1,
  },
  {
    id: 'o5',
    currency: 'JPY',
    lines: [{ id: 'o5-l1', quantity: 3, unitPrice: 1500 }],
    drafts: [[1], [2], [3]],
    sent: 2,
  },
  {
    id: 'o6',
    lines: [{ id: 'o6-l1', quantity: 2, unitPrice: 4000 }],
    payments: [{ provider: 'manual', amount: 1500 }, {}],
    drafts: [[1], [1], [2]],
    sent: 2,
  },
];

async function sellPlan(deps: ServiceDeps, plan: Plan) {
  const total = plan.lines.reduce((sum, one) => sum + priceOf(one), 0) + 590;
  const currency = plan.currency ?? 'EUR';
  let left = total;
  const payments = (plan.payments ?? [{}]).map(({ provider = 'stripe', amount }, index): Payment => {
    const own = amount ?? left;
    left -= own;
    const position = index + 1;
    const [id, reference] = [`${plan.id}-payment-${position}`, `pi_${plan.id}x${position}`];
    return { ...{ id, position, provider, reference, amount: own, currency, label: 'Card' }, taxTransaction: null };
  });
  return sell(deps, { id: plan.id, number: `#${plan.id.slice(1)}001`, currency, payments, lines: plan.lines });
}

const priceOf = ({ unitPrice = 2000, quantity = 1, discountTotal = 0 }: LineChange): number =>
  unitPrice * quantity - discountTotal;

async function write(file: SqliteFile.Database, deps: ServiceDeps, plan: Plan): Promise<WrittenDraft[]> {
  const written: WrittenDraft[] = [];
  for (const [index, pieces] of plan.drafts.entries()) {
    const chosen = plan.lines.map((line, at) => ({ lineId: line.id, quantity: pieces[at] ?? 0 }));
    const wanted = chosen.filter((one) => one.quantity > 0);
    const reason = index % 2 === 0 ? 'changed-mind' : 'arrived-late';
    const { draftId } = await answerAll(deps, plan.id, wanted, { reason });
    // An order has one open draft; here each is kept, as if its customer had sent all but one from another browser.
    const kept = `${plan.id}-draft-${index + 1}`;
    file.prepare('update drafts set id = ?, updated_at = 0 where id = ?').run(kept, draftId);
    written.push({ orderId: plan.id, draftId: kept });
  }
  file.exec('update drafts set updated_at = created_at');
  return written;
}

/** Sends so many of an order's drafts, and lets every second of them arrive: a run begins in the middle of things. */
async function send(deps: ServiceDeps, drafts: readonly WrittenDraft[], count: number): Promise<void> {
  for (const [index, draft] of drafts.slice(0, count).entries()) {
    const sent = await requestReturn(deps, { ...draft, locale: 'en' });
    if (!sent.ok) throw new Error(`not requested: ${sent.refusal.code}`);
    if (index % 2 === 1) continue;
    const lines = await listReturnLines(deps.db, sent.returnId);
    const counts = lines.map(({ id, quantity }) => countAll(id, quantity));
    const received = await receiveParcel(deps, { rmaCode: sent.rmaCode, staffId: 'dock', counts });
    if (!received.ok) throw new Error(`not received: ${received.refusal.code}`);
  }
}

const countAll = (lineId: string, received: number): Count => ({ lineId, received, grade: 'as-new', note: null });

/** A shop with orders, answered drafts and returns under way. */
export async function makeShop(): Promise<Shop> {
  const file = new SqliteFile(':memory:');
  file.pragma('foreign_keys = ON');
  migrateSqlite(file);
  const bare = handleOver(file);
  const db: Database = sqliteOver({ writer: bare, reader: bare });
  const deps = { ...(await openRescue(db, TAKES_CREDIT)), ids: seededIds(0) };
  const drafts: WrittenDraft[] = [];
  const payments: SoldPayment[] = [];
  for (const plan of PLANS) {
    const order = await sellPlan(deps, plan);
    payments.push(...order.payments.map((payment) => ({ ...payment, orderId: order.id })));
    const written = await write(file, deps, plan);
    await send(deps, written, plan.sent);
    drafts.push(...written.slice(plan.sent));
  }
  file.exec("update effects set status = 'done', done_at = created_at");
  const lines = PLANS.flatMap((plan) =>
    plan.lines.map((line) => ({ id: line.id, orderId: plan.id, paid: priceOf(line), quantity: line.quantity ?? 1 })),
  );
  file.exec('begin');
  return {
    file,
    handle: nested(bare),
    accounts: deps.accounts,
    drafts,
    payments,
    lines,
    orderIds: PLANS.map((plan) => plan.id),
  };
}

const NESTED: ReadonlyMap<string, string> = new Map([
  ['begin immediate', 'savepoint unit'],
  ['commit', 'release unit'],
  ['rollback', 'rollback to unit'],
]);

/** A connection whose transactions are parts of one that is open all the time, so that its statements are prepared once for all runs. */
function nested(handle: Handle): Handle {
  return { ...handle, query: (sql, params, method) => handle.query(NESTED.get(sql) ?? sql, params, method) };
}

/** Puts the shop back as it was before the run. */
export function reset({ file }: Shop): void {
  file.exec('rollback');
  file.exec('begin');
}
