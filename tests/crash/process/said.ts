import * as z from 'zod';

// What the test and the process that it kills say to each other: one JSON value a line.

const text = z.string().min(1).max(200);
const chosen = z.array(z.strictObject({ lineId: text, quantity: z.int().min(1) }));

/** What somebody wants of the process; each goes through the services that the pages call. */
export const actSchema = z.discriminatedUnion('act', [
  /** The shop sold something: a file of its orders. */
  z.strictObject({ act: z.literal('sell'), csv: z.string(), number: text }),
  /** A customer answers all questions of a return, and has not sent it yet. */
  z.strictObject({ act: z.literal('draft'), orderId: text, chosen }),
  z.strictObject({ act: z.literal('send'), orderId: text, draftId: text }),
  z.strictObject({ act: z.literal('receive'), rmaCode: text }),
  /** Accepts all that was asked for. Of the version given, or of the present one. */
  z.strictObject({ act: z.literal('decide'), returnId: text, version: z.int().optional() }),
  z.strictObject({ act: z.literal('cancel'), orderId: text, rmaCode: text }),
  /** A webhook as it came in. */
  z.strictObject({ act: z.literal('hear'), body: z.string(), signature: z.string() }),
  /** Moves the clock: so many milliseconds ahead of the machine's. */
  z.strictObject({ act: z.literal('time'), offsetMs: z.int() }),
  /** From now on so many workers; those before come to their end first. */
  z.strictObject({ act: z.literal('work'), workers: z.int().min(0).max(16) }),
]);
export type Act = z.infer<typeof actSchema>;

/** Mistakes that a test makes on purpose, to see that they are found. */
export const PLANTS = ['answer-first', 'key-per-call'] as const;
export type Plant = (typeof PLANTS)[number];

export const settingsSchema = z.strictObject({
  databaseUrl: text,
  stripeUrl: z.url(),
  offsetMs: z.int(),
  workers: z.int().min(0).max(16),
  plant: z.enum(PLANTS).nullable(),
});
export type ProcessSettings = z.infer<typeof settingsSchema>;

/** The first line opens the process, all others are acts with a number to answer under. */
export const orderSchema = z.union([
  z.strictObject({ open: settingsSchema }),
  z.strictObject({ number: z.int(), act: actSchema }),
]);
export type Order = z.infer<typeof orderSchema>;

/** `done` is the promise that it is stored. `fault`: not done, or not known to be. */
export const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done'), told: z.record(z.string(), z.unknown()) }),
  z.strictObject({ kind: z.literal('refused'), code: text }),
  z.strictObject({ kind: z.literal('fault'), why: z.string() }),
]);
export type Answer = z.infer<typeof answerSchema>;

export const tellingSchema = z.union([
  /** All modules are loaded; nothing is open yet. */
  z.strictObject({ say: z.literal('loaded') }),
  z.strictObject({ say: z.literal('ready') }),
  z.strictObject({ say: z.literal('answer'), number: z.int(), answer: answerSchema }),
]);
export type Telling = z.infer<typeof tellingSchema>;
