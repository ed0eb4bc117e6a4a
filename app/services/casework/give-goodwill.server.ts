import {
  findGoodwillByForm,
  type GoodwillRow,
  insertGoodwill,
  loadGoodwill,
  payGoodwill,
  spendOfBudget,
  spentOfBudget,
} from '#db/goodwills.ts';
import { lockOrder } from '#db/orders.ts';
import { loadReturn, type ReturnRow } from '#db/returns.ts';
import {
  budgetMonth,
  GOODWILL_NOTE_LIMIT,
  type GoodwillBudgets,
  type GoodwillEvent,
  type GoodwillReason,
  goodwillLeft,
  goodwillWorkflow,
} from '#machines/goodwill/index.ts';
import { type Result, refuse } from '../deps.ts';
import { type CreditDeps, giveGoodwillCredit } from '../issue-credit.server.ts';
import { shopZone } from '../shop-zone.server.ts';
import { begin, commit, move, type Unit } from '../unit-of-work.server.ts';
import { mayDecide } from './may-decide.server.ts';
import { keepDeskMessage } from './send-message.server.ts';

/** No single goodwill is larger, whoever agrees: minor units. */
export const GOODWILL_MOST = 100_000_00;

export type GoodwillDeps = CreditDeps & {
  readonly budgets: GoodwillBudgets;
  /** What the customer is told, in the language of their return. */
  readonly say: (row: ReturnRow, amount: number) => string;
};

export interface GoodwillInput {
  readonly returnId: string;
  readonly staffId: string;
  /** Minor units of the return's currency. */
  readonly amount: number;
  readonly reason: GoodwillReason;
  readonly note: string | null;
  readonly formKey: string;
}

export type GoodwillRefusal = 'return.not-found' | 'goodwill.not-allowed' | 'goodwill.amount' | 'goodwill.note';
type Given = { readonly given: boolean };

/**
 * Gives store credit out of goodwill: at once where what is left of the person's budget of the month covers it, else it is asked for and waits for a
 * second person. The same form sent twice gives once. Refuses an amount that is none.
 */
export async function giveGoodwill(deps: GoodwillDeps, input: GoodwillInput): Promise<Result<Given, GoodwillRefusal>> {
  const { amount, reason, staffId } = input;
  const note = input.note?.trim() || null;
  if (!Number.isSafeInteger(amount) || amount < 1 || amount > GOODWILL_MOST)
    return refuse('goodwill.amount', { most: GOODWILL_MOST });
  if ((note?.length ?? 0) > GOODWILL_NOTE_LIMIT) return refuse('goodwill.note', { limit: GOODWILL_NOTE_LIMIT });
  return commit(deps, `staff:${staffId}`, async (unit): Promise<Result<Given, GoodwillRefusal>> => {
    if (!(await mayDecide(unit.tx, staffId))) return refuse('goodwill.not-allowed');
    const row = await loadReturn(unit.tx, input.returnId);
    if (!row) return refuse('return.not-found');
    await lockOrder(unit.tx, row.orderId);
    const formKey = `${staffId}:${input.formKey}`;
    const sent = await findGoodwillByForm(unit.tx, formKey);
    if (sent) return { ok: true, given: sent.state === 'given' };
    const id = unit.nextId();
    const context = { id, returnId: row.id, askedBy: staffId, amount, reason, note };
    const own = { returnId: row.id, amount, currency: row.currency, formKey, creditId: null };
    await begin(unit, goodwillWorkflow, { id, returnId: row.id, input: context }, (columns) =>
      insertGoodwill(unit.tx, { ...columns, ...own }),
    );
    if (!(await coveredBy(deps, unit, { staffId, currency: row.currency, amount }))) return { ok: true, given: false };
    const asked = await loadGoodwill(unit.tx, id);
    if (!asked) throw new Error(`goodwill ${id} is gone`);
    await give(deps, unit, { row, asked, event: { type: 'give', by: staffId, amount } });
    return { ok: true, given: true };
  });
}

/** Counts an amount against the budget of this month when it covers it; true then. */
async function coveredBy(
  { budgets }: GoodwillDeps,
  { tx, at }: Unit,
  { staffId, currency, amount }: { readonly staffId: string; readonly currency: string; readonly amount: number },
): Promise<boolean> {
  const key = { staffId, currency, month: budgetMonth(at, await shopZone(tx)) };
  // Held from here on, so that of two at once the second counts with the first.
  const spent = await spendOfBudget(tx, key, 0);
  if (amount > goodwillLeft(budgets, { currency, amount: spent })) return false;
  await spendOfBudget(tx, key, amount);
  return true;
}

interface Giving {
  readonly row: ReturnRow;
  readonly asked: GoodwillRow;
  readonly event: GoodwillEvent;
}

async function give(deps: GoodwillDeps, unit: Unit, { row, asked, event }: Giving): Promise<boolean> {
  const moved = await move(unit, goodwillWorkflow, asked, event);
  if (!moved.ok) return false;
  if (event.type === 'refuse') return true;
  const { id, amount } = asked;
  const credit = await giveGoodwillCredit(deps, unit, row, { amount, key: `goodwill:${id}` });
  await payGoodwill(unit.tx, id, credit.id);
  const text = deps.say(row, amount);
  await keepDeskMessage(unit, row, { text, template: null, asks: false, formKey: `goodwill:${id}` });
  return true;
}

export type AgreeRefusal = 'goodwill.not-found' | 'goodwill.not-allowed' | 'goodwill.same-person' | 'goodwill.not-now';

/**
 * A second person agrees to goodwill above the budget, or does not. Refuses the person who asked, and what is decided already.
 */
export async function agreeGoodwill(
  deps: GoodwillDeps,
  input: {
    readonly returnId: string;
    readonly goodwillId: string;
    readonly staffId: string;
    readonly agrees: boolean;
  },
): Promise<Result<object, AgreeRefusal>> {
  const { staffId: by, goodwillId } = input;
  return commit(deps, `staff:${by}`, async (unit): Promise<Result<object, AgreeRefusal>> => {
    if (!(await mayDecide(unit.tx, by))) return refuse('goodwill.not-allowed');
    const row = await loadReturn(unit.tx, input.returnId);
    if (!row) return refuse('goodwill.not-found');
    await lockOrder(unit.tx, row.orderId);
    const asked = await loadGoodwill(unit.tx, goodwillId);
    if (asked?.returnId !== row.id) return refuse('goodwill.not-found');
    if (asked.state !== 'asked') return refuse('goodwill.not-now', { state: asked.state });
    const event = { type: input.agrees ? 'agree' : 'refuse', by, amount: asked.amount } as const;
    return (await give(deps, unit, { row, asked, event })) ? { ok: true } : refuse('goodwill.same-person');
  });
}

/** What a person has left of their budget of this month, and the whole of it: minor units; null: no budget in this currency. */
export async function viewBudget(
  { db, clock, budgets }: Pick<GoodwillDeps, 'db' | 'clock' | 'budgets'>,
  { staffId, currency }: { readonly staffId: string; readonly currency: string },
): Promise<{ readonly left: number; readonly budget: number } | null> {
  const budget = budgets[currency];
  if (budget === undefined) return null;
  const month = budgetMonth(clock(), await shopZone(db));
  const amount = await spentOfBudget(db, { staffId, currency, month });
  return { left: goodwillLeft(budgets, { currency, amount }), budget };
}
