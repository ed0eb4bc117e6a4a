import type { ReactNode } from 'react';
import { formatCount } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { Anchor } from './anchor.tsx';
import { Brand } from './brand.tsx';
import { Icon, type IconName } from './icon.tsx';
import { LanguageSwitcher } from './language-switcher.tsx';
import { SkipLink } from './skip-link.tsx';
import { SessionNotice, type SessionNoticeProps } from './staff/session-notice.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

export type StaffArea = 'dock' | 'desk' | 'money' | 'policy' | 'people' | 'audit';

export interface StaffFrameProps {
  shopName: string;
  path: string;
  /** Null on the sign-in page: no navigation then. */
  person: { name: string; role: 'warehouse' | 'agent' | 'finance' | 'policy' | 'admin' | 'auditor' } | null;
  /** The areas that this person may open; the layout asks permissions.ts. */
  areas: readonly StaffArea[];
  current?: StaffArea | null;
  /** When the session ends; null for nobody. */
  session?: SessionNoticeProps['session'] | null;
  /** What the person has not read of what is for them; null: their work brings them nothing. */
  mentions?: { readonly label: string; readonly unread: number } | null;
  children: ReactNode;
}

const icons: Readonly<Record<StaffArea, IconName>> = {
  dock: 'scan',
  desk: 'scales',
  money: 'money',
  policy: 'calendar',
  people: 'person',
  audit: 'list',
};

/** Around every staff page. The header stays in sight, and scroll-padding keeps it off whatever has the focus. */
export function StaffFrame({
  shopName,
  path,
  person,
  areas,
  current = null,
  session,
  mentions = null,
  children,
}: StaffFrameProps) {
  const { t, locale } = useWords();
  return (
    <div className="frame frame-staff">
      <SkipLink />
      <header className="staff-header">
        <Brand name={shopName} href="/staff" />
        {areas.length > 0 && (
          <nav aria-label={t('frame.areas')}>
            <ul>
              {areas.map((area) => (
                <li key={area}>
                  <Anchor href={`/${area}`} aria-current={area === current ? 'page' : undefined}>
                    <Icon name={icons[area]} size="small" />
                    {t(`frame.area.${area}`)}
                  </Anchor>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <div className="header-links">
          {mentions && (
            <Anchor href="/desk/mentions" document className="mentions-link">
              {mentions.label}
              {mentions.unread > 0 && <span className="tab-count">{formatCount(mentions.unread, locale)}</span>}
            </Anchor>
          )}
          <LanguageSwitcher path={path} />
          {person && <SignedIn person={person} />}
        </div>
      </header>
      <main id="main" className="staff-main" tabIndex={-1}>
        {children}
      </main>
      {session && <SessionNotice session={session} path={path} />}
    </div>
  );
}

function SignedIn({ person }: { person: NonNullable<StaffFrameProps['person']> }) {
  const { t } = useWords();
  return (
    <form method="post" action="/staff/sign-out" className="signed-in">
      <p>
        <Anchor href="/staff/security" document className="signed-in-name">
          <VisuallyHidden>{t('frame.own-account')} </VisuallyHidden>
          <span dir="auto">{person.name}</span>
        </Anchor>{' '}
        <span className="signed-in-role">{t(`terms:role.${person.role}`)}</span>
      </p>
      <button type="submit" className="link-like">
        {t('frame.sign-out')}
      </button>
    </form>
  );
}
