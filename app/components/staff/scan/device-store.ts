import type { Verdict } from './verdict.ts';

/** What stands on this device until it is sent, or until somebody has seen what came of it. */
export interface Kept {
  /** Given by the store, in the order of the work. */
  readonly seq: number;
  readonly id: string;
  readonly kind: 'scan' | 'found';
  /** The scanned text, or what a found parcel is called here. */
  readonly code: string;
  /** The device's clock, epoch milliseconds. */
  readonly at: number;
  /** A found parcel's form. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly photos?: readonly Blob[];
  /** Null: sent, and the server would not have it. Left out: not sent yet. */
  readonly verdict?: Verdict | null;
}

export interface DeviceStore {
  /** False where the browser keeps nothing beyond the page. */
  readonly durable: boolean;
  add(item: Omit<Kept, 'seq'>): Promise<void>;
  put(item: Kept): Promise<void>;
  remove(seq: number): Promise<void>;
  /** In the order in which they came. */
  all(): Promise<Kept[]>;
}

const NAME = 'retour-dock';
const QUEUE = 'queue';

/** Opens what this browser keeps for the dock; a list in memory where it keeps nothing. */
export async function openDeviceStore(): Promise<DeviceStore> {
  try {
    return stored(await opened());
  } catch {
    return inMemory();
  }
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(QUEUE, { keyPath: 'seq', autoIncrement: true });
  return answerOf(request);
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function stored(database: IDBDatabase): DeviceStore {
  /** Done when it is on the disk, not when it was asked for. */
  const write = (work: (queue: IDBObjectStore) => IDBRequest) =>
    new Promise<void>((resolve, reject) => {
      const transaction = database.transaction(QUEUE, 'readwrite', { durability: 'strict' });
      work(transaction.objectStore(QUEUE));
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  return {
    durable: true,
    add: (item) => write((queue) => queue.add(item)),
    put: (item) => write((queue) => queue.put(item)),
    remove: (seq) => write((queue) => queue.delete(seq)),
    all: () => answerOf<Kept[]>(database.transaction(QUEUE).objectStore(QUEUE).getAll()),
  };
}

function inMemory(): DeviceStore {
  const items = new Map<number, Kept>();
  let seq = 0;
  return {
    durable: false,
    async add(item) {
      seq += 1;
      items.set(seq, { ...item, seq });
    },
    async put(item) {
      items.set(item.seq, item);
    },
    async remove(gone) {
      items.delete(gone);
    },
    all: async () => [...items.values()],
  };
}

/** A random name of letters and digits; `randomUUID` is not there on a page without https. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The name of this device, made once; a new one on each page where nothing is kept. */
export function deviceName(): string {
  try {
    const known = localStorage.getItem(NAME);
    if (known) return known;
    const made = newId();
    localStorage.setItem(NAME, made);
    return made;
  } catch {
    return newId();
  }
}
