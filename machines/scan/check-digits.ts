/** The check digit that GS1 puts at the end of its numbers (SSCC, GTIN): weights 3 and 1 in turn from the right. GS1 General Specifications 7.9. */
export function hasGs1CheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 ? 3 : 1), 0);
  return /^\d{2,}$/.test(digits) && sum % 10 === 0;
}

const S10_WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7] as const;

/** The check digit of a postal item number, `RR 123456785 DE`: Universal Postal Union, standard S10. */
export function hasS10CheckDigit(code: string): boolean {
  const digits = /^[A-Z]{2}(\d{9})[A-Z]{2}$/.exec(code)?.[1];
  if (digits === undefined) return false;
  const sum = S10_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const check = 11 - (sum % 11);
  return Number(digits[8]) === (check === 10 ? 0 : check === 11 ? 5 : check);
}

/** The check digit of a UPS number, `1Z` and 16 symbols: letters count as their place in the alphabet plus one, every second symbol twice. */
export function hasUpsCheckDigit(code: string): boolean {
  const body = /^1Z([0-9A-Z]{15})(\d)$/.exec(code);
  if (!body) return false;
  const value = (symbol: string) => (/\d/.test(symbol) ? Number(symbol) : (symbol.charCodeAt(0) - 63) % 10);
  const sum = [...(body[1] ?? '')].reduce((total, symbol, index) => total + value(symbol) * (index % 2 ? 2 : 1), 0);
  return (10 - (sum % 10)) % 10 === Number(body[2]);
}
