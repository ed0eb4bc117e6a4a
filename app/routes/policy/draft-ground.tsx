import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { Notice } from '#app/components/notice.tsx';
import { allow, fail, redirectTo } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { rebasePolicyDraft, viewRebase } from '#app/services/rebase-policy-draft.server.ts';
import { viewPolicyDraft } from '#app/services/view-policy-draft.server.ts';
import type { Route } from './+types/draft-ground';
import { changeSentences } from './change-words.server.ts';
import { editableDraft, refusedForm } from './draft-page.server.ts';
import { DraftPage } from './draft-page.tsx';
import { groundChoices } from './ground-choices.server.ts';
import { hiddenNumber, readPosted } from './posted.server.ts';
import { countryName, type Speech } from './rule-words.server.ts';
import { Sentences } from './sentences.tsx';
import { policyLinks } from './styles.ts';

export const links = policyLinks;

/** What came between, and what the draft would change upon the version it would then stand on. */
export const loader = allow('policy.draft', async (args) => {
  const { deps, params, url } = args;
  const { draft, frame } = await editableDraft(args);
  const view = await viewPolicyDraft(deps, params.id ?? '');
  const asked = Number(url.searchParams.get('to') ?? view?.follows);
  const preview = Number.isSafeInteger(asked) ? await viewRebase(deps.db, draft, asked) : null;
  if (!preview) fail(404, 'not-found');
  return {
    ...{ frame, from: preview.from, to: preview.to },
    choices: await groundChoices(args, preview.to),
    meanwhile: changeSentences(preview.meanwhile, args),
    changes: changeSentences(preview.changes, args, preview.document),
    conflicts: preview.conflicts.map((conflict) => conflictWords(conflict, args)),
  };
});

type Conflict = NonNullable<Awaited<ReturnType<typeof viewRebase>>>['conflicts'][number];

function conflictWords({ part, name }: Conflict, speech: Speech): string {
  if (part === 'default' || name === null) return speech.t('policy:country.default');
  const said = part === 'countries' ? countryName(name, speech) : name;
  return speech.t('policy:ground.conflict', { part: speech.t(`policy:draft.section.${part}`), name: said });
}

export const action = allow('policy.draft', async (args) => {
  const { deps, params, request, staff } = args;
  const { posted } = await readPosted(request, 4096);
  const seen = { draftId: params.id ?? '', version: hiddenNumber(posted, 'version'), staffId: staff.id };
  const done = await rebasePolicyDraft(deps, { ...seen, to: hiddenNumber(posted, 'to') });
  if (!done.ok) return refusedForm(args, done.refusal, posted);
  throw redirectTo(`/policy/drafts/${params.id}/differences`);
});

export default function DraftGround({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { frame, from, to, meanwhile, changes, conflicts, choices } = loaderData;
  return (
    <DraftPage
      frame={frame}
      section="differences"
      heading={t('policy:ground.title', { number: to })}
      problems={actionData?.problems ?? []}
    >
      <p className="policy-lead">{t('policy:ground.lead')}</p>
      {choices.length > 1 && (
        <ul className="policy-ways" data-small>
          {choices.map((choice) => (
            <li key={choice.number}>
              <a href={`?to=${choice.number}`} aria-current={choice.number === to ? 'true' : undefined}>
                {choice.label}
              </a>
            </li>
          ))}
        </ul>
      )}
      <Card title={t('policy:ground.meanwhile', { from, to })}>
        {meanwhile.length > 0 ? <Sentences sentences={meanwhile} /> : <p>{t('policy:version.nothing')}</p>}
      </Card>
      {conflicts.length > 0 && (
        <Notice tone="warning" title={t('policy:ground.conflicts')}>
          <Sentences sentences={conflicts} />
        </Notice>
      )}
      <Card title={t('policy:ground.then', { number: to })}>
        {changes.length > 0 ? <Sentences sentences={changes} /> : <p>{t('policy:edit.nothing', { number: to })}</p>}
      </Card>
      <form method="post" noValidate>
        <input type="hidden" name="version" value={frame.version} />
        <input type="hidden" name="to" value={to} />
        <Button>{t('policy:ground.do', { number: to })}</Button>
      </form>
    </DraftPage>
  );
}
