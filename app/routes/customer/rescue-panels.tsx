import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { formatInstant, formatMoney } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { PayoutView, ReturnView } from '#app/services/view-return.server.ts';
import { accountPath, otherWayPath } from './paths.ts';

/** What the customer has to know, or to do, about amounts that did not get through: above everything else of the page. */
export function RescuePanels({ view }: { view: ReturnView }) {
  return view.payouts.map((payout) => <Panel key={payout.id} payout={payout} view={view} />);
}

function Panel({ payout, view }: { payout: PayoutView; view: ReturnView }) {
  const { t, locale } = useWords();
  const amount = formatMoney({ amount: payout.amount, currency: view.currency }, locale);
  if (payout.task !== null) return <Stranded payout={payout} view={view} amount={amount} />;
  if (payout.state === 'action-needed') return <Asked payout={payout} view={view} amount={amount} />;
  if (payout.state !== 'owed' || !payout.transfer) return null;
  const { state, refusal, mask } = payout.transfer;
  if (state === 'asked' && payout.ways.includes('credit')) {
    return (
      <Notice>
        <p>{t('terms:customer-state.transfer.asked')}</p>
        <LinkButton variant="secondary" href={otherWayPath(view.rmaCode, payout.id)}>
          {t('rescue:panel.action-button')}
        </LinkButton>
      </Notice>
    );
  }
  if (state !== 'account-wanted') return null;
  return (
    <Notice tone="warning" title={t('rescue:panel.account', { amount })}>
      {refusal && (
        <p>
          {t('rescue:panel.account-refused', { account: mask })} {t(`rescue:refusal.${refusal}`)}
        </p>
      )}
      <p>{t('rescue:panel.account-text')}</p>
      <LinkButton href={accountPath(view.rmaCode, payout.id)}>{t('rescue:panel.account-button')}</LinkButton>
    </Notice>
  );
}

type Props = { readonly payout: PayoutView; readonly view: ReturnView; readonly amount: string };

const WHY = [
  'expired-or-canceled-card',
  'lost-or-stolen-card',
  'declined',
  'canceled',
  'transfer-bounced',
  'insufficient-funds',
  'window-over',
] as const;

function Stranded({ payout, view, amount }: Props) {
  const { t } = useWords();
  const code = payout.failure?.replaceAll('_', '-');
  const why = WHY.find((known) => known === code);
  const title =
    payout.state === 'reopened' ? t('rescue:panel.came-back', { amount }) : t('rescue:panel.not-through', { amount });
  const chooses = payout.ways.length > 0;
  return (
    <Notice tone={chooses ? 'danger' : 'warning'} title={title}>
      {why && <p>{t(`rescue:why.${why}`)}</p>}
      <p>
        {chooses
          ? t('rescue:panel.choose')
          : payout.task === 'dispute'
            ? t('rescue:panel.dispute')
            : t('rescue:panel.wait')}
      </p>
      {chooses && (
        <LinkButton href={otherWayPath(view.rmaCode, payout.id)}>{t('rescue:panel.choose-button')}</LinkButton>
      )}
    </Notice>
  );
}

/** The provider waits for the customer. */
function Asked({ payout, view, amount }: Props) {
  const { t, locale } = useWords();
  const { expiresAt, stopping } = payout;
  const date = expiresAt && formatInstant(expiresAt, view.timeZone, locale);
  return (
    <Notice tone="warning" title={t('rescue:panel.action', { amount })}>
      {stopping ? (
        <p>{t('rescue:panel.stopping')}</p>
      ) : (
        <>
          <p>{date ? t('rescue:panel.action-by', { date }) : t('rescue:panel.action-soon')}</p>
          <LinkButton variant="secondary" href={otherWayPath(view.rmaCode, payout.id)}>
            {t('rescue:panel.action-button')}
          </LinkButton>
        </>
      )}
    </Notice>
  );
}
