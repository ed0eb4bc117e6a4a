import { Anchor } from '#app/components/anchor.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { Tabs } from '#app/components/tabs.tsx';
import { allow } from '#app/http.server.ts';
import { useFoundWords } from '#app/i18n/use-found-words.ts';
import { may } from '#app/permissions.ts';
import { FOUND_VIEWS, viewFoundList } from '#app/services/view-found.server.ts';
import type { Route } from './+types/found';

/** The shelf for unclear parcels, the oldest first. */
export const loader = allow('dock.read', async ({ deps, url, staff, t }) => {
  const view = FOUND_VIEWS.find((one) => one === url.searchParams.get('view')) ?? 'open';
  const { rows, counts } = await viewFoundList(deps, view);
  return {
    view,
    tabs: FOUND_VIEWS.map((one) => ({ view: one, ...counts[one] })),
    mayPut: may(staff.role, 'dock.found'),
    rows: rows.map(({ id, number, code, senderName, senderPlace, goods, age, photoIds }) => ({
      ...{
        id,
        number,
        photo: photoIds[0] ?? null,
        old: age.unit === 'day',
        age: t(`dock-said:age.${age.unit}`, { count: age.count }),
      },
      known: [code, senderName, senderPlace, goods].filter((one) => one !== null),
    })),
  };
});

export default function Found({ loaderData }: Route.ComponentProps) {
  const { t } = useFoundWords();
  const { view, tabs, rows, mayPut } = loaderData;
  const title = t('found:title');
  return (
    <>
      <StaffTitle title={title} />
      <BackLink href="/dock">{t('staff:dock.title')}</BackLink>
      <div className="dock-head">
        <h1>{title}</h1>
        {mayPut && (
          <LinkButton href="/dock/found/new" icon="photo">
            {t('found:new')}
          </LinkButton>
        )}
      </div>
      <p>{t('found:lead')}</p>
      <Tabs
        label={t('found:view-label')}
        tabs={tabs.map(({ view: name, count, more }) => ({
          ...{ href: `/dock/found?view=${name}`, label: t(`found:view.${name}`) },
          ...{ count, more, current: name === view },
        }))}
      />
      {rows.length === 0 ? (
        <EmptyState title={t('found:empty')}>
          <p>{t('found:empty-text')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t(`found:view.${view}`)}
          hideCaption
          columns={[
            { key: 'parcel', label: t('found:column.parcel') },
            { key: 'known', label: t('found:column.known') },
            { key: 'age', label: t('found:column.age') },
          ]}
          rows={rows.map(({ id, number, photo, known, age, old }) => ({
            id,
            urgent: old && view !== 'closed',
            cells: {
              parcel: (
                <Anchor href={`/dock/found/${id}`} className="found-link">
                  {photo && <img src={`/dock/found/photos/${photo}`} alt="" width="64" height="64" loading="lazy" />}
                  <bdi dir="ltr">{number}</bdi>
                </Anchor>
              ),
              known: <bdi>{known.length > 0 ? known.join(' · ') : t('found:nothing-known')}</bdi>,
              age,
            },
          }))}
        />
      )}
    </>
  );
}
