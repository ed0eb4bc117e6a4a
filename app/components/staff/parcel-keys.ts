import { type RefObject, useLayoutEffect } from 'react';
import { DISPOSITIONS, type Disposition } from '#machines/dock/disposition.ts';
import { LINE_MARKS, type LineMark, type ParcelMark } from '#machines/dock/findings.ts';
import { GRADES } from '#machines/line/codes.ts';
import { keyOf, startQueue } from './key-queue.ts';
import { isOfScanner } from './scan/use-scanner.ts';

/** One key each, the same in every language: the letters stand beside the words on the page. */
export const PLACE_KEYS: Readonly<Record<Disposition, string>> = {
  ...{ restock: 'R', refurbish: 'F', vendor: 'V', donate: 'D', destroy: 'X', customer: 'B' },
};
export const MARK_KEYS: Readonly<Record<LineMark, string>> = {
  ...{ 'wrong-item': 'W', 'missing-piece': 'M', 'damaged-in-transit': 'T' },
};
export const WHOLE_KEYS: Readonly<Record<ParcelMark, string>> = {
  ...{ 'extra-item': 'A', 'empty-parcel': 'E', 'damaged-in-transit': 'G' },
};

/** Where a key is a letter of what is typed. */
const TYPED_INTO = 'input:not([type="radio"], [type="checkbox"], [type="file"]), textarea, select, [contenteditable]';
/** What Enter presses by itself. */
const PRESSED = 'a, button, summary, input[type="file"]';

/** The item that keys act on: the one with the focus, else the first that has no condition yet, else the first. */
function currentLine(form: HTMLElement): HTMLElement | null {
  const focused = document.activeElement?.closest<HTMLElement>('[data-line]');
  if (focused && form.contains(focused)) return focused;
  const cards = [...form.querySelectorAll<HTMLElement>('[data-line]')];
  return cards.find((card) => !card.querySelector('input[name^="grade-"]:checked')) ?? cards[0] ?? null;
}

function press(box: HTMLInputElement | null | undefined): boolean {
  if (!box || box.disabled) return false;
  box.click();
  box.focus();
  return true;
}

/** Opens what is folded around a field and puts the cursor into it. */
function goInto(field: HTMLElement | null | undefined): boolean {
  if (!field) return false;
  field.closest('details')?.setAttribute('open', '');
  field.focus();
  if (field instanceof HTMLInputElement && field.type === 'text') field.select();
  return true;
}

function goTo(form: HTMLElement, step: number): boolean {
  const cards = [...form.querySelectorAll<HTMLElement>('[data-line]')];
  const line = currentLine(form);
  const next = line ? cards[cards.indexOf(line) + step] : undefined;
  const radios = next?.querySelectorAll<HTMLInputElement>('input[name^="grade-"]');
  const target = [...(radios ?? [])].find((radio) => radio.checked) ?? radios?.[0];
  target?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return target !== undefined;
}

/** Sets a field as if it had been typed, so that whoever listens to it hears of it. */
export function typeInto(field: HTMLInputElement, value: string): void {
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function emptyOut(form: HTMLElement): void {
  for (const field of form.querySelectorAll<HTMLInputElement>('input[name^="count-"]')) typeInto(field, '0');
  for (const radio of form.querySelectorAll<HTMLInputElement>('input[name^="grade-"][value="missing"]')) radio.click();
}

const letterOf = (keys: Readonly<Record<string, string>>, letter: string) =>
  Object.keys(keys).find((name) => keys[name] === letter);

/** Does what one key stands for; false for a key that stands for nothing. */
function act(form: HTMLFormElement, key: string): boolean {
  if (key === 'Enter') {
    const button = form.querySelector<HTMLButtonElement>('.dock-receive .button');
    if (button && !button.disabled) form.requestSubmit(button);
    return true;
  }
  const line = currentLine(form);
  const box = (name: string, value: string | undefined) =>
    value === undefined ? null : form.querySelector<HTMLInputElement>(`input[name="${name}"][value="${value}"]`);
  const id = line?.dataset.line ?? '';
  if (/^[1-6]$/.test(key)) return press(box(`grade-${id}`, GRADES[Number(key) - 1]));
  const place = DISPOSITIONS.find((one) => PLACE_KEYS[one] === key);
  if (place) return press(box(`place-${id}`, place));
  const mark = LINE_MARKS.find((one) => MARK_KEYS[one] === key);
  if (mark) return press(box(`mark-${id}`, mark));
  const whole = letterOf(WHOLE_KEYS, key);
  if (whole) {
    if (whole === 'empty-parcel' && !box('mark-parcel', whole)?.checked) emptyOut(form);
    return press(box('mark-parcel', whole));
  }
  return goSomewhere(form, key, id);
}

function goSomewhere(form: HTMLElement, key: string, id: string): boolean {
  const field = (name: string) => form.querySelector<HTMLElement>(`[name="${name}-${id}"]`);
  if (key === 'N') return goTo(form, 1);
  if (key === 'P') return goTo(form, -1);
  if (key === 'C') return goInto(field('count'));
  if (key === 'S') return goInto(field('serial'));
  if (key === 'O') return goInto(field('note'));
  if (key === 'H') return goInto(field('photos'));
  if (key === 'K') return goInto(form.querySelector<HTMLElement>('[name="weight-parcel"]'));
  if (key === '?') return goInto(document.querySelector<HTMLElement>('.key-help summary'));
  return false;
}

/** Single keys for the form, wherever the focus is but in a text field, where Escape leaves it. Without `on` nothing is listened to. */
export function useParcelKeys(form: RefObject<HTMLFormElement | null>, on: boolean): void {
  // With the page itself and not after it is painted: whoever sees the parcel may press already.
  useLayoutEffect(() => {
    if (!on) return;
    const queue = startQueue(isOfScanner, (key) => form.current && act(form.current, key));
    const listen = (event: KeyboardEvent) => {
      const key = form.current && keyOutside(event, queue.waiting());
      if (!key) return;
      event.preventDefault();
      queue.add({ key, at: event.timeStamp });
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
      queue.stop();
    };
  }, [form, on]);
}

function keyOutside(event: KeyboardEvent, waiting: boolean): string | null {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return null;
  if (target instanceof HTMLElement && target.matches(TYPED_INTO)) {
    if (key === 'Escape') target.blur();
    return null;
  }
  if (key === 'Enter') {
    // What has the focus is pressed with it, unless it is the last of several keys.
    const pressed = target instanceof HTMLElement && target.matches(PRESSED);
    return pressed && !waiting ? null : key;
  }
  return key.length === 1 && key !== ' ' ? keyOf(event) : null;
}
