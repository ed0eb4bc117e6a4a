import { z } from 'zod';
import { Anchor } from '#app/components/anchor.tsx';
import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { Tag } from '#app/components/tag.tsx';
import { allow, fail, parseForm, redirectTo } from '#app/http.server.ts';
import { formatInstant } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { markNoticesRead, viewNotices } from '#app/services/casework/staff-notices.server.ts';
import { shopZone } from '#app/services/shop-zone.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import type { Route } from './+types/mentions';

export const loader = allow('desk.read', async ({ deps, staff, t, locale }) => {
  const [notices, timeZone] = await Promise.all([viewNotices(deps.db, staff.id), shopZone(deps.db)]);
  return notices.map(({ id, kind, returnId, rmaCode, by, at, read, text }) => {
    const code = formatRmaCode(rmaCode);
    const anchor = kind === 'mention' ? 'notes' : kind === 'answer' ? 'messages' : '';
    return {
      ...{ id, read, text, dateTime: at, when: formatInstant(at, timeZone, locale) },
      href: `/desk/returns/${returnId}${anchor && `#${anchor}`}`,
      title: t(`casework:mentions.${kind}`, { name: by ?? '', code }),
      readLabel: t('casework:mentions.read-named', { code }),
    };
  });
});

const fields = z.object({ id: z.string().min(1).max(64).optional(), all: z.literal('yes').optional() });

/** Somebody reads it for themselves only: no act of importance. */
export const action = allow('desk.read', async ({ request, deps, staff }) => {
  const form = await parseForm(request, fields, { maxBytes: 4096 });
  if (!form.ok || (form.data.id === undefined && form.data.all === undefined)) fail(422, 'invalid');
  const { id, all } = form.data;
  await markNoticesRead(deps, { staffId: staff.id, ids: all === undefined && id !== undefined ? [id] : null });
  throw redirectTo('/desk/mentions');
});

export default function Mentions({ loaderData: notices }: Route.ComponentProps) {
  const { t } = useWords();
  const title = t('casework:mentions.title');
  return (
    <>
      <StaffTitle title={title} />
      <BackLink href="/desk" />
      <h1>{title}</h1>
      <p className="soft">{t('casework:mentions.lead')}</p>
      {notices.length === 0 && (
        <EmptyState title={t('casework:mentions.empty')}>
          <p>{t('casework:mentions.empty-text')}</p>
        </EmptyState>
      )}
      {notices.some(({ read }) => !read) && (
        <form method="post">
          <Button variant="quiet" name="all" value="yes">
            {t('casework:mentions.read-all')}
          </Button>
        </form>
      )}
      {notices.length > 0 && (
        <Card>
          <ul className="case-entries" aria-label={title}>
            {notices.map((notice) => (
              <li key={notice.id}>
                <p className="case-entry-head">
                  <Anchor href={notice.href} document>
                    {notice.title}
                  </Anchor>{' '}
                  <time dateTime={notice.dateTime}>{notice.when}</time>
                  {!notice.read && <Tag tone="warning">{t('casework:mentions.new')}</Tag>}
                </p>
                {notice.text && (
                  <p className="case-entry-text" dir="auto">
                    {notice.text}
                  </p>
                )}
                {!notice.read && (
                  <form method="post">
                    <Button variant="quiet" size="small" name="id" value={notice.id} aria-label={notice.readLabel}>
                      {t('casework:mentions.read')}
                    </Button>
                  </form>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
