import { Anchor } from '#app/components/anchor.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { may } from '#app/permissions.ts';
import { viewPolicy } from '#app/services/view-policy.server.ts';
import { viewPolicyDrafts } from '#app/services/view-policy-draft.server.ts';
import type { Route } from './+types/overview';
import { CountryCard } from './country-card.tsx';
import { CountryFilter } from './country-filter.tsx';
import { DefaultTable, OwnTable } from './country-tables.tsx';
import { DraftTable } from './draft-table.tsx';
import { draftWords } from './draft-words.server.ts';
import { overviewWords } from './overview-words.server.ts';
import { Sentences } from './sentences.tsx';
import { policyLinks } from './styles.ts';
import { VersionTable } from './version-table.tsx';

export const links = policyLinks;

export const loader = allow('policy.read', async ({ deps, staff, url, t, locale }) => {
  const speech = { t, locale };
  const [view, drafts] = await Promise.all([viewPolicy(deps), viewPolicyDrafts(deps.db, 'open')]);
  return {
    ...overviewWords(view, url.searchParams, speech),
    drafts: drafts.map((draft) => draftWords(draft, view.timeZone, speech)),
    mayDraft: may(staff.role, 'policy.draft'),
  };
});

export default function PolicyOverview({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { mayDraft, filter, drafts, rules, seasons } = loaderData;
  const title = t('policy:title');
  return (
    <>
      <title>{title}</title>
      {loaderData.published && (
        <Notice tone="success" live>
          <p>{loaderData.published}</p>
        </Notice>
      )}
      <div className="card-head">
        <h1>{title}</h1>
        {mayDraft && <LinkButton href="/policy/drafts">{t('policy:intro.prepare')}</LinkButton>}
      </div>
      <p>{loaderData.inForce}</p>
      <Notice title={t('policy:intro.affects-title')}>
        <p>{t('policy:intro.affects')}</p>
      </Notice>
      <ul className="policy-ways">
        <li>
          <Anchor href="/policy/on">{t('policy:day.title')}</Anchor>
        </li>
        <li>
          <Anchor href="/policy/bench">{t('policy:bench.title')}</Anchor>
        </li>
        <li>
          <Anchor href="/policy/drafts">{t('policy:drafts.title')}</Anchor>
        </li>
      </ul>
      {drafts.length > 0 && <DraftTable caption={t('policy:drafts.open')} empty="" drafts={drafts} />}
      <CountryFilter {...filter} />
      {loaderData.chosen && <CountryCard terms={loaderData.chosen} />}
      {!filter.chosen && (
        <>
          <OwnTable rows={loaderData.own} />
          <DefaultTable rows={loaderData.groups} sentence={loaderData.fallback} />
        </>
      )}
      {!filter.chosen && rules.length > 0 && (
        <section className="policy-section">
          <h2>{t('policy:draft.section.rules')}</h2>
          <p className="muted">{t('policy:rule-list.lead')}</p>
          <Sentences sentences={rules} ordered />
        </section>
      )}
      {!filter.chosen && seasons.length > 0 && (
        <section className="policy-section">
          <h2>{t('policy:draft.section.seasons')}</h2>
          <Sentences sentences={seasons} />
        </section>
      )}
      <VersionTable versions={loaderData.versions} />
      <p className="muted small">{loaderData.source}</p>
    </>
  );
}
