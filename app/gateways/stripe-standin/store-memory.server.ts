import type { RowKind, StandInStore } from './store.server.ts';

interface Row {
  id: string;
  parent: string;
  json: string;
}

/** A store for tests: forgotten with the process. */
export function createMemoryStore(): StandInStore {
  let kinds = new Map<RowKind, Map<string, Row>>();
  const rowsOf = (kind: RowKind) => kinds.get(kind) ?? new Map<string, Row>();
  return {
    read: (kind, id) => rowsOf(kind).get(id)?.json ?? null,
    list(kind, { parent, before, limit } = {}) {
      const rows = [...rowsOf(kind).values()];
      const end = before === undefined ? rows.length : rows.findIndex((row) => row.id === before);
      const older = rows.slice(0, Math.max(0, end)).filter((row) => parent === undefined || row.parent === parent);
      return older
        .reverse()
        .slice(0, limit)
        .map((row) => row.json);
    },
    count: (kind) => rowsOf(kind).size,
    write(kind, id, parent, json) {
      kinds.set(kind, rowsOf(kind).set(id, { id, parent, json }));
    },
    remove(kind, id) {
      rowsOf(kind).delete(id);
    },
    transaction(work) {
      const before = new Map([...kinds].map(([kind, rows]) => [kind, new Map(rows)]));
      try {
        return work();
      } catch (error) {
        kinds = before;
        throw error;
      }
    },
    close() {},
  };
}
