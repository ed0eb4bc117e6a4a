import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { may } from '#app/permissions.ts';
import { viewPolicy } from '#app/services/view-policy.server.ts';
import type { Route } from './+types/overview';
import { CountryCard } from './country-card.tsx';
import { CountryFilter } from './country-filter.tsx';
import { DefaultTable, OwnTable } from './country-tables.tsx';
import { overviewWords } from './overview-words.server.ts';
import { policyLinks } from './styles.ts';
import { VersionTable } from './version-table.tsx';

export const links = policyLinks;

export const loader = allow('policy.read', async ({ deps, staff, url, t, locale }) => {
  const words = overviewWords(await viewPolicy(deps), url.searchParams, { t, locale });
  return { ...words, mayPublish: may(staff.role, 'policy.publish') };
});

export default function PolicyOverview({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { mayPublish, filter } = loaderData;
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
        {mayPublish && <LinkButton href="/policy/edit">{t('policy:intro.prepare')}</LinkButton>}
      </div>
      <p>{loaderData.inForce}</p>
      <Notice title={t('policy:intro.affects-title')}>
        <p>{t('policy:intro.affects')}</p>
      </Notice>
      <CountryFilter {...filter} />
      {loaderData.chosen && <CountryCard terms={loaderData.chosen} mayPublish={mayPublish} />}
      {!filter.chosen && (
        <>
          <OwnTable rows={loaderData.own} mayPublish={mayPublish} />
          <DefaultTable rows={loaderData.groups} sentence={loaderData.fallback} mayPublish={mayPublish} />
        </>
      )}
      <VersionTable versions={loaderData.versions} />
      <p className="muted small">{loaderData.source}</p>
    </>
  );
}
