import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** Splits a code into groups that a person can read out; one that is written in groups keeps them. */
export function groupCode(code: string): string[] {
  const written = code.split(/[\s-]+/).filter(Boolean);
  return written.length > 1 ? written : (code.match(/.{1,4}/g) ?? []);
}

export interface PanelProps {
  title: string;
  code?: string | undefined;
  /** What the code is: "Your return code". */
  codeLabel?: string | undefined;
  children?: ReactNode;
}

/** The page's good news as a parcel tag: the heading, what happens next, and below the perforation the code in large groups. */
export function Panel({ title, code, codeLabel, children }: PanelProps) {
  return (
    <div className="panel">
      <div className="panel-head">
        <span className="panel-mark">
          <Icon name="check" size="large" />
        </span>
        <h1>{title}</h1>
        {children && <div className="panel-words">{children}</div>}
      </div>
      {code && (
        <p className="panel-code">
          <span className="panel-code-label">{codeLabel}</span>
          <strong dir="ltr" translate="no">
            {groupCode(code).join(' ')}
          </strong>
        </p>
      )}
    </div>
  );
}
