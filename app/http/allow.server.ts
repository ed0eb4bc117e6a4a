import type { LoaderFunctionArgs } from 'react-router';
import { type Guest, guestOf } from '#app/auth/guest.server.ts';
import { lacksSecondFactor, type Staff, staffOf } from '#app/auth/staff.server.ts';
import { type Deps, depsContext, type RequestInfo, requestContext } from '#app/context.server.ts';
import { may, type Permission, type StaffPermission } from '#app/permissions.ts';
import { fail, redirectTo } from './answers.server.ts';
import { holdLateForm } from './held-form.server.ts';
import { problem } from './json.server.ts';
import { shopKeyOf } from './shop-key.server.ts';

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
export interface ShopArgs extends HandlerArgs {
  /** Names the key that was shown, in counters; it is not the key. */
  shopKey: string;
}
export interface StaffArgs extends HandlerArgs {
  staff: Staff;
}

/** A loader or an action that says who may call it; the route-table test refuses one that does not. */
export type Guarded<R> = ((args: LoaderFunctionArgs) => Promise<R>) & { readonly permission: Permission };

/**
 * Wraps every loader and action: the handler runs only for those who have the permission. Without a guest's proof of an
 * order the answer is a redirect to the start page, without a staff session to the sign-in page, without the permission 403, without a key of the
 * shop 401 as JSON.
 *
 *     export const loader = allow('desk.read', async ({ deps, staff, t }) => …);
 */
export function allow<R>(permission: 'public', handler: (args: HandlerArgs) => R | Promise<R>): Guarded<R>;
export function allow<R>(permission: 'guest', handler: (args: GuestArgs) => R | Promise<R>): Guarded<R>;
export function allow<R>(permission: 'shop-api', handler: (args: ShopArgs) => R | Promise<R>): Guarded<R>;
export function allow<R>(permission: StaffPermission, handler: (args: StaffArgs) => R | Promise<R>): Guarded<R>;
export function allow<R>(...[permission, handler]: Wish<R>): Guarded<R> {
  const guarded = async ({ request, params, url, context }: LoaderFunctionArgs): Promise<R> => {
    const info = context.get(requestContext);
    const deps = context.get(depsContext);
    const args = { ...info, request, params, url, context, deps, currentStaff: () => staffOnce(info, request, deps) };
    if (permission === 'public') return handler(args);
    if (permission === 'guest') return handler({ ...args, guest: await requireGuest(args) });
    if (permission === 'shop-api') return handler({ ...args, shopKey: requireShop(args) });
    return handler({ ...args, staff: await requireStaff(args, permission) });
  };
  return Object.assign(guarded, { permission });
}

type Handler<Args, R> = (args: Args) => R | Promise<R>;
type Wish<R> =
  | ['public', Handler<HandlerArgs, R>]
  | ['guest', Handler<GuestArgs, R>]
  | ['shop-api', Handler<ShopArgs, R>]
  | [StaffPermission, Handler<StaffArgs, R>];

async function requireGuest({ request, url, deps }: HandlerArgs): Promise<Guest> {
  const guest = await guestOf(request, deps);
  if (!guest) throw redirectTo(`/?next=${backTo(url)}`);
  return guest;
}

function requireShop({ request, deps }: HandlerArgs): string {
  const shown = shopKeyOf(request.headers.get('Authorization'), deps.env);
  if (!shown.ok) throw problem(shown.code);
  return shown.shopKey;
}

async function requireStaff(args: HandlerArgs, permission: StaffPermission): Promise<Staff> {
  const { url, currentStaff, deps } = args;
  const staff = await currentStaff();
  if (!staff) throw await toSignIn(args);
  if (!may(staff.role, permission)) fail(403, 'forbidden');
  // Their own account is all that somebody without a second factor gets to see.
  if (permission !== 'staff.self' && lacksSecondFactor(staff, deps.env))
    throw redirectTo(`/staff/security/factor?next=${backTo(url)}`);
  return staff;
}

/** A form that came after the end of its session did nothing: its sender is told so, and finds what they typed after signing in. */
async function toSignIn({ request, url, deps }: HandlerArgs): Promise<Response> {
  if (request.method !== 'POST') return redirectTo(`/staff/sign-in?next=${backTo(url)}`);
  const token = await holdLateForm(request, url, deps);
  if (token === null) return redirectTo(`/staff/sign-in?next=${backTo(url)}&ended=yes`);
  return redirectTo(`/staff/sign-in?next=${encodeURIComponent(`/staff/held/${token}`)}&ended=kept`);
}

// A page's loaders run side by side: one look at the session serves them all, and prolongs it once.
const asked = new WeakMap<RequestInfo, Promise<Staff | null>>();

function staffOnce(info: RequestInfo, request: Request, deps: Deps): Promise<Staff | null> {
  const answer = asked.get(info) ?? staffOf(request, deps, info.setCookie);
  asked.set(info, answer);
  return answer;
}

const backTo = (url: URL) => encodeURIComponent(url.pathname + url.search);
