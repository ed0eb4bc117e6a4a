import { BackLink } from '#app/components/back-link.tsx';
import { Card } from '#app/components/card.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { allow, fail } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { viewPolicyVersion } from '#app/services/view-policy.server.ts';
import type { Route } from './+types/version';
import { changeSentences } from './change-words.server.ts';
import { OwnTable } from './country-tables.tsx';
import { fallbackWords, versionWords } from './overview-words.server.ts';
import { sortedByName, termsWords } from './rule-words.server.ts';
import { Sentences } from './sentences.tsx';
import { policyLinks } from './styles.ts';
import { StandingTag } from './version-table.tsx';

export const links = policyLinks;

export const loader = allow('policy.read', async ({ deps, params, t, locale }) => {
  const number = /^[1-9]\d{0,5}$/.test(params.number ?? '') ? Number(params.number) : null;
  const view = number === null ? null : await viewPolicyVersion(deps, number);
  if (!view) fail(404, 'not-found');
  const speech = { t, locale };
  const order = sortedByName(
    view.own.map((terms) => terms.country),
    speech,
  ).map(({ code }) => code);
  const own = view.own.toSorted((a, b) => order.indexOf(a.country) - order.indexOf(b.country));
  return {
    version: versionWords(view.version, view.timeZone, speech),
    before: view.before,
    changes: changeSentences(view.changes, speech),
    fallback: fallbackWords(view.fallback, speech),
    own: own.map((terms) => termsWords(terms, speech)),
  };
});

export default function PolicyVersionPage({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { version, before, changes } = loaderData;
  const title = t('policy:version.title', { number: version.number });
  const against = before === null ? t('policy:version.first') : t('policy:version.against', { number: before });
  return (
    <>
      <title>{title}</title>
      <BackLink href="/policy">{t('policy:version.back')}</BackLink>
      <h1>{title}</h1>
      <SummaryList
        rows={[
          { id: 'state', label: t('policy:versions.standing'), value: <StandingTag standing={version.standing} /> },
          { id: 'from', label: t('policy:versions.from'), value: version.from },
          { id: 'on', label: t('policy:versions.on'), value: version.publishedAt },
          { id: 'by', label: t('policy:versions.by'), value: <bdi>{version.publishedBy}</bdi> },
          {
            id: 'reason',
            label: t('policy:versions.reason'),
            value: <bdi className="policy-reason">{version.reason}</bdi>,
          },
        ]}
      />
      <Card title={against}>
        {changes.length === 0 ? <p>{t('policy:version.nothing')}</p> : <Sentences sentences={changes} />}
      </Card>
      <h2>{t('policy:version.content')}</h2>
      <p>{loaderData.fallback}</p>
      <OwnTable rows={loaderData.own} mayPublish={false} />
    </>
  );
}
