import { createAccessRequest, expireOthers, findLatestForBrowser } from '#db/access-requests.ts';
import { enqueue } from '#db/effects.ts';
import type { Tx } from '#db/open.ts';
import { findOrderByNumberKey, loadOrder } from '#db/orders.ts';
import { limitsAt, type Mode } from './access-limits.server.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { CODE_DIGITS, CODE_MINUTES, hashCode } from './one-time-code.server.ts';
import { commit } from './unit-of-work.server.ts';

export interface RequestCodeDeps extends ServiceDeps {
  /** Encrypts the code for its way to the mail, so that it never stands readable in the database. */
  readonly sealCode: (code: string) => string;
  /** In development the limits are wider. */
  readonly env?: Mode;
}

/** Writing the mail must not begin before the answer has left: its work would show whether there was an order. */
const MAIL_PAUSE = Temporal.Duration.from({ milliseconds: 250 });

interface Asker {
  readonly browserHash: string;
  readonly clientIp: string;
  /** The language of the mail. */
  readonly locale: string;
}

export type CodeRequested = Result<{ readonly accessRequestId: string }, 'access.too-many-requests'>;

/**
 * Sends a one-time code to the address on an order, when number and address fit together. Whether they do, nobody can tell from the
 * answer, nor from the time it takes: the same rows are read and written for an order that does not exist, and the effect of a request
 * without an order does nothing. Above the limits of an order or an address no mail goes out, and the answer is still the same; only the
 * limit of a network is told. Both keys are folded (`orderNumberKey`, `emailKey`).
 */
export async function requestCode(
  deps: RequestCodeDeps,
  input: Asker & { readonly orderNumberKey: string; readonly emailKey: string },
): Promise<CodeRequested> {
  return issue(deps, input, async (tx) => {
    const order = await findOrderByNumberKey(tx, input.orderNumberKey);
    const orderId = order && order.emailKey === input.emailKey ? order.id : null;
    return { orderId, orderNumberKey: input.orderNumberKey, emailKey: input.emailKey };
  });
}

/** The same once more for the order that this browser asked for last, known or not. */
export async function requestCodeAgain(deps: RequestCodeDeps, input: Asker): Promise<CodeRequested> {
  return issue(deps, input, async (tx) => {
    const last = await findLatestForBrowser(tx, input.browserHash);
    const order = await loadOrder(tx, last?.orderId ?? 'none');
    const stranger = last?.id ?? input.browserHash;
    return {
      orderId: order?.id ?? null,
      orderNumberKey: order?.numberKey ?? stranger,
      emailKey: order?.emailKey ?? stranger,
    };
  });
}

type Wanted = { readonly orderId: string | null; readonly orderNumberKey: string; readonly emailKey: string };

async function issue(deps: RequestCodeDeps, asker: Asker, find: (tx: Tx) => Promise<Wanted>): Promise<CodeRequested> {
  // Outside the transaction, which holds the only writer, and for everybody: the hash is what takes the time.
  const code = deps.ids.digits(CODE_DIGITS);
  const codeHash = await hashCode(code, deps.ids.random);
  const sealedCode = deps.sealCode(code);
  return commit(deps, 'customer', async ({ tx, at, nextId }) => {
    const limits = limitsAt(at, deps.env);
    if (!(await limits.network(tx, asker.clientIp))) return refuse('access.too-many-requests');
    const orderId = await withinLimits(tx, await find(tx), limits);
    const accessRequestId = nextId();
    const expiresAt = at.add({ minutes: CODE_MINUTES });
    const { browserHash, locale } = asker;
    await createAccessRequest(tx, { id: accessRequestId, browserHash, orderId, codeHash, createdAt: at, expiresAt });
    await expireOthers(tx, { orderId: orderId ?? accessRequestId, exceptId: accessRequestId, now: at });
    const payload = { kind: 'code-mail', accessRequestId, sealedCode, locale } as const;
    const runAfter = at.add(MAIL_PAUSE);
    const effect = { id: nextId(), kind: payload.kind, payload, returnId: null, runAfter, createdAt: at };
    await enqueue(tx, [effect]);
    return { ok: true, accessRequestId };
  });
}

/** Counts the request for the order and for the address; the order to send a code for, or null. */
async function withinLimits(tx: Tx, wanted: Wanted, limits: ReturnType<typeof limitsAt>): Promise<string | null> {
  const orderFits = await limits.order(tx, wanted.orderNumberKey);
  const mailFits = await limits.mail(tx, wanted.orderId ? 'sent' : 'missed', wanted.emailKey);
  return orderFits && mailFits ? wanted.orderId : null;
}
