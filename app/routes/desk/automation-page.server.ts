import type { FieldProblem } from '#app/components/error-summary.tsx';
import { fail, redirectTo, type StaffArgs } from '#app/http.server.ts';
import { may } from '#app/permissions.ts';
import { fieldReader } from '#app/routes/policy/field-reader.server.ts';
import type { FieldValues, FormField } from '#app/routes/policy/form-field.ts';
import { hiddenNumber, one, readPosted } from '#app/routes/policy/posted.server.ts';
import type { Speech } from '#app/routes/policy/rule-words.server.ts';
import { askEarlier, makeRule, type RuleRefusal } from '#app/services/change-automation.server.ts';
import { tryRules } from '#app/services/try-automation.server.ts';
import { viewRules } from '#app/services/view-automation.server.ts';
import { AUTOMATION_ACTS } from '#machines/automation/index.ts';
import { conditionsOf, refusalWords, trialWords } from './automation-words.server.ts';

/** What a form said that could not be done; what was typed is kept. */
export interface Again {
  readonly problems: FieldProblem[];
  readonly values: FieldValues;
}

export async function loadAutomationPage(args: StaffArgs) {
  const { deps, url, staff, t } = args;
  const { rules, document } = await viewRules(deps);
  const definitions = rules.map(({ definition }) => definition);
  return {
    mayEdit: may(staff.role, 'desk.automate'),
    fields: ruleFields(args),
    rules: rules.map(({ id, version, enabled, definition }) => ({
      ...{ id, version, on: enabled, name: definition.name },
      does: t(`automation:act.${definition.act}`),
      when: conditionsOf(definition, document, args).join('; '),
    })),
    trial: url.searchParams.has('try') ? trialWords(await tryRules(deps, definitions), args) : null,
  };
}

/** The fields that every rule has. */
export function ruleFields({ t }: Speech): FormField[] {
  const choices = AUTOMATION_ACTS.map((value) => ({ value, label: t(`automation:act.${value}`) }));
  return [
    {
      ...{ type: 'text', name: 'name', width: 'medium' },
      ...{ label: t('automation:make.name'), hint: t('automation:make.name-hint') },
    },
    { type: 'radio', name: 'act', label: t('automation:make.act'), choices },
  ];
}

/** Makes a rule, or lets one be asked earlier; what cannot be done comes back. */
export async function takeAutomationForm(args: StaffArgs): Promise<Again> {
  const { deps, staff, request } = args;
  const { posted, broken } = await readPosted(request, 8 * 1024);
  const intent = one(posted, 'intent');
  if (broken.length > 0) return fail(422, 'invalid');
  if (intent === 'earlier') {
    const seen = { id: one(posted, 'rule'), version: hiddenNumber(posted, 'version'), staffId: staff.id };
    const moved = await askEarlier(deps, seen);
    if (moved.ok) throw redirectTo('/desk/automation');
    return refused(moved.refusal.code, args);
  }
  if (intent !== 'make') return fail(422, 'invalid');
  const read = fieldReader(posted, args);
  const name = read.text('name', 80);
  const act = read.choice('act', AUTOMATION_ACTS);
  if (!name || !act) return { problems: read.problems, values: posted };
  const made = await makeRule(deps, { name, act, staffId: staff.id });
  if (made.ok) throw redirectTo(`/desk/automation/${made.id}`);
  return { ...refused(made.refusal.code, args), values: posted };
}

/** A refusal as a problem of the page's form; a rule that is not there ends the request. */
export const refused = (code: RuleRefusal, args: StaffArgs, field = 'name'): Again => ({
  problems: [{ field, message: refusalWords(code, args) }],
  values: {},
});
