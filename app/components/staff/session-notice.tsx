import { Anchor } from '../anchor.tsx';

export interface SessionNoticeProps {
  session: {
    endsAt: string;
    seconds: number;
    soon: string;
    until: string;
    stay: string | null;
  };
  /** Where to be after staying. */
  path: string;
}

/**
 * Says two minutes before a session ends that it does, and prolongs it in one act (WCAG 2.2.1). public/session.js, which the document loads, shows it;
 * without scripts the page says from the beginning until when it holds, with the same link.
 */
export function SessionNotice({ session: { endsAt, seconds, soon, until, stay }, path }: SessionNoticeProps) {
  const href = `/staff/stay?next=${encodeURIComponent(path)}`;
  return (
    <div data-session={endsAt} data-session-seconds={seconds} className="session-notice">
      <div role="status">
        <p hidden>
          <span>{soon}</span>{' '}
          {stay && (
            <Anchor href={href} document>
              {stay}
            </Anchor>
          )}
        </p>
      </div>
      <noscript>
        <p>
          {until} {stay && <a href={href}>{stay}</a>}
        </p>
      </noscript>
    </div>
  );
}
