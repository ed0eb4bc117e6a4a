/** How the numbers of payment cards begin, and how long they are. */
const BRANDS: readonly RegExp[] = [
  /^4\d{12}(\d{3})?$/, // Visa
  /^(5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}$/, // Mastercard
  /^3[47]\d{13}$/, // American Express
  /^3(0[0-5]|[68]\d)\d{11}$/, // Diners Club
  /^6(011|5\d\d)\d{12}$/, // Discover
  /^(2131|1800|35\d{3})\d{11}$/, // JCB
  /^(5[0678]\d\d|6304|6390|67\d\d)\d{8,15}$/, // Maestro
];

/** The check digit of ISO/IEC 7812. */
function fitsLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** The first number in a text that could be a card's; groups of three digits and more with white space between them are one number. */
export function cardNumberIn(text: string): string | null {
  for (const found of text.matchAll(/(?:\d{3,}\s*)+/g)) {
    const digits = found[0].replaceAll(/\s+/g, '');
    const around = text.slice(Math.max(0, found.index - 3), found.index + found[0].length + 3);
    if (around.includes('.') || digits.length < 12 || digits.length > 19) continue;
    if (BRANDS.some((brand) => brand.test(digits)) && fitsLuhn(digits)) return digits;
  }
  return null;
}
