import type { Page } from '@playwright/test';
import { ENTER, type Key, sendKeys } from './keys.ts';

/** Milliseconds between two signs. */
const GAP = 4;

/** Types as a scanner does, with Enter or Tab at the end: a busy machine, which hears of the keys late and in pieces, does not make a person of it. */
export async function scanCode(page: Page, code: string, end: Key = ENTER): Promise<void> {
  const signs = [...code].map((sign) => ({ key: sign, text: sign, code: placeOf(sign) }));
  await sendKeys(page, [...signs, end], GAP);
}

const placeOf = (sign: string) => (/\d/.test(sign) ? `Digit${sign}` : `Key${sign.toUpperCase()}`);
