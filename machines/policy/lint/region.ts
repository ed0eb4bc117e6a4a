import type { Condition } from '#machines/policy/condition.ts';
import { fold } from '#machines/policy/conditions/listed.ts';
import { type Box, type Constraint, meet, within } from '#machines/policy/lint/constraint.ts';
import { patternsOf } from '#machines/policy/lint/sku-patterns.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';

/** A property of an order line that conditions speak about; country, market, day of the order and season hang together and are one. */
type Property = 'place' | Exclude<Condition['kind'], 'country' | 'market' | 'ordered' | 'season'>;

/** The order lines for which some conditions hold: by property what it must be like, without an entry anything. null: there are none. */
export type Region = ReadonlyMap<Property, Constraint> | null;

/** The lines for which all the conditions hold. Never too narrow, so what lies apart here can in truth not hold together. */
export function regionOf(conditions: readonly Condition[], document: PolicyDocument): Region {
  return conditions.reduce<Region>((region, condition) => meetRegions(region, single(condition, document)), new Map());
}

/** The lines that lie in both, as far as that can be told; null only when there are none. */
export function meetRegions(a: Region, b: Region): Region {
  if (!a || !b) return null;
  const both = new Map(a);
  for (const [property, constraint] of b) {
    const own = a.get(property);
    const met = own ? meet(own, constraint) : constraint;
    if (!met) return null;
    both.set(property, met);
  }
  return arrivesBeforeOrder(both) ? null : both;
}

/** Whether a known delivery or dispatch would lie before the day of the order; one dated so counts as of that day, so there is none. */
function arrivesBeforeOrder(region: NonNullable<Region>): boolean {
  const place = region.get('place');
  if (place?.shape !== 'places') return false;
  return (['delivered', 'dispatched'] as const).some((property) => {
    const dates = region.get(property);
    if (dates?.shape !== 'dates' || dates.unknown || dates.to === null) return false;
    const { to } = dates;
    return place.boxes.every(({ from }) => from !== null && from > to);
  });
}

/** Whether the first lies wholly in the second; false when that is not sure. */
export function regionWithin(a: Region, b: Region): boolean {
  if (!a) return true;
  if (!b) return false;
  for (const [property, constraint] of b) {
    const own = a.get(property);
    if (!own || !within(own, constraint)) return false;
  }
  return true;
}

/**
 * Whether some order line can meet both lists of conditions. false only when it is sure that none can; whether a date is known, and what a
 * season or market means, is taken from the document.
 */
export function canBothHold(a: readonly Condition[], b: readonly Condition[], document: PolicyDocument): boolean {
  return meetRegions(regionOf(a, document), regionOf(b, document)) !== null;
}

/** Whether every order line that meets the first list also meets the second. true only when that is sure. */
export function implies(a: readonly Condition[], b: readonly Condition[], document: PolicyDocument): boolean {
  const region = regionOf(a, document);
  return b.every((condition) => regionWithin(region, single(condition, document)));
}

/** The countries a region can match; null: any. */
export function countriesOf(region: Region): ReadonlySet<string> | null {
  if (!region) return new Set();
  const place = region.get('place');
  if (place?.shape !== 'places') return null;
  let all: ReadonlySet<string> = new Set();
  for (const { countries } of place.boxes) {
    if (countries === null) return null;
    all = all.union(countries);
  }
  return all;
}

/** The values a property with one value can have; null: any. */
export function valuesOf(region: Region, property: 'reason' | 'grade' | 'resolution'): ReadonlySet<string> | null {
  const constraint = region?.get(property);
  return constraint?.shape === 'one' ? constraint.values : null;
}

function single(condition: Condition, document: PolicyDocument): Region {
  const [property, constraint] = read(condition, document);
  // One condition on earlier returns can contradict itself: none of them, and yet worth something.
  if (constraint.shape === 'returns' && !meet(constraint, { shape: 'returns', bounds: [] })) return null;
  if (constraint.shape !== 'places') return new Map([[property, constraint]]);
  const boxes = constraint.boxes.filter(({ countries }) => countries?.size !== 0);
  return boxes.length > 0 ? new Map([[property, { ...constraint, boxes }]]) : null;
}

function read(condition: Condition, document: PolicyDocument): [Property, Constraint] {
  switch (condition.kind) {
    case 'country':
      return ['place', places([{ countries: new Set(condition.in), from: null, to: null }])];
    case 'market':
      return ['place', places([{ countries: marketCountries(condition.in, document), from: null, to: null }])];
    case 'ordered':
      return ['place', places([{ countries: null, from: condition.from ?? null, to: condition.to ?? null }])];
    case 'season':
      return ['place', places(seasonBoxes(condition.in, document))];
    case 'delivered':
    case 'dispatched': {
      const { from = null, to = null } = condition;
      return [condition.kind, { shape: 'dates', known: true, from, to, unknown: condition.whenUnknown === 'holds' }];
    }
    case 'tag':
    case 'customer-tag':
      return [condition.kind, { shape: 'any', groups: [folded(condition.in)] }];
    case 'sku':
      return ['sku', { shape: 'sku', patterns: patternsOf(condition.in) }];
    case 'price': {
      const { currency, min = -Infinity, max = Infinity } = condition;
      return ['price', { shape: 'amount', currency, min, max }];
    }
    case 'discount':
      return [
        'discount',
        { shape: 'percent', min: condition.minPercent ?? -Infinity, max: condition.maxPercent ?? Infinity },
      ];
    case 'final-sale':
      return ['final-sale', { shape: 'one', values: new Set([String(condition.is)]) }];
    case 'earlier-returns': {
      const { withinDays, minCount = 0, maxCount = Infinity, minValue = 0, maxValue = Infinity } = condition;
      return [
        'earlier-returns',
        { shape: 'returns', bounds: [{ withinDays, minCount, maxCount, minValue, maxValue }] },
      ];
    }
    case 'reason':
    case 'grade':
    case 'resolution':
      return [condition.kind, { shape: 'one', values: new Set(condition.in) }];
    case 'category':
    case 'vendor':
    case 'channel':
    case 'customer-tier':
      return [condition.kind, { shape: 'one', values: folded(condition.in) }];
  }
}

function places(boxes: readonly Box[]): Constraint {
  return { shape: 'places', boxes, exact: true };
}

function marketCountries(names: readonly string[], { markets }: PolicyDocument): ReadonlySet<string> {
  return new Set(names.flatMap((name) => (Object.hasOwn(markets, name) ? (markets[name] ?? []) : [])));
}

function seasonBoxes(names: readonly string[], { seasons }: PolicyDocument): Box[] {
  return seasons
    .filter((season) => names.includes(season.id))
    .map(({ countries, orderedFrom, orderedTo }) => ({
      countries: countries && new Set(countries),
      from: orderedFrom,
      to: orderedTo,
    }));
}

function folded(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map(fold));
}
