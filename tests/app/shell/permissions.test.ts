import { expect, test } from 'vitest';
import { areasOf, may, parseRole, roles, staffPermissions } from '#app/permissions.ts';

test('the whole table', () => {
  const table = roles.map((role) => [role, staffPermissions.filter((permission) => may(role, permission))]);
  expect(Object.fromEntries(table)).toEqual({
    warehouse: ['staff.enter', 'dock.read', 'dock.receive'],
    agent: ['staff.enter', 'dock.read', 'desk.read', 'desk.decide', 'policy.read'],
    policy: ['staff.enter', 'desk.read', 'policy.read', 'policy.draft', 'policy.publish'],
  });
});

test('each role begins where its work is', () => {
  expect(roles.map(areasOf)).toEqual([['dock'], ['desk', 'dock', 'policy'], ['policy', 'desk']]);
});

test.each(['', 'admin', 'Agent', 'constructor', null, undefined, 1])('%s is no role', (value) => {
  expect(parseRole(value)).toBeNull();
});
