import { fail, redirectTo, type StaffArgs } from '#app/http.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { may } from '#app/permissions.ts';
import { CONDITION_KINDS, conditionFields, conditionKind } from '#app/routes/policy/condition-fields.server.ts';
import { newConditionValues } from '#app/routes/policy/condition-form.server.ts';
import type { FormField } from '#app/routes/policy/form-field.ts';
import { hiddenNumber, one, readPosted } from '#app/routes/policy/posted.server.ts';
import { changeRule, switchRule } from '#app/services/change-automation.server.ts';
import { tryRules } from '#app/services/try-automation.server.ts';
import { viewRule } from '#app/services/view-automation.server.ts';
import { type Again, refused, ruleFields } from './automation-page.server.ts';
import { CAP_FIELDS, readChange } from './automation-rule-form.server.ts';
import { conditionsOf, trialWords } from './automation-words.server.ts';

/** One rule with its forms. `?kind=` names the kind of condition that is to be added. */
export async function loadRulePage(args: StaffArgs & { params: { id?: string } }) {
  const { deps, url, staff, t, locale } = args;
  const { rule, document } = (await viewRule(deps, args.params.id ?? '')) ?? fail(404, 'not-found');
  const { definition } = rule;
  const kind = conditionKind(url.searchParams.get('kind'));
  const money = (amount: number, currency: string) => formatMoney({ amount, currency }, locale);
  return {
    ...{ id: rule.id, version: rule.version, on: rule.enabled, name: definition.name, pays: definition.caps.length },
    mayEdit: may(staff.role, 'desk.automate'),
    done: url.searchParams.has('done'),
    does: t(`automation:act.${definition.act}`),
    // What customers get from it: for those too who may not change the rule.
    asks: definition.question,
    fields: [...ruleFields(args), questionField(args)],
    values: { name: [definition.name], act: [definition.act], question: [definition.question ?? ''] },
    conditions: conditionsOf(definition, document, args),
    kinds: CONDITION_KINDS.map((value) => ({ value, label: t(`policy:kind.${value}`) })),
    condition: kind && {
      ...{ kind, name: t(`policy:kind.${kind}`), fields: conditionFields(kind, document, [], args) },
      values: newConditionValues(kind),
    },
    caps: definition.caps.map(({ currency, perReturn, perCustomer, perDay }) => ({
      ...{ id: currency, currency, 'per-return': money(perReturn, currency) },
      ...{ 'per-customer': money(perCustomer, currency), 'per-day': money(perDay, currency) },
    })),
    capFields: capFields(args),
    trial: url.searchParams.has('try') ? trialWords(await tryRules(deps, [definition]), args) : null,
  };
}

const questionField = ({ t }: StaffArgs): FormField => ({
  ...{ type: 'text', name: 'question', label: t('automation:rule.question') },
  hint: t('automation:rule.question-hint'),
});

function capFields({ t }: StaffArgs): FormField[] {
  return [
    { type: 'text', name: 'currency', width: 'tiny', ltr: true, label: t('automation:rule.currency') },
    {
      ...{ type: 'row', name: 'caps' },
      fields: CAP_FIELDS.map((name) => ({ type: 'amount', name, label: t(`automation:rule.${name}`) })),
    },
  ];
}

/** Takes one of the page's forms; each carries the version that was seen. What cannot be done comes back. */
export async function takeRuleForm(args: StaffArgs & { params: { id?: string } }): Promise<Again> {
  const { deps, staff, request, params } = args;
  const found = (await viewRule(deps, params.id ?? '')) ?? fail(404, 'not-found');
  const { posted, broken } = await readPosted(request);
  if (broken.length > 0) return fail(422, 'invalid');
  const seen = { id: found.rule.id, version: hiddenNumber(posted, 'version'), staffId: staff.id };
  const intent = one(posted, 'intent');
  if (intent === 'on' || intent === 'off') {
    const switched = await switchRule(deps, { ...seen, on: intent === 'on' });
    if (switched.ok) throw redirectTo(`/desk/automation/${seen.id}`);
    return refused(switched.refusal.code, args, 'switch');
  }
  const read = readChange(intent, posted, found.rule.definition, found.document, args);
  if (!('change' in read)) return read;
  const changed = await changeRule(deps, seen, read.change);
  if (changed.ok) throw redirectTo(`/desk/automation/${seen.id}?done`);
  return { ...refused(changed.refusal.code, args), values: posted };
}
