import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Form, useNavigate, useSubmit } from 'react-router';
import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { CommandPalette } from '#app/components/staff/command-palette.tsx';
import { KeyHelp } from '#app/components/staff/key-help.tsx';
import { useQueueGrid } from '#app/components/staff/use-queue-grid.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/queue';
import { queueCommands } from './queue-commands.ts';
import { QueueRows } from './queue-rows.tsx';
import { RowButtons, SelectionBar } from './selection-bar.tsx';

type Page = Route.ComponentProps['loaderData'];

/** The rows of a view with all that can be done to them: by buttons, by keys and by the palette. Without scripts it is a form with check boxes. */
export function QueueList({ page, answer }: { page: Page; answer: Route.ComponentProps['actionData'] }) {
  const { t } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const [palette, help] = [useRef<HTMLDialogElement>(null), useRef<HTMLDialogElement>(null)];
  const [selected, setSelected] = useState(0);
  const [live, setLive] = useState(false);
  const navigate = useNavigate();
  const submit = useSubmit();
  const ids = useMemo(() => page.rows.map((row) => row.id), [page.rows]);
  const address = `/desk?${page.query}`;
  const onDialog = useCallback(
    (kind: 'palette' | 'help') => (kind === 'palette' ? palette : help).current?.showModal(),
    [palette, help],
  );
  const grid = useQueueGrid(form, { singleKeys: page.singleKeys, address, ids, onDialog });
  useEffect(() => setLive(true), []);
  useEffect(() => {
    if (answer && answer.problems.length === 0) form.current?.reset();
    if (answer?.problems.length === 0) setSelected(0);
  }, [answer]);
  useEffect(() => {
    const list = form.current;
    const count = () => setSelected(list?.querySelectorAll('[data-col="select"]:checked').length ?? 0);
    count();
    // The browser's own event: React takes no notice of a box that is checked again after its form was reset.
    list?.addEventListener('change', count);
    return () => list?.removeEventListener('change', count);
  }, []);
  const send = (intent: string) => {
    const button = form.current?.querySelector<HTMLButtonElement>(`button[value="${intent}"]`);
    if (form.current) void submit(button ?? form.current);
  };
  const commands = queueCommands(page, { t, act: grid.act, selectAll: grid.selectAll, send, go: navigate });
  return (
    <>
      <Form
        method="post"
        action={address}
        ref={form}
        className="queue-form"
        data-live={live ? 'yes' : 'no'}
        preventScrollReset
      >
        <input type="hidden" name="key" value={page.key} />
        {page.mayDecide && <SelectionBar page={page} selected={selected} selectAll={grid.selectAll} answer={answer} />}
        <p className="queue-ways">
          <RowButtons act={grid.act} mayDecide={page.mayDecide} />
          <Button
            type="button"
            variant="quiet"
            size="small"
            className="needs-script"
            onClick={() => onDialog('palette')}
          >
            {t('queue:bar.commands')}
          </Button>
          <Anchor
            href="/desk/keys"
            onClick={(event) => {
              event.preventDefault();
              onDialog('help');
            }}
          >
            {t('queue:bar.keys')}
          </Anchor>
        </p>
        <QueueRows page={page} />
      </Form>
      <CommandPalette
        dialog={palette}
        commands={commands}
        find={(text) => void navigate(`/desk?${new URLSearchParams({ find: text })}`)}
      />
      <KeyHelp dialog={help} on={page.singleKeys} next={address} />
    </>
  );
}
