import type { Count } from '#app/services/receive-parcel.server.ts';
import { DISPOSITIONS } from '#machines/dock/disposition.ts';
import { LINE_MARKS, SERIAL_LENGTH, SERIALS_LIMIT, splitSerials } from '#machines/dock/findings.ts';
import { GRADES } from '#machines/line/index.ts';

export const NOTE_LIMIT = 2000;
const COUNT_LIMIT = 100_000;

/** What was typed for a line, as it is shown again. */
export interface TypedCount {
  readonly count: string;
  readonly grade: string;
  readonly note: string;
  /** Where the goods go; empty: as proposed. */
  readonly place: string;
  readonly serial: string;
  readonly marks: readonly string[];
}

export type CountProblem = 'count' | 'grade' | 'grade-missing' | 'note' | 'place' | 'serial' | 'serials' | 'weight';
type Wrong = { readonly field: string; readonly code: CountProblem };

/** One line of the dock's form as a count, or what is wrong with it. A way that is none is as if none was chosen. */
export function readCount(lineId: string, typed: TypedCount): Count | Wrong {
  const received = readPieces(typed.count);
  if (received === null) return { field: 'count', code: 'count' };
  // Nothing in the parcel has no other condition than that.
  const grade = GRADES.find((one) => one === typed.grade) ?? (received === 0 ? 'missing' : null);
  if (!grade) return { field: 'grade', code: 'grade' };
  if (grade === 'missing' && received > 0) return { field: 'grade', code: 'grade-missing' };
  const note = typed.note.trim();
  if (note.length > NOTE_LIMIT) return { field: 'note', code: 'note' };
  const serials = splitSerials(typed.serial);
  if (serials.some((serial) => serial.length > SERIAL_LENGTH)) return { field: 'serial', code: 'serial' };
  if (serials.length > SERIALS_LIMIT) return { field: 'serial', code: 'serials' };
  const disposition = DISPOSITIONS.find((one) => one === typed.place) ?? null;
  const marks = LINE_MARKS.filter((mark) => typed.marks.includes(mark));
  return { lineId, received, grade, note: note || null, disposition, marks, serials };
}

/** Pieces in the digits of any keyboard; null for all that is no whole number from 0 to the most. */
function readPieces(typed: string): number | null {
  const digits = latinDigits(typed);
  const pieces = /^\d{1,6}$/.test(digits) ? Number(digits) : Number.NaN;
  return pieces <= COUNT_LIMIT ? pieces : null;
}

/** What was typed with the digits 0 to 9, whichever digits the keyboard has. */
export const latinDigits = (typed: string): string =>
  typed
    .trim()
    .normalize('NFKC')
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
