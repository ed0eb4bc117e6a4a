import { Anchor } from '#app/components/anchor.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow, redirectTo } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { may } from '#app/permissions.ts';
import { beginPolicyDraft } from '#app/services/begin-policy-draft.server.ts';
import { shopZone } from '#app/services/shop-zone.server.ts';
import { viewPolicyDrafts } from '#app/services/view-policy-draft.server.ts';
import type { Route } from './+types/drafts';
import { again, brokenProblems, refusedForm } from './draft-page.server.ts';
import { DraftTable } from './draft-table.tsx';
import { draftWords } from './draft-words.server.ts';
import { fieldReader } from './field-reader.server.ts';
import { hiddenNumber, one, readPosted } from './posted.server.ts';
import { policyLinks } from './styles.ts';

export const links = policyLinks;

export const loader = allow('policy.read', async ({ deps, staff, t, locale }) => {
  const [open, closed, zone] = await Promise.all([
    viewPolicyDrafts(deps.db, 'open'),
    viewPolicyDrafts(deps.db, 'closed'),
    shopZone(deps.db),
  ]);
  const say = (entry: (typeof open)[number]) => draftWords(entry, zone, { t, locale });
  return { open: open.map(say), closed: closed.map(say), mayDraft: may(staff.role, 'policy.draft') };
});

/** Begins a draft: from what applies now, or with what an older version said. */
export const action = allow('policy.draft', async (args) => {
  const { deps, request, staff } = args;
  const { posted, broken } = await readPosted(request, 8 * 1024);
  if (broken.length > 0) return again(brokenProblems(broken, args), posted);
  const read = fieldReader(posted, args);
  const title = read.text('title', 80);
  if (title === undefined) return again(read.problems, posted);
  const rollbackOf = one(posted, 'rollback') === '' ? null : hiddenNumber(posted, 'rollback');
  const begun = await beginPolicyDraft(deps, { title, rollbackOf, staffId: staff.id });
  if (!begun.ok) return refusedForm(args, begun.refusal, posted);
  throw redirectTo(`/policy/drafts/${begun.draftId}${rollbackOf === null ? '' : '/differences'}`);
});

export default function PolicyDrafts({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { open, closed, mayDraft } = loaderData;
  const problems = actionData?.problems ?? [];
  const title = t('policy:drafts.title');
  return (
    <>
      <title>{problems.length > 0 ? t('problem.page-title', { title }) : title}</title>
      <BackLink href="/policy">{t('policy:version.back')}</BackLink>
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <p className="policy-lead">{t('policy:drafts.lead')}</p>
      {mayDraft && (
        <Card title={t('policy:drafts.begin')}>
          <form method="post" noValidate className="policy-form">
            <TextInput
              name="title"
              label={t('policy:drafts.name')}
              hint={t('policy:drafts.name-hint')}
              error={problems.find(({ field }) => field === 'title')?.message}
              defaultValue={actionData?.values.title?.[0]}
              autoComplete="off"
              width="medium"
            />
            <div className="actions">
              <Button>{t('policy:drafts.begin')}</Button>
              <LinkButton href="/policy/import" variant="quiet">
                {t('policy:drafts.import')}
              </LinkButton>
            </div>
          </form>
        </Card>
      )}
      <DraftTable caption={t('policy:drafts.open')} empty={t('policy:drafts.none')} drafts={open} />
      {closed.length > 0 && <DraftTable caption={t('policy:drafts.closed')} empty="" drafts={closed} />}
      <p>
        <Anchor href="/policy">{t('policy:drafts.to-policy')}</Anchor>
      </p>
    </>
  );
}
