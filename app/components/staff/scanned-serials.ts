import { useState } from 'react';
import { useWords } from '#app/i18n/use-words.ts';
import { splitSerials, strangeSerials } from '#machines/dock/findings.ts';
import { typeInto } from './parcel-keys.ts';

interface Line {
  readonly id: string;
  readonly soldSerials: readonly string[];
}

/** Takes the scanned serial number of an item of this parcel into its field, wherever the focus is; gives what to say of it. Anything else is not taken. */
export function useScannedSerials(lines: readonly Line[]): readonly [said: string, take: (text: string) => boolean] {
  const { t } = useWords();
  const [said, setSaid] = useState('');
  const take = (text: string) => {
    const [serial = ''] = splitSerials(text);
    const line = lines.find(({ soldSerials: sold }) => sold.length > 0 && strangeSerials([serial], sold).length === 0);
    const field = line && document.querySelector<HTMLInputElement>(`input[name="serial-${line.id}"]`);
    if (!field) return false;
    field.closest('details')?.setAttribute('open', '');
    const taken = new Set([...splitSerials(field.value), serial]);
    typeInto(field, [...taken].join(', '));
    setSaid(t('parcel:scan.serial', { serial }));
    return true;
  };
  return [said, take];
}
