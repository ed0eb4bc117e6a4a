import { createHash, timingSafeEqual } from 'node:crypto';
import { DEMO_SHOP_KEY } from '#app/env.server.ts';

export type ShopKey =
  | { readonly ok: true; readonly shopKey: string }
  | { readonly ok: false; readonly code: 'auth.missing' | 'auth.wrong' };

interface Keys {
  readonly SHOP_API_KEYS: readonly string[];
  readonly RETOUR_MODE: 'development' | 'production';
}

/**
 * Whether the request shows a key of the shop's own system: SHOP_API_KEYS, or in development, where none is set, the one of the demonstration.
 * Compared by digests of one length, all of them, so that neither the time nor the place of a difference tells anything. `shopKey` names the key in
 * counters and is not the key.
 */
export function shopKeyOf(header: string | null, env: Keys): ShopKey {
  const [, shown] = /^Bearer +(\S{1,500})$/i.exec(header ?? '') ?? [];
  if (shown === undefined) return { ok: false, code: 'auth.missing' };
  const own = env.SHOP_API_KEYS;
  const keys = own.length === 0 && env.RETOUR_MODE === 'development' ? [DEMO_SHOP_KEY] : own;
  const digest = digestOf(shown);
  const fits = keys.map((key) => timingSafeEqual(digestOf(key), digest)).includes(true);
  return fits ? { ok: true, shopKey: digest.toString('base64url').slice(0, 16) } : { ok: false, code: 'auth.wrong' };
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
