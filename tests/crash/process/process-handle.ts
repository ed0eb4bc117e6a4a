import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { processEnvironment } from './bundle.ts';
import { type Act, type Answer, type Order, type ProcessSettings, tellingSchema } from './said.ts';

/** The process ended before it answered: what was asked may be done, or not. */
export const LOST = { kind: 'lost' } as const;
export type Reply = Answer | typeof LOST;

/** One process from the outside: asked by lines, killed at any moment. */
export class ProcessHandle {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  readonly #loaded = Promise.withResolvers<void>();
  readonly #ready = Promise.withResolvers<boolean>();
  readonly #ended: Promise<unknown>;
  #number = 0;
  #gone = false;
  /** What it wrote to its error output: a process that ends by itself says there why. */
  complaint = '';

  /** Starts it; it loads its modules and opens nothing until it is told to. */
  constructor(bundle: string) {
    const child = spawn(process.execPath, [bundle], {
      env: processEnvironment(bundle),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#ended = once(child, 'close');
    createInterface({ input: child.stdout }).on('line', (line) => this.#hear(line));
    child.stderr.on('data', (chunk: Buffer) => {
      this.complaint += chunk.toString();
    });
    // Written to after its end; whoever asked is told below.
    child.stdin.on('error', () => undefined);
    child.on('close', () => this.#bury());
  }

  get alive(): boolean {
    return !this.#gone;
  }

  loaded(): Promise<void> {
    return this.#loaded.promise;
  }

  /** Opens database and worker; false when it was killed meanwhile. */
  open(settings: ProcessSettings): Promise<boolean> {
    this.#send({ open: settings });
    return this.#ready.promise;
  }

  ask(act: Act): Promise<Reply> {
    if (this.#gone) return Promise.resolve(LOST);
    this.#number += 1;
    const { promise, resolve } = Promise.withResolvers<Reply>();
    this.#waiting.set(this.#number, resolve);
    this.#send({ number: this.#number, act });
    return promise;
  }

  /** Ends it without a word, as a power cut would; what it said until then has been heard when this is over. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  #send(order: Order): void {
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`);
  }

  #hear(line: string): void {
    const telling = tellingSchema.parse(JSON.parse(line));
    if (telling.say === 'loaded') this.#loaded.resolve();
    else if (telling.say === 'ready') this.#ready.resolve(true);
    else {
      this.#waiting.get(telling.number)?.(telling.answer);
      this.#waiting.delete(telling.number);
    }
  }

  #bury(): void {
    this.#gone = true;
    this.#loaded.resolve();
    this.#ready.resolve(false);
    for (const resolve of this.#waiting.values()) resolve(LOST);
    this.#waiting.clear();
  }
}
