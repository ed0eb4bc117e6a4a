import type { StaffArgs } from '#app/http.server.ts';
import { countryNameIn } from '#app/i18n/country-name.ts';
import { formatInstant } from '#app/i18n/format.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { DeskReturn } from '#app/services/view-desk-return.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';

interface Fact {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly href?: string;
}

/** What is known of a return as a whole, in the reader's words. */
export function factsOf(view: DeskReturn, { t, locale }: StaffArgs): Fact[] {
  const { at, timeZone, parcel } = view;
  const when = (instant: string | null) => instant && formatInstant(instant, timeZone, locale);
  const facts = {
    order: view.orderNumber,
    customer: view.email,
    country: countryNameIn(view.country, locale),
    wish: view.asked.resolution === 'store-credit' ? t('terms:refund-way.credit') : null,
    travel: t(`terms:travel.${view.travel}`),
    parcel: parcel && t(`terms:state.parcel.${parcel.state}`),
    numbers: view.carrierNumbers.join(', '),
    requested: when(at.requested),
    received: when(at.received),
    decided: when(at.decided),
    closed: when(at.closed),
  };
  const keys = [
    'order',
    'customer',
    'country',
    'wish',
    'travel',
    'parcel',
    'numbers',
    'requested',
    'received',
    'decided',
    'closed',
  ] as const;
  const told = keys.flatMap((id) => {
    const label = id === 'wish' ? t('credit:desk.wish') : t(`staff:desk.return.${id}`);
    return facts[id] ? [{ id, label, value: facts[id] }] : [];
  });
  return [...statementOf(view, t), ...told];
}

/** The way back to the statement of withdrawal that the return was made from. */
function statementOf({ withdrawal }: DeskReturn, t: Translate): Fact[] {
  if (!withdrawal) return [];
  const { id, caseCode } = withdrawal;
  const value = t('staff:withdrawals.one', { code: formatRmaCode(caseCode) });
  return [{ id: 'withdrawal', label: t('staff:desk.return.withdrawal'), value, href: `/desk/withdrawals/${id}` }];
}
