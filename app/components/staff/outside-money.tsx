import { Form } from 'react-router';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { Notice } from '#app/components/notice.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { Tag } from '#app/components/tag.tsx';
import { useWords } from '#app/i18n/use-words.ts';

export interface DisputeWords {
  ref: string;
  standing: 'free' | 'warn' | 'early' | 'block';
  text: string;
  amount: string;
  /** What the bank has taken; null: nothing. */
  taken: string | null;
  status: string;
  reason: string | null;
  opened: string;
}

export interface OutsideMoneyWords {
  disputes: readonly DisputeWords[];
  external: readonly { ref: string; amount: string; made: string; state: string; back: boolean }[];
  windows: readonly { text: string; over: boolean }[];
  /** Payouts whose payment can be let go. */
  releasable: readonly string[];
}

/** What the provider and others did about an order's money: ends of refund windows, disputes, refunds made elsewhere. */
export function OutsideMoney({ outside }: { outside: OutsideMoneyWords }) {
  return (
    <>
      {outside.windows.map(({ text, over }) => (
        <Notice key={text} tone={over ? 'danger' : 'warning'}>
          <p>{text}</p>
        </Notice>
      ))}
      {outside.releasable.map((payout) => (
        <Release key={payout} payout={payout} />
      ))}
      <Disputes disputes={outside.disputes} />
      <Elsewhere external={outside.external} />
    </>
  );
}

function Release({ payout }: { payout: string }) {
  const { t } = useWords();
  return (
    <Card>
      <Form method="post">
        <p className="soft">{t('staff:desk.release.hint')}</p>
        <input type="hidden" name="payout" value={payout} />
        <Button variant="secondary" name="intent" value="release">
          {t('staff:desk.release.button')}
        </Button>
      </Form>
    </Card>
  );
}

const tones = { free: 'success', warn: 'warning', early: 'warning', block: 'danger' } as const;

function Disputes({ disputes }: { disputes: readonly DisputeWords[] }) {
  const { t } = useWords();
  if (disputes.length === 0) return null;
  const row = (id: 'opened' | 'reason' | 'taken' | 'ref', value: string | null) =>
    value === null ? [] : [{ id, label: t(`staff:desk.dispute.${id}`), value: <bdi dir="auto">{value}</bdi> }];
  return (
    <Card title={t('staff:desk.dispute.title')}>
      {disputes.map(({ ref, standing, text, amount, taken, status, reason, opened }) => (
        <div key={ref}>
          <p>
            {t('staff:desk.dispute.amount')} <strong>{amount}</strong> <Tag tone={tones[standing]}>{status}</Tag>
          </p>
          <p>{text}</p>
          <SummaryList
            rows={[...row('opened', opened), ...row('reason', reason), ...row('taken', taken), ...row('ref', ref)]}
          />
        </div>
      ))}
    </Card>
  );
}

function Elsewhere({ external }: Pick<OutsideMoneyWords, 'external'>) {
  const { t } = useWords();
  if (external.length === 0) return null;
  return (
    <Card title={t('staff:desk.outside.title')}>
      <p className="soft">{t('staff:desk.outside.text')}</p>
      <ul className="payouts">
        {external.map(({ ref, amount, made, state, back }) => (
          <li key={ref}>
            <p>
              <strong>{amount}</strong> <Tag tone={back ? 'neutral' : 'success'}>{state}</Tag>
            </p>
            <p className="soft">
              {made} <bdi dir="ltr">{ref}</bdi>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
