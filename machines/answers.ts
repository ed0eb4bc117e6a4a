import * as z from 'zod';
import { TRAVELS, type Travel } from './parcel/context.ts';
import { REASON_CODES, type ReasonCode } from './policy/reasons.ts';
import type { Resolution } from './policy/resolution.ts';

/** Longest comment, in UTF-16 units with one per line end. */
export const COMMENT_LIMIT = 1000;
/** Most lines that one return may hold; an order with more is returned in several. */
export const LINES_LIMIT = 300;

const id = z.string().min(1).max(64);

/** How the money comes back: to the payment that it came from, or as store credit. */
export const REFUND_WAYS = ['original', 'credit'] as const;
export type RefundWay = (typeof REFUND_WAYS)[number];

/** The two resolutions between which the customer chooses. */
export type CustomerResolution = Extract<Resolution, 'refund' | 'store-credit'>;

/** What an answer about the money asks of the policy; the money, while nothing is answered. */
export const resolutionOf = (way: RefundWay | null): CustomerResolution =>
  way === 'credit' ? 'store-credit' : 'refund';

export const SEALS = ['unbroken', 'broken'] as const;
export type Seal = (typeof SEALS)[number];

const lineAnswersSchema = z.strictObject({
  lineId: id,
  quantity: z.int().min(1).max(100_000),
  reason: z.enum(REASON_CODES).nullable(),
  comment: z.string().max(COMMENT_LIMIT).nullable(),
  /** Asked only of goods that were sold sealed. */
  seal: z.enum(SEALS).nullable(),
});
export type LineAnswers = z.infer<typeof lineAnswersSchema>;

/** Everything that a customer has answered so far; photos are kept beside it. */
export const answersSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    lines: z.array(lineAnswersSchema).max(LINES_LIMIT),
    refund: z.enum(REFUND_WAYS).nullable(),
    travel: z.enum(TRAVELS).nullable(),
  })
  .refine((answers) => new Set(answers.lines.map((line) => line.lineId)).size === answers.lines.length, 'a line twice');
export type Answers = z.infer<typeof answersSchema>;

export const NO_ANSWERS: Answers = { schemaVersion: 1, lines: [], refund: null, travel: null };

/** What is known of the order that decides which questions are asked. */
export interface Circumstances {
  /** Whether the state of the seal matters for this line. */
  readonly isSealed: (lineId: string) => boolean;
  /** The ways of the money that are open for the answers given; none where the lines have none in common. */
  readonly refunds: readonly RefundWay[];
  /** The ways to send the parcel that are offered for the answers given; none where the customer keeps the goods. */
  readonly travels: readonly Travel[];
}

export type Question =
  | { readonly page: 'items' }
  | { readonly page: 'reason'; readonly lineId: string }
  | { readonly page: 'refund' }
  | { readonly page: 'travel' }
  | { readonly page: 'check' };

/** The first question without an answer that still fits, in the order of the pages; `check` when nothing is left to ask. */
export function nextQuestion(answers: Answers, circumstances: Circumstances): Question {
  if (answers.lines.length === 0) return { page: 'items' };
  const open = answers.lines.find((line) => !isAnswered(line, circumstances));
  if (open) return { page: 'reason', lineId: open.lineId };
  const { refunds, travels } = circumstances;
  if (answers.refund === null || !refunds.includes(answers.refund)) return { page: 'refund' };
  // Where nothing travels, nothing is asked.
  if (travels.length > 0 && (answers.travel === null || !travels.includes(answers.travel))) return { page: 'travel' };
  return { page: 'check' };
}

/** The page before a question, for its Back link; null before the first, where Back leads to the order. */
export function questionBefore(
  answers: Answers,
  question: Question,
  { travels }: Pick<Circumstances, 'travels'>,
): Question | null {
  if (question.page === 'items') return null;
  if (question.page === 'check') return { page: travels.length > 0 ? 'travel' : 'refund' };
  if (question.page === 'travel') return { page: 'refund' };
  const index = question.page === 'reason' ? answers.lines.findIndex((line) => line.lineId === question.lineId) : 0;
  const before = answers.lines.at(index - 1);
  return before && (question.page === 'refund' || index > 0)
    ? { page: 'reason', lineId: before.lineId }
    : { page: 'items' };
}

/** The chosen lines anew: what was answered about a line that stays chosen is kept, the rest is forgotten. */
export function withLines(answers: Answers, chosen: readonly { lineId: string; quantity: number }[]): Answers {
  const known = new Map(answers.lines.map((line) => [line.lineId, line]));
  const lines = chosen.map(({ lineId, quantity }) => ({
    lineId,
    reason: null,
    comment: null,
    seal: null,
    ...known.get(lineId),
    quantity,
  }));
  return { ...answers, lines };
}

/** The answers about one line replaced; unchanged when the line is not among the chosen. */
export function withLine(
  answers: Answers,
  lineId: string,
  told: { reason: ReasonCode; comment: string | null; seal: Seal | null },
): Answers {
  return { ...answers, lines: answers.lines.map((line) => (line.lineId === lineId ? { ...line, ...told } : line)) };
}

/** Without one line, after the customer took it out of the return. */
export function withoutLine(answers: Answers, lineId: string): Answers {
  return { ...answers, lines: answers.lines.filter((line) => line.lineId !== lineId) };
}

function isAnswered(line: LineAnswers, { isSealed }: Circumstances): boolean {
  return line.reason !== null && (line.seal !== null || !isSealed(line.lineId));
}
