import { meetPatterns, type Patterns, patternsWithin } from '#machines/policy/lint/sku-patterns.ts';

/** A set of countries (null: any) with an order of those days (null: any), as local ISO dates, both included. */
export type Box = { countries: ReadonlySet<string> | null; from: string | null; to: string | null };

type Bounds = { withinDays: number; minCount: number; maxCount: number; minValue: number; maxValue: number };

/**
 * What one property of an order line must be like.
 *
 * - `places`: country and day of the order lie in one of the boxes. `exact: false`: they were too many to work out, and these are too wide.
 * - `dates`: the date is known and within the bounds, or (`unknown`) it is not known.
 * - `one`: the one value it has is in the set. `any`: of its values, at least one lies in each of the sets.
 * - `sku`, `amount` (in one currency), `percent`, `returns`: as the condition of that kind says.
 */
export type Constraint =
  | { shape: 'places'; boxes: readonly Box[]; exact: boolean }
  | { shape: 'dates'; known: boolean; from: string | null; to: string | null; unknown: boolean }
  | { shape: 'one'; values: ReadonlySet<string> }
  | { shape: 'any'; groups: readonly ReadonlySet<string>[] }
  | { shape: 'sku'; patterns: Patterns }
  | { shape: 'amount'; currency: string; min: number; max: number }
  | { shape: 'percent'; min: number; max: number }
  | { shape: 'returns'; bounds: readonly Bounds[] };

/** More combinations of seasons than this are not worked out one by one. */
const MOST_BOXES = 400;

/** What both ask for; null when nothing can be like that. Both must be of the same shape. */
export function meet(a: Constraint, b: Constraint): Constraint | null {
  switch (a.shape) {
    case 'places':
      return meetPlaces(a, alike(a, b));
    case 'dates':
      return meetDates(a, alike(a, b));
    case 'one':
      return meetValues(a, alike(a, b));
    case 'any':
      return { shape: 'any', groups: [...a.groups, ...alike(a, b).groups] };
    case 'sku':
      return meetSkus(a, alike(a, b));
    case 'amount':
      return meetAmounts(a, alike(a, b));
    case 'percent':
      return narrowed(a, alike(a, b));
    case 'returns':
      return meetReturns([...a.bounds, ...alike(a, b).bounds]);
  }
}

/** Whether everything that fits the first also fits the second; false when that is not sure. Both must be of the same shape. */
export function within(a: Constraint, b: Constraint): boolean {
  switch (a.shape) {
    case 'places':
      return placesWithin(a, alike(a, b));
    case 'dates':
      return datesWithin(a, alike(a, b));
    case 'one':
      return a.values.isSubsetOf(alike(a, b).values);
    case 'any':
      return alike(a, b).groups.every((group) => a.groups.some((own) => own.isSubsetOf(group)));
    case 'sku':
      return patternsWithin(a.patterns, alike(a, b).patterns);
    case 'amount':
      return a.currency === alike(a, b).currency && rangeWithin(a, alike(a, b));
    case 'percent':
      return rangeWithin(a, alike(a, b));
    case 'returns':
      return returnsWithin(a.bounds, alike(a, b).bounds);
  }
}

const isAlike = <C extends Constraint>(a: C, b: Constraint): b is C => a.shape === b.shape;

/** The second, of the shape of the first: a property has one shape, so another one is a fault in this program. */
function alike<C extends Constraint>(a: C, b: Constraint): C {
  if (isAlike(a, b)) return b;
  throw new TypeError(`two shapes of one property: ${a.shape} and ${b.shape}`);
}

type Shaped<S extends Constraint['shape']> = Extract<Constraint, { shape: S }>;

function meetPlaces(a: Shaped<'places'>, b: Shaped<'places'>): Constraint | null {
  // Too wide is safe: it never makes two rules look apart that are not, and `exact` keeps it from being taken for the whole.
  if (a.boxes.length * b.boxes.length > MOST_BOXES) return { ...a, exact: false };
  const boxes = a.boxes.flatMap((one) => b.boxes.flatMap((other) => meetBoxes(one, other) ?? []));
  return boxes.length > 0 ? { shape: 'places', boxes, exact: a.exact && b.exact } : null;
}

