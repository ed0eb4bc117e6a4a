import type { DeskScope } from '#db/desk-list.ts';

/** The desk's views of its queue, in the order of their urgency. */
export const QUEUE_VIEWS = [
  'decide',
  'mine',
  'overdue',
  'review',
  'uninspected',
  'failed',
  'on-the-way',
  'paying',
  'finished',
  'cancelled',
] as const;
export type QueueViewName = (typeof QUEUE_VIEWS)[number];
export type ListView = Exclude<QueueViewName, 'failed'>;

/** The view that an address names; what waits for a decision where it names none. */
export const readViewName = (name: string | null): QueueViewName => QUEUE_VIEWS.find((one) => one === name) ?? 'decide';

/** Which returns a view holds. Those with a failed refund are found by their payouts instead. */
export function scopeOfView(view: ListView, { me, now }: { me: string; now: Temporal.Instant }): DeskScope {
  switch (view) {
    case 'decide':
      return { states: ['received'] };
    case 'mine':
      return { states: ['open', 'received', 'decided'], assignedTo: me };
    case 'overdue':
      return { states: ['open', 'received', 'decided'], mark: { dueBefore: now } };
    case 'review':
      return { states: ['open', 'received'], mark: 'review' };
    case 'uninspected':
      return { states: ['open', 'received'], mark: 'uninspected' };
    case 'on-the-way':
      return { states: ['open'] };
    case 'paying':
      return { states: ['decided'] };
    case 'finished':
      return { states: ['closed'] };
    case 'cancelled':
      return { states: ['cancelled'] };
  }
}

/** What is over is read from its end. */
export const isOver = (view: QueueViewName): boolean => view === 'finished' || view === 'cancelled';
