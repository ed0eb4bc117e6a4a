import { z } from 'zod';
import { BackLink } from '#app/components/back-link.tsx';
import { KeyList, KeySwitch } from '#app/components/staff/key-list.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { rememberKeys, singleKeysOn } from '#app/http/keys-cookie.server.ts';
import { allow, fail, parseForm, redirectTo } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { safeNext } from '#app/security/next-path.server.ts';
import type { Route } from './+types/keys';

const fields = z.object({ keys: z.enum(['on', 'off']), next: z.string().max(500).catch('') });

export const loader = allow('desk.read', ({ request, deps }) => ({ on: singleKeysOn(request, deps.env) }));

/** Keeps whether single keys act in this browser, and goes back to the page where that was chosen. */
export const action = allow('desk.read', async ({ request, deps, setCookie }): Promise<null> => {
  const form = await parseForm(request, fields, { maxBytes: 4096 });
  if (!form.ok) fail(422, 'invalid');
  setCookie(rememberKeys(deps.env, form.data.keys));
  throw redirectTo(safeNext(form.data.next, '/desk/keys'));
});

export default function Keys({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  return (
    <>
      <StaffTitle title={t('queue:keys.title')} />
      <BackLink href="/desk" />
      <h1>{t('queue:keys.title')}</h1>
      <KeyList />
      <KeySwitch on={loaderData.on} next="/desk/keys" />
    </>
  );
}
