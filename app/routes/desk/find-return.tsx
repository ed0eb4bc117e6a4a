import { Form } from 'react-router';
import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/queue';

/** Looks returns up by anything that is written on them; one is opened, several are listed. */
export function FindReturn({ found }: Pick<Route.ComponentProps['loaderData'], 'found'>) {
  const { t } = useWords();
  return (
    <search>
      <Form method="get" className="fields-row desk-find">
        <TextInput
          name="find"
          type="search"
          label={t('staff:desk.find.label')}
          hint={t('queue:find.hint')}
          error={found?.problem ?? undefined}
          defaultValue={found?.typed}
          maxLength={512}
          autoComplete="off"
          spellCheck={false}
          ltr
        />
        <Button variant="secondary">{t('staff:desk.find.button')}</Button>
      </Form>
      {found && found.choices.length > 0 && (
        <nav aria-label={t('queue:find.found')}>
          <ul className="dock-choices">
            {found.choices.map((choice) => (
              <li key={choice.href}>
                <Anchor href={choice.href}>
                  <bdi dir="ltr">{choice.code}</bdi> {choice.note}
                </Anchor>
              </li>
            ))}
          </ul>
          {found.more && <p className="soft">{found.more}</p>}
        </nav>
      )}
    </search>
  );
}
