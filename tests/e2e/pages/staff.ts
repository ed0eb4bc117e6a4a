import { expect, type Page } from '@playwright/test';

export type StaffRole = 'warehouse' | 'agent' | 'policy';

/** Signs in as one of the demonstration's people and waits for the first page of their work. */
export async function signIn(page: Page, role: StaffRole): Promise<void> {
  await page.goto('/staff/sign-in');
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(`${role}@retour.example`);
  await page.getByRole('textbox', { name: 'Password' }).fill('retour-demo-password');
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
}

/** Types a code as a scanner does: the symbols, then Enter. */
export async function scan(page: Page, code: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Scan or type the code on the parcel' });
  await expect(field).toBeFocused();
  await field.fill(code);
  await field.press('Enter');
}

/** What stands in the error summary. */
export async function expectProblem(page: Page, sentence: string | RegExp): Promise<void> {
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toContainText(sentence);
}
