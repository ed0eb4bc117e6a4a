import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { type KeyWish, keptPlace, keyWish, type QueueColumnName, stepFrom } from './queue-keys.ts';

const TYPED_INTO = 'input:not([type="checkbox"]):not([type="radio"]), textarea, select, [contenteditable]';
const PLACE = 'queue-place';

/** What a key or a button of the queue does to its current row. */
export interface QueueGrid {
  readonly act: (wish: KeyWish) => void;
  /** How many rows are selected, and selecting all or none. */
  readonly selectAll: (selected: boolean) => void;
}

interface Around {
  readonly singleKeys: boolean;
  /** The address of the list, by which its place is kept. */
  readonly address: string;
  readonly ids: readonly string[];
  readonly onDialog: (kind: 'palette' | 'help') => void;
}

/**
 * Walks the keys through the rows inside `root`. The focus itself moves, so a screen reader says where one is; only the current row is in the tab
 * order. The document is changed directly and not by drawing the list anew: a key takes no longer the more rows there are.
 */
export function useQueueGrid(root: RefObject<HTMLElement | null>, around: Around): QueueGrid {
  const { singleKeys, address, ids, onDialog } = around;
  const current = useRef({ id: '', index: -1 });
  const navigate = useNavigate();

  const go = useCallback(
    (index: number, column: QueueColumnName, focus: boolean) => {
      const rows = rowsOf(root.current);
      const [before, row] = [rows[current.current.index], rows[index]];
      if (!row) return;
      if (before && before !== row) inTabOrder(before, false);
      inTabOrder(row, true);
      current.current = { id: row.dataset.row ?? '', index };
      if (focus) controlOf(row, column)?.focus();
    },
    [root],
  );

  const act = useCallback(
    (wish: KeyWish) => {
      if (wish.kind === 'palette' || wish.kind === 'help') return onDialog(wish.kind);
      const rows = rowsOf(root.current);
      const column = document.activeElement?.matches('[data-col="select"]') ? 'select' : 'open';
      const inGrid = rows.some((row) => row.contains(document.activeElement));
      const row = rows[current.current.index];
      if (wish.kind === 'step') {
        // The first key leads into the list, the next ones through it.
        const index = inGrid ? stepFrom(current.current.index, rows.length, wish.step) : current.current.index;
        return go(index, column, true);
      }
      if (!row) return undefined;
      if (wish.kind === 'side') return go(current.current.index, column === 'open' ? 'select' : 'open', true);
      if (wish.kind === 'toggle') return controlOf(row, 'select')?.click();
      const link = controlOf(row, 'open');
      if (wish.kind === 'open') return link?.click();
      keepPlace(address, current.current);
      return void navigate(`${link?.getAttribute('href') ?? '/desk'}?answer=${wish.kind}`);
    },
    [root, go, navigate, address, onDialog],
  );

  useKeys(root, act, singleKeys);

  // The list was read: where one was, or back where one left it.
  useEffect(() => {
    const rows = rowsOf(root.current);
    for (const row of rows) inTabOrder(row, false);
    const left = takePlace(address);
    const lost = current.current.index >= 0 && document.activeElement === document.body;
    const before = left ?? current.current;
    current.current = { ...before, index: -1 };
    go(keptPlace(ids, before), 'open', left !== null || lost);
  }, [root, go, ids, address]);

  useEffect(() => {
    const grid = root.current;
    const note = ({ target }: Event) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
      const index = row ? rowsOf(grid).indexOf(row) : -1;
      if (index >= 0) go(index, 'open', false);
    };
    const leave = (event: Event) => {
      if (event.target instanceof Element && event.target.closest('[data-col="open"]'))
        keepPlace(address, current.current);
    };
    grid?.addEventListener('focusin', note);
    grid?.addEventListener('click', leave);
    return () => {
      grid?.removeEventListener('focusin', note);
      grid?.removeEventListener('click', leave);
    };
  }, [root, go, address]);

  const selectAll = useCallback(
    (selected: boolean) => {
      for (const row of rowsOf(root.current)) {
        const box = controlOf(row, 'select');
        if (box instanceof HTMLInputElement && box.checked !== selected) box.click();
      }
    },
    [root],
  );
  return { act, selectAll };
}

function useKeys(root: RefObject<HTMLElement | null>, act: (wish: KeyWish) => void, singleKeys: boolean): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const element = target instanceof Element ? target : null;
      const typing = element?.matches(TYPED_INTO) ?? false;
      const inGrid = Boolean(element?.closest('[data-row]') && root.current?.contains(element));
      const wish = keyWish(event, { typing, inGrid, singleKeys });
      if (!wish) return;
      event.preventDefault();
      act(wish);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [root, act, singleKeys]);
}

const rowsOf = (root: HTMLElement | null): HTMLElement[] => [
  ...(root?.querySelectorAll<HTMLElement>('[data-row]') ?? []),
];
const controlOf = (row: HTMLElement, column: QueueColumnName) =>
  row.querySelector<HTMLElement>(`[data-col="${column}"]`);

function inTabOrder(row: HTMLElement, yes: boolean): void {
  for (const control of row.querySelectorAll<HTMLElement>('[data-col]')) control.tabIndex = yes ? 0 : -1;
  row.toggleAttribute('data-current', yes);
}

function keepPlace(address: string, { id, index }: { id: string; index: number }): void {
  sessionStorage.setItem(PLACE, [index, id, address].join(' '));
}

/** Where the list was left, once; null where another list was. */
function takePlace(address: string): { id: string; index: number } | null {
  const [index, id, ...kept] = (sessionStorage.getItem(PLACE) ?? '').split(' ');
  if (id === undefined || kept.join(' ') !== address) return null;
  sessionStorage.removeItem(PLACE);
  return { id, index: Number(index) };
}
