import { setTimeout as wait } from 'node:timers/promises';
import { ProcessHandle, type Reply } from '../process/process-handle.ts';
import type { Act, Answer, ProcessSettings } from '../process/said.ts';

/** How long somebody goes on asking before it is the program that is stuck. */
const PATIENCE_MS = 60_000;

/** The processes that share one database: some alive, one spare that is loaded already, and those who ask wait while there is none. */
export class Fleet implements AsyncDisposable {
  readonly #bundle: string;
  readonly #settings: () => ProcessSettings;
  readonly #waiters = new Set<() => void>();
  #live: ProcessHandle[] = [];
  #spare: ProcessHandle;
  #turn = 0;
  #onAsk: () => void = () => undefined;

  constructor(bundle: string, settings: () => ProcessSettings) {
    this.#bundle = bundle;
    this.#settings = settings;
    this.#spare = new ProcessHandle(bundle);
  }

  get live(): readonly ProcessHandle[] {
    return this.#live;
  }

  /** Begins another process; it takes part once it is open. */
  async begin(): Promise<{ process: ProcessHandle; opened: Promise<boolean> }> {
    const process = this.#spare;
    this.#spare = new ProcessHandle(this.#bundle);
    await process.loaded();
    const opened = process.open(this.#settings()).then((ready) => {
      if (ready) this.#join(process);
      return ready;
    });
    return { process, opened };
  }

  /** Until so many are alive. */
  async fill(count: number): Promise<void> {
    while (this.#live.length < count) {
      const { process, opened } = await this.begin();
      if (!(await opened)) throw new Error(`a process ended by itself: ${process.complaint}`);
    }
  }

  /** Asks one of those alive, in turn, waiting for one; it may be killed meanwhile. */
  async ask(act: Act): Promise<Reply> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    while (this.#live.length === 0) {
      if (performance.now() > giveUpAt) throw new Error('nobody was there to ask');
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiters.add(resolve);
      await Promise.race([promise, wait(1000)]);
    }
    this.#turn += 1;
    const process = this.#live[this.#turn % this.#live.length];
    this.#onAsk();
    return process ? process.ask(act) : { kind: 'lost' };
  }

  /** Asks again and again until there is an answer. */
  async insist(act: Act): Promise<Exclude<Answer, { kind: 'fault' }>> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (;;) {
      const reply = await this.ask(act);
      if (reply.kind === 'done' || reply.kind === 'refused') return reply;
      if (performance.now() > giveUpAt)
        throw new Error(`no answer to ${JSON.stringify(act)}: ${JSON.stringify(reply)}`);
      await wait(2);
    }
  }

  /** Over when so many more acts have been asked for. */
  asked(count: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    let left = count;
    this.#onAsk = () => {
      left -= 1;
      if (left === 0) resolve();
    };
    return promise;
  }

  tellTime(offsetMs: number): void {
    for (const process of this.#live) void process.ask({ act: 'time', offsetMs });
  }

  /** Ends some without a word. The signal goes out before this returns. */
  async kill(processes: readonly ProcessHandle[] = this.#live): Promise<void> {
    this.#live = this.#live.filter((process) => !processes.includes(process));
    await Promise.all(processes.map((process) => process.kill()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.kill(), this.#spare.kill()]);
  }

  #join(process: ProcessHandle): void {
    if (!process.alive) return;
    this.#live = [...this.#live, process];
    for (const resolve of this.#waiters) resolve();
    this.#waiters.clear();
  }
}
