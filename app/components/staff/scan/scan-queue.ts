import { type DeviceStore, type Kept, newId, openDeviceStore } from './device-store.ts';
import { BATCH, type Halt, type Sent, sendFound, sendScans } from './send-kept.ts';
import type { Verdict } from './verdict.ts';

/** The scan that the person waits for. */
export interface Latest {
  readonly id: string;
  readonly code: string;
  readonly verdict: Verdict | null;
  /** It could not be answered at once. */
  readonly late: boolean;
}

export interface QueueView {
  readonly unsent: readonly Kept[];
  /** Sent after its time, with an answer that somebody has to see. */
  readonly told: readonly Kept[];
  readonly latest: Latest | null;
  readonly halt: Halt | null;
  readonly durable: boolean;
}

export const EMPTY_QUEUE: QueueView = { unsent: [], told: [], latest: null, halt: null, durable: true };

const RETRY_MS = 5000;

/**
 * The scans of this device: each is on the disk before it is sent, sent in its order, and gone from here only when the server has answered. What the
 * server answers later than the person could wait for, and is not simply well, stays until it was seen.
 */
export class ScanQueue {
  #store: Promise<DeviceStore> | null = null;
  #view: QueueView = EMPTY_QUEUE;
  #listeners = new Set<() => void>();
  /** Scans that could not be answered at once. */
  #late = new Set<string>();
  #sending: Promise<void> | null = null;
  #again = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  view = (): QueueView => this.#view;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Sends what an earlier page left behind, and goes on whenever the network comes back. */
  start(): () => void {
    const send = () => void this.send();
    addEventListener('online', send);
    document.addEventListener('visibilitychange', send);
    send();
    return () => {
      removeEventListener('online', send);
      document.removeEventListener('visibilitychange', send);
      clearTimeout(this.#timer);
    };
  }

  async scan(code: string): Promise<void> {
    const id = newId();
    this.#show({ latest: { id, code, verdict: null, late: false } });
    await this.#keep({ id, kind: 'scan', code, at: Date.now() });
  }

  /** A found parcel with its photos. */
  async found(name: string, fields: Record<string, string>, photos: readonly Blob[]): Promise<void> {
    const id = newId();
    this.#show({ latest: { id, code: name, verdict: null, late: false } });
    await this.#keep({ id, kind: 'found', code: name, at: Date.now(), fields, photos });
  }

  /** The person has gone on: nobody waits for the last scan any more. */
  forget(): void {
    if (this.#view.latest) this.#show({ latest: null });
  }

  async dismiss(seq: number): Promise<void> {
    await (await this.#opened()).remove(seq);
    await this.#read();
  }

  /** Sends all there is, one run at a time, also where several pages are open. */
  send(): Promise<void> {
    this.#again = true;
    this.#sending ??= this.#runs().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  async #keep(item: Omit<Kept, 'seq'>): Promise<void> {
    await (await this.#opened()).add(item);
    await this.#read();
    await this.send();
  }

  async #runs(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      if ('locks' in navigator) await navigator.locks.request('retour-dock', () => this.#run());
      else await this.#run();
    }
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    let [first, ...rest] = await this.#read();
    while (first) {
      const batch = first.kind === 'scan' ? leadingScans([first, ...rest]) : [first];
      const halt = await this.#sendBatch(batch);
      if (halt) return this.#stopFor(halt, batch);
      [first, ...rest] = await this.#read();
    }
    this.#show({ halt: null });
  }

  /** What the server refuses as a whole is sent one by one: one bad scan does not hold up the others. */
  async #sendBatch(batch: readonly Kept[]): Promise<Halt | null> {
    const [first] = batch;
    const sent: Sent = first?.kind === 'found' ? await sendFound(first) : await sendScans(batch);
    if (sent.ok) {
      for (const [index, item] of batch.entries()) await this.#answered(item, sent.verdicts[index] ?? null);
      return null;
    }
    if (sent.halt !== 'refused') return sent.halt;
    if (batch.length === 1 && first) await this.#answered(first, null);
    for (const item of batch.length > 1 ? batch : []) {
      const halt = await this.#sendBatch([item]);
      if (halt) return halt;
    }
    return null;
  }

  async #answered(item: Kept, verdict: Verdict | null): Promise<void> {
    const store = await this.#opened();
    const waitedFor = this.#view.latest?.id === item.id && !this.#late.has(item.id);
    if (verdict && (verdict.result === 'ok' || waitedFor)) await store.remove(item.seq);
    else await store.put({ ...item, verdict });
    const { latest } = this.#view;
    if (latest?.id === item.id) this.#show({ latest: { ...latest, verdict } });
  }

  #stopFor(halt: Halt, batch: readonly Kept[]): void {
    for (const { id } of [...batch, ...this.#view.unsent]) this.#late.add(id);
    const { latest } = this.#view;
    this.#show({ halt, latest: latest && { ...latest, late: this.#late.has(latest.id) } });
    const passes = halt === 'offline' || halt === 'failing';
    if (passes) this.#timer = setTimeout(() => void this.send(), RETRY_MS);
  }

  async #read(): Promise<Kept[]> {
    const store = await this.#opened();
    const items = await store.all();
    const unsent = items.filter((item) => item.verdict === undefined);
    this.#show({ unsent, told: items.filter((item) => item.verdict !== undefined), durable: store.durable });
    return unsent;
  }

  #opened(): Promise<DeviceStore> {
    this.#store ??= openDeviceStore();
    return this.#store;
  }

  #show(change: Partial<QueueView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function leadingScans(items: readonly Kept[]): Kept[] {
  const end = items.findIndex((item) => item.kind !== 'scan');
  return items.slice(0, Math.min(end < 0 ? items.length : end, BATCH));
}
