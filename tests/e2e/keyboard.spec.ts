import { byKeyboard } from './pages/by-keyboard.ts';
import { demoOrder } from './pages/journey.ts';
import { openStaffPage, signIn } from './pages/staff-work.ts';
import { expect, test } from './pages/watched.ts';

// The main tasks without a mouse, each page reached and read as the accessibility tree gives it: names, roles and order. The policy's task is in policy.spec.ts.

test.use({ shop: 'keyboard' });

test('a return by keyboard alone: asked for, received, decided and followed, and read in order', async ({
  open,
  app,
}) => {
  const order = demoOrder('#1001');
  const page = await open();
  const { type, choose, follow } = byKeyboard(page);
  const main = page.getByRole('main');
  await page.goto('/');
  await expect(main).toMatchAriaSnapshot(`
    - main:
      - heading "Find your order" [level=1]
      - textbox "Order number"
      - textbox "E-mail address"
      - button "Send me a code"
  `);
  await type('Order number', order.number);
  await type('E-mail address', order.email);
  await follow('Send me a code', 'button');
  const code = /\b\d{4} ?\d{4}\b/.exec((await app.waitForMail(order.email, 'code')).text)?.[0] ?? '';
  await type('Enter the code from your e-mail', code);
  await follow('Continue', 'button');
  await follow('Start a return', 'button');
  await expect(main).toMatchAriaSnapshot(`
    - main:
      - link "Back"
      - group "What do you want to send back?":
        - heading "What do you want to send back?" [level=1]
        - checkbox "Stoneware mug"
        - combobox "How many of Stoneware mug"
        - checkbox "Swing-arm desk lamp"
        - checkbox "Lambswool scarf"
      - button "Continue"
  `);
  await choose('Lambswool scarf', 'checkbox');
  await follow('Continue', 'button');
  await choose('It does not work properly', 'radio');
  await follow('Continue', 'button');
  await follow('Continue', 'button');
  await choose('With our label', 'radio');
  await follow('Continue', 'button');
  await expect(main).toMatchAriaSnapshot(`
    - main:
      - link "Back"
      - heading "Check your answers, then send your return" [level=1]
      - term: Item
      - definition: Lambswool scarf, 1 piece
      - definition:
        - link "Change which items and how many, Lambswool scarf"
      - definition:
        - link "Change why you return Lambswool scarf"
      - definition:
        - link "Change How the money comes back"
      - definition:
        - link "Change How the parcel travels"
      - table "Your refund":
        - caption: Your refund
        - rowgroup:
          - row "What for Amount"
        - rowgroup:
          - row "Lambswool scarf 1 piece €49.00"
        - rowgroup:
          - row "Your refund €49.00"
      - button "Send my return"
  `);
  await follow('Send my return', 'button');
  await expect(main).toMatchAriaSnapshot(`
    - main:
      - heading "Your return is registered" [level=1]
      - heading "What happens next" [level=2]
      - paragraph:
        - link "Label on A4 paper (PDF)"
      - paragraph:
        - link "Follow your return"
  `);
  const rma = /\/r\/(\w+)\/sent$/.exec(page.url())?.[1] ?? '';

  const dock = await open();
  await signIn(dock, 'warehouse');
  await openStaffPage(dock, '/dock');
  await dock.keyboard.type(rma);
  await dock.keyboard.press('Enter');
  await dock.waitForURL((url) => url.pathname === `/dock/${rma}`);
  await expect(dock.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading /Parcel/ [level=1]
      - heading "What should be inside" [level=2]
      - region /Lambswool scarf/:
        - heading "Lambswool scarf" [level=3]
        - textbox /Pieces in the parcel/
        - group "Condition":
          - radio "As new"
        - group "Where it goes":
          - radio /Restock/
      - paragraph:
        - button /Receive/
  `);
  await dock.keyboard.press('1');
  await dock.keyboard.press('Enter');
  await dock.waitForURL((url) => url.searchParams.get('received') === rma);

  const desk = await open();
  await signIn(desk, 'agent');
  await openStaffPage(desk, '/desk');
  const agent = byKeyboard(desk);
  await agent.type('Find a return', rma, 'searchbox');
  await desk.keyboard.press('Enter');
  await desk.waitForURL(/\/desk\/returns\//);
  await agent.choose('Accept', 'radio');
  await agent.go('Preview the refund', 'button');
  await desk.keyboard.press('Enter');
  await expect(desk.locator('button[value="decide"]')).toBeVisible();
  await expect(desk.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading /Return/ [level=1]
      - heading "What happened" [level=2]
  `);
  await agent.go(/€49\.00/, 'button');
  await desk.keyboard.press('Enter');
  await expect(desk.locator('button[value="decide"]')).toBeHidden();

  await follow('Follow your return', 'link');
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading /^Return/ [level=1]
      - list "The steps of your return":
        - listitem
        - listitem
        - listitem
        - listitem
  `);
});

test('a withdrawal by keyboard alone, and read in order', async ({ open }) => {
  const page = await open();
  const { type, follow } = byKeyboard(page);
  await page.goto('/');
  await follow('Withdraw from contract here', 'link');
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "Withdraw from contract here" [level=1]
      - textbox "Your name"
      - textbox "E-mail address for the acknowledgement"
      - button "Continue"
  `);
  await type('Your name', 'Kim Keys');
  await type('Order number', '#1010');
  await type('E-mail address for the acknowledgement', 'kim@example.com');
  await follow('Continue', 'button');
  await follow('Confirm withdrawal', 'button');
  await expect(page).toHaveURL(/\/withdraw\/receipt\//);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading /received/ [level=1]
      - paragraph:
        - link /PDF/
  `);
});
