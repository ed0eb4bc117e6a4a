import { Form } from 'react-router';
import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { Tag, type Tone } from '#app/components/tag.tsx';
import { VisuallyHidden } from '#app/components/visually-hidden.tsx';
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
  /** What a person has to do about it, as a sentence. */
  task: string | null;
  /** Where the provider asked the customer, in part, and until when it waits. */
  asked: { at: string | null; until: string | null } | null;
  mayRetry: boolean;
  /** The page with the other acts. */
  more: { href: string; text: string } | null;
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
          {payout.task && <p>{payout.task}</p>}
          {payout.mayRetry && (
            <Form method="post">
              <input type="hidden" name="payout" value={payout.id} />
              <Button name="intent" value="retry" variant="secondary">
                {t('staff:desk.payout.retry')}
              </Button>
            </Form>
          )}
          {payout.more && (
            <p>
              <Anchor href={payout.more.href} document>
                {payout.more.text}
                <VisuallyHidden> {payout.amount}</VisuallyHidden>
              </Anchor>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function rowsOf(payout: PayoutWords, t: ReturnType<typeof useWords>['t']) {
  const row = (
    key: 'to' | 'attempts' | 'provider-ref' | 'bank-ref' | 'failure' | 'asked-at' | 'answer-until',
    value: string | null,
  ) => (value === null ? [] : [{ id: key, label: t(`staff:desk.payout.${key}`), value: <bdi>{value}</bdi> }]);
  return [
    ...row('failure', payout.failure),
    ...row('to', payout.payment),
    ...row('asked-at', payout.asked?.at ?? null),
    ...row('answer-until', payout.asked?.until ?? null),
    ...row('attempts', payout.attempt),
    ...row('provider-ref', payout.refundRef),
    ...row('bank-ref', payout.reference),
  ];
}
