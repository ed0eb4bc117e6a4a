import type { Page } from '@playwright/test';

/** A key as the browser is told of it. */
export interface Key {
  readonly key: string;
  readonly code: string;
  readonly text: string;
  readonly windowsVirtualKeyCode?: number;
}

export const TAB: Key = { key: 'Tab', code: 'Tab', text: '\t', windowsVirtualKeyCode: 9 };
export const ENTER: Key = { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 };

/**
 * Presses real keys one after the other, wherever the focus is, without waiting for each: they carry the times at which a device sent them, `gap`
 * milliseconds apart, however late a busy machine hears of them.
 */
export async function sendKeys(page: Page, keys: readonly Key[], gap: number): Promise<void> {
  const device = await page.context().newCDPSession(page);
  const began = Date.now();
  await Promise.all(
    keys.flatMap((key, index) => {
      const at = (milliseconds: number) => (began + index * gap + milliseconds) / 1000;
      return [
        device.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, timestamp: at(0) }),
        device.send('Input.dispatchKeyEvent', { type: 'keyUp', key: key.key, code: key.code, timestamp: at(1) }),
      ];
    }),
  );
  await device.detach();
}
