import { Anchor } from '#app/components/anchor.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { Card } from '#app/components/card.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { DueBadge } from '#app/components/staff/due-badge.tsx';
import { useFocusOnProblems } from '#app/components/staff/focus-problems.ts';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { Tag } from '#app/components/tag.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/withdrawal';
import { WithdrawalActs } from './withdrawal-acts.tsx';
import { takeWithdrawalForm } from './withdrawal-form.server.ts';
import { loadWithdrawalPage } from './withdrawal-page.server.ts';

export const loader = allow('desk.read', (args) => loadWithdrawalPage(args));
export const action = allow('desk.decide', (args) => takeWithdrawalForm(args));

/** Also after a refusal: the page has to show how it stands. */
export const shouldRevalidate = () => true;

export default function Withdrawal({ loaderData: page, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  useFocusOnProblems(actionData);
  const problems = actionData?.problems ?? [];
  const title = t('staff:withdrawals.one', { code: page.code });
  return (
    <>
      <StaffTitle title={title} wrong={problems.length > 0} />
      <BackLink href="/desk/withdrawals" />
      <ErrorSummary problems={problems} />
      {page.done && !actionData && (
        <Notice tone="success" live>
          <p>{page.done}</p>
        </Notice>
      )}
      <header className="desk-return-head">
        <h1>
          {t('staff:withdrawals.one', { code: '' })} <bdi dir="ltr">{page.code}</bdi>
        </h1>
        <Tag tone={page.why ? 'warning' : 'info'}>{page.why ?? page.state}</Tag>
        {page.late && <Tag tone="warning">{t('staff:withdrawals.late')}</Tag>}
        {page.due.urgency !== 'none' && <DueBadge due={page.due} />}
      </header>
      {page.stop && (
        <Notice tone="danger" title={t('staff:withdrawals.stop')}>
          <p>{t('staff:withdrawals.stop-text')}</p>
        </Notice>
      )}
      <div className="desk-columns">
        <section className="desk-lines flow" aria-label={t('staff:withdrawals.statement')}>
          <Card title={t('staff:withdrawals.statement')}>
            <SummaryList
              rows={page.stated.map((row) => ({
                ...row,
                value: (
                  <span className="stated" dir="auto">
                    {row.value}
                  </span>
                ),
              }))}
            />
          </Card>
          <Law law={page.law} order={page.order} />
        </section>
        <div className="desk-side flow">
          <Outcome outcome={page.outcome} />
          <WithdrawalActs page={page} problems={problems} key={page.version} />
          {!page.mayAct && (
            <Notice>
              <p>{t('staff:desk.decide.read-only')}</p>
            </Notice>
          )}
        </div>
      </div>
    </>
  );
}

function Law({ law, order }: Pick<Route.ComponentProps['loaderData'], 'law' | 'order'>) {
  const { t } = useWords();
  return (
    <Card title={t('staff:withdrawals.law.title')}>
      {order && (
        <p>
          <bdi>{order}</bdi>
        </p>
      )}
      <p>
        <strong>{law.verdict}</strong>
      </p>
      {law.steps.length > 0 && (
        <ol>
          {law.steps.map((step) => (
            <li key={`${step.text} ${step.date}`}>
              {step.text}: <bdi>{step.date}</bdi>
            </li>
          ))}
        </ol>
      )}
      {law.notes.map((note) => (
        <p key={note} className="soft">
          {note}
        </p>
      ))}
    </Card>
  );
}

function Outcome({ outcome: { made, repeats, answered } }: Pick<Route.ComponentProps['loaderData'], 'outcome'>) {
  const { t } = useWords();
  return (
    <>
      {made && (
        <p>
          <Anchor href={made.href}>{t('staff:withdrawals.outcome.return')}</Anchor> <bdi dir="ltr">{made.code}</bdi>
        </p>
      )}
      {repeats && (
        <p>
          <Anchor href={repeats.href}>{repeats.text}</Anchor>
        </p>
      )}
      {answered && <p>{answered}</p>}
    </>
  );
}
