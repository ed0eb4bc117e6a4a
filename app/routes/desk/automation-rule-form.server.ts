import { fail, type StaffArgs } from '#app/http.server.ts';
import { conditionKind } from '#app/routes/policy/condition-fields.server.ts';
import { readCondition } from '#app/routes/policy/condition-form.server.ts';
import { fieldReader } from '#app/routes/policy/field-reader.server.ts';
import { hiddenNumber, one, type Posted } from '#app/routes/policy/posted.server.ts';
import { isCountry } from '#app/services/policy-terms.server.ts';
import {
  AUTOMATION_ACTS,
  type AutomationRule,
  CapSchema,
  MOST_CAPS,
  MOST_CONDITIONS,
} from '#machines/automation/index.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';
import type { Again } from './automation-page.server.ts';

export const CAP_FIELDS = ['per-return', 'per-customer', 'per-day'] as const;

type Read = { change: (rule: AutomationRule) => AutomationRule } | Again;

/** The change that one of a rule's forms asks for, or a sentence for each field that does not make sense. */
export function readChange(
  intent: string,
  posted: Posted,
  rule: AutomationRule,
  document: PolicyDocument,
  args: StaffArgs,
): Read {
  switch (intent) {
    case 'save':
      return readSettings(posted, args);
    case 'condition':
      return readNewCondition(posted, rule, document, args);
    case 'condition-remove': {
      const index = hiddenNumber(posted, 'index');
      return { change: (now) => ({ ...now, when: now.when.filter((_, place) => place !== index) }) };
    }
    case 'cap':
      return readCap(posted, rule, args);
    case 'cap-remove': {
      const currency = one(posted, 'currency');
      return { change: (now) => ({ ...now, caps: now.caps.filter((cap) => cap.currency !== currency) }) };
    }
    default:
      return fail(422, 'invalid');
  }
}

function readSettings(posted: Posted, args: StaffArgs): Read {
  const read = fieldReader(posted, args);
  const name = read.text('name', 80);
  const act = read.choice('act', AUTOMATION_ACTS);
  const question = read.maybeText('question', 500) ?? null;
  if (!name || !act || read.problems.length > 0) return { problems: read.problems, values: posted };
  return { change: (rule) => ({ ...rule, name, act, question: act === 'ask' ? question : null }) };
}

function readNewCondition(posted: Posted, rule: AutomationRule, document: PolicyDocument, args: StaffArgs): Read {
  const kind = conditionKind(args.url.searchParams.get('kind')) ?? fail(422, 'invalid');
  const read = readCondition(kind, posted, document, isCountry, args);
  if (!read.ok) return { problems: read.problems, values: posted };
  if (rule.when.length >= MOST_CONDITIONS) return tooMany('kind', posted, args);
  return { change: (now) => ({ ...now, when: [...now.when, read.condition] }) };
}

function readCap(posted: Posted, rule: AutomationRule, args: StaffArgs): Read {
  const read = fieldReader(posted, args);
  const [perReturn, perCustomer, perDay] = CAP_FIELDS.map((field) => read.money(field, 'currency'));
  if (!perReturn || !perCustomer || !perDay) return { problems: onceEach(read.problems), values: posted };
  const { currency } = perDay;
  const amounts = { perReturn: perReturn.amount, perCustomer: perCustomer.amount, perDay: perDay.amount };
  const cap = CapSchema.safeParse({ currency, ...amounts });
  const crossed = { field: 'per-return', message: args.t('automation:error.cap-crossed') };
  if (!cap.success) return { problems: [crossed], values: posted };
  const others = rule.caps.filter((one) => one.currency !== currency);
  if (others.length >= MOST_CAPS) return tooMany('currency', posted, args);
  return { change: (now) => ({ ...now, caps: [...now.caps.filter((one) => one.currency !== currency), cap.data] }) };
}

/** Three amounts share one currency: what is wrong with it is said once. */
const onceEach = (problems: Again['problems']): Again['problems'] =>
  problems.filter((problem, index) => problems.findIndex(({ field }) => field === problem.field) === index);

const tooMany = (field: string, values: Posted, { t }: StaffArgs): Again => ({
  problems: [{ field, message: t('automation:error.many') }],
  values,
});
