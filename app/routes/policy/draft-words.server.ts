import { formatInstant } from '#app/i18n/format.ts';
import type { DraftEntryView } from '#app/services/view-policy-draft.server.ts';
import type { Speech } from './rule-words.server.ts';

/** A draft as a row of a list. */
export interface DraftWords {
  readonly id: string;
  readonly title: string;
  readonly state: DraftEntryView['state'];
  readonly base: string;
  readonly changed: string;
  readonly by: string;
}

export function draftWords(draft: DraftEntryView, timeZone: string, { t, locale }: Speech): DraftWords {
  const { id, title, state, baseNumber, publishedNumber } = draft;
  return {
    ...{ id, title, state, by: draft.updatedName },
    base:
      publishedNumber === null
        ? t('policy:drafts.on', { number: baseNumber })
        : t('policy:drafts.became', { number: publishedNumber }),
    changed: formatInstant(draft.updatedAt.toString(), timeZone, locale),
  };
}
