import { readExpand } from './charges.server.ts';
import type { TaxSpec } from './controls.ts';
import { invalidRequest, refusals } from './errors.server.ts';
import { type Form, mergeMetadata, onlyKnown, readInteger, readMetadata, readText, required } from './form.server.ts';
import { readPage } from './lists.server.ts';
import type { Shape } from './object-shape.server.ts';
import type { TaxCalculationRecord, TaxTransactionRecord } from './shop-records.server.ts';
import { taxLinesShape, taxShape } from './tax-shape.server.ts';
import { secondsNow, type World } from './world.server.ts';

/** Writes a calculation, as the checkout of the shop would have asked for it. */
export function saveCalculation(world: World, spec: TaxSpec): TaxCalculationRecord {
  const calculation: TaxCalculationRecord = {
    id: world.newId('taxcalc'),
    currency: spec.currency.toLowerCase(),
    inclusive: spec.inclusive ?? false,
    lines: spec.lines.map(({ reference, amount, tax, quantity = 1 }) => ({ reference, amount, tax, quantity })),
    shipping: spec.shipping ?? null,
  };
  world.records.taxCalculations.put(calculation);
  return calculation;
}

/** A reference is used once among all transactions, reversals too. */
export function refuseUsedReference(world: World, reference: string): void {
  if (world.records.taxTransactions.list({ parent: reference, limit: 1 }).length === 0) return;
  const message = `A tax transaction with the reference '${reference}' already exists.`;
  throw invalidRequest(message, { param: 'reference', stored: true });
}

export function readReference(form: Form): string {
  const reference = required(readText(form, 'reference'), 'reference');
  if (reference.length > 500) throw invalidRequest('Invalid reference: too long.', { param: 'reference' });
  return reference;
}

export interface TaxSale {
  reference: string;
  postedAt: number | null;
  metadata: Record<string, string>;
}

/** Turns a calculation into a transaction. */
export function saveSale(world: World, calculation: TaxCalculationRecord, sale: TaxSale): TaxTransactionRecord {
  refuseUsedReference(world, sale.reference);
  const created = secondsNow(world);
  const { currency, inclusive, lines, shipping } = calculation;
  const transaction: TaxTransactionRecord = {
    id: world.newId('tax'),
    reference: sale.reference,
    currency,
    inclusive,
    reverses: null,
    lines: lines.map((line) => ({ ...line, id: world.newId('tax_li'), reverses: null })),
    shipping,
    metadata: sale.metadata,
    postedAt: sale.postedAt ?? created,
    created,
  };
  world.records.taxTransactions.put(transaction);
  return transaction;
}

export function planFromCalculation(world: World, form: Form): () => Shape {
  onlyKnown(form, ['calculation', 'reference', 'metadata', 'posted_at', 'expand']);
  const id = required(readText(form, 'calculation'), 'calculation');
  const reference = readReference(form);
  const postedAt = readInteger(form, 'posted_at', 0);
  const metadata = mergeMetadata({}, readMetadata(form));
  readExpand(form, ['line_items']);
  return () => {
    const calculation = world.records.taxCalculations.get(id);
    if (!calculation) throw refusals.missing('tax calculation', id, 'calculation');
    return taxShape(saveSale(world, calculation, { reference, postedAt, metadata }), true);
  };
}

export function findTax(world: World, id: string, param: string): TaxTransactionRecord {
  const transaction = world.records.taxTransactions.get(id);
  if (!transaction) throw refusals.missing('tax transaction', id, param);
  return transaction;
}

export function readTax(world: World, id: string, form: Form): Shape {
  onlyKnown(form, ['expand']);
  const expand = readExpand(form, ['line_items']);
  return taxShape(findTax(world, id, 'transaction'), expand.has('line_items'));
}

export function listTaxLines(world: World, id: string, form: Form): Shape {
  onlyKnown(form, ['limit', 'starting_after', 'expand']);
  const { limit, startingAfter } = readPage(form);
  return taxLinesShape(findTax(world, id, 'transaction'), limit, startingAfter);
}
