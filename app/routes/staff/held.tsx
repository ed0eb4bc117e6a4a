import { BackLink } from '#app/components/back-link.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { Notice } from '#app/components/notice.tsx';
import { findLateForm } from '#app/http/held-form.server.ts';
import { allow, fail } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/held';

/** What a button of the desk's decision does when it comes late: the form is shown again, and nothing is decided. */
const SHOWN_AGAIN = new Set(['decide', 'preview', 'edit']);

/** What somebody typed when their session had ended. It is shown, and sent only when they say so. */
export const loader = allow('staff.self', async ({ deps, params, staff }) => {
  const held = await findLateForm((params.token ?? '').slice(0, 128), staff, deps);
  if (!held) fail(410, 'held-gone');
  const desk = /^\/desk\/returns\/[^/]+$/.test(new URL(held.path, 'http://here.invalid').pathname);
  const again = desk && held.fields.some(([name, value]) => name === 'intent' && SHOWN_AGAIN.has(value));
  const fields = held.fields.map(([name, value], place) => ({
    ...{ key: String(place), name },
    value: again && name === 'intent' ? 'edit' : value,
  }));
  return { ...{ path: held.path, again, fields }, read: readable(held.fields) };
});

/** What a person typed, without what pages put there for themselves. */
const readable = (fields: readonly [string, string][]) =>
  fields.flatMap(([name, value], place) =>
    value.trim() === '' || /^(intent|version|line-.*)$/.test(name) ? [] : [{ key: String(place), name, value }],
  );

export default function Held({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { path, again, fields, read } = loaderData;
  const title = t('people:held.title');
  return (
    <div className="flow">
      <title>{title}</title>
      <BackLink href={path}>{t('people:held.leave')}</BackLink>
      <h1>{title}</h1>
      <Notice>
        <p>{t(again ? 'people:held.shown-again' : 'people:held.text')}</p>
      </Notice>
      <form method="post" action={path} className="flow">
        {fields.map(({ key, name, value }) => (
          <input key={key} type="hidden" name={name} value={value} />
        ))}
        <Button>{t(again ? 'people:held.show' : 'people:held.send')}</Button>
      </form>
      <Card title={t('people:held.typed')}>
        <ul>
          {read.map(({ key, name, value }) => (
            <li key={key}>
              <code dir="ltr">{name}</code>: <bdi>{value}</bdi>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
