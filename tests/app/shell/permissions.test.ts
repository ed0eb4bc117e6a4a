import { expect, test } from 'vitest';
import { areasOf, may, parseRole, roles, staffPermissions } from '#app/permissions.ts';

test('the whole table', () => {
  const table = roles.map((role) => [role, staffPermissions.filter((permission) => may(role, permission))]);
  expect(Object.fromEntries(table)).toEqual({
    warehouse: ['staff.enter', 'staff.self', 'dock.read', 'dock.receive', 'dock.found'],
    agent: [
      'staff.enter',
      'staff.self',
      'dock.read',
      'dock.found',
      'desk.read',
      'desk.decide',
      'desk.approve',
      'desk.note',
      'policy.read',
      'money.read',
    ],
    finance: [
      'staff.enter',
      'staff.self',
      'desk.read',
      'desk.approve',
      'desk.note',
      'money.read',
      'money.reconcile',
      'money.transfer',
      'money.export',
    ],
    policy: [
      'staff.enter',
      'staff.self',
      'desk.read',
      'desk.note',
      'desk.automate',
      'policy.read',
      'policy.draft',
      'policy.publish',
    ],
    admin: ['staff.enter', 'staff.self', 'staff.manage', 'audit.read'],
    auditor: [
      'staff.enter',
      'staff.self',
      'dock.read',
      'desk.read',
      'policy.read',
      'money.read',
      'money.export',
      'audit.read',
    ],
  });
});

test('each role begins where its work is', () => {
  expect(roles.map(areasOf)).toEqual([
    ['dock'],
    ['desk', 'dock', 'money', 'policy'],
    ['money', 'desk'],
    ['policy', 'desk'],
    ['people', 'audit'],
    ['audit', 'dock', 'desk', 'money', 'policy'],
  ]);
});

test.each(['', 'owner', 'Agent', 'constructor', null, undefined, 1])('%s is no role', (value) => {
  expect(parseRole(value)).toBeNull();
});
