import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { useWords } from '#app/i18n/use-words.ts';

export interface Command {
  id: string;
  label: string;
  run: () => void;
}

/** Everything the queue can do, by name: typed, chosen with the arrows or the pointer, begun with Enter. */
export function CommandPalette({
  dialog,
  commands,
  find,
}: {
  dialog: RefObject<HTMLDialogElement | null>;
  commands: readonly Command[];
  /** What a text that is no command looks for. */
  find: (text: string) => void;
}) {
  const { t } = useWords();
  const own = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const text = typed.trim();
  const wanted = text.toLowerCase();
  const fitting = commands.filter(({ label }) => label.toLowerCase().includes(wanted));
  const shown = [
    ...fitting,
    ...(text === '' ? [] : [{ id: 'find', label: t('queue:palette.find', { text }), run: () => find(text) }]),
  ];
  const at = Math.min(active, shown.length - 1);
  const run = (command: Command | undefined) => {
    dialog.current?.close();
    command?.run();
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setActive((at + step + shown.length) % shown.length);
    else if (event.key === 'Enter') run(shown[at]);
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-labelledby={`${own}-title`}
      onClose={() => {
        setTyped('');
        setActive(0);
      }}
    >
      <h2 id={`${own}-title`}>{t('queue:palette.title')}</h2>
      <label htmlFor={`${own}-text`}>{t('queue:palette.label')}</label>
      <input
        id={`${own}-text`}
        className="input"
        role="combobox"
        aria-expanded={shown.length > 0}
        aria-controls={`${own}-list`}
        aria-activedescendant={shown[at] ? `${own}-${shown[at].id}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        maxLength={200}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={press}
      />
      <div
        id={`${own}-list`}
        role="listbox"
        tabIndex={-1}
        className="palette-list"
        aria-label={t('queue:palette.title')}
      >
        {shown.map((command, index) => (
          <div
            key={command.id}
            id={`${own}-${command.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onClick={() => run(command)}
            onKeyDown={press}
          >
            {command.label}
          </div>
        ))}
      </div>
      <form method="dialog">
        <button type="submit" className="link-like">
          {t('queue:keys.close')}
        </button>
      </form>
    </dialog>
  );
}
