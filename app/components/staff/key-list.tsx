import { Button } from '#app/components/button.tsx';
import { useWords } from '#app/i18n/use-words.ts';

const KEYS = [
  ['j', 'j'],
  ['k', 'k'],
  ['x', 'x'],
  ['Enter', 'enter'],
  ['a', 'a'],
  ['r', 'r'],
  ['Ctrl K, ⌘ K', 'palette'],
  ['?', 'help'],
  ['↑ ↓', 'arrows'],
] as const;

/** What each key does in the queue. */
export function KeyList() {
  const { t } = useWords();
  return (
    <>
      <p>{t('queue:keys.lead')}</p>
      <table className="key-list">
        <thead>
          <tr>
            <th scope="col">{t('queue:keys.key')}</th>
            <th scope="col">{t('queue:keys.does')}</th>
          </tr>
        </thead>
        <tbody>
          {KEYS.map(([key, does]) => (
            <tr key={key}>
              <th scope="row">
                <kbd dir="ltr">{key}</kbd>
              </th>
              <td>{t(`queue:keys.${does}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Switches single keys off and on; a plain form, for the page has to be read anew either way. */
export function KeySwitch({ on, next }: { on: boolean; next: string }) {
  const { t } = useWords();
  return (
    <form method="post" action="/desk/keys" className="key-switch">
      <input type="hidden" name="next" value={next} />
      <p>{on ? t('queue:keys.are-on') : t('queue:keys.are-off')}</p>
      <Button variant="secondary" size="small" name="keys" value={on ? 'off' : 'on'}>
        {on ? t('queue:keys.switch-off') : t('queue:keys.switch-on')}
      </Button>
    </form>
  );
}
