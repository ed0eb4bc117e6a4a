import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** Nothing here, why, and what can be done about it. */
export function EmptyState({
  icon = 'parcel',
  title,
  level = 2,
  children,
}: {
  icon?: IconName;
  title: string;
  level?: 1 | 2;
  children?: ReactNode;
}) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className="empty">
      <span className="empty-mark">
        <Icon name={icon} size="large" />
      </span>
      <Heading>{title}</Heading>
      {children}
    </div>
  );
}
