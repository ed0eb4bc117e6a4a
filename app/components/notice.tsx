import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

export type NoticeTone = 'info' | 'success' | 'warning' | 'danger';

const icons: Readonly<Record<NoticeTone, IconName>> = {
  info: 'info',
  success: 'success',
  warning: 'warning',
  danger: 'stop',
};

/** Something to know beside the task. `live` for the answer to what the person just did: it is read aloud at once. */
export function Notice({
  tone = 'info',
  title,
  live = false,
  children,
}: {
  tone?: NoticeTone;
  title?: string;
  live?: boolean;
  children?: ReactNode;
}) {
  const role = live ? (tone === 'danger' ? 'alert' : 'status') : undefined;
  return (
    <div className={`notice tone-${tone}`} role={role}>
      <Icon name={icons[tone]} />
      <div className="notice-words">
        {title && <p className="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
