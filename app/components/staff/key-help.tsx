import type { RefObject } from 'react';
import { useWords } from '#app/i18n/use-words.ts';
import { KeyList, KeySwitch } from './key-list.tsx';

/** The list of keys over the queue, with their switch. */
export function KeyHelp({
  dialog,
  on,
  next,
}: {
  dialog: RefObject<HTMLDialogElement | null>;
  on: boolean;
  next: string;
}) {
  const { t } = useWords();
  return (
    <dialog ref={dialog} className="palette" aria-labelledby="keys-title">
      <h2 id="keys-title">{t('queue:keys.title')}</h2>
      <KeyList />
      <KeySwitch on={on} next={next} />
      <form method="dialog">
        <button type="submit" className="link-like">
          {t('queue:keys.close')}
        </button>
      </form>
    </dialog>
  );
}
