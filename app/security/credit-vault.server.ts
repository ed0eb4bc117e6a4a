import { createHmac, hkdfSync } from 'node:crypto';
import { sessionSecret } from '#app/auth/secret.server.ts';
import type { Env } from '#app/env.server.ts';
import type { CreditVault } from '#app/services/credit-settings.ts';
import { open, seal } from './seal.server.ts';

const CREDIT_CODE = 'store credit code';

/** Keeps codes under the first secret; finds and opens them under all. */
export function createCreditVault([newest, ...older]: readonly [string, ...string[]]): CreditVault {
  const hash = (code: string, secret: string) =>
    createHmac('sha256', Buffer.from(hkdfSync('sha256', secret, '', 'retour credit hash', 32)))
      .update(code)
      .digest('base64url');
  const all = [newest, ...older];
  return {
    hash: (code) => hash(code, newest),
    hashes: (code) => all.map((secret) => hash(code, secret)),
    seal: (code) => seal(code, newest, CREDIT_CODE),
    open: (sealed) => all.map((secret) => open(sealed, secret, CREDIT_CODE)).find((code) => code !== null) ?? null,
  };
}

const made = new WeakMap<object, CreditVault>();

/** The vault of this configuration: under CREDIT_SECRET, and always under the secret of the sessions too, which codes are kept under without it. */
export function creditVault(env: Pick<Env, 'CREDIT_SECRET' | 'SESSION_SECRET' | 'DATA_DIR'>): CreditVault {
  const known = made.get(env);
  if (known) return known;
  const session = sessionSecret(env);
  const [first = session, ...others] = env.CREDIT_SECRET;
  const vault = createCreditVault([first, ...others, session]);
  made.set(env, vault);
  return vault;
}
