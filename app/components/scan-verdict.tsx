import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import type { NoticeTone } from './notice.tsx';

const icons: Readonly<Record<NoticeTone, IconName>> = {
  info: 'info',
  success: 'success',
  warning: 'warning',
  danger: 'stop',
};

/** The answer to a scan, readable from two metres and read aloud at once. The words carry it, the colour only repeats them. */
export function ScanVerdict({ tone, title, children }: { tone: NoticeTone; title: string; children?: ReactNode }) {
  return (
    <div className={`verdict tone-${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon name={icons[tone]} />
      <div>
        <p>{title}</p>
        {children && <div className="verdict-note">{children}</div>}
      </div>
    </div>
  );
}
