import { useEffectEvent, useLayoutEffect } from 'react';
import { type Burst, codeInField, isScan, pressKey, QUIET } from '#machines/scan/burst.ts';

const TYPED_INTO = 'input:not([type="radio"], [type="checkbox"], [type="file"]), textarea';

/** What stood somewhere before a scanner typed into it. */
type Undo = () => void;

/** One for the window: what a scanner begins on one page and ends on the next is one scan. */
const hearing: { burst: Burst; undo: Undo; scan: { from: number; to: number } } = {
  burst: QUIET,
  undo: () => undefined,
  scan: { from: 0, to: 0 },
};

/** Whether a key, by the time of its event, was a scanner's and not a person's. */
export const isOfScanner = (at: number): boolean => at >= hearing.scan.from && at <= hearing.scan.to;

/**
 * Hears a scanner anywhere on the page, whatever has the focus: what it types by the way is taken back out of fields and choices, and the key at its
 * end neither sends a form nor moves the focus.
 */
export function useScanner(onScan: (code: string) => void): void {
  const heard = useEffectEvent(onScan);
  // With the page itself: between one page and the next no key is missed.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const code = hear(event);
      if (code !== null) heard(code);
    };
    addEventListener('keydown', onKey, { capture: true });
    return () => removeEventListener('keydown', onKey, { capture: true });
  }, []);
}

/** The code that this key has ended, or null. */
function hear(event: KeyboardEvent): string | null {
  const { target } = event;
  if (event.isComposing || event.altKey || event.metaKey || isFor(target, 'own')) return null;
  const { key, code, shiftKey: shift, ctrlKey: ctrl, timeStamp: at } = event;
  const before = hearing.burst;
  const { burst, scan } = pressKey(before, { key, code, shift, ctrl, at });
  hearing.burst = burst;
  if (burst !== QUIET && burst.first !== before.first) hearing.undo = remember(target);
  if (isScan(burst) || scan) hearing.scan = { from: scan ? before.first : burst.first, to: at };
  if (scan && isFor(target, 'code') && codeInField(target.value, scan) !== scan.text) return null;
  if (scan || ((isScan(burst) || (ctrl && burst !== QUIET)) && !isTypedInto(target))) {
    // Keys mean something on the page: none of a scanner's is a choice or a shortcut.
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  if (!scan) return null;
  hearing.undo();
  return scan.text;
}

/** A field that is scanned into: for codes, or for its own sake, as a serial number is no parcel. */
const isFor = (target: EventTarget | null, use: 'code' | 'own'): target is HTMLInputElement =>
  target instanceof HTMLInputElement && target.dataset.scan === use;

const isTypedInto = (target: EventTarget | null) => target instanceof Element && target.matches(TYPED_INTO);

function remember(target: EventTarget | null): Undo {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return () => undefined;
  if (!target.matches(TYPED_INTO)) return () => undefined;
  const { value } = target;
  return () => {
    target.value = value;
  };
}
