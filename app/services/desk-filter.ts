import { z } from 'zod';
import { exponent, isCurrency } from '#machines/currency.ts';
import { REASON_CODES } from '#machines/policy/reasons.ts';
import { askedTerms } from '#machines/search-terms.ts';

/** The questions that may stand in the address of the queue, in the order in which the program writes them. */
export const FILTER_FIELDS = [
  ...(['country', 'reason', 'resolution', 'currency', 'from', 'to'] as const),
  ...(['requested-from', 'requested-to', 'assigned', 'text'] as const),
];
export type FilterField = (typeof FILTER_FIELDS)[number];
export type TypedFilter = Readonly<Partial<Record<FilterField, string>>>;
export type FilterProblem = 'unknown' | 'amount' | 'currency' | 'order' | 'day' | 'text';

/** Days are the shop's own. */
export interface ReadFilter {
  readonly country?: string | undefined;
  readonly reason?: string | undefined;
  readonly resolution?: string | undefined;
  readonly amount?: AmountRange | undefined;
  readonly requestedFrom?: string | undefined;
  readonly requestedTo?: string | undefined;
  /** `me`, `nobody`, or the id of a person. */
  readonly assigned?: string | undefined;
  readonly text?: string | undefined;
}

/** Minor units of `currency`, both ends included. */
export interface AmountRange {
  readonly currency: string;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface FilterReading {
  /** What was typed, cut to a sane length, to be shown again. */
  readonly typed: TypedFilter;
  /** What of it is understood; a question that is not is left out. */
  readonly filter: ReadFilter;
  readonly problems: Readonly<Partial<Record<FilterField, FilterProblem>>>;
}

const LONGEST = 200;
const daySchema = z.iso.date();
const countrySchema = z.string().regex(/^[A-Z]{2}$/);
const personSchema = z.string().regex(/^[\w.-]{1,100}$/);

/** Reads the questions of an address. What is wrong is told at its field and asks nothing; all the others count. */
export function readFilter(params: URLSearchParams): FilterReading {
  const typed: Partial<Record<FilterField, string>> = {};
  for (const field of FILTER_FIELDS) {
    const value = params.get(field)?.trim().slice(0, LONGEST) ?? '';
    if (value !== '') typed[field] = value;
  }
  const problems: Partial<Record<FilterField, FilterProblem>> = {};
  const take = (field: FilterField, schema: z.ZodType<string>, problem: FilterProblem): string | undefined => {
    const read = typed[field] === undefined ? undefined : schema.safeParse(typed[field]);
    if (read && !read.success) problems[field] = problem;
    return read?.data;
  };
  const filter: ReadFilter = {
    country: take('country', z.string().toUpperCase().pipe(countrySchema), 'unknown'),
    reason: take('reason', z.enum(REASON_CODES), 'unknown'),
    resolution: take('resolution', z.enum(['refund', 'store-credit']), 'unknown'),
    amount: readAmounts(typed, problems),
    requestedFrom: take('requested-from', daySchema, 'day'),
    requestedTo: take('requested-to', daySchema, 'day'),
    assigned: take('assigned', personSchema, 'unknown'),
    text: take(
      'text',
      z.string().refine((text) => askedTerms(text).length > 0),
      'text',
    ),
  };
  const { requestedFrom, requestedTo } = filter;
  if (requestedFrom === undefined || requestedTo === undefined || requestedFrom <= requestedTo)
    return { typed, filter, problems };
  return { typed, filter: { ...filter, requestedTo: undefined }, problems: { ...problems, 'requested-to': 'order' } };
}

type Problems = Partial<Record<FilterField, FilterProblem>>;

/** Amounts without a currency say nothing: five hundred yen are not five hundred euros. */
function readAmounts(typed: TypedFilter, problems: Problems): AmountRange | undefined {
  const currency = typed.currency?.toUpperCase();
  const wanted = typed.from !== undefined || typed.to !== undefined;
  if (currency === undefined ? wanted : !isCurrency(currency)) {
    problems.currency = 'currency';
    return undefined;
  }
  if (currency === undefined) return undefined;
  const read = (field: 'from' | 'to') => {
    const text = typed[field];
    if (text === undefined) return undefined;
    const amount = minorUnits(text, currency);
    if (amount === null) problems[field] = 'amount';
    return amount ?? undefined;
  };
  const [from, to] = [read('from'), read('to')];
  if (from !== undefined && to !== undefined && from > to) {
    problems.to = 'order';
    return { currency, from };
  }
  return { currency, from, to };
}

/** `12`, `12.5` and `12,50` in minor units; null for what is no such amount. */
function minorUnits(text: string, currency: string): number | null {
  const places = exponent(currency);
  const match = /^(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(text.normalize('NFKC'));
  const [, whole, decimals = ''] = match ?? [];
  if (whole === undefined || decimals.length > places) return null;
  return Number(`${whole}${decimals.padEnd(places, '0')}`);
}

/** The questions as an address carries them, in one order whatever they were asked in. */
export function filterQuery(typed: TypedFilter): string {
  const params = new URLSearchParams();
  for (const field of FILTER_FIELDS) {
    const value = typed[field];
    if (value !== undefined) params.set(field, value);
  }
  return params.toString();
}
