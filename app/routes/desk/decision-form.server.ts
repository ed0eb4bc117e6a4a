import { z } from 'zod';
import { parseForm } from '#app/http.server.ts';
import type { Decision } from '#app/services/decide-return.server.ts';
import type { DeskLine } from '#app/services/desk-line.server.ts';
import { REDUCE_REASONS, REJECT_REASONS } from '#machines/line/index.ts';
import { exponent, parseDecimal } from '#machines/money.ts';

export const NOTE_LIMIT = 2000;
/** Six fields for each of three hundred lines, and room. */
const LIMITS = { maxBytes: 8 * 1024 * 1024, maxFields: 2500 };

const anyField = z.record(z.string().max(200), z.union([z.string(), z.array(z.string())]));

export const INTENTS = ['preview', 'edit', 'decide', 'retry', 'release', 'draw-again', 'dispatched'] as const;
export type Intent = (typeof INTENTS)[number];

/** What was typed for a line, as it is shown again. */
export interface TypedDecision {
  readonly choice: string;
  readonly quantity: string;
  readonly deduction: string;
  readonly reduceReason: string;
  readonly rejectReason: string;
  readonly note: string;
}

export type DecisionProblem =
  | 'choice'
  | 'quantity'
  | 'deduction'
  | 'deduction-decimals'
  | 'deduction-large'
  | 'deduction-zero'
  | 'reason'
  | 'note';

export interface ReadDecisionForm {
  readonly intent: Intent | null;
  /** The return's version that the form was made for; NaN when it does not say. */
  readonly version: number;
  readonly payoutId: string;
  readonly carrierNumber: string;
  /** What proves once more who sends it; shown to nobody again. */
  readonly proof: string;
  readonly typed: ReadonlyMap<string, TypedDecision>;
  readonly problems: readonly { readonly lineId: string; readonly field: string; readonly code: DecisionProblem }[];
  readonly decisions: readonly Decision[];
}

/**
 * Reads the desk's form. Each line has `choice-<line>` and beside it the fields that its choice asks for. Lines are taken as the form names
 * them: whether they are this return's, all of them and no other, is for the service to say. `currency` is the return's.
 */
export async function readDecisionForm(
  request: Request,
  lines: readonly Pick<DeskLine, 'id' | 'acceptable'>[],
  currency: string,
): Promise<ReadDecisionForm> {
  const form = await parseForm(request, anyField, LIMITS);
  const all = Object.entries(form.ok ? form.data : form.values);
  const fields = new Map(all.map(([name, value]) => [name, [value].flat()[0] ?? '']));
  const get = (name: string) => fields.get(name) ?? '';
  const named = [...fields.keys()].flatMap((name) => /^line-(.{1,64})$/.exec(name)?.[1] ?? []);
  const typed = new Map(named.map((lineId) => [lineId, typedOf(lineId, get)]));
  const read = [...typed].map(([lineId, line]) => {
    const most = lines.find((one) => one.id === lineId)?.acceptable ?? Number.MAX_SAFE_INTEGER;
    return { lineId, ...readDecision(line, { lineId, most, currency }) };
  });
  return {
    intent: INTENTS.find((one) => one === get('intent')) ?? null,
    version: /^\d{1,9}$/.test(get('version')) ? Number(get('version')) : Number.NaN,
    payoutId: get('payout').slice(0, 100),
    carrierNumber: get('carrier-number').slice(0, 200),
    proof: get('proof').slice(0, 1000),
    typed,
    problems: read.flatMap(({ lineId, problem }) =>
      problem ? [{ lineId, field: `${problem.field}-${lineId}`, code: problem.code }] : [],
    ),
    decisions: read.flatMap(({ decision }) => decision ?? []),
  };
}

const typedOf = (id: string, get: (name: string) => string): TypedDecision => ({
  choice: get(`choice-${id}`),
  quantity: get(`quantity-${id}`),
  deduction: get(`deduction-${id}`),
  reduceReason: get(`reduce-reason-${id}`),
  rejectReason: get(`reject-reason-${id}`),
  note: get(`note-${id}`),
});

type Read = { decision?: Decision; problem?: { field: string; code: DecisionProblem } };
const wrong = (field: string, code: DecisionProblem): Read => ({ problem: { field, code } });

function readDecision(line: TypedDecision, about: { lineId: string; most: number; currency: string }): Read {
  const { lineId, most } = about;
  const note = line.note.trim() || null;
  if (note !== null && note.length > NOTE_LIMIT) return wrong('note', 'note');
  if (line.choice === 'reject') {
    const reason = REJECT_REASONS.find((one) => one === line.rejectReason);
    return reason ? { decision: { lineId, type: 'reject', reason, note } } : wrong('reject-reason', 'reason');
  }
  if (line.choice !== 'accept' && line.choice !== 'reduce') return wrong('choice', 'choice');
  const quantity = readWhole(line.quantity);
  if (!(quantity >= 1 && quantity <= most)) return wrong('quantity', 'quantity');
  return line.choice === 'accept'
    ? { decision: { lineId, type: 'accept', quantity } }
    : readReduction(line, { lineId, quantity, note, currency: about.currency });
}

function readReduction(
  line: TypedDecision,
  about: { lineId: string; quantity: number; note: string | null; currency: string },
): Read {
  const { currency, ...rest } = about;
  const amount = readAmount(line.deduction, currency);
  if (typeof amount === 'string') return wrong('deduction', amount);
  const reason = REDUCE_REASONS.find((one) => one === line.reduceReason);
  if (!reason) return wrong('reduce-reason', 'reason');
  return { decision: { ...rest, type: 'reduce', deduction: amount, reason } };
}

/** Digits as they are written in the languages of the desk. */
const westernDigits = (text: string): string =>
  text.normalize('NFKC').replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) & 0xf));

function readWhole(text: string): number {
  const digits = westernDigits(text).trim();
  return /^\d{1,6}$/.test(digits) ? Number(digits) : Number.NaN;
}

/**
 * An amount in minor units as people write it in any of the desk's languages: `12.50`, `12,50`, `١٢٫٥٠`. One sign stands between whole and
 * decimals. Where three digits follow it in a currency with fewer decimals it was meant for thousands: that is refused and never guessed.
 */
export function readAmount(text: string, currency: string): number | DecisionProblem {
  const plain = westernDigits(text)
    .replaceAll(/\s/g, '')
    .replace(/[,\u066b]/g, '.');
  if (/\.\d{3}$/.test(plain) && exponent(currency) !== 3) return 'deduction-decimals';
  const parsed = parseDecimal(plain, currency);
  if (parsed.ok) {
    if (parsed.money.amount < 0) return 'deduction';
    return parsed.money.amount === 0 ? 'deduction-zero' : parsed.money.amount;
  }
  if (parsed.refusal.code === 'money.too-many-decimals') return 'deduction-decimals';
  return parsed.refusal.code === 'money.too-large' ? 'deduction-large' : 'deduction';
}
