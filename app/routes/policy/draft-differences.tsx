import { Card } from '#app/components/card.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { allow, fail } from '#app/http.server.ts';
import { formatInstant } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { viewPolicyDraft } from '#app/services/view-policy-draft.server.ts';
import type { Route } from './+types/draft-differences';
import { changeSentences } from './change-words.server.ts';
import { frameOf } from './draft-page.server.ts';
import { DraftPage } from './draft-page.tsx';
import { Sentences } from './sentences.tsx';
import { policyLinks } from './styles.ts';

export const links = policyLinks;

export const loader = allow('policy.read', async ({ deps, params, staff, t, locale }) => {
  const view = await viewPolicyDraft(deps, params.id ?? '');
  if (!view) fail(404, 'not-found');
  const { endedBy, timeZone } = view;
  return {
    frame: frameOf(view.draft, staff),
    base: view.draft.baseNumber,
    sentences: changeSentences(view.changes, { t, locale }, view.draft.document),
    ended: endedBy && {
      number: endedBy.number,
      from: formatInstant(endedBy.effectiveFrom.toString(), timeZone, locale),
    },
  };
});

export default function DraftDifferences({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { frame, base, sentences, ended } = loaderData;
  return (
    <DraftPage frame={frame} section="differences" heading={t('policy:edit.differences')}>
      <p className="muted">
        {base === 0 ? t('policy:edit.against-none') : t('policy:draft.against', { number: base })}
      </p>
      <Card>
        {sentences.length > 0 ? (
          <Sentences sentences={sentences} />
        ) : (
          <p>{t('policy:edit.nothing', { number: base })}</p>
        )}
      </Card>
      {ended && (
        <Notice tone="warning" title={t('policy:edit.ended-title', { number: ended.number })}>
          <p>{t('policy:edit.ended', { from: ended.from })}</p>
        </Notice>
      )}
      <p className="muted">{t('policy:intro.affects')}</p>
      <div className="actions">
        <LinkButton href={`/policy/drafts/${frame.id}/findings`}>{t('policy:draft.step-link.findings')}</LinkButton>
        <LinkButton href={`/policy/drafts/${frame.id}/countries`} variant="quiet">
          {t('policy:edit.more')}
        </LinkButton>
      </div>
    </DraftPage>
  );
}
