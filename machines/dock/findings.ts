import type { Grade } from '#machines/line/codes.ts';

/** What the dock may find beside the count and the condition. */
export const FINDING_KINDS = [
  'wrong-item',
  'missing-piece',
  'extra-item',
  'empty-parcel',
  'damaged-in-transit',
  'serial-differs',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** What a person marks at an item, and at the parcel as a whole. */
export const LINE_MARKS = ['wrong-item', 'missing-piece', 'damaged-in-transit'] as const;
export type LineMark = (typeof LINE_MARKS)[number];
export const PARCEL_MARKS = ['extra-item', 'empty-parcel', 'damaged-in-transit'] as const;
export type ParcelMark = (typeof PARCEL_MARKS)[number];

/** Longest serial number, and most of them for one line. */
export const SERIAL_LENGTH = 64;
export const SERIALS_LIMIT = 50;

export interface Finding {
  /** Null: of the parcel as a whole. */
  readonly lineId: string | null;
  readonly kind: FindingKind;
  readonly detail: string | null;
  readonly serial: string | null;
}

/** One line as the dock saw it, beside what was announced and sold. */
export interface SeenLine {
  readonly id: string;
  readonly announced: number;
  readonly received: number;
  readonly grade: Grade;
  readonly note: string | null;
  readonly marks: readonly LineMark[];
  readonly serials: readonly string[];
  /** The serial numbers that were sold; none: not known, and then none differs. */
  readonly sold: readonly string[];
}

export interface SeenParcel {
  readonly marks: readonly ParcelMark[];
  readonly note: string | null;
}

/** A serial number as it is compared: letters and digits alone, whatever a scanner puts between them. */
export const serialKey = (serial: string): string =>
  serial
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** The serial numbers that were not sold. None where it is not known which were. */
export function strangeSerials(serials: readonly string[], sold: readonly string[]): string[] {
  const known = new Set(sold.map(serialKey));
  return known.size === 0 ? [] : serials.filter((serial) => !known.has(serialKey(serial)));
}

/** The numbers in a field: one for each piece, apart by commas, semicolons or line ends; each once, without what cannot be seen. */
export function splitSerials(typed: string): string[] {
  const parts = typed.split(/[,;\n\r\t]+/).map((part) => part.replace(/\p{C}/gu, '').trim());
  return [...new Set(parts.filter((part) => part !== ''))];
}

/**
 * Everything that a person at the desk has to look at: what was marked, and what the count itself says. Each kind once for each line, in a
 * fixed order, so that the same parcel seen twice gives the same list. None of it takes a right away; it only keeps rules from deciding alone.
 */
export function findingsOf(lines: readonly SeenLine[], parcel: SeenParcel): Finding[] {
  const empty = lines.length > 0 && lines.every(({ received }) => received === 0);
  const whole = new Set<FindingKind>(empty ? [...parcel.marks, 'empty-parcel'] : parcel.marks);
  return [
    ...lines.flatMap((line) => findingsOfLine(line, empty)),
    ...FINDING_KINDS.filter((kind) => whole.has(kind)).map((kind) => ({
      ...{ lineId: null, kind, detail: parcel.note, serial: null },
    })),
  ];
}

function findingsOfLine(line: SeenLine, empty: boolean): Finding[] {
  const { id, announced, received, grade, note, marks } = line;
  const kinds = new Set<FindingKind>(marks);
  if (grade === 'wrong-item') kinds.add('wrong-item');
  if (received < announced && !empty) kinds.add('missing-piece');
  if (received > announced) kinds.add('extra-item');
  const found = FINDING_KINDS.filter((kind) => kinds.has(kind)).map(
    (kind): Finding => ({ lineId: id, kind, detail: note, serial: null }),
  );
  const strange = strangeSerials(line.serials, line.sold);
  return [
    ...found,
    ...strange.map((serial): Finding => ({ lineId: id, kind: 'serial-differs', detail: null, serial })),
  ];
}
