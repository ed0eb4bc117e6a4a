/** The controls of a row that keys walk through. */
export type QueueColumnName = 'select' | 'open';
export type QueueStep = 'down' | 'up' | 'first' | 'last';

/** What a key asks for; `step` keys work in the grid whether single keys are on or off. */
export type KeyWish =
  | { readonly kind: 'step'; readonly step: QueueStep }
  | { readonly kind: 'side' | 'toggle' | 'open' | 'accept' | 'reject' | 'palette' | 'help' };

export interface KeyPressed {
  readonly key: string;
  /** The key's place on the keyboard: letters of other scripts stand where ours do. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

export interface KeyPlace {
  /** Something is being typed there. */
  readonly typing: boolean;
  /** The focus is in the grid. */
  readonly inGrid: boolean;
  readonly singleKeys: boolean;
}

const STEPS: Readonly<Record<string, QueueStep>> = { ArrowDown: 'down', ArrowUp: 'up', Home: 'first', End: 'last' };
const LETTERS: Readonly<Record<string, KeyWish>> = {
  j: { kind: 'step', step: 'down' },
  k: { kind: 'step', step: 'up' },
  x: { kind: 'toggle' },
  a: { kind: 'accept' },
  r: { kind: 'reject' },
  '?': { kind: 'help' },
};

/**
 * Decides what a key means in the queue; null: nothing, it is the browser's. Single keys never act while something is typed or when they are
 * switched off (WCAG 2.1.4); Ctrl or ⌘ with K always does, and the arrows do where the focus is in the grid.
 */
export function keyWish(pressed: KeyPressed, { typing, inGrid, singleKeys }: KeyPlace): KeyWish | null {
  const { key, code, ctrlKey, metaKey, altKey } = pressed;
  if (altKey) return null;
  if (ctrlKey || metaKey) return letterOf(key, code) === 'k' ? { kind: 'palette' } : null;
  if (typing) return null;
  const step = STEPS[key];
  if (inGrid && step) return { kind: 'step', step };
  if (inGrid && (key === 'ArrowLeft' || key === 'ArrowRight')) return { kind: 'side' };
  if (inGrid && key === 'Enter') return { kind: 'open' };
  return singleKeys ? (LETTERS[letterOf(key, code)] ?? null) : null;
}

/** The letter, or the one that stands on this key of a Latin keyboard where another script is written. */
function letterOf(key: string, code: string): string {
  if (/^[\x21-\x7e]$/.test(key)) return key.toLowerCase();
  return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : key;
}

/** Where a step from a row of so many leads; it stops at both ends. */
export function stepFrom(index: number, rows: number, step: QueueStep): number {
  const wanted = { down: index + 1, up: index - 1, first: 0, last: rows - 1 }[step];
  return Math.max(0, Math.min(rows - 1, wanted));
}

/** Which row is the current one when the list was read anew: the same return, or the one that took its place, which is the row after it. */
export function keptPlace(ids: readonly string[], before: { readonly id: string; readonly index: number }): number {
  const same = ids.indexOf(before.id);
  return same >= 0 ? same : Math.max(0, Math.min(before.index, ids.length - 1));
}
