import { inspection, ofPages, shared } from './pages/inspect.ts';
import { demoOrder, makeReturn, openOrder, press } from './pages/journey.ts';
import { aPhoto } from './pages/photo.ts';
import { acceptAll, openAtDesk, openStaffPage, receiveParcel, signIn } from './pages/staff-work.ts';
import { expect, test } from './pages/watched.ts';

test.use({ shop: 'accessibility-staff' });

test.describe.configure({ timeout: 180_000 });

test('the pages of dock and desk can be used by everybody', async ({ open, app }) => {
  const customer = await open();
  await openOrder(customer, app, demoOrder('#1014'));
  const rma = await makeReturn(customer, { comment: 'It hums.', photo: await aPhoto() });

  const page = await open();
  const { look, pages } = inspection();
  await openStaffPage(page, '/staff/sign-in');
  await look(page, 'sign-in');
  await press(page.locator('main form .button-primary'));
  await look(page, 'sign-in, wrong', { error: true });
  await signIn(page, 'warehouse');
  await look(page, 'dock');
  await openStaffPage(page, '/staff');
  await look(page, 'home');
  await openStaffPage(page, '/policy');
  await look(page, 'forbidden');
  await openStaffPage(page, '/dock?code=NONSENSE');
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.locator('.verdict')).toBeVisible();
  await expect(page.locator('input[name="code"]')).toBeFocused();
  await openStaffPage(page, `/dock/${rma}`);
  await look(page, 'parcel');
  await page.locator('input[name^="count-"]').first().fill('many');
  await page.locator('.dock-receive .button-primary').click();
  await expect(page.locator('#error-summary')).toBeFocused();
  await look(page, 'parcel, wrong', { error: true });
  await receiveParcel(page, rma);
  await look(page, 'dock, received');

  const desk = await open();
  await signIn(desk, 'agent');
  await openStaffPage(desk, '/desk');
  await look(desk, 'desk');
  await openStaffPage(desk, '/desk?view=cancelled');
  await look(desk, 'desk, empty');
  await openStaffPage(desk, '/desk?find=NONSENSE');
  await look(desk, 'desk, not found', { error: true });
  await openStaffPage(desk, '/desk/automation?try=all');
  await look(desk, 'automation');
  await openStaffPage(desk, '/desk/numbers');
  await look(desk, 'numbers');
  await openAtDesk(desk, rma);
  await look(desk, 'return');
  await acceptAll(desk, () => look(desk, 'return, preview'));
  await look(desk, 'return, decided');
  expect(shared(ofPages(pages), 'heading')).toEqual([]);
  expect(shared(ofPages(pages), 'title')).toEqual([]);
});
