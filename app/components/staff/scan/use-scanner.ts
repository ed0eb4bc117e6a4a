import { useEffect, useEffectEvent } from 'react';
import { BURST_LENGTH, type Burst, pressKey, QUIET } from '#machines/scan/burst.ts';

const TYPED_INTO = 'input:not([type="radio"], [type="checkbox"], [type="file"]), textarea';

/** What stood somewhere before a scanner typed into it. */
type Undo = () => void;

/**
 * Hears a scanner anywhere on the page, whatever has the focus: what it types by the way is taken back out of fields and choices, and the key at its
 * end neither sends a form nor moves the focus.
 */
export function useScanner(onScan: (code: string) => void): void {
  const heard = useEffectEvent(onScan);
  useEffect(() => {
    let burst: Burst = QUIET;
    let undo: Undo = () => undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey || event.metaKey || isOwnField(event.target)) return;
      const { key, code, shiftKey: shift, ctrlKey: ctrl, timeStamp: at } = event;
      const pressed = pressKey(burst, { key, code, shift, ctrl, at });
      const begins = pressed.burst.pressed.length === 1;
      burst = pressed.burst;
      if (begins) undo = remember(event.target);
      const inside = burst.pressed.length >= BURST_LENGTH || (ctrl && burst !== QUIET);
      if (pressed.scan !== null || (inside && !isTypedInto(event.target))) {
        // Keys mean something on the page: none of a scanner's is a choice or a shortcut.
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      if (pressed.scan === null) return;
      undo();
      heard(pressed.scan);
    };
    addEventListener('keydown', onKey, { capture: true });
    return () => removeEventListener('keydown', onKey, { capture: true });
  }, []);
}

/** A field that is scanned into for its own sake: a serial number is no parcel. */
const isOwnField = (target: EventTarget | null) => target instanceof Element && target.matches('[data-scan="own"]');

const isTypedInto = (target: EventTarget | null) => target instanceof Element && target.matches(TYPED_INTO);

function remember(target: EventTarget | null): Undo {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
    if (target.matches(TYPED_INTO)) {
      const { value } = target;
      return () => {
        target.value = value;
      };
    }
  }
  if (!(target instanceof Element)) return () => undefined;
  const radios = [...(target.closest('[data-line]')?.querySelectorAll<HTMLInputElement>('input[type="radio"]') ?? [])];
  const chosen = radios.map((radio) => radio.checked);
  return () => {
    for (const [index, radio] of radios.entries()) radio.checked = chosen[index] ?? false;
  };
}
