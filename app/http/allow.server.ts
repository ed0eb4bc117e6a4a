import type { LoaderFunctionArgs } from 'react-router';
import { type Guest, guestOf } from '#app/auth/guest.server.ts';
import { type Staff, staffOf } from '#app/auth/staff.server.ts';
import { type Deps, depsContext, type RequestInfo, requestContext } from '#app/context.server.ts';
import { may, type Permission, type StaffPermission } from '#app/permissions.ts';
import { fail, redirectTo } from './answers.server.ts';

/** What every handler gets. `url` is the page's address, without what the framework adds to it. */
export interface HandlerArgs extends RequestInfo {
  request: Request;
  params: Readonly<Record<string, string | undefined>>;
  url: URL;
  context: LoaderFunctionArgs['context'];
  deps: Deps;
  /** Who is signed in, for the few public pages that show it; asked once for each request. */
  currentStaff: () => Promise<Staff | null>;
}
export interface GuestArgs extends HandlerArgs {
  guest: Guest;
}
export interface StaffArgs extends HandlerArgs {
  staff: Staff;
}

/** A loader or an action that says who may call it; the route-table test refuses one that does not. */
export type Guarded<R> = ((args: LoaderFunctionArgs) => Promise<R>) & { readonly permission: Permission };

/**
 * Wraps every loader and action: the handler runs only for those who have the permission. Without a guest's proof of an
 * order the answer is a redirect to the start page, without a staff session to the sign-in page, without the permission 403.
 *
 *     export const loader = allow('desk.read', async ({ deps, staff, t }) => …);
 */
export function allow<R>(permission: 'public', handler: (args: HandlerArgs) => R | Promise<R>): Guarded<R>;
export function allow<R>(permission: 'guest', handler: (args: GuestArgs) => R | Promise<R>): Guarded<R>;
export function allow<R>(permission: StaffPermission, handler: (args: StaffArgs) => R | Promise<R>): Guarded<R>;
export function allow<R>(...[permission, handler]: Wish<R>): Guarded<R> {
  const guarded = async ({ request, params, url, context }: LoaderFunctionArgs): Promise<R> => {
    const info = context.get(requestContext);
    const deps = context.get(depsContext);
    const args = { ...info, request, params, url, context, deps, currentStaff: () => staffOnce(info, request, deps) };
    if (permission === 'public') return handler(args);
    if (permission === 'guest') return handler({ ...args, guest: await requireGuest(args) });
    return handler({ ...args, staff: await requireStaff(args, permission) });
  };
  return Object.assign(guarded, { permission });
}

type Handler<Args, R> = (args: Args) => R | Promise<R>;
type Wish<R> =
  | ['public', Handler<HandlerArgs, R>]
  | ['guest', Handler<GuestArgs, R>]
  | [StaffPermission, Handler<StaffArgs, R>];

async function requireGuest({ request, url, deps }: HandlerArgs): Promise<Guest> {
  const guest = await guestOf(request, deps);
  if (!guest) throw redirectTo(`/?next=${backTo(url)}`);
  return guest;
}

async function requireStaff(args: HandlerArgs, permission: StaffPermission): Promise<Staff> {
  const { request, url, currentStaff } = args;
  const staff = await currentStaff();
  // A form that was sent after the session had ended did nothing, and its sender is told so.
  const ended = request.method === 'POST' ? '&ended=yes' : '';
  if (!staff) throw redirectTo(`/staff/sign-in?next=${backTo(url)}${ended}`);
  if (!may(staff.role, permission)) fail(403, 'forbidden');
  return staff;
}

// A page's loaders run side by side: one look at the session serves them all, and prolongs it once.
const asked = new WeakMap<RequestInfo, Promise<Staff | null>>();

function staffOnce(info: RequestInfo, request: Request, deps: Deps): Promise<Staff | null> {
  const answer = asked.get(info) ?? staffOf(request, deps, info.setCookie);
  asked.set(info, answer);
  return answer;
}

const backTo = (url: URL) => encodeURIComponent(url.pathname + url.search);
