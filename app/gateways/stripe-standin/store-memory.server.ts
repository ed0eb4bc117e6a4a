import { createOrderedRows } from './ordered-rows.server.ts';
import type { RowKind, StandInStore } from './store.server.ts';

/** A store for tests: forgotten with the process. A transaction costs what it writes: it is undone step by step. */
export function createMemoryStore(): StandInStore {
  const kinds = new Map<RowKind, ReturnType<typeof createOrderedRows>>();
  const undo: (() => void)[] = [];
  let depth = 0;

  function rowsOf(kind: RowKind) {
    const rows = kinds.get(kind) ?? createOrderedRows();
    kinds.set(kind, rows);
    return rows;
  }

  const remember = (step: () => void): void => {
    if (depth > 0) undo.push(step);
  };

  function write(kind: RowKind, id: string, parent: string, json: string): void {
    const rows = rowsOf(kind);
    const row = rows.get(id);
    if (!row) {
      const added = rows.add(id, parent, json);
      remember(() => rows.setGone(added, true));
      return;
    }
    const [was, from] = [row.json, row.parent];
    row.json = json;
    if (from !== parent) rows.move(row, parent);
    remember(() => {
      row.json = was;
      if (from !== parent) rows.move(row, from);
    });
  }

  function transaction<T>(work: () => T): T {
    const start = undo.length;
    depth += 1;
    try {
      return work();
    } catch (error) {
      while (undo.length > start) undo.pop()?.();
      throw error;
    } finally {
      depth -= 1;
      if (depth === 0) {
        undo.length = 0;
        for (const rows of kinds.values()) rows.tidy();
      }
    }
  }

  return {
    read: (kind, id) => rowsOf(kind).get(id)?.json ?? null,
    list: (kind, options = {}) => rowsOf(kind).list(options),
    count: (kind) => rowsOf(kind).count(),
    write,
    remove(kind, id) {
      const rows = rowsOf(kind);
      const row = rows.get(id);
      if (!row) return;
      rows.setGone(row, true);
      remember(() => rows.setGone(row, false));
    },
    transaction,
    close() {},
  };
}
