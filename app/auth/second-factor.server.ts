import { APIError } from 'better-auth/api';
import { symmetricDecrypt } from 'better-auth/crypto';
import { z } from 'zod';
import type { Deps } from '#app/context.server.ts';
import { parseRole, type Role } from '#app/permissions.ts';
import { loadPendingSecret, loadPerson } from '#db/people.ts';
import { countOf, hit } from '#db/rate-counters.ts';
import { staffAuth } from './better-auth.server.ts';
import { readFactorCode } from './recovery-codes.server.ts';
import { countProof } from './sign-in-limit.server.ts';
import { endStaffSession, type Staff } from './staff.server.ts';
import { hashToken } from './token.server.ts';

type FactorDeps = Pick<Deps, 'db' | 'env' | 'log' | 'clock'>;
type SetCookie = (header: string) => void;

export type FactorRefusal =
  | { readonly code: 'factor.wrong' | 'factor.none' | 'factor.locked' | 'factor.password' }
  | { readonly code: 'factor.too-many'; readonly minutes: number };
export type FactorResult<Value = object> =
  | ({ readonly ok: true } & Value)
  | { readonly ok: false; readonly refusal: FactorRefusal };

const refused = (code: Exclude<FactorRefusal['code'], 'factor.too-many'>): FactorResult<never> => ({
  ok: false,
  refusal: { code },
});

/** What the library says when it refuses, by what it means for the person. Anything else is a fault. */
const CODES: Readonly<Record<string, Exclude<FactorRefusal['code'], 'factor.too-many'>>> = {
  INVALID_CODE: 'factor.wrong',
  INVALID_BACKUP_CODE: 'factor.wrong',
  INVALID_PASSWORD: 'factor.password',
  INVALID_TWO_FACTOR_COOKIE: 'factor.none',
  TOTP_NOT_ENABLED: 'factor.none',
  TOTP_ALREADY_ENABLED: 'factor.none',
  TWO_FACTOR_NOT_ENABLED: 'factor.none',
  BACKUP_CODES_NOT_ENABLED: 'factor.none',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'factor.none',
  ACCOUNT_TEMPORARILY_LOCKED: 'factor.locked',
  FAILED_TO_CREATE_SESSION: 'factor.none',
};

async function asked<Value extends object>(call: Promise<Value>): Promise<FactorResult<Value>> {
  try {
    return { ok: true, ...(await call) };
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    const code = CODES[z.object({ code: z.string() }).catch({ code: '' }).parse(error.body).code];
    // Two at once took the same recovery code: one of them is late.
    if (error.statusCode === 409) return refused('factor.wrong');
    if (code === undefined) throw error;
    return refused(code);
  }
}

const verified = z.object({ token: z.string().nullish(), user: z.object({ id: z.string() }) });

/**
 * The second step of a sign-in: a code of the app, or a recovery code, which is spent by it. Five tries for each time that the password was
 * right, ten in a row for each account; a code of the app counts once.
 */
export async function finishSignIn(
  request: Request,
  typed: string,
  deps: FactorDeps,
  setCookie: SetCookie,
): Promise<FactorResult<{ readonly role: Role | null }>> {
  const read = readFactorCode(typed);
  if (!read) return refused('factor.wrong');
  const { api } = staffAuth(deps);
  const question = { body: { code: read.code }, headers: request.headers, returnHeaders: true } as const;
  const answer = await asked(read.kind === 'totp' ? api.verifyTOTP(question) : api.verifyBackupCode(question));
  if (!answer.ok) return answer;
  const { user } = verified.parse(answer.response);
  const cookies = answer.headers.getSetCookie();
  if (read.kind === 'totp' && !(await spend(user.id, read.code, deps))) {
    await endStaffSession(new Request(request.url, { headers: { Cookie: asCookies(cookies) } }), deps, () => undefined);
    return refused('factor.wrong');
  }
  cookies.forEach(setCookie);
  return { ok: true, role: parseRole((await loadPerson(deps.db, user.id))?.role) };
}

const asCookies = (headers: readonly string[]) => headers.map((header) => header.split(';')[0]).join('; ');

/** Each code of the app once (ASVS 6.5.1): it is good for a minute and a half, and remembered for at least an hour. */
async function spend(userId: string, code: string, { db, clock }: FactorDeps): Promise<boolean> {
  const key = `totp:${hashToken(`${userId} ${code}`)}`;
  const now = clock();
  const hour = 3_600_000;
  const start = Temporal.Instant.fromEpochMilliseconds(now.epochMilliseconds - (now.epochMilliseconds % hour));
  return db.transaction(async (tx) => {
    if ((await countOf(tx, key, start.subtract({ hours: 1 }))) > 0) return false;
    return (await hit(tx, key, start)) === 1;
  });
}

