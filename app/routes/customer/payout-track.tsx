import { formatDay, formatInstant, formatMoney } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { PayoutView, ReturnView } from '#app/services/view-return.server.ts';
import { PAYOUT_STATES } from '#machines/payout/index.ts';

interface TrackProps {
  readonly payout: PayoutView;
  readonly view: ReturnView;
  readonly t: Translate;
  readonly locale: Locale;
}

/** Where one amount is, down to the number by which the customer's bank finds it. */
export function PayoutTrack(props: TrackProps) {
  const { payout, view, t, locale } = props;
  const money = formatMoney({ amount: payout.amount, currency: view.currency }, locale);
  if (payout.state === 'replaced') return <Replaced {...props} money={money} />;
  if (payout.way === 'credit') {
    return (
      <>
        <p>{t('credit:steps.to', { money })}</p>
        <p>{payout.reference ? t('credit:steps.ready', { hint: payout.reference }) : t('credit:steps.making')}</p>
      </>
    );
  }
  const state = PAYOUT_STATES.find((known) => known === payout.state) ?? 'unknown';
  return (
    <>
      <p>{targetOf(props, money)}</p>
      <p>
        {payout.transfer && state === 'owed'
          ? t(`terms:customer-state.transfer.${payout.transfer.state}`)
          : t(`terms:customer-state.payout.${state}`)}
      </p>
      {state === 'settled' && <Settled {...props} />}
    </>
  );
}

function targetOf({ payout, t }: TrackProps, money: string): string {
  if (payout.way !== 'transfer') {
    return t('customer:refund.to', { money, name: payout.paymentLabel ?? t('customer:refund.unnamed') });
  }
  const account = payout.transfer?.mask;
  return account ? t('rescue:track.to-transfer', { money, account }) : t('rescue:track.to-bank', { money });
}

/** A debt that another payout has: what was tried, and when. */
function Replaced(props: TrackProps & { money: string }) {
  const { t, money } = props;
  return (
    <p className="soft">
      {targetOf(props, money)}: {t('terms:customer-state.payout.replaced')} <SentOn {...props} />
    </p>
  );
}

function SentOn({ payout, view, t, locale }: TrackProps) {
  if (payout.sentAt === null) return null;
  return t('rescue:track.sent', { date: formatInstant(payout.sentAt, view.timeZone, locale) });
}

function Settled(props: TrackProps) {
  const { payout, t, locale } = props;
  if (payout.way === 'transfer') {
    const { madeOn = null } = payout.transfer ?? {};
    return (
      <>
        {madeOn && <p>{t('rescue:track.sent', { date: formatDay(madeOn, locale) })}</p>}
        <p>{t('rescue:track.transfer-days')}</p>
        <Reference {...props} kind="transfer" />
      </>
    );
  }
  return (
    <>
      <p>
        <SentOn {...props} />
      </p>
      <p>{payout.reversal ? t('rescue:track.reversal') : t('rescue:track.bank-days')}</p>
      {!payout.reversal && <Reference {...props} kind={kindOf(payout.referenceKind)} />}
    </>
  );
}

type Kind = 'arn' | 'stan' | 'rrn' | 'other' | 'transfer';

const KINDS: Readonly<Record<string, Kind>> = {
  acquirer_reference_number: 'arn',
  system_trace_audit_number: 'stan',
  retrieval_reference_number: 'rrn',
};

const kindOf = (word: string | null): Kind => KINDS[word ?? ''] ?? 'other';

function Reference({ payout, t, kind }: TrackProps & { kind: Kind }) {
  if (!payout.reference) return kind === 'transfer' ? null : <p>{t('rescue:track.later')}</p>;
  return (
    <p>
      {t('rescue:track.help')} <bdi dir="ltr">{payout.reference}</bdi> ({t(`rescue:track.kind.${kind}`)})
    </p>
  );
}
