export type OrderNumberKey =
  | { ok: true; key: string }
  | { ok: false; refusal: { code: 'order-number.empty' | 'order-number.too-long' } };

/** Longest text that is looked at, in UTF-16 units: twice what any shop system writes, with the words people put before it. */
export const ORDER_NUMBER_INPUT_LIMIT = 160;
/** Longest key, in UTF-16 units. */
export const ORDER_NUMBER_KEY_LIMIT = 64;

/** What people write before the number, in the languages of the pages and of the biggest markets; longest first where one begins another. */
const WORDS = [
  ...['ORDERS', 'ORDER', 'NUMBER', 'BESTELLNUMMER', 'BESTELLUNG', 'AUFTRAGSNUMMER', 'AUFTRAG', 'NUMMER', 'COMMANDE'],
  ...[
    'NUMÉRO',
    'NUMERO',
    'NÚMERO',
    'PEDIDO',
    'ORDINE',
    'BESTELLING',
    'BESTELNUMMER',
    'BESTÄLLNING',
    'ZAMÓWIENIE',
    'NUM',
  ],
  ...['NO', 'NR', 'N', 'الطلب', 'طلب', 'رقم'],
];
const WORD_BEFORE = new RegExp(`^(?:${WORDS.join('|')})[\\s.:#°]+`, 'u');
/** Chinese and Japanese are written without a space between the word and the number. */
const UNSPACED_WORD_BEFORE = /^(?:订单编号|订单号|订单|訂單編號|訂單|注文番号|注文|编号|号码|番号)[\s.:#]*/u;
const NOT_ALPHANUMERIC = /[^\p{L}\p{M}\p{N}]+/gu;
const LEADING_MARKS = /^[^\p{L}\p{M}\p{N}]+/u;

/**
 * Folds every spelling a person would type of an order number to one key: `#1001`, ` # 1001 `, full-width and Arabic digits, `Order no. 1001`.
 * Every run of spaces, dashes and other marks inside becomes one dash, so `536365 2` finds `#536365-2` and neither is `5363652`.
 * A word before the number is dropped only when more than a dash follows it: shops name orders `NO-1001`, people write `No. 1001`.
 * Refuses a text without letter or digit and one that is too long. Folding a key gives the key itself.
 */
export function orderNumberKey(typed: string): OrderNumberKey {
  if (typed.length > ORDER_NUMBER_INPUT_LIMIT) return { ok: false, refusal: { code: 'order-number.too-long' } };
  const plain = typed
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/\p{Cf}/gu, '')
    .toUpperCase()
    .normalize('NFKC');
  const key = withoutWords(plain.replace(LEADING_MARKS, '')).replace(NOT_ALPHANUMERIC, '-').replace(/^-|-$/g, '');
  if (key === '') return { ok: false, refusal: { code: 'order-number.empty' } };
  if (key.length > ORDER_NUMBER_KEY_LIMIT) return { ok: false, refusal: { code: 'order-number.too-long' } };
  return { ok: true, key };
}

/** Drops words from the front for as long as a number is left behind them: an order may be called `Order A`. */
function withoutWords(text: string): string {
  let rest = text;
  for (;;) {
    const shorter = rest.replace(WORD_BEFORE, '').replace(UNSPACED_WORD_BEFORE, '').replace(LEADING_MARKS, '');
    if (shorter === rest || !/\p{N}/u.test(shorter)) return rest;
    rest = shorter;
  }
}

/** The decimal digits of a script stand in a row from 0 to 9, so the distance to the first of them is the value. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0x30;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}
