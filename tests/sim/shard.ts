import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { runMany } from './run-many.ts';

// One of several threads, each of which plays its share of the seeds.

const optionsSchema = z.object({
  range: z.object({ first: z.int(), count: z.int(), stride: z.int() }),
  steps: z.int(),
});

parentPort?.postMessage(await runMany(optionsSchema.parse(workerData)));
