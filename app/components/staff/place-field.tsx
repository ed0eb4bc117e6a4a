import { useEffect, useState } from 'react';
import { describedBy, FieldSet } from '#app/components/field.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import { DISPOSITIONS, type Disposition } from '#machines/dock/disposition.ts';
import type { Grade } from '#machines/line/codes.ts';
import type { CountLine } from './count-card.tsx';
import { Keyed } from './keyed.tsx';
import { PLACE_KEYS } from './parcel-keys.ts';

interface PlaceFieldProps {
  name: string;
  grade: Grade | null;
  ways: CountLine['ways'];
  /** What was chosen before; empty: nothing, and then it goes as proposed. */
  before: string;
  keysOn: boolean;
  error: string | undefined;
}

/**
 * Where the goods go. The condition proposes, and as long as nobody chose otherwise another condition proposes anew; ways that are not open for
 * such goods cannot be chosen. Without scripts nothing is chosen, and the server takes what the condition proposes.
 */
export function PlaceField({ name, grade, ways, before, keysOn, error }: PlaceFieldProps) {
  const { t } = useWords();
  const [own, setOwn] = useState<Disposition | null>(DISPOSITIONS.find((one) => one === before) ?? null);
  // Without scripts nobody could open again what the condition of the last count had closed.
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const way = grade ? ways[grade] : null;
  const chosen = own && (way === null || way.open.includes(own)) ? own : (way?.proposed ?? null);
  const outcome = grade && chosen && chosenWords(grade, chosen, t);
  return (
    <FieldSet name={name} label={t('parcel:place.label')} hint={t('parcel:place.hint')} error={error}>
      <div className="choices place-choices">
        {DISPOSITIONS.map((value, index) => {
          const id = index === 0 ? name : `${name}-${value}`;
          return (
            <div className="choice" key={value}>
              <input
                type="radio"
                name={name}
                id={id}
                value={value}
                checked={value === chosen}
                disabled={alive && way !== null && !way.open.includes(value)}
                onChange={() => setOwn(value)}
                aria-describedby={describedBy(name, true, error)}
              />
              <label htmlFor={id}>
                <span className="choice-label">
                  <Keyed letter={keysOn ? PLACE_KEYS[value] : null}>{t(`parcel:place.${value}`)}</Keyed>
                </span>
              </label>
              {value === way?.proposed && <div className="choice-notes choice-hint">{t('parcel:place.proposed')}</div>}
            </div>
          );
        })}
      </div>
      <p className="count-outcome" role="status">
        {outcome}
      </p>
    </FieldSet>
  );
}

const chosenWords = (grade: Grade, chosen: Disposition, t: ReturnType<typeof useWords>['t']) =>
  t('parcel:place.outcome', { grade: t(`terms:grade.${grade}`), place: t(`parcel:place.${chosen}`) });
