import { data } from 'react-router';
import { z } from 'zod';
import { sessionSecret } from '#app/auth/secret.server.ts';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { fail, parseForm, redirectTo, type StaffArgs } from '#app/http.server.ts';
import { accountVault } from '#app/security/account-vault.server.ts';
import { bounceTransfer } from '#app/services/bounce-transfer.server.ts';
import { confirmTransfer } from '#app/services/confirm-transfer.server.ts';
import { recordTransfer, voidRecord } from '#app/services/record-transfer.server.ts';
import { refuseAccount } from '#app/services/refuse-account.server.ts';
import { revealAccount } from '#app/services/reveal-account.server.ts';
import { ACCOUNT_REFUSALS, numberOf } from '#machines/transfer/index.ts';

/** What the page shows after a form that did not lead on. */
export interface TransferAnswer {
  readonly problems: readonly FieldProblem[];
  readonly typed: { readonly reference: string; readonly day: string } | null;
  /** The account, in the answer to the one who asked for it and nowhere else. */
  readonly revealed: { readonly holder: string; readonly number: string; readonly bankCode: string | null } | null;
}

const blank: TransferAnswer = { problems: [], typed: null, revealed: null };

const fields = z.object({
  hash: z.string().max(64).catch(''),
  reference: z.string().max(200).catch(''),
  day: z.string().max(40).catch(''),
  reason: z.enum(ACCOUNT_REFUSALS).optional().catch(undefined),
});

const recordFields = z.object({
  // What a bank prints: letters, digits and a few signs, in any script.
  reference: z
    .string()
    .trim()
    .min(1)
    .max(64)
    .regex(/^[\p{L}\p{N} /.,:+_#-]+$/u),
  day: z.iso.date(),
});

/** Takes one act on a transfer; the services ask for the role, the second person and the content once more. */
export async function takeTransferForm(args: StaffArgs) {
  const form = await parseForm(args.request, fields, { maxBytes: 8 * 1024, maxFields: 20 });
  if (!form.ok) return wrong([{ field: 'reference', message: args.t('rescue:transfer.error.reference') }]);
  const { deps: plain, params, staff, t, url } = args;
  const deps = { ...plain, accounts: accountVault(sessionSecret(plain.env)) };
  const { hash: contentHash, reason, reference, day } = form.data;
  const act = { transferId: (params.id ?? '').slice(0, 100), staffId: staff.id };
  switch (url.searchParams.get('act')) {
    case 'reveal':
      return reveal(args, await revealAccount(deps, act));
    case 'record': {
      const read = recordFields.safeParse(form.data);
      if (!read.success) return wrong(recordProblems(read.error, args), { reference, day });
      const made = { reference: read.data.reference, madeOn: read.data.day };
      return settle(args, await recordTransfer(deps, { ...act, contentHash, ...made }), { reference, day });
    }
    case 'refuse':
      if (!reason) return wrong([{ field: 'reason', message: t('rescue:transfer.error.reason') }]);
      return settle(args, await refuseAccount(deps, { ...act, reason }));
    case 'void':
      return settle(args, await voidRecord(deps, act));
    case 'confirm':
      return settle(args, await confirmTransfer(deps, { ...act, contentHash }));
    case 'bounce':
      return settle(args, await bounceTransfer(deps, act));
    default:
      return fail(422, 'invalid');
  }
}

function recordProblems(error: z.ZodError, { t }: StaffArgs): FieldProblem[] {
  const wrongFields = new Set(error.issues.map(({ path }) => path[0]));
  return (['reference', 'day'] as const)
    .filter((field) => wrongFields.has(field))
    .map((field) => ({ field, message: t(`rescue:transfer.error.${field}`) }));
}

const wrong = (problems: readonly FieldProblem[], typed: TransferAnswer['typed'] = null, status = 422) =>
  data({ ...blank, problems, typed }, { status });

const REFUSALS = [
  'transfer.unknown',
  'transfer.not-allowed',
  'transfer.not-now',
  'transfer.same-person',
  'transfer.first-not-allowed',
  'transfer.other-content',
  'transfer.day-ahead',
  'transfer.account-gone',
  'transfer.disputed',
] as const;
type Code = (typeof REFUSALS)[number];
type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: { readonly code: Code } };

function settle({ t, params }: StaffArgs, answer: Answer, typed: TransferAnswer['typed'] = null) {
  if (answer.ok) throw redirectTo(`/money/transfers/${params.id}?done=yes`);
  const { code } = answer.refusal;
  if (code === 'transfer.unknown') return fail(404, 'not-found');
  const field = code === 'transfer.day-ahead' ? 'day' : '';
  const status = code === 'transfer.not-allowed' ? 403 : code === 'transfer.day-ahead' ? 422 : 409;
  return wrong([{ field, message: t(`terms:code.${code}`) }], typed, status);
}

function reveal(args: StaffArgs, answer: Awaited<ReturnType<typeof revealAccount>>) {
  if (!answer.ok) return settle(args, answer);
  const { account } = answer;
  const bankCode = account.kind === 'local' ? account.bankCode : null;
  const revealed = { holder: account.holder, number: numberOf(account), bankCode };
  return data({ ...blank, revealed }, { headers: { 'Cache-Control': 'no-store' } });
}
