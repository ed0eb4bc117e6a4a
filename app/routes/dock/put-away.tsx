import { Form } from 'react-router';
import { Anchor } from '#app/components/anchor.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Select } from '#app/components/select.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { DISPOSITIONS } from '#machines/dock/disposition.ts';
import type { Route } from './+types/put-away';
import { loadPutAway } from './put-away-page.server.ts';

export const loader = allow('dock.read', (args) => loadPutAway(args));

/** What came in on a day and where it goes: on the screen, and on paper for whoever carries it there. */
export default function PutAway({ loaderData: page }: Route.ComponentProps) {
  const { t } = useWords();
  return (
    <>
      <StaffTitle title={`${t('parcel:put-away.title')} · ${page.dayWords}`} wrong={page.wrong} />
      <BackLink href="/dock" />
      <h1>
        {t('parcel:put-away.title')} · {page.dayWords}
      </h1>
      <p>{t('parcel:put-away.lead')}</p>
      <Filter page={page} />
      {page.more && (
        <Notice tone="warning">
          <p>{page.more}</p>
        </Notice>
      )}
      {page.groups.map((group) => (
        <Group key={group.id} group={group} />
      ))}
      {page.groups.length === 0 && (
        <EmptyState title={t('parcel:put-away.empty')}>
          <p>{t('parcel:put-away.empty-text')}</p>
        </EmptyState>
      )}
    </>
  );
}

function Filter({ page }: { page: Route.ComponentProps['loaderData'] }) {
  const { t } = useWords();
  return (
    <search>
      <Form method="get" className="fields-row put-away-filter" key={`${page.typed} ${page.place}`}>
        <TextInput
          name="day"
          type="date"
          label={t('parcel:put-away.day')}
          error={page.wrong ? t('parcel:put-away.bad-day') : undefined}
          defaultValue={page.typed}
          width="medium"
        />
        <Select
          name="place"
          label={t('parcel:put-away.place')}
          empty={t('parcel:put-away.all')}
          defaultValue={page.place ?? ''}
          options={DISPOSITIONS.map((value) => ({ value, label: t(`parcel:place.${value}`) }))}
        />
        <Button variant="secondary">{t('parcel:put-away.show')}</Button>
        <Button type="button" icon="print" onClick={() => window.print()}>
          {t('parcel:put-away.print')}
        </Button>
      </Form>
    </search>
  );
}

function Group({ group }: { group: Route.ComponentProps['loaderData']['groups'][number] }) {
  const { t } = useWords();
  const columns = ['sku', 'item', 'pieces', 'grade', 'parcel', 'note'] as const;
  return (
    <section className="put-away-group" aria-label={group.title}>
      <div className="dock-head">
        <h2 dir="auto">{group.title}</h2>
        <p>{group.pieces}</p>
      </div>
      <DataTable
        caption={group.title}
        hideCaption
        columns={columns.map((key) => ({
          key,
          label: t(`parcel:put-away.${key}`),
          ...(key === 'pieces' ? { align: 'end' } : {}),
        }))}
        rows={group.rows.map(({ id, sku, item, pieces, grade, parcel, href, notes }) => ({
          id,
          cells: {
            ...{ pieces, grade, sku: <bdi dir="ltr">{sku}</bdi>, item: <bdi>{item}</bdi>, note: notes.join(' · ') },
            parcel: (
              <Anchor href={href}>
                <bdi dir="ltr">{parcel}</bdi>
              </Anchor>
            ),
          },
        }))}
      />
    </section>
  );
}
