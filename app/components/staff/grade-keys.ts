import { type KeyboardEvent, useCallback } from 'react';

const TYPED_INTO = 'input:not([type="radio"]), textarea, select';

/** The keys 1 to 6 choose the condition of the item that has the focus, unless something is being typed there. */
export function useGradeKeys(): (event: KeyboardEvent<HTMLElement>) => void {
  return useCallback((event) => {
    const { target, key } = event;
    if (!/^[1-6]$/.test(key) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(target instanceof HTMLElement) || target.matches(TYPED_INTO)) return;
    const radios = target.closest('[data-line]')?.querySelectorAll<HTMLInputElement>('input[type="radio"]');
    const radio = radios?.item(Number(key) - 1);
    if (!radio) return;
    event.preventDefault();
    radio.click();
    radio.focus();
  }, []);
}
