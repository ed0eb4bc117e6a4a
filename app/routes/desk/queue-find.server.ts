import { redirectTo, type StaffArgs } from '#app/http.server.ts';
import { formatCount } from '#app/i18n/format.ts';
import { type FindRefusal, findReturns } from '#app/services/find-return.server.ts';
import { FOUND_AT_MOST, searchReturns } from '#app/services/search-returns.server.ts';
import { RETURN_STATES } from '#machines/return/index.ts';
import { formatRmaCode } from '#machines/rma-code.ts';

const findKeys = {
  'scan.empty': 'empty',
  'scan.misread': 'misread',
  'scan.unknown': 'unknown',
  'scan.no-returns': 'no-returns',
} as const satisfies Record<FindRefusal, string>;

/** What was looked for: a code or an order by itself, else every word of it. One return is opened, several are listed. */
export async function findWords({ deps, url, t, locale }: StaffArgs) {
  const typed = url.searchParams.get('find');
  if (typed === null) return null;
  const shown = typed.slice(0, 512);
  const exact = await findReturns(deps, typed);
  const looked = exact.ok ? { returns: exact.returns, more: false } : await searchReturns(deps, shown);
  if (!exact.ok && looked.returns.length === 0)
    return { typed: shown, problem: t(`staff:desk.find.${findKeys[exact.refusal.code]}`), choices: [], more: null };
  const [only, ...others] = looked.returns;
  if (only && others.length === 0) throw redirectTo(`/desk/returns/${only.id}`);
  const choices = looked.returns.map(({ id, rmaCode, state }) => {
    const known = RETURN_STATES.find((one) => one === state);
    return {
      href: `/desk/returns/${id}`,
      code: formatRmaCode(rmaCode),
      note: known ? t(`terms:state.return.${known}`) : '',
    };
  });
  const more = looked.more ? t('queue:find.more', { number: formatCount(FOUND_AT_MOST, locale) }) : null;
  return { typed: shown, problem: null, choices, more };
}
