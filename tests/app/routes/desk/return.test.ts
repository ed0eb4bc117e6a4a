import { expect, test } from 'vitest';
import { loader } from '#app/routes/desk/return.tsx';
import { formatRmaCode } from '#machines/rma-code.ts';
import { sell } from '#tests/app/services/customer/arrange.ts';
import { returnOf } from '#tests/app/services/staff/arrange.ts';
import { withdraw } from '#tests/app/services/withdrawal/arrange.ts';
import { openDesk } from './arrange.ts';

test('a return that was made from a statement of withdrawal leads back to it', async () => {
  await using desk = await openDesk();
  const { shop } = desk;
  await sell(shop, { lines: [{ id: 'a' }] });
  const { id, caseCode, returnId } = await withdraw(shop);
  if (returnId === null) throw new Error('no return came of the statement');
  const open = async (one: string) =>
    (await loader(await desk.argsOf('agent', `/desk/returns/${one}`, { id: one }))).facts;
  expect((await open(returnId)).filter(({ href }) => href)).toEqual([
    {
      ...{ id: 'withdrawal', label: 'Made from', value: `Withdrawal ${formatRmaCode(caseCode)}` },
      href: `/desk/withdrawals/${id}`,
    },
  ]);
  const other = await returnOf(shop, { id: 'o2', number: '#1002', lines: [{ id: 'b' }] });
  expect((await open(other.returnId)).some(({ href }) => href)).toBe(false);
});
