import { GRADES } from '#machines/line/codes.ts';
import { type LineFacts, type LineRequest, ORDER_SHAPES, TRAITS } from '#machines/policy/facts.ts';
import { REASON_CODES } from '#machines/policy/reasons.ts';
import { RESOLUTIONS } from '#machines/policy/resolution.ts';
import { timeZoneOf } from '#machines/policy/zone.ts';
import type { FieldReader } from './field-reader.server.ts';
import { one, type Posted } from './posted.server.ts';
import type { Speech } from './rule-words.server.ts';

/** What is asked for the line; what was left open is not known. */
export function readRequest(read: FieldReader, values: Posted): LineRequest {
  const maybe = <const Value extends string>(field: string, known: readonly Value[]) =>
    one(values, field) === '' ? null : (read.choice(field, known) ?? null);
  return {
    track: maybe('track', ['return', 'withdrawal']) ?? 'return',
    reason: maybe('reason', REASON_CODES),
    resolution: maybe('resolution', RESOLUTIONS),
    grade: maybe('grade', GRADES),
  };
}

/** The facts of a typed line; null when something of it does not make sense. Days are taken at noon of the customer's clock. */
export function readBenchFacts(
  read: FieldReader,
  values: Posted,
  request: LineRequest,
  { t }: Speech,
): LineFacts | null {
  const country = one(values, 'country').toUpperCase();
  const region = read.maybeText('region', 10) ?? null;
  const timeZone = timeZoneOf(country, region);
  const noon = (day: string | undefined) =>
    day === undefined
      ? null
      : Temporal.PlainDate.from(day)
          .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from('12:00') })
          .toInstant();
  const placedAt = noon(read.day('ordered'));
  const [dispatchedAt, deliveredAt] = [noon(read.maybeDay('dispatched')), noon(read.maybeDay('delivered'))];
  const price = read.money('price', 'currency');
  const discount = one(values, 'discount').trim() === '' ? undefined : read.money('discount', 'currency');
  const quantity = read.whole('quantity', 1, 10_000);
  const shape = read.choice('shape', ORDER_SHAPES);
  const text = (field: string) => read.maybeText(field, 80) ?? null;
  const names = (field: string) => (one(values, field).trim() === '' ? [] : (read.lines(field) ?? []));
  const facts = {
    sku: text('sku') ?? '',
    ...{ category: text('category'), vendor: text('vendor'), tags: names('tags') },
    traits: (values.traits ?? []).filter((trait) => TRAITS.some((known) => known === trait)),
  };
  const customer = { tier: text('tier'), tags: names('customer-tags') };
  const order = { channel: text('channel'), couponCode: text('coupon'), customer };
  if (price && discount && quantity && discount.amount > price.amount * quantity)
    read.wrong('discount', t('policy:bench.discount-large'));
  if (!placedAt || !price || !quantity || !shape || read.problems.length > 0) return null;
  return {
    order: {
      ...{ placedAt, country, subdivision: region, currency: price.currency, timeZone: null, cancelledAt: null, shape },
      ...order,
    },
    line: {
      ...{ id: 'typed', quantity, alreadyReturned: 0, requiresShipping: true, ...facts },
      ...{ deliveredAt, allDeliveredAt: [deliveredAt], dispatchedAt },
      ...{ unitPrice: price.amount, discountTotal: discount?.amount ?? 0 },
    },
    request,
  };
}
