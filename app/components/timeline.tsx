import type { ReactNode } from 'react';
import { useWords } from '#app/i18n/use-words.ts';
import { Icon, type IconName } from './icon.tsx';

export type StepStatus = 'done' | 'current' | 'upcoming' | 'stopped';

export interface TimelineStep {
  id: string;
  title: string;
  status: StepStatus;
  /** A date in words, past or expected, and the same for machines. */
  when?: string | undefined;
  dateTime?: string | undefined;
  detail?: ReactNode;
}

const marks: Readonly<Record<StepStatus, IconName>> = {
  done: 'check',
  current: 'dot',
  upcoming: 'circle',
  stopped: 'cross',
};

/** What happened, what is happening, what comes next. The status is said in words and drawn, never by colour alone. */
export function Timeline({ steps, label }: { steps: readonly TimelineStep[]; label: string }) {
  const { t } = useWords();
  return (
    <ol className="timeline" aria-label={label}>
      {steps.map((step) => (
        <li
          key={step.id}
          className={`timeline-${step.status}`}
          aria-current={step.status === 'current' ? 'step' : undefined}
        >
          <span className="timeline-mark">
            <Icon name={marks[step.status]} size="small" />
          </span>
          <p className="timeline-title">
            {step.title} <span className="timeline-status">{t(`step.${step.status}`)}</span>
          </p>
          {step.when && (
            <p className="timeline-when">
              {step.dateTime ? <time dateTime={step.dateTime}>{step.when}</time> : step.when}
            </p>
          )}
          {step.detail && <div className="timeline-detail">{step.detail}</div>}
        </li>
      ))}
    </ol>
  );
}
