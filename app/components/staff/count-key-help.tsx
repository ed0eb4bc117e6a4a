import { Form } from 'react-router';
import { useWords } from '#app/i18n/use-words.ts';
import { DISPOSITIONS } from '#machines/dock/disposition.ts';
import { LINE_MARKS, PARCEL_MARKS } from '#machines/dock/findings.ts';
import { GRADES } from '#machines/line/codes.ts';
import { MARK_KEYS, PLACE_KEYS, WHOLE_KEYS } from './parcel-keys.ts';

const PLACES = ['C', 'S', 'O', 'H', 'N', 'P'] as const;

/** Every key of the count page, and the way to turn them off for this browser. */
export function CountKeyHelp({ on, next, weight }: { on: boolean; next: string; weight: string }) {
  const { t } = useWords();
  const rows: readonly (readonly [string, string])[] = [
    ...GRADES.map((grade, index) => [String(index + 1), t(`terms:grade.${grade}`)] as const),
    ...DISPOSITIONS.map((one) => [PLACE_KEYS[one], t(`parcel:place.${one}`)] as const),
    ...LINE_MARKS.map(
      (mark) => [MARK_KEYS[mark], t('parcel:keys.item', { what: t(`parcel:finding.${mark}`) })] as const,
    ),
    ...PARCEL_MARKS.map(
      (mark) => [WHOLE_KEYS[mark], t('parcel:keys.whole', { what: t(`parcel:finding.${mark}`) })] as const,
    ),
    ...PLACES.map((key) => [key, t(`parcel:keys.${key}`)] as const),
    ['K', weight],
    ['Enter', t('staff:dock.parcel.receive')],
    ['Esc', t('parcel:keys.escape')],
  ];
  return (
    <details className="key-help count-more">
      <summary>{on ? t('parcel:keys.title') : t('parcel:keys.title-off')}</summary>
      <p>{t('parcel:keys.text')}</p>
      {on && (
        <dl className="key-list">
          {rows.map(([key, what]) => (
            <div key={`${key} ${what}`}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      )}
      <Form method="post" action="/dock/keys" preventScrollReset>
        <input type="hidden" name="next" value={next} />
        <button type="submit" className="button button-secondary button-medium" name="keys" value={on ? 'off' : 'on'}>
          {on ? t('parcel:keys.turn-off') : t('parcel:keys.turn-on')}
        </button>
      </Form>
    </details>
  );
}
