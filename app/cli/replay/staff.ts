import { demoPassword, demoStaff } from '#app/auth/demo-staff.ts';
import type { Role } from '#app/permissions.ts';
import { type Browser, type Page, UnexpectedPage } from './browser.ts';
import { findAll, textOf } from './html.ts';
import { type ReplayRow, spoken } from './order-file.ts';

/** One of the demo shop's staff at their browser. */
export class StaffMember {
  readonly #browser: Browser;
  readonly #role: Role;

  constructor(browser: Browser, role: Role) {
    this.#browser = browser;
    this.#role = role;
  }

  /** The dock: types the code, counts all pieces, finds them as new. Does nothing when the return has been decided already. */
  async receive(rmaCode: string, row: ReplayRow): Promise<void> {
    const parcel = await this.open(`/dock?code=${encodeURIComponent(rmaCode)}`);
    if (!parcel.path.startsWith('/dock/')) throw new UnexpectedPage(parcel, `the parcel ${rmaCode} was wanted`);
    const form = parcel.forms.find(({ controls }) => controls.some(({ name }) => name.startsWith('count-')));
    if (!form) return;
    const lines = idsOf(form.controls, 'count');
    const answers = lines.flatMap((id) => [
      [`count-${id}`, String(row.quantity)],
      [`grade-${id}`, 'as-new'],
    ]);
    const received = await this.#browser.submit(parcel, form, Object.fromEntries(answers));
    if (received.status !== 200 && received.status !== 409)
      throw new UnexpectedPage(received, `${rmaCode} was to be received`);
  }

  /** The desk: finds the return, accepts what came, looks at the refund and confirms it. Does nothing when it has been decided already. */
  async accept(rmaCode: string, row: ReplayRow): Promise<void> {
    const page = await this.open(`/desk?find=${encodeURIComponent(rmaCode)}`);
    if (!page.path.startsWith('/desk/returns/')) throw new UnexpectedPage(page, `the return ${rmaCode} was wanted`);
    const form = page.forms.find(({ buttons }) => buttons.some(({ value }) => value === 'preview'));
    if (!form) return;
    const answers = idsOf(form.controls, 'choice').flatMap((id) => [
      [`choice-${id}`, 'accept'],
      [`quantity-${id}`, String(row.quantity)],
    ]);
    const preview = await this.#browser.submit(page, form, Object.fromEntries(answers), 'preview');
    const confirm = preview.forms.find(({ buttons }) => buttons.some(({ value }) => value === 'decide'));
    const refund = spoken(row.owed, row.currency);
    const totals = findAll(preview.content, ({ tag }) => tag === 'tfoot').map(textOf);
    if (!confirm || !totals[0]?.endsWith(refund)) throw new UnexpectedPage(preview, `a refund of ${refund} was wanted`);
    const decided = await this.#browser.submit(preview, confirm, {}, 'decide');
    if (decided.status !== 200 && decided.status !== 409)
      throw new UnexpectedPage(decided, `${rmaCode} was to be decided`);
  }

  /** A page for staff; signs in where the browser is not known or no longer. */
  async open(path: string): Promise<Page> {
    const page = await this.#browser.open(path);
    if (!page.path.startsWith('/staff/sign-in')) return page;
    const form = page.forms.find(({ controls }) => controls.some(({ name }) => name === 'password'));
    const email = demoStaff.find(({ role }) => role === this.#role)?.email ?? '';
    if (!form) throw new UnexpectedPage(page, 'the form to sign in was wanted');
    const inside = await this.#browser.submit(page, form, { email, password: demoPassword });
    if (inside.path.startsWith('/staff/sign-in')) throw new UnexpectedPage(inside, `${email} was to be signed in`);
    return this.#browser.open(path);
  }
}

/** The ids of the lines that a form asks about, from the names of its fields. */
function idsOf(controls: readonly { readonly name: string }[], field: string): string[] {
  const ids = controls.flatMap(({ name }) => (name.startsWith(`${field}-`) ? [name.slice(field.length + 1)] : []));
  return [...new Set(ids)];
}
