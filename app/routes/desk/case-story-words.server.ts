import type { StaffArgs } from '#app/http.server.ts';
import { formatInstant, formatMoney } from '#app/i18n/format.ts';
import { type CaseStep, viewCaseStory } from '#app/services/casework/case-story.server.ts';
import type { DeskReturn } from '#app/services/view-desk-return.server.ts';
import type { StoryStep } from './story-words.server.ts';

/** Steps that ask somebody to do something stand out. */
const ASKING: readonly CaseStep['key'][] = ['ask', 'contest-start'];

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
    status: ASKING.includes(step.key) ? 'current' : 'done',
    who: step.name ?? t('staff:desk.return.by.customer'),
  }));
}
