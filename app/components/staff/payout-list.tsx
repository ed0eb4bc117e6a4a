import { Form } from 'react-router';
import { Button } from '#app/components/button.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { Tag, type Tone } from '#app/components/tag.tsx';
import { useWords } from '#app/i18n/use-words.ts';

export interface PayoutWords {
  id: string;
  amount: string;
  state: string;
  tone: Tone;
  attempt: string;
  payment: string;
  refundRef: string | null;
  reference: string | null;
  failure: string | null;
  mayRetry: boolean;
}

/** Where each refund of a return is; one that failed can be tried again. */
export function PayoutList({ payouts }: { payouts: readonly PayoutWords[] }) {
  const { t } = useWords();
  return (
    <ul className="payouts">
      {payouts.map((payout) => (
        <li key={payout.id}>
          <p className="payout-head">
            <strong>{payout.amount}</strong> <Tag tone={payout.tone}>{payout.state}</Tag>
          </p>
          <SummaryList rows={rowsOf(payout, t)} />
          {payout.mayRetry && (
            <Form method="post">
              <input type="hidden" name="payout" value={payout.id} />
              <Button name="intent" value="retry" variant="secondary">
                {t('staff:desk.payout.retry')}
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}

function rowsOf(payout: PayoutWords, t: ReturnType<typeof useWords>['t']) {
  const row = (key: 'to' | 'attempts' | 'provider-ref' | 'bank-ref' | 'failure', value: string | null) =>
    value === null ? [] : [{ id: key, label: t(`staff:desk.payout.${key}`), value: <bdi>{value}</bdi> }];
  return [
    ...row('failure', payout.failure),
    ...row('to', payout.payment),
    ...row('attempts', payout.attempt),
    ...row('provider-ref', payout.refundRef),
    ...row('bank-ref', payout.reference),
  ];
}
