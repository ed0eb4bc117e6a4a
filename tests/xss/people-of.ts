import { may, type Permission, type Role, roles, staffPermissions } from '#app/permissions.ts';
import type { Place } from './site.ts';

const known: readonly Permission[] = ['public', 'guest', 'shop-api', ...staffPermissions];

/** What a loader or an action of a route asks for; null where the route has none. */
export function permissionOf(place: Place, handler: 'loader' | 'action'): Permission | null {
  const found = place.module[handler];
  if (found === undefined) return null;
  const named = typeof found === 'function' && 'permission' in found ? found.permission : null;
  const permission = known.find((one) => one === named);
  if (!permission) throw new Error(`${place.file} does not say who may call its ${handler}`);
  return permission;
}

export type Person = Role | 'guest' | 'nobody';

/**
 * Whom a page of a route is for: nobody signed in, everybody who may see it, and of those who may not the first. A form is refused to all of them
 * alike or taken from all alike, so one of those who may send it is enough.
 */
export function peopleOf(place: Place, handler: 'loader' | 'action'): Person[] {
  const asked = permissionOf(place, handler);
  if (asked === null) return ['nobody'];
  if (asked === 'public' || asked === 'guest' || asked === 'shop-api') return ['nobody', 'guest', 'agent'];
  const allowed = roles.filter((role) => may(role, asked));
  const outsiders = roles.filter((role) => !may(role, asked));
  const insiders = handler === 'loader' ? allowed : allowed.slice(0, 1);
  return ['nobody', ...insiders, ...outsiders.slice(0, 1)];
}

/** An address of a route, for things that are not there. */
export const addressOf = ({ path }: Place): string => `/${path.replaceAll(/:\w+|\*/g, 'not-there').replace(/^\//, '')}`;
