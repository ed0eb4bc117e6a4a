import { orderNumberKey } from '../order-number.ts';
import { parseRmaCode, visibleText } from '../rma-code.ts';
import { hasGs1CheckDigit, hasS10CheckDigit, hasUpsCheckDigit } from './check-digits.ts';
import { asMeant, LAYOUTS, type Layout, looksForeign } from './layouts.ts';

/** Longest text that is looked at: a status address with a long host still fits. */
export const SCAN_LIMIT = 512;

export const CODE_KINDS = ['rma', 'sscc', 'tracking', 'order'] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

/** What a text may mean, in its canonical spelling: nothing but the shop's own lists can say whether it does. */
export interface Reading {
  readonly kind: CodeKind;
  readonly value: string;
  /** The layout through which the scanner was read; null: as it came. */
  readonly layout: Layout | null;
}

/** Why a text that means nothing to the shop means nothing, as far as it can be seen from the text alone. */
export const SCAN_PROBLEMS = ['empty', 'too-long', 'misread', 'layout', 'address', 'product', 'unknown'] as const;
export type ScanProblem = (typeof SCAN_PROBLEMS)[number];

export interface ReadScan {
  /** What to look for, the likeliest first. */
  readonly readings: readonly Reading[];
  /** What to say when none of them is known. */
  readonly problem: ScanProblem;
}

/**
 * What a scanned or typed text can be: a return code, a number of a logistic unit (SSCC), a carrier's number, an order number. Takes off what
 * scanners put in front of it (AIM identifiers, FNC1, the GS1 identifier 00). Tries the layouts of keyboards after the text itself: a code has
 * check symbols, so that a translation that fits is no accident.
 */
export function readScan(typed: string): ReadScan {
  if (typed.length > SCAN_LIMIT) return { readings: [], problem: 'too-long' };
  const text = visibleText(typed);
  if (text === '') return { readings: [], problem: 'empty' };
  const others = LAYOUTS.flatMap((layout) => {
    const meant = asMeant(typed, layout);
    return meant === typed ? [] : checkedReadings(meant, layout);
  });
  const readings = [...checkedReadings(typed, null), ...others, ...plainReadings(typed)];
  return { readings: withoutRepeats(readings), problem: problemOf(typed, text) };
}

function withoutRepeats(readings: readonly Reading[]): Reading[] {
  const seen = new Set<string>();
  return readings.filter(({ kind, value }) => {
    const key = `${kind} ${value}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** What has check symbols: only that is believed through a layout. */
function checkedReadings(text: string, layout: Layout | null): Reading[] {
  const rma = parseRmaCode(text);
  const sscc = ssccOf(text);
  const tracking = trackingOf(text);
  return [
    ...(rma.ok ? [{ kind: 'rma', value: rma.code, layout } as const] : []),
    ...(sscc?.ok ? [{ kind: 'sscc', value: sscc.value, layout } as const] : []),
    ...(tracking !== null && isChecked(tracking) ? [{ kind: 'tracking', value: tracking, layout } as const] : []),
  ];
}

function plainReadings(text: string): Reading[] {
  const order = orderNumberKey(withoutPrefix(text));
  const tracking = trackingOf(text);
  return [
    ...(order.ok ? [{ kind: 'order', value: order.key, layout: null } as const] : []),
    ...(tracking === null ? [] : [{ kind: 'tracking', value: tracking, layout: null } as const]),
  ];
}

/** `]C1`, `]e0`, `]d2`, `]Q3` and the like: which kind of bar code it was, as scanners may be set to tell. */
const SYMBOLOGY = /^\][A-Za-z][0-9A-Za-z]/;
/** FNC1, the sign between two elements of a GS1 code, as scanners send it. */
const SEPARATOR = '\u001D';

function withoutPrefix(typed: string): string {
  return visibleText(typed).replace(SYMBOLOGY, '').trim();
}

/** An SSCC: 18 digits of which the last is a check digit, alone, behind the identifier 00, or as the first element of several. */
function ssccOf(typed: string): { ok: true; value: string } | { ok: false } | null {
  const elements = typed.trim().replace(SYMBOLOGY, '').split(SEPARATOR);
  const first = elements.find((element) => element !== '') ?? '';
  const text = visibleText(first).replace(/[\s-]/g, '');
  const digits = /^(?:\(00\)|00)(\d{18})/.exec(text)?.[1] ?? /^\d{18}$/.exec(text)?.[0];
  if (digits === undefined) return null;
  return hasGs1CheckDigit(digits) ? { ok: true, value: digits } : { ok: false };
}

const UPS = /^1Z[0-9A-Z]{16}$/;
const POSTAL = /^[A-Z]{2}\d{9}[A-Z]{2}$/;

const isChecked = (code: string) => UPS.test(code) || POSTAL.test(code);

/** A carrier's number as it is stored: capitals and digits without spaces. Null where it cannot be one, or its check digit is wrong. */
export function trackingOf(typed: string): string | null {
  const code = withoutPrefix(typed).toUpperCase().replace(/[\s-]/g, '');
  if (UPS.test(code)) return hasUpsCheckDigit(code) ? code : null;
  if (POSTAL.test(code)) return hasS10CheckDigit(code) ? code : null;
  return /^[0-9A-Z]{8,40}$/.test(code) && (code.match(/\d/g)?.length ?? 0) >= 6 ? code : null;
}

function problemOf(typed: string, text: string): ScanProblem {
  if (looksForeign(typed)) return 'layout';
  const plain = withoutPrefix(text).toUpperCase().replace(/[\s-]/g, '');
  if (/^(HTTPS?:|WWW\.)/.test(plain)) return 'address';
  const rma = parseRmaCode(text);
  if (!rma.ok && rma.refusal.code === 'rma-code.check-digit') return 'misread';
  if (ssccOf(typed)?.ok === false) return 'misread';
  if (isChecked(plain) && trackingOf(text) === null) return 'misread';
  // What stands on the goods and not on the parcel: EAN and UPC, 8, 12 or 13 digits.
  if (/^(\d{8}|\d{12,13})$/.test(plain) && hasGs1CheckDigit(plain)) return 'product';
  return 'unknown';
}
