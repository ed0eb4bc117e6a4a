import { type FormEvent, useEffect, useRef } from 'react';
import { Button } from '#app/components/button.tsx';
import { Field } from '#app/components/field.tsx';
import { useScanWords } from '#app/i18n/use-scan-words.ts';

/** This page is its field, and whoever holds a scanner has no hand for a pointer. */
const ready = { autoFocus: true } as const;

/** One field that is always ready: after each answer it has the focus, and what stands in it is replaced by the next scan. Without scripts it is a form. */
export function ScanForm({
  method,
  typed,
  scanId,
  answered,
  onScan,
}: {
  method: 'get' | 'post';
  typed: string;
  scanId: string;
  /** Changes with each answer. */
  answered: unknown;
  onScan: (code: string) => void;
}) {
  const { t } = useScanWords();
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(typed);
  useEffect(() => {
    if (answered !== undefined) input.current?.focus();
    // A scan that comes while the page still settles is not to be overwritten by its own next sign.
    if (input.current?.value === sent.current) input.current.select();
  }, [answered]);
  useEffect(() => (input.current ? keepFocus(input.current) : undefined), []);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const code = input.current?.value ?? '';
    if (code.trim() === '') return;
    sent.current = code;
    onScan(code);
    input.current?.select();
  };
  return (
    <form method={method} action="/dock" className="scan-field dock-scan" onSubmit={onSubmit}>
      {method === 'post' && <input type="hidden" name="id" value={scanId} />}
      <Field name="code" label={t('staff:dock.scan.label')} hint={t('scan:hint')}>
        <input
          ref={input}
          key={typed}
          data-scan="code"
          className="input input-full"
          type="text"
          name="code"
          id="code"
          dir="ltr"
          defaultValue={typed}
          maxLength={512}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          {...ready}
          aria-describedby="code-hint"
        />
      </Field>
      <Button icon="scan">{t('staff:dock.scan.button')}</Button>
    </form>
  );
}

/**
 * Gives the focus back to the field when nothing else has it: after a click beside everything, and when the window comes to the front. Who goes to a
 * link or a button with the keyboard stays there. Not on a touch screen, where it would open the keyboard over the page.
 */
function keepFocus(field: HTMLElement): (() => void) | undefined {
  if (matchMedia('(pointer: coarse)').matches) return undefined;
  const back = () => {
    setTimeout(() => {
      const { activeElement } = document;
      const elsewhere = activeElement !== null && activeElement !== document.body && activeElement.id !== 'main';
      if (!elsewhere) field.focus();
    });
  };
  addEventListener('focus', back);
  document.addEventListener('focusout', back);
  document.addEventListener('pointerup', back);
  return () => {
    removeEventListener('focus', back);
    document.removeEventListener('focusout', back);
    document.removeEventListener('pointerup', back);
  };
}
