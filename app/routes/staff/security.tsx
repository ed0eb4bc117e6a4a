import { data } from 'react-router';
import { z } from 'zod';
import { lacksSecondFactor } from '#app/auth/staff.server.ts';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Tag } from '#app/components/tag.tsx';
import { VisuallyHidden } from '#app/components/visually-hidden.tsx';
import { allow, fail, parseForm, redirectTo } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { endOtherSessions, endOwnSession } from '#app/services/people/own-account.server.ts';
import { viewPerson } from '#app/services/people/view-people.server.ts';
import { deviceWords } from '../people/device-words.server.ts';
import type { Route } from './+types/security';
import { oneself } from './own-account.server.ts';

const DONE = ['factor-off', 'password', 'device', 'devices'] as const;
const fields = z.object({ intent: z.string().max(20).catch(''), session: z.string().max(100).catch('') });

/** One's own account: password, second factor, and the devices that are signed in. */
export const loader = allow('staff.self', async ({ deps, staff, url, t, locale }) => {
  const view = await viewPerson(deps, staff.id);
  if (!view) fail(404, 'not-found');
  const done = DONE.find((one) => one === url.searchParams.get('done'));
  return {
    ...{ email: staff.email, secondFactor: staff.secondFactor, wanted: lacksSecondFactor(staff, deps.env) },
    done: done ? t(`people:security.done.${done}`) : null,
    devices: view.sessions.map((session) => ({
      ...deviceWords(session, { t, locale, timeZone: view.timeZone }),
      current: session.id === staff.sessionId,
    })),
  };
});

export const action = allow('staff.self', async (args) => {
  const form = await parseForm(args.request, fields, { maxBytes: 4 * 1024, maxFields: 5 });
  const { intent, session } = form.ok ? form.data : { intent: '', session: '' };
  if (intent === 'others') {
    await endOtherSessions(args.deps, oneself(args));
    throw redirectTo('/staff/security?done=devices');
  }
  if (intent !== 'one') return fail(422, 'invalid');
  const ended = await endOwnSession(args.deps, oneself(args), session);
  if (ended.ok) throw redirectTo('/staff/security?done=device');
  return data({ gone: true }, { status: 409 });
});

export default function Security({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useWords();
  const { email, secondFactor, wanted, done } = loaderData;
  const title = t('people:security.title');
  return (
    <div className="flow">
      <title>{title}</title>
      {done && !actionData && (
        <Notice tone="success" live>
          <p>{done}</p>
        </Notice>
      )}
      {actionData && (
        <Notice tone="warning" live>
          <p>{t('people:security.device-gone')}</p>
        </Notice>
      )}
      <h1>{title}</h1>
      <p>
        <bdi>{email}</bdi>
      </p>
      <Card title={t('people:factor.title')}>
        <p>
          <Tag tone={secondFactor ? 'success' : 'warning'}>
            {t(secondFactor ? 'people:factor.on' : 'people:factor.off')}
          </Tag>
        </p>
        <p>{t(wanted ? 'people:factor.wanted' : 'people:factor.what')}</p>
        <LinkButton href="/staff/security/factor" variant={secondFactor ? 'secondary' : 'primary'}>
          {t(secondFactor ? 'people:factor.change' : 'people:factor.set-up')}
        </LinkButton>
      </Card>
      <Card title={t('people:password.title')}>
        <LinkButton href="/staff/security/password" variant="secondary">
          {t('people:password.change')}
        </LinkButton>
      </Card>
      <Devices devices={loaderData.devices} />
    </div>
  );
}

function Devices({ devices }: { devices: Route.ComponentProps['loaderData']['devices'] }) {
  const { t } = useWords();
  const rows = devices.map(({ id, device, began, seen, current }) => ({
    id,
    cells: {
      ...{ device, began, seen },
      act: current ? (
        <Tag tone="info">{t('people:device.this')}</Tag>
      ) : (
        <form method="post">
          <input type="hidden" name="session" value={id} />
          <Button variant="secondary" size="small" name="intent" value="one">
            {t('people:device.end')} <VisuallyHidden>{`${device}, ${seen}`}</VisuallyHidden>
          </Button>
        </form>
      ),
    },
  }));
  const columns = (['device', 'began', 'seen', 'act'] as const).map((key) => ({
    key,
    label: t(`people:device.column.${key}`),
  }));
  return (
    <Card title={t('people:device.title')}>
      <DataTable caption={t('people:device.title')} hideCaption columns={columns} rows={rows} />
      {devices.length > 1 && (
        <form method="post">
          <Button variant="secondary" name="intent" value="others">
            {t('people:device.end-others')}
          </Button>
        </form>
      )}
    </Card>
  );
}
