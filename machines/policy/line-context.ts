import { dayEnd } from '#machines/policy/day-end.ts';
import { type LineFacts, NO_REQUEST } from '#machines/policy/facts.ts';
import { localDayNumber } from '#machines/policy/local-day.ts';
import type { Resolution } from '#machines/policy/resolution.ts';
import { effectiveDelivery } from '#machines/policy/rules/effective-delivery.ts';

/**
 * One line at one moment, as conditions and windows see it. Local days are ISO dates in the customer's zone, made when first asked for: many
 * rules ask for none. null: not known. A delivery or dispatch dated before the order counts as of the order (see
 * `effectiveDelivery`).
 */
export type LineContext = {
  facts: LineFacts;
  now: Temporal.Instant;
  timeZone: string;
  country: string | null;
  orderedOn: () => string;
  deliveredOn: () => string | null;
  dispatchedOn: () => string | null;
};

export function lineContext(facts: LineFacts, timeZone: string, now: Temporal.Instant): LineContext {
  const { order, line } = facts;
  const dayOf = (instant: Temporal.Instant | null) => {
    const at = effectiveDelivery(instant, order.placedAt);
    return at && isoDay(at, timeZone);
  };
  return {
    facts,
    now,
    timeZone,
    country: order.country === '' ? null : order.country,
    orderedOn: once(() => isoDay(order.placedAt, timeZone)),
    deliveredOn: once(() => dayOf(line.deliveredAt)),
    dispatchedOn: once(() => dayOf(line.dispatchedAt ?? null)),
  };
}

/** The local day of an instant as an ISO date; `dayEnd` remembers the text. */
function isoDay(at: Temporal.Instant, timeZone: string): string {
  return dayEnd(localDayNumber(at, timeZone), timeZone).until.lastDay;
}

/** The same line with a resolution asked for; its days stay known. */
export function withRequest(line: LineContext, resolution: Resolution): LineContext {
  return { ...line, facts: { ...line.facts, request: { ...(line.facts.request ?? NO_REQUEST), resolution } } };
}

function once<Value>(make: () => Value): () => Value {
  let made: Value;
  let done = false;
  return () => {
    if (!done) made = make();
    done = true;
    return made;
  };
}
