import { useRef, useState } from 'react';
import { Form, useNavigation } from 'react-router';
import { Button } from '#app/components/button.tsx';
import { CountCard } from '#app/components/staff/count-card.tsx';
import { CountKeyHelp } from '#app/components/staff/count-key-help.tsx';
import { typeInto, useParcelKeys } from '#app/components/staff/parcel-keys.ts';
import { WholeParcel } from '#app/components/staff/whole-parcel.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import { formatRmaCode, parseRmaCode } from '#machines/rma-code.ts';
import type { Route } from './+types/parcel';

interface CountFormProps {
  page: Route.ComponentProps['loaderData'];
  answer: Route.ComponentProps['actionData'];
}

/** What is in the parcel, item by item. Made anew for each parcel, so that nothing of one is left on the next. */
export function CountForm({ page, answer }: CountFormProps) {
  const { t } = useWords();
  const busy = useNavigation().state !== 'idle';
  const form = useRef<HTMLFormElement>(null);
  const scanned = useScans(form, page);
  // The count that was there when the page was opened: only an answer that shows a newer one lets this one replace it.
  const [opened] = useState(page.replaces);
  const { lines, mayReceive, keysOn } = page;
  const errorOf = (field: string) => answer?.problems.find((problem) => problem.field === field)?.message;
  return (
    <>
      {mayReceive && <CountKeyHelp on={keysOn} next={page.path} />}
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

/** What came of a scan outside of a field: a serial number of the item, or the word that it is another parcel. */
function useScans(form: CountFormRef, { code, keysOn, mayReceive }: CountFormProps['page']): string {
  const { t } = useWords();
  const [said, setSaid] = useState('');
  useParcelKeys(form, {
    on: keysOn && mayReceive,
    onScan: (text, line) => {
      const parcel = parseRmaCode(text);
      if (parcel.ok) {
        const other = formatRmaCode(parcel.code);
        return setSaid(other === code ? t('parcel:scan.same') : t('parcel:scan.other', { code: other }));
      }
      const field = line?.querySelector<HTMLInputElement>('input[name^="serial-"]');
      if (!field) return;
      field.closest('details')?.setAttribute('open', '');
      typeInto(field, field.value.trim() === '' ? text : `${field.value}, ${text}`);
      setSaid(t('parcel:scan.serial', { serial: text.slice(0, 64) }));
    },
  });
  return said;
}

type CountFormRef = Parameters<typeof useParcelKeys>[0];
