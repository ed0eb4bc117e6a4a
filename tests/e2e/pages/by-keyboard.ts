import type { Page } from '@playwright/test';

type Role = 'link' | 'button' | 'textbox' | 'searchbox' | 'checkbox' | 'radio' | 'combobox';

const MOST_STOPS = 150;

/** Somebody who has no mouse: whatever is used is reached by Tab, from where the focus stands. */
export function byKeyboard(page: Page) {
  const go = async (name: string | RegExp, role: Role): Promise<void> => {
    const target = page.getByRole(role, { name }).first();
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await target.evaluate((element) => element === document.activeElement, undefined, { timeout: 10_000 }))
        return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not reach ${name}`);
  };
  return {
    go,
    /** Into the field, and the words. */
    async type(name: string | RegExp, words: string, role: Role = 'textbox') {
      await go(name, role);
      await page.keyboard.type(words);
    },
    /** The choice or the box, and Space. */
    async choose(name: string | RegExp, role: 'radio' | 'checkbox') {
      await go(name, role);
      await page.keyboard.press('Space');
    },
    /** To the link or the button, Enter, and the document that follows. */
    async follow(name: string | RegExp, role: 'link' | 'button') {
      await go(name, role);
      const loaded = page.waitForEvent('load');
      await page.keyboard.press('Enter');
      await loaded;
    },
  };
}
