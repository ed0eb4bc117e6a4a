import type { Decision } from '#app/services/decide-return.server.ts';
import { type Count, receiveParcel } from '#app/services/receive-parcel.server.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import type { Database } from '#db/open.ts';
import type { Order } from '#db/orders.ts';
import { listReturnLines, type ReturnLine } from '#db/return-lines.ts';
import { loadReturn, type ReturnRow } from '#db/returns.ts';
import { answerAll, type LineChange, openShop, sell, type TestShop } from '#tests/app/services/customer/arrange.ts';

export interface SentReturn {
  readonly shop: TestShop;
  readonly returnId: string;
  readonly rmaCode: string;
  readonly lines: readonly ReturnLine[];
  readonly line: ReturnLine;
}

const TWO_LINES: readonly LineChange[] = [
  { id: 'a', quantity: 2 },
  { id: 'b', unitPrice: 3500 },
];

/** A shop with an order of two lines, 2 × 20.00 and 35.00, and a return of all of it, by its real services. */
export async function sendReturn(db: Database, lines = TWO_LINES): Promise<SentReturn> {
  const shop = await openShop(db);
  return returnOf(shop, { id: 'o1', number: '#1001', lines });
}

/** One more order of the shop and a return of it. */
export async function returnOf(
  shop: TestShop,
  order: Omit<Partial<Order>, 'lines'> & { id: string; number: string; lines: readonly LineChange[] },
  answers: Parameters<typeof answerAll>[3] = {},
): Promise<SentReturn> {
  return sendBack(shop, await sell(shop, order), answers);
}

/** A return of all that was sold. */
export async function sendBack(
  shop: TestShop,
  sold: Awaited<ReturnType<typeof sell>>,
  answers: Parameters<typeof answerAll>[3] = {},
): Promise<SentReturn> {
  const chosen = sold.lines.map((line) => ({ lineId: line.id, quantity: line.quantity }));
  const draft = await answerAll(shop, sold.id, chosen, answers);
  const sent = await requestReturn(shop, { ...draft, locale: 'en' });
  if (!sent.ok) throw new Error(`the return was refused: ${sent.refusal.code}`);
  const returned = await listReturnLines(shop.db, sent.returnId);
  const [line] = returned;
  if (!line) throw new Error('a return without lines');
  return { shop, returnId: sent.returnId, rmaCode: sent.rmaCode, lines: returned, line };
}

/** Every line there, as announced, as new. */
export const allThere = (lines: readonly ReturnLine[], change: Partial<Count> = {}): Count[] =>
  lines.map((line) => ({ lineId: line.id, received: line.quantity, grade: 'as-new', note: null, ...change }));

export async function receive(sent: SentReturn, change: Partial<Count> = {}): Promise<void> {
  const counts = allThere(sent.lines, change);
  const received = await receiveParcel(sent.shop, { rmaCode: sent.rmaCode, staffId: 'dock', counts });
  if (!received.ok) throw new Error(`the parcel was refused: ${received.refusal.code}`);
}

export const acceptAll = (lines: readonly ReturnLine[]): Decision[] =>
  lines.map((line) => ({ lineId: line.id, type: 'accept', quantity: line.quantity }));

export async function rowOf({ shop, returnId }: Pick<SentReturn, 'shop' | 'returnId'>): Promise<ReturnRow> {
  const row = await loadReturn(shop.db, returnId);
  if (!row) throw new Error('the return is gone');
  return row;
}
