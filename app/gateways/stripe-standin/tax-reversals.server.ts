import { readExpand } from './charges.server.ts';
import { invalidRequest } from './errors.server.ts';
import {
  type Form,
  mergeMetadata,
  onlyKnown,
  readChoice,
  readGroup,
  readGroups,
  readInteger,
  readMetadata,
  readText,
  required,
} from './form.server.ts';
import type { Shape } from './object-shape.server.ts';
import type { TaxLine, TaxTransactionRecord } from './shop-records.server.ts';
import { findTax, readReference, refuseUsedReference } from './tax.server.ts';
import { taxShape } from './tax-shape.server.ts';
import { secondsNow, type World } from './world.server.ts';

type NewLine = Omit<TaxLine, 'id'>;
type Shipping = TaxTransactionRecord['shipping'];
type Reversed = { lines: NewLine[]; shipping: Shipping };

const least = -99_999_999;

function negative(form: Form, name: string): number {
  const amount = required(readInteger(form, name, least), name);
  if (amount > 0) throw invalidRequest('Amounts of a reversal must be negative.', { param: name });
  return amount;
}

function readLine(form: Form): NewLine {
  onlyKnown(form, ['amount', 'amount_tax', 'original_line_item', 'reference', 'quantity', 'metadata']);
  return {
    reference: required(readText(form, 'reference'), 'line_items[reference]'),
    amount: negative(form, 'amount'),
    tax: negative(form, 'amount_tax'),
    quantity: readInteger(form, 'quantity', 0) ?? 1,
    reverses: required(readText(form, 'original_line_item'), 'line_items[original_line_item]'),
  };
}

function readPart(form: Form): { flat: number | null } & Reversed {
  const lines = readGroups(form, 'line_items').map(readLine);
  const group = readGroup(form, 'shipping_cost');
  const shipping = group && { amount: negative(group, 'amount'), tax: negative(group, 'amount_tax') };
  const flat = form.has('flat_amount') ? negative(form, 'flat_amount') : null;
  const parts = (flat === null ? 0 : 1) + (lines.length > 0 || shipping ? 1 : 0);
  if (parts !== 1) {
    const message = 'A partial reversal takes either flat_amount, or line_items and shipping_cost.';
    throw invalidRequest(message, { param: 'flat_amount' });
  }
  return { flat, lines, shipping };
}

const key = (line: string | null): string => line ?? 'shipping';

/** What of a sale has not been taken back, by line; shipping is a line of its own. */
function remaining(world: World, sale: TaxTransactionRecord): Map<string, { amount: number; tax: number }> {
  const left = new Map(sale.lines.map(({ id, amount, tax }) => [id, { amount, tax }]));
  if (sale.shipping) left.set(key(null), { ...sale.shipping });
  const lower = (name: string, { amount, tax }: { amount: number; tax: number }) => {
    const present = left.get(name);
    if (present) left.set(name, { amount: present.amount + amount, tax: present.tax + tax });
  };
  // A reversal that was itself reversed is undone: its lines and those of its undoing add up to nothing.
  for (const reversal of world.records.taxTransactions.list()) {
    if (reversal.reverses === null) continue;
    const undoes = world.records.taxTransactions.get(reversal.reverses);
    if (reversal.reverses !== sale.id && undoes?.reverses !== sale.id) continue;
    for (const line of reversal.lines) {
      const original = undoes?.lines.find(({ id }) => id === line.reverses)?.reverses;
      lower(key(reversal.reverses === sale.id ? line.reverses : (original ?? '')), line);
    }
    if (reversal.shipping) lower(key(null), reversal.shipping);
  }
  return left;
}

/** Spreads a flat amount, tax included, over what is left: each line its share, the last one the rest. */
function spread(world: World, sale: TaxTransactionRecord, flat: number): Reversed {
  const left = [...remaining(world, sale)].map(([name, { amount, tax }]) => ({ name, amount, tax }));
  const grossOf = (line: { amount: number; tax: number }) => line.amount + (sale.inclusive ? 0 : line.tax);
  const whole = left.reduce((total, line) => total + grossOf(line), 0);
  if (-flat > whole) throw tooMuch();
  let rest = -flat;
  const shares = left.map((line, at) => {
    const share = at === left.length - 1 ? rest : Math.trunc((-flat * grossOf(line)) / (whole || 1));
    rest -= share;
    const tax = Math.trunc((share * line.tax) / (grossOf(line) || 1));
    return { name: line.name, amount: -(sale.inclusive ? share : share - tax), tax: -tax };
  });
  const shipping = shares.find(({ name }) => name === key(null));
  const lines = shares
    .filter((share) => share !== shipping)
    .map(({ name, amount, tax }) => ({ reference: `${name}-reversal`, amount, tax, quantity: 1, reverses: name }));
  return { lines, shipping: shipping ? { amount: shipping.amount, tax: shipping.tax } : null };
}

