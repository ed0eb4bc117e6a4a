import { expect, test } from 'vitest';
import { loader } from '#app/routes/desk/automation-rule.tsx';
import { insertAutomationRule } from '#db/automation-rules.ts';
import type { AutomationRule } from '#machines/automation/index.ts';
import { openDesk } from './arrange.ts';

test('who may read a rule and not change it reads what it asks customers', async () => {
  await using desk = await openDesk();
  const { shop } = desk;
  const question = 'Which serial number stands on the plug?';
  const definition: AutomationRule = { id: 'plug', name: 'Plugs', act: 'ask', when: [], caps: [], question };
  await shop.db.transaction((tx) =>
    insertAutomationRule(tx, { id: 'plug', position: 1, definition, createdBy: 'staff:p', createdAt: shop.clock() }),
  );
  const page = await loader(await desk.argsOf('agent', '/desk/automation/plug', { id: 'plug' }));
  expect(page).toMatchObject({ mayEdit: false, on: false, asks: question });
});
