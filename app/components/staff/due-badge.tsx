import { Icon, type IconName } from '#app/components/icon.tsx';

export interface Due {
  urgency: 'overdue' | 'soon' | 'later' | 'none';
  /** "Overdue by 3 days": says it without the colour and the picture. */
  text: string;
  /** The day itself. */
  detail: string | null;
}

const icons: Readonly<Record<Due['urgency'], IconName>> = {
  overdue: 'warning',
  soon: 'clock',
  later: 'calendar',
  none: 'minus',
};
const tones = { overdue: 'danger', soon: 'warning', later: 'neutral', none: 'neutral' } as const;

/** By when the law wants a refund made. */
export function DueBadge({ due }: { due: Due }) {
  return (
    <span className={`due due-${due.urgency} tone-${tones[due.urgency]}`} title={due.detail ?? undefined}>
      <Icon name={icons[due.urgency]} size="small" />
      <span>{due.text}</span>
    </span>
  );
}
