import { createHash } from 'node:crypto';
import type { Tx } from '#db/open.ts';
import { hit } from '#db/rate-counters.ts';

/** Requests for a code in one hour, by the network that asks, by the order asked for, and mails to one address. */
export const NETWORK_LIMIT = 10;
export const ORDER_LIMIT = 5;
export const MAIL_LIMIT = 3;

/** On a developer's own machine everybody comes from one network, and the same few orders are opened all day. */
const DEVELOPMENT_FACTOR = 100;

export interface Mode {
  /** Left out, the limits of production hold. */
  readonly RETOUR_MODE?: 'development' | 'production';
}

const HOUR_MS = 3_600_000;

/** The hour that an instant is in: all counters begin anew with it. */
export function hourOf(at: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at.epochMilliseconds / HOUR_MS) * HOUR_MS);
}

/** What is counted, how often it may be in an hour, when, and under which mode. */
interface Counted {
  readonly what: string;
  readonly limit: number;
  readonly at: Temporal.Instant;
  readonly mode: Mode | undefined;
}

/** Counts one more in this hour, and says how many that are. What is counted is stored hashed: it may be an address. */
export function countInHour(tx: Tx, what: string, at: Temporal.Instant): Promise<number> {
  return hit(tx, createHash('sha256').update(what).digest('base64url'), hourOf(at));
}

/** How many are allowed in an hour: in development many times as many. */
export const mostInHour = (limit: number, mode: Mode | undefined): number =>
  mode?.RETOUR_MODE === 'development' ? limit * DEVELOPMENT_FACTOR : limit;

/** Counts one more and says whether it is still within the limit. */
async function within(tx: Tx, { what, limit, at, mode }: Counted): Promise<boolean> {
  return (await countInHour(tx, what, at)) <= mostInHour(limit, mode);
}

/** The limits of one request at one moment. Each question counts one more. */
export function limitsAt(at: Temporal.Instant, mode: Mode | undefined) {
  const ask = (tx: Tx, limit: number, what: string) => within(tx, { what, limit, at, mode });
  return {
    network: (tx: Tx, clientIp: string) => ask(tx, NETWORK_LIMIT, `network ${networkOf(clientIp)}`),
    order: (tx: Tx, orderNumberKey: string) => ask(tx, ORDER_LIMIT, `order ${orderNumberKey}`),
    /** `kind` keeps what an attacker types apart from what is really sent, so that nobody can use up another's mails. */
    mail: (tx: Tx, kind: 'sent' | 'missed', emailKey: string) => ask(tx, MAIL_LIMIT, `mail ${kind} ${emailKey}`),
  };
}

/** Whoever has one IPv6 address has at least the 2^72 of its /56; an IPv4 address counts as it is. */
export function networkOf(clientIp: string): string {
  const address = clientIp.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const before = head.split(':').filter((group) => group !== '');
  const after = tail.split(':').filter((group) => group !== '');
  const zeros = address.includes('::') ? Math.max(0, 8 - before.length - after.length) : 0;
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after].slice(0, 4);
  const [first = '0', second = '0', third = '0', fourth = '0'] = groups.map((group) => group.padStart(4, '0'));
  return `${first}:${second}:${third}:${fourth.slice(0, 2)}00::/56`;
}
