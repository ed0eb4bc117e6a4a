import type { Page } from '@playwright/test';

/** Milliseconds between two signs of a scanner. */
const GAP = 4;

/**
 * Types as a scanner does, wherever the focus is: real keys, each with the time at which the device sent it, so that a busy machine, which hears of them
 * late and in pieces, does not make a person of the scanner.
 */
export async function scanCode(page: Page, code: string, end: 'Enter' | 'Tab' = 'Enter'): Promise<void> {
  const device = await page.context().newCDPSession(page);
  const began = Date.now() / 1000;
  const keys = [
    ...[...code].map((sign) => ({ key: sign, text: sign, code: placeOf(sign) })),
    { ...ENDS[end], key: end },
  ];
  await Promise.all(
    keys.flatMap((key, index) => {
      const timestamp = began + (index * GAP) / 1000;
      return [
        device.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, timestamp }),
        device.send('Input.dispatchKeyEvent', {
          type: 'keyUp',
          key: key.key,
          code: key.code,
          timestamp: timestamp + 0.001,
        }),
      ];
    }),
  );
  await device.detach();
}

const ENDS = {
  Enter: { code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 },
  Tab: { code: 'Tab', text: '\t', windowsVirtualKeyCode: 9 },
};

const placeOf = (sign: string) => (/\d/.test(sign) ? `Digit${sign}` : `Key${sign.toUpperCase()}`);
