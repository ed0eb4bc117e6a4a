import type { ReactNode } from 'react';
import { useWords } from '#app/i18n/use-words.ts';
import { Anchor } from './anchor.tsx';
import { Brand } from './brand.tsx';
import { Icon } from './icon.tsx';
import { LanguageSwitcher } from './language-switcher.tsx';
import { SkipLink } from './skip-link.tsx';

export interface CustomerFrameProps {
  shopName: string;
  /** Path and query of this page: the language switcher comes back to it. */
  path: string;
  /** Somebody's order is open: the way to close it is shown. */
  open?: boolean;
  /** `wide` for pages with a summary beside the task. */
  width?: 'narrow' | 'wide';
  children: ReactNode;
}

/** Around every customer page: shop, help (always in the same place), language; then the page; then the small print. */
export function CustomerFrame({ shopName, path, open = false, width = 'narrow', children }: CustomerFrameProps) {
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
          <LanguageSwitcher path={path} />
        </div>
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
