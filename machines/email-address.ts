export type EmailKey =
  | { ok: true; key: string }
  | { ok: false; refusal: { code: 'email.empty' | 'email.too-long' | 'email.malformed' } };

/** RFC 5321 4.5.3.1: 64 octets before the @, and 254 in all that fit a path of 256. */
const LOCAL_LIMIT = 64;
const ADDRESS_LIMIT = 254;

/**
 * Folds an e-mail address to the key under which it is compared: NFKC, lower case, without the spaces and invisible characters that keyboards
 * and clipboards add, without `mailto:` or angle brackets around it, the domain in its ASCII form (`müller.example` is `xn--mller-kva.example`).
 * It asks only whether the text could be an address; whether it is one, a mail will tell. Refuses quoted local parts, addresses in
 * brackets and domains without a dot: no shop's customer has one, and each is a way to confuse a mail server.
 */
export function emailKey(typed: string): EmailKey {
  if (typed.length > 4 * ADDRESS_LIMIT) return { ok: false, refusal: { code: 'email.too-long' } };
  const folded = typed
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/^mailto:/i, '')
    .replace(/^<(.*)>$/, '$1')
    .toLowerCase();
  if (folded === '') return { ok: false, refusal: { code: 'email.empty' } };
  const at = folded.indexOf('@');
  const local = folded.slice(0, Math.max(at, 0));
  const domain = asciiDomain(folded.slice(at + 1));
  if (!/^[^\p{C}@"(),:;<>[\]\\]+$/u.test(local) || /^\.|\.\.|\.$/.test(local) || domain === null)
    return { ok: false, refusal: { code: 'email.malformed' } };
  const key = `${local}@${domain}`;
  if (octets(local) > LOCAL_LIMIT || octets(key) > ADDRESS_LIMIT)
    return { ok: false, refusal: { code: 'email.too-long' } };
  return { ok: true, key };
}

/** The domain as DNS knows it; null when it is none. The characters are checked first, because a URL may hold more than a host. */
function asciiDomain(domain: string): string | null {
  if (!/^[\p{L}\p{M}\p{N}.\-。]+$/u.test(domain)) return null;
  const url = URL.parse(`http://${domain.replace(/\.$/, '')}/`);
  if (!url?.hostname.split('.').every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label))) return null;
  return /\.(?!\d+$)[a-z0-9-]{2,}$/.test(url.hostname) ? url.hostname : null;
}

function octets(text: string): number {
  return new TextEncoder().encode(text).length;
}
