import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { freePort } from './free-port.ts';

const mailSchema = z.object({
  id: z.string(),
  kind: z.string(),
  recipient: z.string(),
  subject: z.string(),
  text: z.string(),
});
export type Mail = z.infer<typeof mailSchema>;

/** The real program in a process of its own, with a folder of its own: what `npm start` runs, on a free port. */
export class AppProcess {
  readonly url: string;
  readonly folder: string;
  readonly output: string[] = [];
  readonly #environment: Record<string, string | undefined>;
  #child: ChildProcess | undefined;

  private constructor(url: string, folder: string, environment: Record<string, string | undefined>) {
    this.url = url;
    this.folder = folder;
    this.#environment = environment;
  }

  /** Starts it and waits until it says that it is well. */
  static async start(environment: Record<string, string> = {}): Promise<AppProcess> {
    const port = await freePort();
    const folder = await mkdtemp(join(tmpdir(), 'retour-'));
    const url = `http://localhost:${port}`;
    const app = new AppProcess(url, folder, {
      ...process.env,
      PORT: String(port),
      APP_URL: url,
      DATA_DIR: folder,
      LOG_LEVEL: 'warn',
      NODE_ENV: undefined,
      ...environment,
    });
    await app.run();
    return app;
  }

  /** Starts the process (again), on the same port and folder. */
  async run(): Promise<void> {
    const child = spawn(process.execPath, [resolve('app/cli/start.ts')], {
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const keep = (chunk: Buffer) => this.output.push(chunk.toString());
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    for (let waited = 0; waited < 60_000; waited += 100) {
      if (child.exitCode !== null) throw new Error(`the app ended with ${child.exitCode}:\n${this.output.join('')}`);
      const health = await fetch(`${this.url}/health`).catch(() => null);
      if (health?.ok) return;
      await new Promise((wake) => setTimeout(wake, 100));
    }
    throw new Error(`the app did not start:\n${this.output.join('')}`);
  }

  /** Ends it without a word, as a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }

  async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** The mails to an address, newest first, as the mailbox of development shows them. */
  async mails(recipient: string): Promise<Mail[]> {
    const answer = await fetch(`${this.url}/dev/mailbox.json?to=${encodeURIComponent(recipient)}`);
    return z.array(mailSchema).parse(await answer.json());
  }

  /** Waits for a mail of a kind that is not among those already seen. */
  async waitForMail(recipient: string, kind: string, seen: readonly Mail[] = []): Promise<Mail> {
    for (let waited = 0; waited < 15_000; waited += 100) {
      const mail = (await this.mails(recipient)).find(
        (one) => one.kind === kind && !seen.some((old) => old.id === one.id),
      );
      if (mail) return mail;
      await new Promise((wake) => setTimeout(wake, 100));
    }
    throw new Error(`no ${kind} mail came`);
  }
}