function placesWithin(a: Shaped<'places'>, b: Shaped<'places'>): boolean {
  return b.exact && a.boxes.every((box) => b.boxes.some((other) => boxWithin(box, other)));
}

function meetBoxes(a: Box, b: Box): Box | null {
  const countries = a.countries && b.countries ? common(a.countries, b.countries) : (a.countries ?? b.countries);
  const box = { countries, from: later(a.from, b.from), to: earlier(a.to, b.to) };
  return countries?.size === 0 || crossed(box) ? null : box;
}

function boxWithin(a: Box, b: Box): boolean {
  const countries = b.countries === null || (a.countries?.isSubsetOf(b.countries) ?? false);
  return countries && spanWithin(a, b);
}

function meetDates(a: Shaped<'dates'>, b: Shaped<'dates'>): Constraint | null {
  const span = { from: later(a.from, b.from), to: earlier(a.to, b.to) };
  const known = a.known && b.known && !crossed(span);
  const unknown = a.unknown && b.unknown;
  return known || unknown ? { shape: 'dates', ...span, known, unknown } : null;
}

function datesWithin(a: Shaped<'dates'>, b: Shaped<'dates'>): boolean {
  return (!a.unknown || b.unknown) && (!a.known || (b.known && spanWithin(a, b)));
}

function meetValues(a: Shaped<'one'>, b: Shaped<'one'>): Constraint | null {
  const values = common(a.values, b.values);
  return values.size > 0 ? { shape: 'one', values } : null;
}

function meetSkus(a: Shaped<'sku'>, b: Shaped<'sku'>): Constraint | null {
  const patterns = meetPatterns(a.patterns, b.patterns);
  return patterns && { shape: 'sku', patterns };
}

function meetAmounts(a: Shaped<'amount'>, b: Shaped<'amount'>): Constraint | null {
  return a.currency === b.currency ? narrowed(a, b) : null;
}

type Range = { min: number; max: number };

/** The first, kept to the range of both; null: they have nothing in common. */
function narrowed<C extends Range>(a: C, b: Range): C | null {
  const [min, max] = [Math.max(a.min, b.min), Math.min(a.max, b.max)];
  return min <= max ? { ...a, min, max } : null;
}

function rangeWithin(a: Range, b: Range): boolean {
  return a.min >= b.min && a.max <= b.max;
}

/** Fewer days never hold more returns; where none was made, none had a value. */
function meetReturns(bounds: readonly Bounds[]): Constraint | null {
  const apart = (a: Bounds, b: Bounds) =>
    (a.withinDays <= b.withinDays && (a.minCount > b.maxCount || (a.minValue > 0 && b.maxCount === 0))) ||
    (a.withinDays === b.withinDays && a.minValue > b.maxValue);
  return bounds.some((a) => bounds.some((b) => apart(a, b))) ? null : { shape: 'returns', bounds };
}

function returnsWithin(a: readonly Bounds[], b: readonly Bounds[]): boolean {
  return b.every(
    (wanted) =>
      (wanted.minCount === 0 || a.some((x) => x.minCount >= wanted.minCount && x.withinDays <= wanted.withinDays)) &&
      (wanted.maxCount === Infinity ||
        a.some((x) => x.maxCount <= wanted.maxCount && x.withinDays >= wanted.withinDays)) &&
      (wanted.minValue === 0 || a.some((x) => x.minValue >= wanted.minValue && x.withinDays === wanted.withinDays)) &&
      (wanted.maxValue === Infinity ||
        a.some((x) => x.maxValue <= wanted.maxValue && x.withinDays === wanted.withinDays)),
  );
}

function common(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return a.intersection(b);
}

type Span = { from: string | null; to: string | null };

/** ISO dates of four-digit years sort as texts. */
function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function crossed({ from, to }: Span): boolean {
  return from !== null && to !== null && from > to;
}

function spanWithin(a: Span, b: Span): boolean {
  const begins = b.from === null || (a.from !== null && a.from >= b.from);
  return begins && (b.to === null || (a.to !== null && a.to <= b.to));
}
