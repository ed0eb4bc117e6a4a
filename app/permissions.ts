/** The kinds of staff. A person has exactly one role. */
export const roles = ['warehouse', 'agent', 'policy'] as const;
export type Role = (typeof roles)[number];

/** What staff may be allowed to do. */
export const staffPermissions = [
  'staff.enter',
  'dock.read',
  'dock.receive',
  'desk.read',
  'desk.decide',
  'policy.read',
  'policy.draft',
  'policy.publish',
] as const;
export type StaffPermission = (typeof staffPermissions)[number];

/** What a route asks for: nothing, the proof of one order, or a permission of staff. */
export type Permission = 'public' | 'guest' | StaffPermission;

/** Who may do what. What is not in this table is not allowed. */
const granted: Readonly<Record<Role, readonly StaffPermission[]>> = {
  warehouse: ['staff.enter', 'dock.read', 'dock.receive'],
  agent: ['staff.enter', 'desk.read', 'desk.decide', 'dock.read', 'policy.read'],
  policy: ['staff.enter', 'policy.read', 'policy.draft', 'policy.publish', 'desk.read'],
};

/** True when the role has the permission. The only place that answers this question. */
export function may(role: Role, permission: StaffPermission): boolean {
  return granted[role].includes(permission);
}

/** The parts of the staff's side, each at the path of its name. */
export const areas = ['dock', 'desk', 'policy'] as const;
export type Area = (typeof areas)[number];

/** The areas that a role may open, the one of its daily work first. */
export function areasOf(role: Role): Area[] {
  const home: Readonly<Record<Role, Area>> = { warehouse: 'dock', agent: 'desk', policy: 'policy' };
  const others = areas.filter((area) => area !== home[role]);
  return [home[role], ...others].filter((area) => may(role, `${area}.read`));
}

/** Reads a stored role; anything else is null, and null may do nothing. */
export function parseRole(value: unknown): Role | null {
  return roles.find((role) => role === value) ?? null;
}
