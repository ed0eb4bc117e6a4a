import { Tabs } from '#app/components/tabs.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import { may, type Role, type StaffPermission } from '#app/permissions.ts';

const PAGES = [
  ['overview', '/money', 'money.read'],
  ['reconciliation', '/money/reconciliation', 'money.read'],
  ['payouts', '/money/payouts', 'money.read'],
  ['ledger', '/money/ledger', 'money.read'],
  ['transfers', '/money/transfers', 'money.transfer'],
  ['exports', '/money/exports', 'money.export'],
] as const satisfies readonly (readonly [string, string, StaffPermission])[];

/** The pages about money; nobody is led to one that is not for them. */
export function MoneyTabs({ current, role }: { current: (typeof PAGES)[number][0]; role: Role }) {
  const { t } = useWords();
  const shown = PAGES.filter(([, , permission]) => may(role, permission));
  return (
    <Tabs
      label={t('money:pages')}
      tabs={shown.map(([name, href]) => ({ href, label: t(`money:page.${name}`), current: name === current }))}
    />
  );
}
