import { type Exchange, isSecure, type PassiveRule } from './exchange.ts';

/** The name of the first cookie that is set without what a pattern wants; one that is taken away again holds nothing. */
const without = (wanted: RegExp) => (exchange: Exchange) =>
  setOf(exchange)
    .find((cookie) => !wanted.test(cookie))
    ?.split('=')[0] ?? null;

const setOf = ({ headers }: Exchange) => headers.getSetCookie().filter((cookie) => !/max-age=0\b/i.test(cookie));

export const cookieRules: readonly PassiveRule[] = [
  { id: '10010', name: 'Cookie without HttpOnly', risk: 'low', finds: without(/; *HttpOnly/i) },
  {
    ...{ id: '10011', name: 'Cookie without Secure', risk: 'low' },
    finds: (exchange) => (isSecure(exchange) ? without(/; *Secure/i)(exchange) : null),
  },
  { id: '10054', name: 'Cookie without SameSite', risk: 'low', finds: without(/; *SameSite=(Lax|Strict)/i) },
  {
    ...{ id: '90033', name: 'Loosely scoped cookie', risk: 'low' },
    finds: (exchange) =>
      setOf(exchange)
        .find((cookie) => /; *Domain=/i.test(cookie))
        ?.split('=')[0] ?? null,
  },
];
