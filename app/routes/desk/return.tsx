import { Form } from 'react-router';
import { Anchor } from '#app/components/anchor.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { DecisionPanel } from '#app/components/staff/decision-panel.tsx';
import { DeskLineCard } from '#app/components/staff/desk-line-card.tsx';
import { DueBadge } from '#app/components/staff/due-badge.tsx';
import { useFocusOnProblems } from '#app/components/staff/focus-problems.ts';
import { FoundAtDock } from '#app/components/staff/found-at-dock.tsx';
import { MergePanel } from '#app/components/staff/merge-panel.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { Tag } from '#app/components/tag.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/return';
import { CaseHead, CaseTalk, Contested, Goodwill, Signals } from './case-cards.tsx';
import { ProofOfDispatch } from './proof-of-dispatch.tsx';
import { ProposalNotice } from './proposal-notices.tsx';
import { ReturnMoney } from './return-money.tsx';
import { loadReturnPage } from './return-page.server.ts';
import { ReturnStory } from './return-story.tsx';
import { takeDeskForm } from './take-decision.server.ts';

type Page = Route.ComponentProps['loaderData'];

export const loader = allow('desk.read', (args) => loadReturnPage(args));
export const action = allow('desk.decide', (args) => takeDeskForm(args));

/** Also after a refusal: the page has to show what the return has become. */
export const shouldRevalidate = () => true;

export default function Return({ loaderData: page, actionData: answer }: Route.ComponentProps) {
  const { t } = useWords();
  useFocusOnProblems(answer);
  const problems = answer?.problems ?? [];
  const wrong = problems.length > 0 || Boolean(answer?.overtaken);
  return (
    <>
      <StaffTitle title={t('staff:desk.return.title', { code: page.code })} wrong={wrong} />
      <BackLink href="/desk" />
      <ErrorSummary problems={problems} />
      {answer?.overtaken && (
        <div id="overtaken" tabIndex={-1}>
          <Notice tone="danger" title={answer.overtaken.title} live>
            <p>{answer.overtaken.text}</p>
            <MergePanel merge={answer.overtaken.merge} />
          </Notice>
        </div>
      )}
      {page.done && !answer && (
        <Notice tone="success" live>
          <p>{page.done}</p>
        </Notice>
      )}
      <header className="desk-return-head">
        <h1>
          {t('staff:desk.return.title', { code: '' })} <bdi dir="ltr">{page.code}</bdi>
        </h1>
        <Tag tone={page.state.code === 'cancelled' ? 'neutral' : 'info'}>{page.state.text}</Tag>
        {page.due && <DueBadge due={page.due} />}
      </header>
      <ProposalNotice notice={page.proposal} />
      <CaseHead work={page.work} />
      <Contested work={page.work} />
      <Signals work={page.work} />
      {page.review.length > 0 && (
        <Notice tone="warning" title={t('staff:desk.return.review')}>
          <p>{t('staff:desk.return.review-text', { items: page.review.join(', ') })}</p>
        </Notice>
      )}
      <div className="desk-columns">
        <Lines page={page} />
        <div className="desk-side">
          {page.mayDecide && (
            <DecisionPanel
              page={page}
              answer={answer}
              key={`${page.version} ${answer?.preview ? 'preview' : 'form'}`}
            />
          )}
          {!page.mayAct && (
            <Notice>
              <p>{t('staff:desk.decide.read-only')}</p>
            </Notice>
          )}
          {page.mayNoteDispatch && <ProofOfDispatch typed={answer?.carrierNumber} problems={problems} />}
          {page.dock && <FoundAtDock found={page.dock} />}
          <CaseTalk work={page.work} />
          <ReturnMoney page={page} />
          <Goodwill work={page.work} />
          <Card title={t('staff:desk.return.facts')}>
            <SummaryList
              rows={page.facts.map(({ id, label, value, href }) => ({
                ...{ id, label },
                value: <bdi>{href ? <Anchor href={href}>{value}</Anchor> : value}</bdi>,
              }))}
            />
          </Card>
        </div>
        <ReturnStory page={page} />
      </div>
    </>
  );
}

function Lines({ page }: { page: Page }) {
  const { t } = useWords();
  return (
    <section className="desk-lines" aria-label={t('staff:desk.return.items')}>
      {page.lines.map((line) => (
        <DeskLineCard key={line.id} line={line} />
      ))}
      <p>
        <Anchor href={page.dataHref} document>
          {t('staff:desk.return.receipts-data')}
        </Anchor>
      </p>
      {page.label && (
        <Notice tone="warning" title={t('staff:desk.return.label-failed')}>
          <p>{page.label.text}</p>
          {page.label.mayDrawAgain && (
            <Form method="post">
              <Button variant="secondary" name="intent" value="draw-again">
                {t('staff:desk.return.label-again')}
              </Button>
            </Form>
          )}
        </Notice>
      )}
    </section>
  );
}
