/** What stands on parcels, by the names that browsers give these symbologies. */
export const FORMATS = ['code_128', 'qr_code', 'data_matrix', 'ean_13', 'itf', 'code_39', 'pdf417'] as const;

export type Format = (typeof FORMATS)[number];

/** A code as it was seen in one picture. */
export interface FoundCode {
  readonly format: Format;
  readonly text: string;
}

/** The format of that name, or null where it is none that is looked for. */
export const knownFormat = (name: unknown): Format | null => FORMATS.find((format) => format === name) ?? null;

/** Symbologies in which a bar read wrong makes another code: nothing in them proves the rest. */
const UNPROVED: ReadonlySet<Format> = new Set(['itf', 'code_39']);

/**
 * The code to take, or null as long as none is sure. One with a check of its own is taken at once, also beside one without; one without has to be read the
 * same in two pictures that follow each other, not counting pictures in which nothing was read.
 *
 * @param before what was read in the last picture in which anything was
 */
export function sureCode(before: readonly FoundCode[], now: readonly FoundCode[]): string | null {
  const again = ({ format, text }: FoundCode) => before.some((one) => one.format === format && one.text === text);
  const sure = now.find(({ format }) => !UNPROVED.has(format)) ?? now.find(again);
  return sure?.text ?? null;
}
