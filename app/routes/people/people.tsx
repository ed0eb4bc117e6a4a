import { data } from 'react-router';
import { z } from 'zod';
import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { VisuallyHidden } from '#app/components/visually-hidden.tsx';
import { allow, fail, parseForm, redirectTo, refusalStatus } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { takeInvitationBack } from '#app/services/people/invite-person.server.ts';
import { viewPeople } from '#app/services/people/view-people.server.ts';
import type { Route } from './+types/people';
import { invitationWords, personWords } from './person-words.server.ts';

const fields = z.object({ intent: z.string().max(20).catch(''), invitation: z.string().max(100).catch('') });

/** Everybody who works here, and whom an invitation waits for. */
export const loader = allow('staff.manage', async ({ deps, url, t, locale }) => {
  const { people, invitations, timeZone } = await viewPeople(deps);
  const done = (['invited', 'withdrawn'] as const).find((one) => one === url.searchParams.get('done'));
  return {
    done: done ? t(`people:list.done.${done}`) : null,
    people: people.map((person) => personWords(person, { t, locale, timeZone })),
    invitations: invitations.map((invitation) => invitationWords(invitation, { t, locale, timeZone })),
  };
});

export const action = allow('staff.manage', async ({ request, deps, staff, t }) => {
  const form = await parseForm(request, fields, { maxBytes: 4 * 1024, maxFields: 5 });
  if (!form.ok || form.data.intent !== 'withdraw') return fail(422, 'invalid');
  const invitationId = form.data.invitation;
  const taken = await takeInvitationBack(deps, { staffId: staff.id, invitationId });
  if (taken.ok) throw redirectTo('/people?done=withdrawn');
  if (taken.refusal.code === 'person.forbidden') fail(403, 'forbidden');
  return data({ problem: t('people:list.gone') }, { status: refusalStatus(taken.refusal.code) });
});

export default function People({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { people, invitations, done } = loaderData;
  const title = t('people:list.title');
  const rows = people.map(({ id, name, email, role, factor, state }) => ({
    id,
    cells: {
      name: (
        <Anchor href={`/people/${id}`}>
          <bdi>{name}</bdi>
        </Anchor>
      ),
      ...{ email: <bdi className="address-text">{email}</bdi>, role, factor, state },
    },
  }));
  const columns = (['name', 'email', 'role', 'factor', 'state'] as const).map((key) => ({
    key,
    label: t(`people:list.column.${key}`),
  }));
  return (
    <div className="flow">
      <title>{title}</title>
      {actionData && (
        <Notice tone="danger" live>
          <p>{actionData.problem}</p>
        </Notice>
      )}
      {done && !actionData && (
        <Notice tone="success" live>
          <p>{done}</p>
        </Notice>
      )}
      <h1>{title}</h1>
      <p>
        <LinkButton href="/people/invite">{t('people:invite.title')}</LinkButton>
      </p>
      <DataTable caption={title} hideCaption columns={columns} rows={rows} />
      {invitations.length > 0 && <Invitations invitations={invitations} />}
    </div>
  );
}

function Invitations({ invitations }: Pick<Route.ComponentProps['loaderData'], 'invitations'>) {
  const { t } = useWords();
  const rows = invitations.map(({ id, name, email, role, until }) => ({
    id,
    cells: {
      ...{ name: <bdi>{name}</bdi>, email: <bdi className="address-text">{email}</bdi>, role, until },
      act: (
        <form method="post">
          <input type="hidden" name="invitation" value={id} />
          <Button variant="secondary" size="small" name="intent" value="withdraw">
            {t('people:list.withdraw')} <VisuallyHidden>{email}</VisuallyHidden>
          </Button>
        </form>
      ),
    },
  }));
  const columns = (['name', 'email', 'role', 'until', 'act'] as const).map((key) => ({
    key,
    label: t(`people:list.column.${key}`),
  }));
  return (
    <Card title={t('people:list.invitations')}>
      <DataTable caption={t('people:list.invitations')} hideCaption columns={columns} rows={rows} />
    </Card>
  );
}
