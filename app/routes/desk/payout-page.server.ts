import { bankCountries } from '#app/http/bank-countries.server.ts';
import { fail, type StaffArgs } from '#app/http.server.ts';
import { formatInstant, formatMoney } from '#app/i18n/format.ts';
import { may } from '#app/permissions.ts';
import { type DeskPayoutPage, viewDeskPayout } from '#app/services/view-desk-payout.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { failureWords } from './failure-words.ts';

/** The amount that the address names, or the page that there is none. */
export async function requireDeskPayout({ deps, params }: StaffArgs): Promise<DeskPayoutPage> {
  const named = { returnId: (params.id ?? '').slice(0, 100), payoutId: (params.payout ?? '').slice(0, 100) };
  return (await viewDeskPayout(deps, named)) ?? fail(404, 'not-found');
}

/** One amount that needs somebody, in the reader's words, with the acts that this person may do. */
export async function loadPayoutPage(args: StaffArgs) {
  const view = await requireDeskPayout(args);
  const { t, locale, staff, url } = args;
  const { amount, currency, failure, task, transfer, expiresAt } = view;
  const money = formatMoney({ amount, currency }, locale);
  const decides = may(staff.role, 'desk.decide');
  const date = expiresAt && formatInstant(expiresAt, view.timeZone, locale);
  return {
    back: `/desk/returns/${view.returnId}`,
    title: t('rescue:desk.title', { amount: money, code: formatRmaCode(view.rmaCode) }),
    state: t(`terms:state.payout.${view.state}`),
    failure: failure === null || task === null ? null : failureWords(failure, t),
    task: task && t(`rescue:task.${task}`),
    done: url.searchParams.get('done') === 'yes',
    transfer: transfer && { mask: transfer.mask, state: t(`terms:state.transfer.${transfer.state}`) },
    ways: decides ? view.ways : [],
    takesAccount: decides && (transfer?.takesAccount ?? false),
    stop:
      decides && view.mayStop
        ? { hint: date ? t('rescue:desk.stop-hint', { date }) : t('rescue:desk.stop-hint-open') }
        : null,
    mayEnd: view.mayEnd && may(staff.role, 'money.transfer'),
    countries: decides ? bankCountries(locale) : [],
  };
}
