import { allow, readText } from '#app/http.server.ts';
import { receiveStripeEvent } from '#app/services/receive-stripe-event.server.ts';

/** Far above any event of Stripe's. */
const MOST_BYTES = 1024 * 1024;

/**
 * Stripe's events. Anybody may post here: the signature over the raw body decides. Answered as soon as the event is stored; what it
 * means is found out by reading the thing again. A fault is a 500, so that Stripe sends the event once more.
 */
export const action = allow('public', async ({ request, deps }) => {
  if (request.method !== 'POST') return answer(405, 'method');
  const body = await readText(request, MOST_BYTES);
  const verdict = deps.parseStripeWebhook(body, request.headers.get('Stripe-Signature'), deps.clock());
  if (!verdict.ok) {
    deps.log.warn({ code: verdict.code }, 'a webhook was refused');
    return answer(400, verdict.code);
  }
  if (verdict.event.livemode !== isLiveKey(deps.env.STRIPE_SECRET_KEY)) {
    deps.log.warn(
      { eventId: verdict.event.id, livemode: verdict.event.livemode },
      'a webhook of another mode was refused',
    );
    return answer(400, 'other-mode');
  }
  // No account but our own: with Connect each one has its own, and none of them is ours.
  if (verdict.event.account !== null) {
    deps.log.warn({ eventId: verdict.event.id }, 'a webhook of another account was refused');
    return answer(400, 'other-account');
  }
  const { first } = await receiveStripeEvent(deps, verdict.event);
  return answer(200, first ? 'received' : 'known');
});

export const loader = allow('public', () => answer(405, 'method'));

/** A test key sees test refunds only, and a live key live ones. */
const isLiveKey = (key: string | undefined): boolean => /^(sk|rk)_live_/.test(key ?? '');

function answer(status: number, code: string): Response {
  return Response.json({ code }, { status, headers: status === 405 ? { Allow: 'POST' } : {} });
}
