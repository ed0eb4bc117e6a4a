import { Card } from '#app/components/card.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { allow, fail } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { viewPolicyDraft } from '#app/services/view-policy-draft.server.ts';
import type { Route } from './+types/draft-proposal';
import { ApprovalForm } from './approval-form.tsx';
import { DraftPage } from './draft-page.tsx';
import { OtherGround } from './other-ground.tsx';
import { takeProposal } from './proposal-form.server.ts';
import { proposalPage } from './proposal-page.server.ts';
import { ProposeForm } from './propose-form.tsx';
import { Sentences } from './sentences.tsx';
import { policyLinks } from './styles.ts';

export const links = policyLinks;

export const loader = allow('policy.read', async ({ deps, params, staff, t, locale }) => {
  const view = await viewPolicyDraft(deps, params.id ?? '');
  if (!view) fail(404, 'not-found');
  return proposalPage(view, staff, { t, locale });
});

/** Proposes, takes back, or approves: the permission to publish is asked for at that moment. */
export const action = allow('policy.publish', (args) => takeProposal(args));

export default function DraftProposal({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { frame, sentences, blocking, ended, proposal } = loaderData;
  const problems = actionData?.problems ?? [];
  // Refused for the time that was asked for, or due already for now.
  const to = actionData?.ground ?? loaderData.ground;
  return (
    <DraftPage frame={frame} section="proposal" heading={t('policy:proposal.title')} problems={problems}>
      <div id="differences" tabIndex={-1}>
        <Card title={t('policy:edit.differences')}>
          <p className="muted">{loaderData.against}</p>
          {sentences.length > 0 ? <Sentences sentences={sentences} /> : <p>{loaderData.nothing}</p>}
        </Card>
      </div>
      {blocking.length > 0 && (
        <Notice tone="danger" title={t('policy:edit.blocked')}>
          <Sentences sentences={blocking} />
          <LinkButton href={`/policy/drafts/${frame.id}/findings`} variant="secondary">
            {t('policy:draft.step-link.findings')}
          </LinkButton>
        </Notice>
      )}
      {to !== null && <OtherGround frame={frame} base={loaderData.base} to={to} />}
      {ended && (
        <Notice tone="warning" title={t('policy:edit.ended-title', { number: ended.number })}>
          <p>{t('policy:edit.ended', { from: ended.from })}</p>
        </Notice>
      )}
      {frame.editable && blocking.length === 0 && sentences.length > 0 && (
        <ProposeForm page={loaderData} values={actionData?.values ?? null} problems={problems} />
      )}
      {proposal && <ApprovalForm frame={frame} proposal={proposal} />}
      {frame.state === 'published' && loaderData.published && (
        <Notice tone="success">
          <p>
            <a href={`/policy/versions/${loaderData.published}`}>
              {t('policy:versions.version', { number: loaderData.published })}
            </a>
          </p>
        </Notice>
      )}
      <p className="muted">{t('policy:intro.affects')}</p>
    </DraftPage>
  );
}
