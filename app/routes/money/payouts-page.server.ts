import type { StaffArgs } from '#app/http.server.ts';
import { findPayouts, viewPayouts } from '#app/services/view-payouts.server.ts';
import { payoutWords } from './payout-words.server.ts';

const hrefOf = (state: string): string => `/money/payouts?state=${state}`;

/** The payouts in one state; or, where something was looked for, those that it leads to. */
export async function loadPayoutsPage({ deps, url, staff, t, locale }: StaffArgs) {
  const asked = url.searchParams.get('find');
  const found = asked === null ? null : await findPayouts(deps.db, asked);
  const view = await viewPayouts(deps.db, {
    state: url.searchParams.get('state'),
    after: url.searchParams.get('after'),
  });
  const { timeZone, rows } = found ?? view;
  const state = t(`terms:state.payout.${view.state}`);
  return {
    asked: asked?.slice(0, 255) ?? '',
    problem: asked !== null && found === null ? t('money:find.nothing') : undefined,
    tabs: view.counts.map(({ state: name, count, more }) => ({
      ...{ count, more, href: hrefOf(name), current: found === null && name === view.state },
      label: t(`terms:state.payout.${name}`),
    })),
    caption: found ? t('money:payout.found') : state,
    rows: rows.map((row) => payoutWords(row, { t, locale, timeZone })),
    next: found || view.next === null ? null : `${hrefOf(view.state)}&after=${view.next}`,
    role: staff.role,
  };
}
