import type { Box, Constraint } from '#machines/policy/lint/constraint.ts';
import type { Scalar } from '#machines/policy/lint/finding.ts';
import type { Region } from '#machines/policy/lint/region.ts';

/**
 * One order line of a region, told by the properties it must have: country, day of the order, names, a price with its currency. What nothing is
 * asked of is left out.
 */
export function exampleOf(region: NonNullable<Region>): Record<string, Scalar> {
  const told: Record<string, Scalar> = {};
  for (const [property, constraint] of region) {
    if (constraint.shape === 'places') Object.assign(told, placeOf(constraint.boxes[0]));
    else if (constraint.shape === 'amount') {
      told[property] = bounded(constraint);
      told.currency = constraint.currency;
    } else told[property] = someValue(constraint);
  }
  return told;
}

function placeOf(box: Box | undefined): Record<string, Scalar> {
  const country = box?.countries?.values().next().value;
  const ordered = box?.from ?? box?.to;
  return { ...(country && { country }), ...(ordered && { ordered }) };
}

function someValue(constraint: Exclude<Constraint, { shape: 'places' | 'amount' }>): Scalar {
  switch (constraint.shape) {
    case 'dates':
      return constraint.known ? (constraint.from ?? constraint.to) : null;
    case 'one':
      return first(constraint.values);
    case 'any':
      return [...new Set(constraint.groups.map(first))].join(', ');
    case 'sku':
      return first(constraint.patterns.whole) ?? `${first(constraint.patterns.beginnings)}*`;
    case 'percent':
      return bounded(constraint);
    case 'returns':
      return Math.max(...constraint.bounds.map(({ minCount }) => minCount));
  }
}

function bounded({ min, max }: { min: number; max: number }): number {
  return Number.isFinite(min) ? min : max;
}

function first(values: ReadonlySet<string>): string | null {
  return values.values().next().value ?? null;
}
