import { expect, type Page } from '@playwright/test';
import { demoPassword } from '#app/auth/demo-staff.ts';
import { choose, press } from './journey.ts';

export type StaffRole = 'warehouse' | 'agent' | 'policy' | 'finance' | 'finance2';

/** Signs in as one of the demo's staff; the page that follows is the first of the role's areas. */
export async function signIn(page: Page, role: StaffRole): Promise<void> {
  await page.goto('/staff/sign-in');
  await page.locator('input[name="email"]').fill(`${role}@retour.example`);
  await page.locator('input[name="password"]').fill(demoPassword);
  await press(page.locator('main form .button-primary'));
  await expect(page.locator('.staff-header a[aria-current="page"]')).toBeVisible();
}

/** Opens a staff page and waits until its scripts have taken over. */
export async function openStaffPage(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForLoadState('networkidle');
}

/** Counts everything in a parcel as announced and as new, and receives it. */
export async function receiveParcel(page: Page, rma: string): Promise<void> {
  await openStaffPage(page, `/dock/${rma}`);
  const grades = page.locator('input[name^="grade-"][value="as-new"]');
  for (const grade of await grades.all()) await choose(grade);
  await page.locator('.dock-receive .button-primary').click();
  await page.waitForURL((url) => url.pathname === '/dock');
}

/** Opens a return at the desk by its code. */
export async function openAtDesk(page: Page, rma: string): Promise<void> {
  await openStaffPage(page, `/desk?find=${rma}`);
  await expect(page).toHaveURL(/\/desk\/returns\//);
}

/** Looks at what the suggested decision pays, and takes it. `visit` sees the preview. */
export async function acceptAll(page: Page, visit: () => Promise<void> = async () => {}): Promise<void> {
  for (const accept of await page.locator('input[name^="choice-"][value="accept"]').all()) {
    if (!(await accept.isChecked())) await choose(accept);
  }
  await page.locator('button[value="preview"]').click();
  await expect(page.locator('button[value="decide"]')).toBeVisible();
  await visit();
  await page.locator('button[value="decide"]').click();
  await expect(page.locator('button[value="decide"]')).toBeHidden();
}
