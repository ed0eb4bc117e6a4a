import type { Command } from '#app/components/staff/command-palette.tsx';
import type { QueueGrid } from '#app/components/staff/use-queue-grid.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { Route } from './+types/queue';

interface Doing extends QueueGrid {
  readonly t: Translate;
  /** Sends the selection with this intent. */
  readonly send: (intent: string) => void;
  readonly go: (href: string) => unknown;
}

/** What the palette offers: every view, what can be done to the selection and to the current row. */
export function queueCommands(page: Route.ComponentProps['loaderData'], doing: Doing): Command[] {
  const { t, act, selectAll, send, go } = doing;
  const views = [
    ...page.tabs.map(({ name, label, href }) => ({ id: name, label, href })),
    ...page.saved.map(savedView),
  ];
  const mine: Command[] = page.mayDecide
    ? [
        { id: 'approve', label: t('queue:bar.approve'), run: () => send('approve') },
        { id: 'take', label: t('queue:bar.take'), run: () => send('take') },
        { id: 'give-back', label: t('queue:bar.give-back'), run: () => send('give-back') },
        { id: 'accept', label: t('queue:bar.accept'), run: () => act({ kind: 'accept' }) },
        { id: 'reject', label: t('queue:bar.reject'), run: () => act({ kind: 'reject' }) },
        { id: 'all', label: t('queue:bar.all'), run: () => selectAll(true) },
        { id: 'none', label: t('queue:bar.none'), run: () => selectAll(false) },
      ]
    : [];
  return [
    ...mine,
    { id: 'open', label: t('queue:bar.open'), run: () => act({ kind: 'open' }) },
    ...views.map(({ id, label, href }) => ({
      id: `view-${id}`,
      label: t('queue:palette.go', { name: label }),
      run: () => void go(href),
    })),
    { id: 'keys', label: t('queue:bar.keys'), run: () => act({ kind: 'help' }) },
  ];
}

const savedView = ({ id, name, href }: { id: string; name: string; href: string }) => ({ id, label: name, href });
