import { BackLink } from '#app/components/back-link.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { allow, fail } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { viewAct, viewAudit } from '#app/services/view-audit.server.ts';
import type { Route } from './+types/act';
import { actWords } from './act-words.server.ts';

const NOBODY = { person: '', rmaCode: '', since: null, until: null, before: 1 } as const;

/** One act, with all that was kept of it. */
export const loader = allow('audit.read', async ({ deps, params, t, locale }) => {
  const seq = /^[1-9]\d{0,14}$/.test(params.seq ?? '') ? Number(params.seq) : null;
  const row = seq === null ? null : await viewAct(deps.db, seq);
  if (!row) fail(404, 'not-found');
  const { people, timeZone } = await viewAudit(deps.db, NOBODY);
  const { policyVersion, hash, previousHash } = row;
  const text = (value: unknown) => (value === null ? null : JSON.stringify(value, null, 2));
  return {
    ...actWords(row, { t, locale, timeZone, people }),
    ...{ policyVersion, hash, previousHash, code: row.act },
    ...{ before: text(row.before), after: text(row.after) },
  };
});

export default function Act({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { number, when, who, act, code, why, before, after, policyVersion, hash, previousHash } = loaderData;
  const title = t('audit:entry', { number });
  const fingerprint = (text: string) => <code>{text}</code>;
  const rows = [
    { id: 'when', label: t('audit:column.when'), value: when },
    { id: 'who', label: t('audit:column.who'), value: <bdi>{who}</bdi> },
    { id: 'act', label: t('audit:column.act'), value: `${act} (${code})` },
    { id: 'why', label: t('audit:column.why'), value: why ?? t('audit:none') },
    { id: 'policy', label: t('audit:policy'), value: policyVersion ?? t('audit:none') },
    { id: 'hash', label: t('audit:fingerprint'), value: fingerprint(hash) },
    { id: 'previous', label: t('audit:previous'), value: fingerprint(previousHash) },
  ];
  return (
    <>
      <title>{title}</title>
      <BackLink href="/audit">{t('audit:title')}</BackLink>
      <h1>{title}</h1>
      <SummaryList rows={rows} />
      {(['before', 'after'] as const).map((side) => (
        <section key={side}>
          <h2>{t(`audit:${side}`)}</h2>
          <pre dir="ltr">{(side === 'before' ? before : after) ?? t('audit:none')}</pre>
        </section>
      ))}
    </>
  );
}
