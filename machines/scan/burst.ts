/** A scanner types a character in 30 ms or less; what a browser adds to that stays below this. People take twice as long. */
export const BURST_GAP_MS = 50;
/** Fewer characters are not taken for a scanner's. */
export const BURST_LENGTH = 4;
/** Whoever takes up a scanner has stopped typing for at least this long. */
export const TAKEN_UP_MS = 500;
const LONGEST = 4096;

/** A key as the browser tells of it: what it means, where it is, when it was pressed in milliseconds. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly at: number;
}

/** What may become a scan: as the computer reads it, and as a keyboard of the United States would. */
export interface Burst {
  readonly typed: string;
  readonly pressed: string;
  /** When its first and its last key were pressed, and how long nothing had been typed before: milliseconds. */
  readonly first: number;
  readonly last: number;
  readonly pause: number;
}

export const QUIET: Burst = {
  ...{ typed: '', pressed: '', pause: Number.POSITIVE_INFINITY },
  ...{ first: Number.NEGATIVE_INFINITY, last: Number.NEGATIVE_INFINITY },
};

/** What a scanner has sent; `fresh` where nobody had typed just before it. */
export interface Scan {
  readonly text: string;
  /** As it stands in a field, signs of another layout included. */
  readonly typed: string;
  readonly fresh: boolean;
}

export interface Pressed {
  readonly burst: Burst;
  /** When this key has ended a scan. */
  readonly scan: Scan | null;
}

/**
 * Takes one more key. A run of at least {@link BURST_LENGTH} characters, each within {@link BURST_GAP_MS} of the one before it, is a scan when Enter or
 * Tab ends it as fast. Keys that type nothing, such as Shift, neither end nor lengthen it.
 */
export function pressKey(burst: Burst, press: KeyPress): Pressed {
  const inTime = press.at - burst.last <= BURST_GAP_MS;
  if (press.key === 'Enter' || press.key === 'Tab')
    return { burst: QUIET, scan: inTime && isScan(burst) ? scanOf(burst) : null };
  const typed = characterOf(press);
  if (typed === null) return { burst: MODIFIERS.has(press.key) ? burst : QUIET, scan: null };
  const before =
    inTime && burst.typed.length < LONGEST ? burst : { ...QUIET, first: press.at, pause: press.at - burst.last };
  const pressed = usCharacter(press) ?? typed;
  return {
    burst: { ...before, typed: before.typed + typed, pressed: before.pressed + pressed, last: press.at },
    scan: null,
  };
}

/** Whether these are too many keys at once for a person. */
export const isScan = ({ pressed }: Burst): boolean => pressed.length >= BURST_LENGTH;

/**
 * What was meant with Enter in the field that is made for codes: the scan, or all that stands in it. A machine with much to do gets the keys of one scan
 * late and in pieces; a piece that follows the one before it at once is no scan of its own.
 */
export function codeInField(value: string, scan: Scan | null): string {
  return scan && (scan.fresh || scan.typed === value) ? scan.text : value;
}

const scanOf = (burst: Burst): Scan => ({
  text: asSent(burst),
  typed: burst.typed,
  fresh: burst.pause >= TAKEN_UP_MS,
});

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'CapsLock', 'Meta']);

/** What stands on no code: signs of another layout, which the place of the keys explains better than their meaning. */
const asSent = ({ typed, pressed }: Burst) => (/\P{ASCII}/u.test(typed) ? pressed : typed);

/** FNC1 comes as Ctrl and the key of the closing bracket. A dead key types nothing by itself, but it was pressed. */
function characterOf({ key, code, ctrl }: KeyPress): string | null {
  if (ctrl) return code === 'BracketRight' || key === ']' ? '\u001D' : null;
  if (key === 'Dead') return '\u00B4';
  return [...key].length === 1 || /^\p{Script=Arabic}{2}$/u.test(key) ? key : null;
}

const SIGNS: Readonly<Record<string, string>> = {
  ...{ Minus: '-_', Equal: '=+', BracketLeft: '[{', BracketRight: ']}', Backslash: '\\|', Semicolon: ';:' },
  ...{ Quote: '\'"', Backquote: '`~', Comma: ',<', Period: '.>', Slash: '/?', Space: '  ' },
};
const SHIFTED_DIGITS = ')!@#$%^&*(';

function usCharacter({ code, shift, ctrl }: KeyPress): string | null {
  if (ctrl) return null;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  const digit = /^(Digit|Numpad)(\d)$/.exec(code);
  if (digit) return digit[1] === 'Digit' && shift ? SHIFTED_DIGITS.charAt(Number(digit[2])) : (digit[2] ?? null);
  return SIGNS[code]?.charAt(shift ? 1 : 0) ?? null;
}
