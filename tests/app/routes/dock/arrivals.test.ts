import { expect, test } from 'vitest';
import type { Staff } from '#app/auth/staff.server.ts';
import { type Deps, requestContext } from '#app/context.server.ts';
import type { StaffArgs } from '#app/http.server.ts';
import { loadScanPage } from '#app/routes/dock/scan-page.server.ts';
import type { PolicyDocument } from '#machines/policy/index.ts';
import { openShop, type TestShop } from '#tests/app/services/customer/arrange.ts';
import { receive, returnOf } from '#tests/app/services/staff/arrange.ts';
import { openShell, routeArgs } from '../../shell/support.ts';

const AT_ONCE = { refundTrigger: { when: 'receipt', cap: null } } as const;
/** Where no law wants the goods looked at first, a rule decides with the count. */
const abroad = { country: 'US', timeZone: 'America/New_York' };

/** The dock's first page on the shop's clock, as somebody of the warehouse opens it. */
async function openPage(deps: Deps, { clock }: TestShop, path: string) {
  const { request, params, url, context } = routeArgs(deps, new Request(`http://localhost:3000${path}`));
  const staff: Staff = {
    ...{ id: 'dora', name: 'Dora', email: 'dora@linden.example', role: 'warehouse', sessionId: 's' },
    ...{ secondFactor: false, provedAt: clock(), idleAt: clock(), overAt: clock() },
  };
  const args: StaffArgs = {
    ...{ ...context.get(requestContext), request, params, url, context, deps: { ...deps, clock }, staff },
    currentStaff: async () => staff,
  };
  return (await loadScanPage(args)).page;
}

test('a return that a rule decided with its count is said to be received, as one that waits for the desk', async () => {
  await using shell = await openShell();
  const rules: PolicyDocument['rules'] = [
    { id: 'r', name: 'At once', when: [{ kind: 'country', in: ['US'] }], outcome: AT_ONCE },
  ];
  const shop = await openShop(shell.deps.db, { rules });
  const waits = await returnOf(shop, { id: 'o1', number: '#1001', lines: [{ id: 'a' }] });
  const decided = await returnOf(shop, { id: 'o2', number: '#1002', lines: [{ id: 'b' }], ...abroad });
  const away = await returnOf(shop, { id: 'o3', number: '#1003', lines: [{ id: 'c' }] });
  await receive(waits);
  shop.pass({ minutes: 1 });
  await receive(decided);
  const open = (path: string) => openPage(shell.deps, shop, path);
  expect((await open('/dock')).arrivals.rows.map(({ order, state }) => [order, state])).toEqual([
    ['#1002', 'Received, then: Decided'],
    ['#1001', 'Received'],
  ]);
  const said = async (rmaCode: string) => {
    const { verdict, tone } = await open(`/dock?received=${rmaCode}`);
    return verdict && [tone, verdict.title.split(':')[0], verdict.text];
  };
  expect(await said(waits.rmaCode)).toEqual([
    'success',
    'Received',
    'Customer care decides next. Scan the next parcel.',
  ]);
  expect(await said(decided.rmaCode)).toEqual(['success', 'Received', 'It is decided already. Scan the next parcel.']);
  expect(await said(away.rmaCode)).toBeNull();
});
