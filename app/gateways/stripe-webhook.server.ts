import Stripe from 'stripe';
import type { WebhookVerdict } from './payments.ts';
import { toProviderEvent } from './stripe-objects.server.ts';
import { stripeEvent } from './stripe-shapes.server.ts';

const toleranceSeconds = 300;
const longestBody = 1_000_000;
const longestHeader = 4_000;

// The SDK takes the last of several `t` and reads `12abc` as 12. A header of Stripe's has one, of digits only.
function signedAt(header: string): number | null {
  const times = header.split(',').filter((part) => part.startsWith('t='));
  const digits = times.length === 1 ? /^t=(\d{1,12})$/.exec(times[0] ?? '')?.[1] : undefined;
  return digits === undefined ? null : Number(digits);
}

function isSigned(rawBody: string, header: string, secret: string): boolean {
  try {
    // Tolerance 0 switches the SDK's own check of time off: it lets a time in the future pass, so both edges are ours.
    return Stripe.webhooks.signature?.verifyHeader(rawBody, header, secret, 0) === true;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Decides whether a webhook request is Stripe's (scheme v1, any of `secrets`, 300 s either way) and reads its envelope.
 * The time counts only after the signature: an unsigned request learns nothing about our clock.
 */
export function judgeWebhook(
  rawBody: string,
  signatureHeader: string | null,
  now: Temporal.Instant,
  secrets: readonly string[],
): WebhookVerdict {
  if (secrets.length === 0) return { ok: false, code: 'no-secret' };
  const header = signatureHeader ?? '';
  if (rawBody.length > longestBody) return { ok: false, code: 'malformed' };
  const time = header.length > longestHeader ? null : signedAt(header);
  if (time === null || !secrets.some((secret) => isSigned(rawBody, header, secret))) {
    return { ok: false, code: 'bad-signature' };
  }
  const age = Math.floor(now.epochMilliseconds / 1_000) - time;
  if (age > toleranceSeconds) return { ok: false, code: 'stale' };
  if (age < -toleranceSeconds) return { ok: false, code: 'from-the-future' };
  const parsed = stripeEvent.safeParse(parseJson(rawBody));
  if (!parsed.success) return { ok: false, code: 'malformed' };
  return { ok: true, event: toProviderEvent(parsed.data) };
}