/** Counts the try, and asks whether a code of the app is the right one for somebody who is signed in. */
export async function proveCode(
  request: Request,
  staff: Staff,
  typed: string,
  deps: FactorDeps,
): Promise<FactorResult<{ readonly cookies: readonly string[] }>> {
  const minutes = await countProof(staff.id, deps);
  if (minutes !== null) return { ok: false, refusal: { code: 'factor.too-many', minutes } };
  const read = readFactorCode(typed);
  if (read?.kind !== 'totp') return refused('factor.wrong');
  const { headers } = request;
  const answer = await asked(
    staffAuth(deps).api.verifyTOTP({ body: { code: read.code }, headers, returnHeaders: true }),
  );
  if (!answer.ok) return answer;
  if (!(await spend(staff.id, read.code, deps))) return refused('factor.wrong');
  return { ok: true, cookies: answer.headers.getSetCookie() };
}

/** Counts the try, and asks whether this is the person's password. */
export async function provePassword(staff: Staff, hash: string | null, password: string, deps: FactorDeps) {
  const minutes = await countProof(staff.id, deps);
  if (minutes !== null) return { ok: false, refusal: { code: 'factor.too-many', minutes } } as const;
  const { password: passwords } = await staffAuth(deps).$context;
  const right = hash !== null && (await passwords.verify({ hash, password }));
  return right ? ({ ok: true } as const) : refused('factor.password');
}

/** What goes into the app: as a picture's content, and as text to type. */
export interface PendingFactor {
  readonly uri: string;
  readonly secret: string;
}

/** Makes the secret of a second factor, which counts only when a code of it was shown. Asks for the password, and counts that. */
export async function beginSecondFactor(
  request: Request,
  staff: Staff,
  password: string,
  deps: FactorDeps,
): Promise<FactorResult> {
  const minutes = await countProof(staff.id, deps);
  if (minutes !== null) return { ok: false, refusal: { code: 'factor.too-many', minutes } };
  const { headers } = request;
  const begun = await asked(staffAuth(deps).api.enableTwoFactor({ body: { password, method: 'totp' }, headers }));
  return begun.ok ? { ok: true } : begun;
}

/** What was begun and not confirmed yet; null when nothing was. */
export async function pendingFactor(staff: Staff, deps: FactorDeps): Promise<PendingFactor | null> {
  const sealed = await loadPendingSecret(deps.db, staff.id);
  if (sealed === null) return null;
  const { secretConfig } = await staffAuth(deps).$context;
  const secret = await symmetricDecrypt({ key: secretConfig, data: sealed });
  const key = base32(secret);
  return { uri: totpUri(key, staff.email), secret: key.replaceAll(/.{4}(?=.)/g, '$& ') };
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function base32(text: string): string {
  const bits = [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** What apps read from the picture: https://github.com/google/google-authenticator/wiki/Key-Uri-Format. */
function totpUri(secret: string, email: string): string {
  const query = new URLSearchParams({ secret, issuer: 'Retour', digits: '6', period: '30' });
  return `otpauth://totp/Retour:${encodeURIComponent(email)}?${query}`;
}

/** Confirms what was begun, by a code of it. The recovery codes are told this once; the session begins anew. */
export async function confirmSecondFactor(
  request: Request,
  staff: Staff,
  typed: string,
  deps: FactorDeps,
  setCookie: SetCookie,
): Promise<FactorResult<{ readonly recoveryCodes: readonly string[] }>> {
  const proved = await proveCode(request, staff, typed, deps);
  if (!proved.ok) return proved;
  proved.cookies.forEach(setCookie);
  const { backupCodes } = await staffAuth(deps).api.viewBackupCodes({ body: { userId: staff.id } });
  return { ok: true, recoveryCodes: backupCodes };
}

/** New recovery codes in place of all old ones; asks for the password. */
export async function renewRecoveryCodes(
  request: Request,
  staff: Staff,
  password: string,
  deps: FactorDeps,
): Promise<FactorResult<{ readonly recoveryCodes: readonly string[] }>> {
  const minutes = await countProof(staff.id, deps);
  if (minutes !== null) return { ok: false, refusal: { code: 'factor.too-many', minutes } };
  const { headers } = request;
  const renewed = await asked(staffAuth(deps).api.generateBackupCodes({ body: { password }, headers }));
  return renewed.ok ? { ok: true, recoveryCodes: renewed.backupCodes } : renewed;
}
