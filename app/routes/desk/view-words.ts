import type { Translate } from '#app/i18n/types.ts';
import type { QueueViewName } from '#app/services/queue-views.ts';

/** A view of the queue by name, and what stands there when it is empty. */
export function viewWords(view: QueueViewName, t: Translate) {
  switch (view) {
    case 'mine':
    case 'overdue':
    case 'review':
    case 'uninspected':
      return {
        label: t(`queue:view.${view}`),
        empty: { title: t(`queue:empty.${view}.title`), text: t(`queue:empty.${view}.text`) },
      };
    default:
      return {
        label: t(`staff:desk.view.${view}`),
        empty: { title: t(`staff:desk.empty.${view}.title`), text: t(`staff:desk.empty.${view}.text`) },
      };
  }
}
