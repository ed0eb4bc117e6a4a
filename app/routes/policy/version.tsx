import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { allow, fail } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { may } from '#app/permissions.ts';
import { viewPolicyVersion } from '#app/services/view-policy.server.ts';
import type { Route } from './+types/version';
import { changeSentences } from './change-words.server.ts';
import { OwnTable } from './country-tables.tsx';
import { fallbackWords, versionWords } from './overview-words.server.ts';
import { PARTS } from './part-fields.server.ts';
import { partWords } from './part-words.server.ts';
import { ruleSentenceOf } from './rule-list-words.server.ts';
import { sortedByName, termsWords } from './rule-words.server.ts';
import { Sentences } from './sentences.tsx';
import { policyLinks } from './styles.ts';
import { StandingTag } from './version-table.tsx';

export const links = policyLinks;

export const loader = allow('policy.read', async ({ deps, params, staff, t, locale }) => {
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
    changes: changeSentences(view.changes, speech, view.document),
    fallback: fallbackWords(view.fallback, speech),
    own: own.map((terms) => termsWords(terms, speech)),
    rules: view.document.rules.map((rule) => ruleSentenceOf(rule, view.document, speech)),
    parts: PARTS.map((part) => ({ part, rows: partWords(part, view.document, speech) })),
    mayDraft: may(staff.role, 'policy.draft'),
    rollbackTitle: t('policy:version.rollback-title', { number: view.version.number }),
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
      <div className="card-head">
        <h1>{title}</h1>
        <LinkButton href={`/policy/versions/${version.number}.json`} variant="secondary" icon="download" document>
          {t('policy:file.export')}
        </LinkButton>
      </div>
      <SummaryList
        rows={[
          { id: 'state', label: t('policy:versions.standing'), value: <StandingTag standing={version.standing} /> },
          { id: 'from', label: t('policy:versions.from'), value: version.from },
          { id: 'on', label: t('policy:versions.on'), value: version.publishedAt },
          { id: 'by', label: t('policy:versions.by'), value: <bdi>{version.publishedBy}</bdi> },
          ...(version.approvedBy
            ? [{ id: 'second', label: t('policy:versions.second'), value: <bdi>{version.approvedBy}</bdi> }]
            : []),
          ...(version.rollback ? [{ id: 'back', label: t('policy:draft.rollback'), value: version.rollback }] : []),
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
      <OwnTable rows={loaderData.own} />
      <h2>{t('policy:draft.section.rules')}</h2>
      {loaderData.rules.length > 0 ? <Sentences sentences={loaderData.rules} /> : <p>{t('policy:rule-list.none')}</p>}
      {loaderData.parts
        .filter(({ rows }) => rows.length > 0)
        .map(({ part, rows }) => (
          <section key={part} className="policy-section">
            <h2>{t(`policy:draft.section.${part}`)}</h2>
            <Sentences sentences={rows.map(({ name, text }) => `${name}: ${text}`)} />
          </section>
        ))}
      {loaderData.mayDraft && (
        <Card title={t('policy:version.rollback')}>
          <p>{t('policy:version.rollback-text')}</p>
          <form method="post" action="/policy/drafts" noValidate>
            <input type="hidden" name="title" value={loaderData.rollbackTitle} />
            <input type="hidden" name="rollback" value={version.number} />
            <Button variant="secondary">{t('policy:version.rollback-do', { number: version.number })}</Button>
          </form>
        </Card>
      )}
    </>
  );
}
