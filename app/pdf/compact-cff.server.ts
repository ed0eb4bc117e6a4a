/**
 * Writes glyph outlines as a small CID-keyed CFF font (Adobe Technical Notes 5176 and 5177), as PDF embeds it.
 *
 * The subsets that fontkit cuts from a Chinese font keep the offsets of all its 30,000 subroutines, 50 kB a weight after compression. Here each
 * outline is written in full and no subroutine is left, which for the hundred glyphs of a label is a tenth of that.
 */

export interface PathCommand {
  readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath';
  readonly args: readonly number[];
}

/** In thousandths of an em. */
export interface Outline {
  readonly width: number;
  readonly commands: readonly PathCommand[];
}

const OPERATOR = { rmoveto: 21, rlineto: 5, rrcurveto: 8, endchar: 14 };
/** The first string of a font's own follows the 391 standard ones. */
const FIRST_OWN_STRING = 391;

/** Outlines by glyph number; the first is the missing glyph. */
export function compactCff(name: string, bbox: readonly number[], outlines: readonly Outline[]): Uint8Array {
  const count = outlines.length;
  const head = [1, 0, 4, 4, ...index([ascii(name)])];
  const tail = [...index([ascii('Adobe'), ascii('Identity')]), ...index([])];
  const charset = count > 1 ? [2, ...u16(1), ...u16(count - 2)] : [0];
  const fdSelect = [3, ...u16(1), ...u16(0), 0, ...u16(count)];
  const charStrings = index(outlines.map(charString));
  const dictionary = (offsets: { charset: number; fdSelect: number; charStrings: number; fdArray: number }) =>
    index([
      [
        ...[FIRST_OWN_STRING, FIRST_OWN_STRING + 1, 0].flatMap(dictInteger),
        ...[12, 30],
        ...[...dictInteger(count), 12, 34],
        ...[...bbox.flatMap((value) => dictInteger(Math.round(value))), 5],
        ...[...dictInteger(offsets.charset), 15],
        ...[...dictInteger(offsets.fdSelect), 12, 37],
        ...[...dictInteger(offsets.charStrings), 17],
        ...[...dictInteger(offsets.fdArray), 12, 36],
      ],
    ]);
  // All integers of a dictionary take five bytes here, so its length does not depend on the offsets in it.
  const start = head.length + dictionary({ charset: 0, fdSelect: 0, charStrings: 0, fdArray: 0 }).length + tail.length;
  const offsets = {
    charset: start,
    fdSelect: start + charset.length,
    charStrings: start + charset.length + fdSelect.length,
    fdArray: start + charset.length + fdSelect.length + charStrings.length,
  };
  // One font dictionary for all glyphs, with an empty private one: size 0, at the end of the file.
  const fdArray = (end: number) => index([[...dictInteger(0), ...dictInteger(end), 18]]);
  const end = offsets.fdArray + fdArray(0).length;
  return Uint8Array.from([
    ...head,
    ...dictionary(offsets),
    ...tail,
    ...charset,
    ...fdSelect,
    ...charStrings,
    ...fdArray(end),
  ]);
}

/** An outline as a Type 2 charstring: relative moves, lines and curves. The width goes in front of the first operator's operands. */
function charString({ width, commands }: Outline): number[] {
  const bytes = operand(Math.round(width));
  let x = 0;
  let y = 0;
  const emit = (operator: number, points: readonly number[]) => {
    for (let at = 0; at + 1 < points.length; at += 2) {
      const nextX = Math.round(points[at] ?? 0);
      const nextY = Math.round(points[at + 1] ?? 0);
      bytes.push(...operand(nextX - x), ...operand(nextY - y));
      x = nextX;
      y = nextY;
    }
    bytes.push(operator);
  };
  for (const { command, args } of commands) {
    if (command === 'moveTo') emit(OPERATOR.rmoveto, args);
    else if (command === 'lineTo') emit(OPERATOR.rlineto, args);
    else if (command === 'bezierCurveTo') emit(OPERATOR.rrcurveto, args);
    else if (command !== 'closePath') throw new Error('a PostScript outline has a TrueType curve');
  }
  bytes.push(OPERATOR.endchar);
  return bytes;
}

/** An INDEX: count, offset size, offsets from 1, data. */
function index(entries: readonly (readonly number[])[]): number[] {
  if (entries.length === 0) return u16(0);
  const offsets = [1];
  for (const entry of entries) offsets.push((offsets.at(-1) ?? 1) + entry.length);
  return [...u16(entries.length), 4, ...offsets.flatMap(u32), ...entries.flat()];
}

function operand(value: number): number[] {
  if (value >= -107 && value <= 107) return [value + 139];
  if (value >= 108 && value <= 1131) return [247 + ((value - 108) >> 8), (value - 108) & 255];
  if (value >= -1131 && value <= -108) return [251 + ((-value - 108) >> 8), (-value - 108) & 255];
  return [28, ...u16(value)];
}

function dictInteger(value: number): number[] {
  return [29, ...u32(value)];
}

function u16(value: number): number[] {
  return [(value >> 8) & 255, value & 255];
}

function u32(value: number): number[] {
  return [(value >> 24) & 255, (value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function ascii(text: string): number[] {
  return [...Buffer.from(text, 'latin1')];
}
