/**
 * What a scanner that types as a keyboard of the United States sends through a computer that is set to another layout. Key by key, in the order
 * of `KEYS`: what comes out where the scanner pressed that key, first without and then with Shift.
 */
const KEYS = [..."`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"];
const SHIFTED_KEYS = [...'~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'];

export const LAYOUTS = ['german', 'french', 'russian', 'arabic'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** Some keys of the Arabic layout type two letters at once. */
const ARABIC = 'ذ 1 2 3 4 5 6 7 8 9 0 - = ض ص ث ق ف غ ع ه خ ح ج د \\ ش س ي ب ل ا ت ن م ك ط ئ ء ؤ ر لا ى ة و ز ظ';
const ARABIC_SHIFTED = 'ّ ! @ # $ % ^ & * ) ( _ + َ ً ُ ٌ لإ إ ‘ ÷ × ؛ < > | ِ ٍ ] [ لأ أ ـ ، / : " ~ ْ } { لآ آ ’ , . ؟';

const ROWS: Readonly<Record<Layout, readonly [plain: readonly string[], shifted: readonly string[]]>> = {
  german: [
    [...'^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-'],
    [...'°!"§$%&/()=?`QWERTZUIOPÜ*\'ASDFGHJKLÖÄYXCVBNM;:_'],
  ],
  french: [
    [...'²&é"\'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!'],
    [...'~1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§'],
  ],
  russian: [
    [...'ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю.'],
    [...'Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,'],
  ],
  arabic: [ARABIC.split(' '), ARABIC_SHIFTED.split(' ')],
};

interface Table {
  readonly meant: ReadonlyMap<string, string>;
  readonly outputs: RegExp;
}

const tables = new Map<Layout, Table>(LAYOUTS.map((layout) => [layout, tableOf(layout)]));

function tableOf(layout: Layout): Table {
  const [plain, shifted] = ROWS[layout];
  // Where one character is on two keys, the one without Shift is meant: scanners send digits and capitals, and some no Shift at all.
  const meant = new Map([...pairs(shifted, SHIFTED_KEYS), ...pairs(plain, KEYS)]);
  // Two letters of one key before each of them alone.
  const longestFirst = [...meant.keys()].toSorted((a, b) => b.length - a.length);
  return { meant, outputs: new RegExp(longestFirst.map((output) => RegExp.escape(output)).join('|'), 'gu') };
}

function pairs(typed: readonly string[], keys: readonly string[]): [string, string][] {
  return typed.map((output, index) => [output, keys[index] ?? output]);
}

/** The text as the scanner meant it, when the computer has this layout; the same text where nothing differs. */
export function asMeant(text: string, layout: Layout): string {
  const table = tables.get(layout);
  return table ? text.replace(table.outputs, (output) => table.meant.get(output) ?? output) : text;
}

/** Characters that stand on no code of a parcel, and that the layouts make of digits, letters and dashes. */
const FOREIGN = /[\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Greek}\p{Script=Hebrew}ßéèçàùµ§²´¨ôöäüÖÄÜ£°]/u;
const ARABIC_DIGITS = /[\u0660-\u0669\u06F0-\u06F9]/g;

/** Whether a text looks as if it had come through another layout; Arabic digits alone are just digits. */
export function looksForeign(text: string): boolean {
  return FOREIGN.test(text.replace(ARABIC_DIGITS, ''));
}

/** How many keys each row has: they stand or fall together. */
export const ROW_LENGTHS: readonly number[] = [KEYS, SHIFTED_KEYS, ...LAYOUTS.flatMap((layout) => ROWS[layout])].map(
  (row) => row.length,
);
