import type { StepStatus, TimelineStep } from '#app/components/timeline.tsx';
import { formatDay, formatInstant, formatMoney } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { ReturnView } from '#app/services/view-return.server.ts';
import { DISCHARGED } from '#machines/payout/index.ts';
import { PayoutTrack } from './payout-track.tsx';

type Say = (view: ReturnView, t: Translate, locale: Locale) => TimelineStep | null;

/** What happened to a return, what happens now, and what comes next with the day by which it should. */
export function statusSteps(view: ReturnView, t: Translate, locale: Locale): TimelineStep[] {
  const steps: readonly Say[] =
    view.state === 'cancelled' ? [requested, cancelled] : [requested, arrival, decision, money];
  return steps.map((say) => say(view, t, locale)).filter((step) => step !== null);
}

const at = (instant: string | null, { timeZone }: ReturnView, locale: Locale) =>
  instant === null ? {} : { when: formatInstant(instant, timeZone, locale), dateTime: instant };

const requested: Say = (view, t, locale) => ({
  id: 'requested',
  title: t('customer:status.requested'),
  status: 'done',
  ...at(view.at.requested, view, locale),
});

const cancelled: Say = (view, t, locale) => ({
  id: 'cancelled',
  title: t('customer:status.cancelled'),
  status: 'stopped',
  ...at(view.cancelledAt, view, locale),
});

const arrival: Say = (view, t, locale) => {
  if (view.nothingToSend) return null;
  const sent = view.parcelState === 'dispatched';
  // The desk may decide before anything came: then the parcel is no longer waited for, unless it is known to be on its way.
  if (view.at.received === null && view.at.decided !== null && !sent) return null;
  const done = view.at.received !== null;
  const by = view.sendBy && t('customer:status.send-by', { date: formatDay(view.sendBy, locale) });
  return {
    id: 'received',
    title: done ? t('customer:status.received') : sent ? t('customer:status.dispatched') : t('customer:status.waiting'),
    status: done ? 'done' : 'current',
    ...(done ? at(view.at.received, view, locale) : by && !sent ? { when: by } : {}),
  };
};

const decision: Say = (view, t, locale) => {
  const { decided, received } = view.at;
  const status: StepStatus = decided !== null ? 'done' : received !== null ? 'current' : 'upcoming';
  return {
    id: 'decided',
    title: decided !== null ? t('customer:status.decided') : t('customer:status.deciding'),
    status,
    ...at(decided, view, locale),
  };
};

const money: Say = (view, t, locale) => {
  const base = { id: 'refund' };
  if (view.decided && view.quote.total === 0) return { ...base, title: t('customer:status.no-refund'), status: 'done' };
  const { creditBonus, resolution } = view.quote;
  const say = (amount: number) => formatMoney({ amount, currency: view.currency }, locale);
  const total = say((view.decided ? view.money.decided : view.quote.total) + creditBonus);
  const asCredit = resolution === 'store-credit';
  const expected = asCredit ? t('credit:steps.issue', { total }) : t('customer:status.refund', { total });
  const by = view.refundBy && t('customer:status.refund-by', { date: formatDay(view.refundBy, locale) });
  if (view.payouts.length === 0) {
    return { ...base, title: expected, status: 'upcoming', ...(by ? { when: by } : {}) };
  }
  const settled = view.payouts.every((payout) => DISCHARGED.includes(payout.state));
  const failed = view.payouts.some((payout) => payout.task !== null);
  const { paid, ended, bonus } = view.money;
  const reached = { total: say(paid + ended + bonus) };
  const done = asCredit ? t('credit:steps.issued', reached) : t('customer:status.refunded', reached);
  const closed = settled ? at(view.at.closed, view, locale) : {};
  return {
    ...base,
    title: settled ? done : expected,
    status: settled ? 'done' : failed ? 'stopped' : 'current',
    ...closed,
    detail: view.payouts.map((payout) => (
      <PayoutTrack key={payout.id} payout={payout} view={view} t={t} locale={locale} />
    )),
  };
};
