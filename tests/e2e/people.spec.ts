import type { Page } from '@playwright/test';
import { totpCode } from '../support/totp.ts';
import { inspection } from './pages/inspect.ts';
import { answer, press } from './pages/journey.ts';
import { expect, test } from './pages/watched.ts';

test.use({ shop: 'people' });
test.describe.configure({ timeout: 420_000 });

const PASSWORD = 'seventeen brass kettles hum';

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/staff/sign-in');
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await press(page.locator('main form .button-primary'));
}

test('an administrator invites; who is invited makes an account with two factors; its sessions are ended', async ({
  open,
  app,
}) => {
  const { look } = inspection();
  const admin = await open();
  await signIn(admin, 'admin@retour.example', 'retour-demo-password');
  await expect(admin.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
  await look(admin, 'people');
  await admin.getByRole('link', { name: 'Invite a person' }).click();
  await admin.getByRole('button', { name: 'Send invitation' }).click();
  await look(admin, 'invite, wrong', { error: true });
  await admin.getByRole('textbox', { name: 'Name', exact: true }).fill('Nadia New');
  await admin.getByRole('textbox', { name: 'E-mail address' }).fill('nadia@retour.example');
  await answer(admin, 'role', 'agent');
  await admin.getByRole('button', { name: 'Send invitation' }).click();
  await expect(admin.locator('.notice[role="status"]')).toContainText('The invitation is on its way.');

  const mail = await app.waitForMail('nadia@retour.example', 'invitation');
  const path = /\/staff\/invited\/[\w-]+/.exec(mail.text)?.[0] ?? '';
  const nadia = await open();
  await nadia.goto(path);
  await look(nadia, 'invited');
  await nadia.getByRole('textbox', { name: 'New password' }).fill('password password 1');
  await nadia.getByRole('button', { name: 'Make my account' }).click();
  await nadia.getByRole('textbox', { name: 'New password' }).fill(PASSWORD);
  await nadia.getByRole('button', { name: 'Make my account' }).click();
  await expect(nadia.getByRole('heading', { level: 1, name: 'Second factor' })).toBeVisible();
  await nadia.getByRole('textbox', { name: 'Your password' }).fill(PASSWORD);
  await nadia.getByRole('button', { name: 'Continue' }).click();
  await expect(nadia.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  await look(nadia, 'second factor, picture');
  const secret = await nadia.locator('main code').innerText();
  await nadia.getByRole('textbox', { name: 'Code that the app shows' }).fill(totpCode(secret, 50));
  await nadia.getByRole('button', { name: 'Switch on' }).click();
  await nadia.getByRole('textbox', { name: 'Code that the app shows' }).fill(totpCode(secret));
  await nadia.getByRole('button', { name: 'Switch on' }).click();
  await expect(nadia.getByRole('heading', { level: 1, name: 'Your recovery codes' })).toBeVisible();
  await look(nadia, 'recovery codes');
  await nadia.getByRole('link', { name: 'I have kept them' }).click();
  // The link of the mail has had its one time.
  expect((await nadia.goto(path))?.status()).toBe(410);

  const phone = await open();
  await signIn(phone, 'nadia@retour.example', PASSWORD);
  await expect(phone.getByRole('heading', { level: 1, name: 'Enter your code' })).toBeVisible();
  await phone.getByRole('textbox', { name: 'Code' }).fill(totpCode(secret, 50));
  await phone.getByRole('button', { name: 'Continue' }).click();
  await look(phone, 'second step, wrong', { error: true });
  await phone.getByRole('textbox', { name: 'Code' }).fill(totpCode(secret, 1));
  await phone.getByRole('button', { name: 'Continue' }).click();
  await expect(phone.locator('.staff-header a[aria-current="page"]')).toBeVisible();
  await phone.goto('/staff/security');
  await expect(phone.getByText('This device')).toBeVisible();
  await look(phone, 'own account');

  await admin.goto('/people');
  await admin.getByRole('link', { name: 'Nadia New' }).click();
  await look(admin, 'person');
  await admin.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(admin.locator('.notice[role="status"]')).toContainText('signed out everywhere');
  for (const page of [nadia, phone]) {
    await page.goto('/desk');
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  }
});
