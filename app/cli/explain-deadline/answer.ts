import { z } from 'zod';
import { type DeadlineInput, legalDeadline } from '#machines/policy/deadline.ts';
import { ORDER_SHAPES } from '#machines/policy/facts.ts';
import { isCountry } from '#machines/policy/iso-country.ts';
import { LONGEST_LINE } from './split-lines.ts';

export type Answer =
  | {
      endExclusive: string | null;
      lastDay: string | null;
      basis: string | null;
      steps: { code: string; date: string | null; detail: string | number | null }[];
    }
  | { error: { code: string; field: string | null; line: number; message: string } };

const MESSAGES = {
  'line.too-long': `The line is longer than ${LONGEST_LINE} characters.`,
  'line.no-json': 'The line is no JSON.',
  'line.no-object': 'The line is no JSON object.',
  'country.invalid': 'country has to be an ISO 3166-1 code of two capital letters, such as "DE".',
  'country.unknown': 'There is no country of this code. A country that no longer exists has no law.',
  'subdivision.invalid': 'subdivision has to be an ISO 3166-2 code such as "BY" or "DE-BY", or null.',
  'orderShape.invalid': `orderShape has to be one of ${ORDER_SHAPES.join(', ')}.`,
  'deliveredAt.invalid': 'deliveredAt has to be a list of at most 1000 points in time or nulls.',
  'informed.invalid': 'informed has to be true or false.',
  'instant.invalid': 'A point in time is written in ISO 8601 with its offset, such as "2026-11-02T10:00:00+01:00".',
  'instant.out-of-range': 'A point in time has to lie between 1970 and 2199.',
  'holidays.unknown': 'The end lies beyond the years whose public holidays are known, so it is not guessed.',
} as const;
type Code = keyof typeof MESSAGES;
const codes = new Set<string>(Object.keys(MESSAGES));

const EARLIEST = Temporal.Instant.from('1970-01-01T00:00:00Z');
const LATEST = Temporal.Instant.from('2199-12-31T00:00:00Z');

const Instant = z.string('instant.invalid').transform((text, context) => {
  const instant = text.length <= 80 ? readInstant(text) : null;
  if (instant && Temporal.Instant.compare(instant, EARLIEST) >= 0 && Temporal.Instant.compare(instant, LATEST) < 0)
    return instant;
  context.addIssue({ code: 'custom', message: instant ? 'instant.out-of-range' : 'instant.invalid' });
  return z.NEVER;
});

function readInstant(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return null;
  }
}

const Question = z.object(
  {
    country: z
      .string('country.invalid')
      .regex(/^[A-Z]{2}$/, { error: 'country.invalid', abort: true })
      .refine(isCountry, 'country.unknown'),
    subdivision: z.string('subdivision.invalid').max(60, 'subdivision.invalid').nullish(),
    orderShape: z.enum(ORDER_SHAPES, 'orderShape.invalid'),
    deliveredAt: z.array(Instant.nullable(), 'deliveredAt.invalid').max(1000, 'deliveredAt.invalid'),
    informed: z.boolean('informed.invalid').default(true),
    informedAt: Instant.nullish(),
  },
  'line.no-object',
);

/** The answer to one line of input, null for a line too long to read. It is computed by the function that the customers' pages use. */
export function explainLine(text: string | null, line: number): Answer {
  if (text === null) return refusal('line.too-long', null, line);
  const json = readJson(text);
  if (!json) return refusal('line.no-json', null, line);
  const read = Question.safeParse(json.value);
  if (!read.success) {
    const issue = read.error.issues[0];
    const code = issue && isCode(issue.message) ? issue.message : 'line.no-object';
    return refusal(code, issue && issue.path.length > 0 ? issue.path.join('.') : null, line);
  }
  return explain(read.data, line);
}

function explain(question: z.output<typeof Question>, line: number): Answer {
  const { country, subdivision, orderShape, informed, informedAt } = question;
  const deliveredAt = question.deliveredAt.filter((at) => at !== null);
  const input: DeadlineInput = {
    country,
    subdivision: subdivision ?? null,
    orderShape,
    deliveredAt,
    undeliveredRemain: deliveredAt.length < question.deliveredAt.length,
    informed,
    informedAt: informedAt ?? null,
    timeZone: null,
  };
  const result = legalDeadline(input);
  const { basis } = result;
  const steps = [...result.steps];
  if (result.kind === 'ends') {
    return { endExclusive: result.endExclusive.toString(), lastDay: result.lastDay.toString(), basis, steps };
  }
  if (result.kind === 'open' && result.why === 'holidays-unknown') {
    return refusal('holidays.unknown', 'deliveredAt', line);
  }
  const why = { code: result.kind === 'none' ? 'no-right' : result.why, date: null, detail: null };
  return { endExclusive: null, lastDay: null, basis, steps: [...steps, why] };
}

function readJson(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function isCode(text: string): text is Code {
  return codes.has(text);
}

function refusal(code: Code, field: string | null, line: number): Answer {
  return { error: { code, field, line, message: MESSAGES[code] } };
}
