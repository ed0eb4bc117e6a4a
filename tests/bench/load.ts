import { Agent, request } from 'node:http';
import { middle } from './result.ts';

export interface Load {
  readonly perSecond: number;
  /** Milliseconds from the request to the last byte: the middle one, and the one that 95 of 100 do not pass. */
  readonly p50: number;
  readonly p95: number;
}

export interface Target {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly cookie?: string;
  /** The answer that counts; any other ends the bench. */
  readonly status?: number;
}

const CONNECTIONS = 4;
const WARM_UP_MS = 700;
const ROUND_MS = 2000;
const ROUNDS = 3;

/**
 * Puts the same load on several targets in turn, so that what else the machine does falls on all of them, and gives the middle round of each.
 * Connections are kept and each asks again as soon as it has its answer.
 */
export async function loadInTurn<Name extends string>(targets: Record<Name, Target>): Promise<Record<Name, Load>> {
  const names = Object.keys(targets) as Name[];
  const rounds = new Map<Name, Load[]>(names.map((name) => [name, []]));
  for (const name of names) await load(targets[name], WARM_UP_MS);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) rounds.get(name)?.push(await load(targets[name], ROUND_MS));
  }
  const pick = (loads: readonly Load[]): Load => ({
    perSecond: middle(loads.map(({ perSecond }) => perSecond)),
    p50: middle(loads.map(({ p50 }) => p50)),
    p95: middle(loads.map(({ p95 }) => p95)),
  });
  return Object.fromEntries([...rounds].map(([name, loads]) => [name, pick(loads)])) as Record<Name, Load>;
}

async function load(target: Target, forMs: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const took: number[] = [];
  const started = performance.now();
  const connection = async () => {
    while (performance.now() - started < forMs) {
      const asked = performance.now();
      await ask(target, agent);
      took.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  const elapsed = performance.now() - started;
  agent.destroy();
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { perSecond: (took.length * 1000) / elapsed, p50: at(0.5), p95: at(0.95) };
}

function ask({ url, method = 'GET', cookie, status = 200 }: Target, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const form = method === 'POST' ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {};
    const headers = { 'Accept-Language': 'en', ...form, ...(cookie ? { Cookie: cookie } : {}) };
    const sent = request(url, { method, agent, headers }, (answer) => {
      if (answer.statusCode !== status) reject(new Error(`${url} answered ${answer.statusCode}`));
      answer.on('end', resolve).on('error', reject).resume();
    });
    sent.on('error', reject);
    sent.end(method === 'POST' ? 'a=1' : undefined);
  });
}
