import { data } from 'react-router';
import { z } from 'zod';
import { sessionSecret } from '#app/auth/secret.server.ts';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { readAccountForm } from '#app/http/account-form.server.ts';
import { fail, parseForm, redirectTo, type StaffArgs } from '#app/http.server.ts';
import { may, type StaffPermission } from '#app/permissions.ts';
import { accountVault } from '#app/security/account-vault.server.ts';
import { chooseOtherWay } from '#app/services/choose-other-way.server.ts';
import { endDebt } from '#app/services/end-debt.server.ts';
import { stopWait } from '#app/services/stop-wait.server.ts';
import { giveAccount } from '#app/services/transfer-account.server.ts';
import type { DeskPayoutPage } from '#app/services/view-desk-payout.server.ts';
import { requireDeskPayout } from './payout-page.server.ts';

export const NOTE_LIMIT = 500;

const endFields = z.object({
  reason: z.enum(['dispute', 'paid-outside']).optional().catch(undefined),
  note: z.string().trim().max(NOTE_LIMIT).catch(''),
});

const REFUSALS = ['payout.unknown', 'payout.not-open', 'payout.way-closed', 'payout.not-allowed'] as const;

/** Takes what is sent about one amount; each act asks for its own permission, and the services ask again. */
export async function takePayoutForm(args: StaffArgs) {
  const view = await requireDeskPayout(args);
  switch (args.url.searchParams.get('act')) {
    case 'choose':
      return choose(needs(args, 'desk.decide'), view);
    case 'account':
      return account(needs(args, 'desk.decide'), view);
    case 'stop':
      return stop(needs(args, 'desk.decide'), view);
    case 'end':
      return end(needs(args, 'money.transfer'), view);
    default:
      return fail(422, 'invalid');
  }
}

function needs(args: StaffArgs, permission: StaffPermission): StaffArgs {
  return may(args.staff.role, permission) ? args : fail(403, 'forbidden');
}

const byOf = ({ staff }: StaffArgs) => ({ kind: 'staff', staffId: staff.id }) as const;
const whichOf = ({ id, returnId }: DeskPayoutPage) => ({ payoutId: id, returnId });
const depsOf = ({ deps }: StaffArgs) => ({ ...deps, accounts: accountVault(sessionSecret(deps.env)) });

type Typed = Extract<Awaited<ReturnType<typeof readAccountForm>>, { ok: false }>['typed'];

const wrong = (problems: readonly FieldProblem[], status = 422, typed?: Typed) => data({ problems, typed }, { status });

async function choose(args: StaffArgs, view: DeskPayoutPage) {
  const form = await readAccountForm(args.request, args.t);
  const way = (['credit', 'transfer'] as const).find((one) => one === form.intent);
  if (!way) return wrong([{ field: 'intent', message: args.t('rescue:desk.way-error') }], 422, typedOf(form));
  // No account at all: the customer is asked for it.
  if (way === 'transfer' && !form.ok && !form.empty) return wrong(form.problems, 422, form.typed);
  const named = way === 'transfer' && form.ok ? form.account : null;
  const chosen = await chooseOtherWay(depsOf(args), { ...whichOf(view), way, account: named, by: byOf(args) });
  return chosen.ok ? goBack(view) : refused(args, chosen.refusal.code);
}

const typedOf = (form: Awaited<ReturnType<typeof readAccountForm>>) => (form.ok ? undefined : form.typed);

async function account(args: StaffArgs, view: DeskPayoutPage) {
  const form = await readAccountForm(args.request, args.t);
  if (!form.ok) return wrong(form.problems, 422, form.typed);
  const given = await giveAccount(depsOf(args), { ...whichOf(view), account: form.account, by: byOf(args) });
  return given.ok ? goBack(view) : refused(args, given.refusal.code);
}

async function stop(args: StaffArgs, view: DeskPayoutPage) {
  const stopped = await stopWait(args.deps, { ...whichOf(view), by: byOf(args) });
  return stopped.ok ? goBack(view) : refused(args, stopped.refusal.code);
}

async function end(args: StaffArgs, view: DeskPayoutPage) {
  const { t, deps, staff, request } = args;
  const form = await parseForm(request, endFields, { maxBytes: 16 * 1024 });
  const { reason, note } = form.ok ? form.data : endFields.parse({});
  if (!reason) return wrong([{ field: 'reason', message: t('rescue:desk.end-reason-error') }]);
  if (reason === 'paid-outside' && note === '')
    return wrong([{ field: 'note', message: t('rescue:desk.end-note-error') }]);
  const ended = await endDebt(deps, { ...whichOf(view), staffId: staff.id, reason, note: note === '' ? null : note });
  return ended.ok ? goBack(view) : refused(args, ended.refusal.code);
}

const goBack = ({ returnId, id }: DeskPayoutPage): never => {
  throw redirectTo(`/desk/returns/${returnId}/payouts/${id}?done=yes`);
};

function refused({ t }: StaffArgs, code: string) {
  const known = REFUSALS.find((one) => one === code);
  const message = known ? t(`terms:code.${known}`) : t('terms:code.transfer.not-now');
  return wrong([{ field: '', message }], known === 'payout.not-allowed' ? 403 : 409);
}
