import type { StepStatus } from '#app/components/timeline.tsx';
import { formatInstant, formatMoney } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { DeskStep } from '#app/services/desk-story.server.ts';
import type { DeskReturn } from '#app/services/view-desk-return.server.ts';

export interface StoryStep {
  readonly id: string;
  readonly title: string;
  readonly status: StepStatus;
  readonly when: string;
  readonly dateTime: string;
  readonly who: string;
  readonly note: string | null;
}

/** What went wrong stands out among what happened. */
const STOPPED: readonly string[] = [
  'return.cancel',
  'return.reopen',
  'parcel.label-failed',
  'payout.refuse',
  'transfer.bounce',
  'automation.held',
  'payout.report.failed',
];

/** The story of a return in words, on the shop's clock. */
export function storyWords(view: DeskReturn, { t, locale }: { t: Translate; locale: Locale }): StoryStep[] {
  const money = (amount: number) => formatMoney({ amount, currency: view.currency }, locale);
  return view.story.map((step) => ({
    id: step.id,
    title: titleOf(step, t, money),
    status: STOPPED.includes(step.key) ? 'stopped' : 'done',
    when: formatInstant(step.at, view.timeZone, locale),
    dateTime: step.at,
    who: step.name ?? t(`staff:desk.return.by.${step.actor}`),
    note: 'note' in step ? (step.note ?? null) : null,
  }));
}

function titleOf(step: DeskStep, t: Translate, money: (amount: number) => string): string {
  if (step.key === 'line.inspect') {
    const pieces = t('product.pieces', { count: step.pieces });
    return t('staff:desk.story.line.inspect', { title: step.title, pieces, grade: t(`terms:grade.${step.grade}`) });
  }
  if (step.key === 'line.accept') {
    const { title } = step;
    return t('staff:desk.story.line.accept', { title, pieces: t('product.pieces', { count: step.pieces }) });
  }
  if (step.key === 'line.reduce') {
    const pieces = t('product.pieces', { count: step.pieces });
    return t('staff:desk.story.line.reduce', { title: step.title, pieces, amount: money(step.amount) });
  }
  if (step.key === 'line.reject') return t('staff:desk.story.line.reject', { title: step.title });
  if (step.key === 'return.settle' && step.amount === 0) return t('staff:desk.story.return.settle-all');
  if (step.key === 'automation.held') return t(`automation:held.${step.held}`);
  if (step.key === 'automation.review' || step.key === 'automation.ask')
    return t(`automation:story.${step.key === 'automation.ask' ? 'ask' : 'review'}`);
  if ('act' in step) return t(`rescue:story.${step.act}`);
  if ('amount' in step) return t(`staff:desk.story.${step.key}`, { amount: money(step.amount) });
  return t(`staff:desk.story.${step.key}`);
}
