import type { GoodwillRowWords } from '#app/components/staff/goodwill-list.tsx';
import type { StaffArgs } from '#app/http.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { translatorFor } from '#app/i18n/instance.server.ts';
import { defaultLocale, isLocale } from '#app/i18n/locales.ts';
import { may } from '#app/permissions.ts';
import { creditVault } from '#app/security/credit-vault.server.ts';
import type { GoodwillDeps } from '#app/services/casework/give-goodwill.server.ts';
import { viewGoodwills } from '#app/services/casework/view-goodwill.server.ts';
import { DEFAULT_BUDGETS } from '#machines/goodwill/index.ts';
import { formatRmaCode } from '#machines/rma-code.ts';

/** What giving goodwill needs beside the rest: budgets, how credit is kept, and how the customer is told. */
export function goodwillDeps({ deps }: Pick<StaffArgs, 'deps'>): GoodwillDeps {
  const { env } = deps;
  return {
    ...deps,
    credits: { vault: creditVault(env), validity: env.STORE_CREDIT_VALIDITY },
    budgets: { ...DEFAULT_BUDGETS, ...env.GOODWILL_BUDGETS },
    say: ({ locale: stored, currency, rmaCode }, amount) => {
      const locale = isLocale(stored) ? stored : defaultLocale;
      const names = { amount: formatMoney({ amount, currency }, locale), code: formatRmaCode(rmaCode) };
      return translatorFor(locale)('casework:goodwill.message', names);
    },
  };
}

const TONES = { asked: 'warning', given: 'success', refused: 'neutral' } as const;

/** What was given or asked for a return, in words, with the buttons of a second person. */
export async function goodwillRows(
  { deps, staff, t, locale }: StaffArgs,
  { id: returnId, currency }: { readonly id: string; readonly currency: string },
): Promise<GoodwillRowWords[]> {
  const views = await viewGoodwills(deps.db, returnId);
  return views.map(({ id, state, amount: minor, reason, note, askedBy, name }) => {
    const amount = formatMoney({ amount: minor, currency }, locale);
    const waits = state === 'asked' && may(staff.role, 'desk.decide');
    const own = askedBy === staff.id;
    return {
      ...{ id, note, state: { text: t(`casework:goodwill.state.${state}`), tone: TONES[state] } },
      text: t('casework:goodwill.row', { amount, name, reason: t(`casework:goodwill.codes.${reason}`) }),
      own: waits && own ? t('casework:goodwill.own') : null,
      acts:
        waits && !own
          ? {
              action: `/desk/returns/${returnId}/goodwill`,
              agree: t('casework:goodwill.agree', { amount }),
              refuse: t('casework:goodwill.refuse'),
            }
          : null,
    };
  });
}
