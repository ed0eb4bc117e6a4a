import { formatCount } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { Anchor } from './anchor.tsx';

export interface Tab {
  href: string;
  label: string;
  count?: number | undefined;
  /** There are more than `count`; it was not counted further. */
  more?: boolean | undefined;
  current: boolean;
}

/** Views of one list: links, so that each can be shared and opened beside the other. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const { locale } = useWords();
  return (
    <nav className="tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Anchor href={tab.href} aria-current={tab.current ? 'page' : undefined}>
              {tab.label}
              {tab.count !== undefined && (
                <span className="tab-count">{`${formatCount(tab.count, locale)}${tab.more ? '+' : ''}`}</span>
              )}
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  );
}
