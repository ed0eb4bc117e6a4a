import type { FieldProblem } from '#app/components/error-summary.tsx';
import type { StaffArgs } from '#app/http.server.ts';
import { may, parseRole } from '#app/permissions.ts';
import type { FilterField, FilterProblem, FilterReading } from '#app/services/desk-filter.ts';
import { deskPeople } from '#app/services/desk-people.server.ts';
import { REASON_CODES } from '#machines/policy/reasons.ts';

/** Those of the staff to whom a return can be given. */
export async function decidingPeople({ deps }: StaffArgs) {
  const people = await deskPeople(deps);
  return people.filter(({ role }) => {
    const known = parseRole(role);
    return known !== null && may(known, 'desk.decide');
  });
}

/** The filter's form in the reader's words: what was typed, what can be chosen, and what is wrong with it. */
export function filterWords(reading: FilterReading, people: readonly { id: string; name: string }[], args: StaffArgs) {
  const { t, staff } = args;
  const others = people.filter((one) => one.id !== staff.id);
  return {
    typed: reading.typed,
    open: Object.keys(reading.typed).length > 0,
    problems: Object.entries(reading.problems).map(([field, problem]): FieldProblem => {
      return { field, message: problemWords(field, problem, args) };
    }),
    reasons: REASON_CODES.map((value) => ({ value, label: t(`terms:reason.${value}`) })),
    resolutions: (['refund', 'store-credit'] as const).map((value) => ({
      value,
      label: t(`queue:filter.resolutions.${value}`),
    })),
    people: [
      { value: 'me', label: t('queue:row.you') },
      { value: 'nobody', label: t('queue:row.nobody') },
      ...others.map(({ id, name }) => ({ value: id, label: name })),
    ],
  };
}

function problemWords(field: string, problem: FilterProblem, { t }: StaffArgs): string {
  if (problem === 'order')
    return field === 'to' ? t('queue:filter.error.amount-order') : t('queue:filter.error.day-order');
  if (problem === 'amount') return t('queue:filter.error.amount');
  if (problem === 'day') return t('queue:filter.error.day');
  if (problem === 'text') return t('queue:filter.error.text');
  if (problem === 'currency') return t('queue:filter.error.currency.currency');
  const choices = ['country', 'reason', 'resolution', 'assigned'] as const satisfies readonly FilterField[];
  const known = choices.find((one) => one === field) ?? 'country';
  return t(`queue:filter.error.${known}.unknown`);
}
