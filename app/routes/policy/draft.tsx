import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { allow, fail, redirectTo } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { discardPolicyDraft } from '#app/services/discard-policy-draft.server.ts';
import { viewPolicyDraft } from '#app/services/view-policy-draft.server.ts';
import type { Route } from './+types/draft';
import { frameOf, refusedForm } from './draft-page.server.ts';
import { DraftSteps } from './draft-steps.tsx';
import { draftSummary } from './draft-summary.server.ts';
import { DraftTag } from './draft-table.tsx';
import { OtherGround } from './other-ground.tsx';
import { hiddenNumber, readPosted } from './posted.server.ts';
import { policyLinks } from './styles.ts';

export const links = policyLinks;

export const loader = allow('policy.read', async ({ deps, params, staff, t, locale }) => {
  const view = await viewPolicyDraft(deps, params.id ?? '');
  if (!view) fail(404, 'not-found');
  return { frame: frameOf(view.draft, staff), ...draftSummary(view, { t, locale }) };
});

/** Puts the draft away. */
export const action = allow('policy.draft', async (args) => {
  const { posted } = await readPosted(args.request, 4096);
  const seen = { draftId: args.params.id ?? '', version: hiddenNumber(posted, 'version'), staffId: args.staff.id };
  const done = await discardPolicyDraft(args.deps, seen);
  if (!done.ok) return refusedForm(args, done.refusal, posted);
  throw redirectTo('/policy/drafts');
});

export default function PolicyDraftPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { frame, rows, steps, base, ground } = loaderData;
  const problems = actionData?.problems ?? [];
  const title = t('policy:draft.title', { title: frame.title });
  return (
    <>
      <title>{problems.length > 0 ? t('problem.page-title', { title }) : title}</title>
      <BackLink href="/policy/drafts">{t('policy:drafts.title')}</BackLink>
      <ErrorSummary problems={problems} />
      <div className="card-head">
        <h1>
          <bdi>{frame.title}</bdi>
        </h1>
        <LinkButton href={`/policy/drafts/${frame.id}.json`} variant="secondary" icon="download" document>
          {t('policy:file.export')}
        </LinkButton>
      </div>
      {frame.state !== 'editing' && (
        <Notice tone={frame.state === 'published' ? 'success' : 'info'} title={t(`policy:draft.is.${frame.state}`)}>
          <p>{t(`policy:draft.is-text.${frame.state}`)}</p>
        </Notice>
      )}
      {ground !== null && <OtherGround frame={frame} base={base} to={ground} />}
      <SummaryList
        rows={[
          { id: 'state', label: t('policy:versions.standing'), value: <DraftTag state={frame.state} /> },
          ...rows.map(({ id, label, value }) => ({ id, label, value: <bdi>{value}</bdi> })),
        ]}
      />
      <DraftSteps id={frame.id} steps={steps} />
      {frame.editable && (
        <details className="policy-fold">
          <summary>{t('policy:draft.discard')}</summary>
          <form method="post" noValidate>
            <input type="hidden" name="version" value={frame.version} />
            <p>{t('policy:draft.discard-text')}</p>
            <Button variant="danger">{t('policy:draft.discard')}</Button>
          </form>
        </details>
      )}
    </>
  );
}
