import { data } from 'react-router';
import { Anchor } from '#app/components/anchor.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { ScanDesk } from '#app/components/staff/scan/scan-desk.tsx';
import { allow } from '#app/http.server.ts';
import { useScanWords } from '#app/i18n/use-scan-words.ts';
import type { Route } from './+types/scan';
import { loadScanPage, takeScanForm } from './scan-page.server.ts';

export const loader = allow('dock.read', async (args) => {
  const { status, page } = await loadScanPage(args);
  return data(page, { status });
});
export const action = allow('dock.receive', (args) => takeScanForm(args));

export default function Scan({ loaderData }: Route.ComponentProps) {
  const { t } = useScanWords();
  const { verdict, tone, typed, scanId, mayReceive, waiting } = loaderData;
  return (
    <>
      <ScanDesk title={t('staff:dock.title')} lists {...{ verdict, tone, typed, scanId, mayReceive }} />
      <p className="found-ways">
        <LinkButton href="/dock/found" variant="secondary" icon="parcel">
          {waiting.found > 0 ? t('scan:found.open', { count: waiting.found }) : t('scan:found.title')}
        </LinkButton>
        <LinkButton href="/dock/put-away" variant="secondary">
          {t('parcel:put-away.title')}
        </LinkButton>
      </p>
      <Waiting {...waiting} />
      <Arrivals {...loaderData.arrivals} />
    </>
  );
}

function Waiting({ rows, more }: Route.ComponentProps['loaderData']['waiting']) {
  const { t } = useScanWords();
  return (
    <section aria-labelledby="waiting">
      <div className="dock-head">
        <h2 id="waiting">{t('scan:waiting.title')}</h2>
        {more && <p>{t('scan:waiting.more')}</p>}
      </div>
      {rows.length === 0 ? (
        <p>{t('scan:waiting.empty')}</p>
      ) : (
        <DataTable
          caption={t('scan:waiting.title')}
          hideCaption
          columns={[
            { key: 'code', label: t('staff:dock.arrivals.code') },
            { key: 'order', label: t('staff:dock.arrivals.order') },
            { key: 'age', label: t('scan:waiting.age') },
            { key: 'who', label: t('scan:waiting.who') },
          ]}
          rows={rows.map((row) => ({
            id: row.code,
            urgent: row.old,
            cells: {
              code: <ParcelLink {...row} />,
              order: <bdi>{row.order}</bdi>,
              age: `${row.age} · ${row.since}`,
              who: <bdi>{row.who}</bdi>,
            },
          }))}
        />
      )}
    </section>
  );
}

const ParcelLink = ({ href, code }: { href: string; code: string }) => (
  <Anchor href={href}>
    <bdi dir="ltr">{code}</bdi>
  </Anchor>
);

function Arrivals({ today, rows }: Route.ComponentProps['loaderData']['arrivals']) {
  const { t } = useScanWords();
  if (rows.length === 0) {
    return (
      <EmptyState title={t('staff:dock.arrivals.empty')}>
        <p>{t('staff:dock.arrivals.empty-text')}</p>
      </EmptyState>
    );
  }
  return (
    <section aria-labelledby="arrivals">
      <div className="dock-head">
        <h2 id="arrivals">{t('staff:dock.arrivals.title')}</h2>
        <p>{today}</p>
      </div>
      <DataTable
        caption={t('staff:dock.arrivals.title')}
        hideCaption
        columns={[
          { key: 'code', label: t('staff:dock.arrivals.code') },
          { key: 'order', label: t('staff:dock.arrivals.order') },
          { key: 'pieces', label: t('staff:dock.arrivals.pieces'), align: 'end' },
          { key: 'state', label: t('staff:dock.arrivals.state') },
          { key: 'when', label: t('staff:dock.arrivals.when') },
        ]}
        rows={rows.map((row) => ({
          id: row.code,
          cells: { ...row, code: <ParcelLink {...row} />, order: <bdi>{row.order}</bdi> },
        }))}
      />
    </section>
  );
}
