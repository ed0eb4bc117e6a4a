import type { StaffArgs } from '#app/http.server.ts';
import { formatInstant, formatMoney } from '#app/i18n/format.ts';
import { type CaseStep, viewCaseStory } from '#app/services/casework/case-story.server.ts';
import type { DeskReturn } from '#app/services/view-desk-return.server.ts';
import type { StoryStep } from './story-words.server.ts';

/** What ends a step that asks somebody to do something. */
const ENDED_BY: Readonly<Partial<Record<CaseStep['key'], readonly CaseStep['key'][]>>> = {
  ask: ['answer', 'answer-asked'],
  'contest-start': ['contest-uphold', 'contest-correct'],
};

/** A question without a later answer, or a contest without an outcome: it stands out as what is going on now. */
function isOpen(step: CaseStep, steps: readonly CaseStep[]): boolean {
  const ends = ENDED_BY[step.key];
  if (!ends) return false;
  return !steps.some(({ key, at }) => ends.includes(key) && Date.parse(at) >= Date.parse(step.at));
}

/** What people did around a return, as steps of its story. */
export async function caseStoryWords(args: StaffArgs, view: DeskReturn): Promise<StoryStep[]> {
  const { t, locale, deps } = args;
  const steps = await viewCaseStory(deps.db, view.id);
  return steps.map((step) => ({
    ...{ id: step.id, dateTime: step.at, when: formatInstant(step.at, view.timeZone, locale), note: null },
    title: t(`casework:story.${step.key}`, {
      name: step.name ?? '',
      amount: 'amount' in step ? formatMoney({ amount: step.amount, currency: view.currency }, locale) : '',
    }),
    status: isOpen(step, steps) ? 'current' : 'done',
    who: step.name ?? t('staff:desk.return.by.customer'),
  }));
}
