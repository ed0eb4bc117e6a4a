import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drain } from '#app/effects/worker.server.ts';
import { type Database, openDatabase } from '#db/open.ts';
import { openWorld, owedReturn } from '#tests/app/effects/arrange.ts';
import { openBench } from '#tests/app/gateways/stand-in-bench.ts';
import { randomOf } from '#tests/sim/random.ts';
import { CutLog, contentOf } from './log/cut-log.ts';

const RETURNS = 2;
const RANDOM_CUTS = 25;
const FLIPS = 40;
/** Where the tail begins in which bytes are flipped: so many frames before the end. */
const TAIL_FRAMES = 60;

/** A transaction log as a power cut may leave it: its parts that were written, and what was committed at each length of it. */
interface Recorded {
  readonly file: Buffer;
  readonly log: Buffer;
  readonly commits: readonly { readonly end: number; readonly content: string }[];
}

test('a log cut anywhere, or damaged in its tail, opens to what was committed before', {
  timeout: 120_000,
}, async () => {
  const { file, log, commits } = await recordedReturns();
  expect(commits.length).toBeGreaterThan(30);
  await using cut = await CutLog.open(file, log);
  const before = (end: number) => commits.findLast((commit) => commit.end <= end)?.content;
  const last = commits.at(-1);
  expect(last?.end).toBe(log.length);

  for (const end of cut.frameEnds) expect(cut.openedAt(end), `cut at ${end}`).toEqual(sound(before(end)));

  const random = randomOf(commits.length);
  for (let count = 0; count < RANDOM_CUTS; count += 1) {
    const end = random.below(log.length);
    expect(cut.openedAt(end, { writable: true }), `cut at ${end}`).toEqual(sound(before(end)));
  }
  for (let count = 0; count < FLIPS; count += 1) {
    const at = log.length - 1 - random.below(TAIL_FRAMES * cut.frameBytes);
    const damage = { at, bits: 1 + random.below(255) };
    expect(cut.openedAt(log.length, { damage }), `byte ${at}`).toEqual(sound(before(cut.frameStart(at))));
  }
});

const sound = (content: string | undefined) => ({ content, integrity: 'ok', unsound: 0 });

/** Returns from their sale to the refund through the services and the worker, with what every commit left. */
async function recordedReturns(): Promise<Recorded> {
  const folder = await mkdtemp(join(tmpdir(), 'retour-log-'));
  const path = join(folder, 'shop.sqlite');
  try {
    await (await openDatabase(path)).close();
    const file = await readFile(path);
    const log = () => readFile(`${path}-wal`);
    const db = await openDatabase(path, { migrate: false });
    const commits = [{ end: 0, content: contentOf(path) }];
    const recording: Database = {
      ...db,
      async transaction(work) {
        const result = await db.transaction(work);
        const end = (await log()).length;
        if (end !== commits.at(-1)?.end) commits.push({ end, content: contentOf(path) });
        return result;
      },
    };
    await sellAndRefund(recording);
    const recorded = { file, log: await log(), commits };
    // Nothing of it may have gone into the file meanwhile, or the log alone would not tell the whole story.
    expect((await readFile(path)).equals(file)).toBe(true);
    await db.close();
    return recorded;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function sellAndRefund(db: Database): Promise<void> {
  const names = Array.from({ length: RETURNS }, (_, index) => `o${index + 1}`);
  const known = Object.fromEntries(names.map((name) => [`pi_${name}`, { amount: 4590, currency: 'EUR' }]));
  await using bench = await openBench({ known });
  const world = await openWorld(db, bench);
  for (const name of names) {
    await owedReturn(world, name);
    await drain(world);
  }
  expect(bench.standIn.counters().refunds).toBe(RETURNS);
}
