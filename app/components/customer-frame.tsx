import type { ReactNode } from 'react';
import type { Direction } from '#app/i18n/locales.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { Anchor } from './anchor.tsx';
import { Brand } from './brand.tsx';
import { Icon } from './icon.tsx';
import { LanguageSwitcher } from './language-switcher.tsx';
import { SkipLink } from './skip-link.tsx';

/** The words of the law, in the reader's language even where the page speaks another. */
export interface EntryLabel {
  text: string;
  lang: string;
  direction: Direction;
}

export interface CustomerFrameProps {
  shopName: string;
  /** Path and query of this page: the language switcher comes back to it. */
  path: string;
  /** Somebody's order is open: the way to close it is shown. */
  open?: boolean;
  /** What leads to the withdrawal from a contract; null: the order that is open has no such right any more. */
  entry?: EntryLabel | null;
  /** `wide` for pages with a summary beside the task. */
  width?: 'narrow' | 'wide';
  children: ReactNode;
}

const WITHDRAW = '/withdraw';

/** Around every customer page: shop, help (always in the same place), language, the withdrawal, which the law wants in sight; then the page; then the small print. */
export function CustomerFrame({
  shopName,
  path,
  open = false,
  entry = null,
  width = 'narrow',
  children,
}: CustomerFrameProps) {
  const { t } = useWords();
  return (
    <div className="frame frame-customer">
      <SkipLink />
      <header className="customer-header">
        <Brand name={shopName} href="/" />
        <div className="header-links">
          <Anchor href="/help" className="header-link">
            <Icon name="help" size="small" />
            <span>{t('frame.help')}</span>
          </Anchor>
          <LanguageSwitcher path={path} everyLanguage={path.startsWith(WITHDRAW)} />
        </div>
        {entry && (
          <Anchor
            href={WITHDRAW}
            className="withdraw-entry"
            lang={entry.lang}
            dir={entry.direction}
            aria-current={path.split('?')[0] === WITHDRAW ? 'page' : undefined}
          >
            {entry.text}
          </Anchor>
        )}
      </header>
      <main id="main" className={`customer-main customer-${width}`} tabIndex={-1}>
        {children}
      </main>
      <footer className="customer-footer">
        <p>{t('frame.footer', { shop: shopName })}</p>
        {open && (
          <form method="post" action="/leave">
            <button type="submit" className="link-like">
              <Icon name="leave" size="small" flip />
              {t('frame.leave')}
            </button>
          </form>
        )}
      </footer>
    </div>
  );
}
