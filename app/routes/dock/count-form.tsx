import { useRef, useState } from 'react';
import { Form, useNavigation } from 'react-router';
import { Button } from '#app/components/button.tsx';
import { CountCard } from '#app/components/staff/count-card.tsx';
import { CountKeyHelp } from '#app/components/staff/count-key-help.tsx';
import { useParcelKeys } from '#app/components/staff/parcel-keys.ts';
import { WholeParcel } from '#app/components/staff/whole-parcel.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/parcel';

interface CountFormProps {
  page: Route.ComponentProps['loaderData'];
  answer: Route.ComponentProps['actionData'];
  /** What came of the last scan that this form took. */
  scanned: string;
}

/** What is in the parcel, item by item. Made anew for each parcel, so that nothing of one is left on the next. */
export function CountForm({ page, answer, scanned }: CountFormProps) {
  const { t } = useWords();
  const busy = useNavigation().state !== 'idle';
  const { lines, mayReceive, keysOn } = page;
  const form = useRef<HTMLFormElement>(null);
  useParcelKeys(form, keysOn && mayReceive);
  // The count that was there when the page was opened: only an answer that shows a newer one lets this one replace it.
  const [opened] = useState(page.replaces);
  const errorOf = (field: string) => answer?.problems.find((problem) => problem.field === field)?.message;
  return (
    <>
      {mayReceive && <CountKeyHelp on={keysOn} next={page.path} weight={page.whole.weight.key} />}
      <Form method="post" encType="multipart/form-data" noValidate ref={form} className="dock-form">
        <input type="hidden" name="replaces" value={answer?.replaces ?? opened} />
        <h2>{t('staff:dock.parcel.inside')}</h2>
        <p role="status" className="dock-scanned">
          {scanned}
        </p>
        {lines.map((line, index) => (
          <CountCard
            key={line.id}
            line={line}
            position={t('staff:dock.parcel.item', { number: index + 1, count: lines.length })}
            typed={answer?.typed[line.id]}
            readOnly={!mayReceive}
            keysOn={keysOn}
            errorOf={errorOf}
          />
        ))}
        {mayReceive && <WholeParcel whole={page.whole} typed={answer?.whole} keysOn={keysOn} errorOf={errorOf} />}
        {mayReceive && (
          <p className="dock-receive">
            <Button icon="check" disabled={busy}>
              {page.countedBefore ? t('staff:dock.parcel.again') : t('staff:dock.parcel.receive')}{' '}
              {keysOn && <kbd className="key-hint">Enter</kbd>}
            </Button>
          </p>
        )}
      </Form>
    </>
  );
}