const tooMuch = () => invalidRequest('The reversal exceeds what is left of the transaction.', { stored: true });

/** All of it with the other sign: of a sale what is left, of a reversal (to undo it) everything. */
function whole(world: World, original: TaxTransactionRecord): Reversed {
  if (original.reverses !== null) {
    const undone = world.records.taxTransactions.list().some(({ reverses }) => reverses === original.id);
    if (undone) throw tooMuch();
    const { lines, shipping } = original;
    return {
      lines: lines.map((line) => ({ ...line, amount: -line.amount, tax: -line.tax, reverses: line.id })),
      shipping: shipping && { amount: -shipping.amount, tax: -shipping.tax },
    };
  }
  const left = remaining(world, original);
  const gone = [...left.values()].every(({ amount, tax }) => amount === 0 && tax === 0);
  if (gone) throw tooMuch();
  const shipping = left.get(key(null));
  return {
    lines: original.lines.map(({ id, reference, quantity }) => {
      const { amount, tax } = left.get(id) ?? { amount: 0, tax: 0 };
      return { reference, quantity, amount: -amount, tax: -tax, reverses: id };
    }),
    shipping: shipping ? { amount: -shipping.amount, tax: -shipping.tax } : null,
  };
}

function checked(world: World, sale: TaxTransactionRecord, { lines, shipping }: Reversed): Reversed {
  const left = remaining(world, sale);
  const asked = [...lines.map((line) => ({ ...line, name: key(line.reverses) }))];
  const all = shipping ? [...asked, { ...shipping, name: key(null) }] : asked;
  for (const { name, amount, tax } of all) {
    const present = left.get(name);
    if (!present) throw invalidRequest(`No such line item: '${name}'`, { param: 'line_items', stored: true });
    if (-amount > present.amount || -tax > present.tax) throw tooMuch();
    left.set(name, { amount: present.amount + amount, tax: present.tax + tax });
  }
  return { lines, shipping };
}

function reversedOf(world: World, original: TaxTransactionRecord, part: ReturnType<typeof readPart> | null): Reversed {
  if (!part) return whole(world, original);
  if (original.reverses !== null) {
    throw invalidRequest('A reversal can be reversed in full only.', { param: 'mode', stored: true });
  }
  return part.flat === null ? checked(world, original, part) : spread(world, original, part.flat);
}

/** Takes back all or a part of a tax transaction, under a reference that was never used. */
export function planTaxReversal(world: World, form: Form): () => Shape {
  const known = ['mode', 'original_transaction', 'reference', 'flat_amount', 'line_items', 'shipping_cost', 'metadata'];
  onlyKnown(form, [...known, 'expand']);
  const mode = required(readChoice(form, 'mode', ['full', 'partial']), 'mode');
  const originalId = required(readText(form, 'original_transaction'), 'original_transaction');
  const reference = readReference(form);
  const part = mode === 'partial' ? readPart(form) : null;
  const metadata = mergeMetadata({}, readMetadata(form));
  readExpand(form, ['line_items']);
  return () => {
    const original = findTax(world, originalId, 'original_transaction');
    refuseUsedReference(world, reference);
    const { lines, shipping } = reversedOf(world, original, part);
    const created = secondsNow(world);
    const reversal: TaxTransactionRecord = {
      id: world.newId('tax'),
      reference,
      currency: original.currency,
      inclusive: original.inclusive,
      reverses: originalId,
      lines: lines.map((line) => ({ ...line, id: world.newId('tax_li') })),
      shipping,
      metadata,
      postedAt: created,
      created,
    };
    world.records.taxTransactions.put(reversal);
    return taxShape(reversal, true);
  };
}
