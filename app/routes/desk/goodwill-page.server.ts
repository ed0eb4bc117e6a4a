import { data } from 'react-router';
import { z } from 'zod';
import { fail, parseForm, redirectTo, refusalStatus, type StaffArgs } from '#app/http.server.ts';
import { formatCount, formatMoney } from '#app/i18n/format.ts';
import { may } from '#app/permissions.ts';
import { agreeGoodwill, GOODWILL_MOST, giveGoodwill, viewBudget } from '#app/services/casework/give-goodwill.server.ts';
import { GOODWILL_NOTE_LIMIT, GOODWILL_REASONS } from '#machines/goodwill/index.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { FORM_KEY, requireCase } from './case-return.server.ts';
import { readAmount } from './decision-form.server.ts';
import { goodwillDeps, goodwillRows } from './goodwill-words.server.ts';

/** What was given for a return, what the person may still give, and the form. */
export async function loadGoodwillPage(args: StaffArgs) {
  const { deps, staff, t } = args;
  const { row } = await requireCase(args);
  const { id, currency, rmaCode } = row;
  return {
    ...{ code: formatRmaCode(rmaCode), back: `/desk/returns/${id}`, currency, key: deps.ids.next() },
    ...{ mayGive: may(staff.role, 'desk.decide'), noteLimit: GOODWILL_NOTE_LIMIT },
    rows: await goodwillRows(args, { id, currency }),
    budget: await budgetWords(args, currency),
    reasons: GOODWILL_REASONS.map((value) => ({ value, label: t(`casework:goodwill.codes.${value}`) })),
  };
}

async function budgetWords(args: StaffArgs, currency: string): Promise<string> {
  const { t, staff, locale } = args;
  const budget = await viewBudget(goodwillDeps(args), { staffId: staff.id, currency });
  if (!budget) return t('casework:goodwill.none', { currency });
  const money = (amount: number) => formatMoney({ amount, currency }, locale);
  return t('casework:goodwill.left', { left: money(budget.left), budget: money(budget.budget) });
}

const text = z.string().default('');
const fields = z.object({
  intent: z.enum(['give', 'agree', 'refuse'], 'invalid'),
  ...{ amount: text, reason: text, note: text },
  goodwill: z.string().max(64).default(''),
  key: z.string().regex(FORM_KEY).optional(),
});
type Typed = Pick<z.output<typeof fields>, 'amount' | 'reason' | 'note'>;

/** Goodwill that is given or asked for, and what a second person says of it. */
export async function takeGoodwill(args: StaffArgs) {
  const { row } = await requireCase(args);
  const form = await parseForm(args.request, fields, { maxBytes: 8 * 1024 * 1024 });
  if (!form.ok && Object.keys(form.errors).some((name) => name !== 'note')) fail(422, 'invalid');
  if (!form.ok) return again(args, row.currency, { amount: '', reason: '', note: '', ...form.values }, 'note');
  const { intent, goodwill: goodwillId, key: formKey } = form.data;
  const { staff } = args;
  const which = { returnId: row.id, staffId: staff.id };
  if (intent !== 'give') {
    const said = await agreeGoodwill(goodwillDeps(args), { ...which, goodwillId, agrees: intent === 'agree' });
    if (said.ok) throw redirectTo(`/desk/returns/${row.id}/goodwill`);
    const { code } = said.refusal;
    if (code === 'goodwill.not-found') fail(404, 'not-found');
    if (code === 'goodwill.not-allowed') fail(403, 'forbidden');
    return again(args, row.currency, null, code === 'goodwill.same-person' ? 'same-person' : 'not-now', 409);
  }
  if (formKey === undefined) fail(422, 'invalid');
  const typed = { amount: form.data.amount, reason: form.data.reason, note: form.data.note };
  const amount = readAmount(typed.amount, row.currency);
  if (typeof amount === 'string') return again(args, row.currency, typed, 'amount');
  const reason = GOODWILL_REASONS.find((one) => one === typed.reason);
  if (!reason) return again(args, row.currency, typed, 'reason');
  const given = await giveGoodwill(goodwillDeps(args), { ...which, amount, reason, note: typed.note, formKey });
  if (given.ok) throw redirectTo(`/desk/returns/${row.id}?done=${given.given ? 'given' : 'asked'}`);
  const { code } = given.refusal;
  if (code === 'return.not-found') fail(404, 'not-found');
  if (code === 'goodwill.not-allowed') fail(403, 'forbidden');
  return again(args, row.currency, typed, code === 'goodwill.amount' ? 'amount' : 'note', refusalStatus(code));
}

type Problem = 'amount' | 'reason' | 'note' | 'same-person' | 'not-now';

function again({ t, locale }: StaffArgs, currency: string, typed: Typed | null, problem: Problem, status = 422) {
  const limit = formatCount(GOODWILL_NOTE_LIMIT, locale);
  const most = formatMoney({ amount: GOODWILL_MOST, currency }, locale);
  const field = problem === 'same-person' || problem === 'not-now' ? '' : problem;
  const message = t(`casework:goodwill.error.${problem}`, { limit, most });
  return data({ typed, problems: [{ field, message }] }, { status });
}
