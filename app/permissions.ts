/** The kinds of staff. A person has exactly one role. */
export const roles = ['warehouse', 'agent', 'finance', 'policy', 'admin', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** What staff may be allowed to do. */
export const staffPermissions = [
  'staff.enter',
  'staff.self',
  'staff.manage',
  'dock.read',
  'dock.receive',
  'dock.found',
  'desk.read',
  'desk.decide',
  'desk.approve',
  'desk.note',
  'desk.automate',
  'policy.read',
  'policy.draft',
  'policy.publish',
  'money.read',
  'money.reconcile',
  'money.transfer',
  'money.export',
  'audit.read',
] as const;
export type StaffPermission = (typeof staffPermissions)[number];

/** What a route asks for: nothing, the proof of one order, the key of the shop's own system, or a permission of staff. */
export type Permission = 'public' | 'guest' | 'shop-api' | StaffPermission;

/** What everybody may who works here: come in, and see to their own account. */
const everybody = ['staff.enter', 'staff.self'] as const;

/** Who may do what. What is not in this table is not allowed. */
const granted: Readonly<Record<Role, readonly StaffPermission[]>> = {
  warehouse: [...everybody, 'dock.read', 'dock.receive', 'dock.found'],
  // Found parcels are a matter of both: the dock has the parcel, customer care the customer.
  agent: [
    ...everybody,
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
    ...everybody,
    'desk.read',
    'desk.approve',
    'desk.note',
    'money.read',
    'money.reconcile',
    'money.transfer',
    'money.export',
  ],
  policy: [...everybody, 'policy.read', 'policy.draft', 'policy.publish', 'desk.read', 'desk.note', 'desk.automate'],
  admin: [...everybody, 'staff.manage', 'audit.read'],
  // Sees all that was done, and does nothing.
  auditor: [...everybody, 'audit.read', 'dock.read', 'desk.read', 'money.read', 'money.export', 'policy.read'],
};

/** True when the role has the permission. The only place that answers this question. */
export function may(role: Role, permission: StaffPermission): boolean {
  return granted[role].includes(permission);
}

/** The parts of the staff's side, each at the path of its name. */
export const areas = ['dock', 'desk', 'money', 'policy', 'people', 'audit'] as const;
export type Area = (typeof areas)[number];

const entry = (area: Area): StaffPermission => (area === 'people' ? 'staff.manage' : `${area}.read`);

/** The areas that a role may open, the one of its daily work first. */
export function areasOf(role: Role): Area[] {
  const home: Readonly<Record<Role, Area>> = {
    ...{ warehouse: 'dock', agent: 'desk', finance: 'money' },
    ...{ policy: 'policy', admin: 'people', auditor: 'audit' },
  };
  const others = areas.filter((area) => area !== home[role]);
  return [home[role], ...others].filter((area) => may(role, entry(area)));
}

/** Reads a stored role; anything else is null, and null may do nothing. */
export function parseRole(value: unknown): Role | null {
  return roles.find((role) => role === value) ?? null;
}
