import type { StaffArgs } from '#app/http.server.ts';
import { formatInstant } from '#app/i18n/format.ts';
import { may } from '#app/permissions.ts';
import type { PolicyDraftView } from '#app/services/view-policy-draft.server.ts';
import { changeSentences, findingSentences } from './change-words.server.ts';
import { frameOf } from './draft-page.server.ts';
import { otherGround } from './draft-summary.server.ts';
import type { Speech } from './rule-words.server.ts';

/** The last two steps: proposing with a begin and a reason, and what the second person reads before it goes to the customers. */
export function proposalPage(view: PolicyDraftView, staff: StaffArgs['staff'], speech: Speech) {
  const { draft, timeZone, endedBy, names } = view;
  const { t, locale } = speech;
  const moment = (at: Temporal.Instant) => formatInstant(at.toString(), timeZone, locale);
  const asked = draft.effectiveFrom?.toZonedDateTimeISO(timeZone) ?? null;
  return {
    frame: frameOf(draft, staff),
    against:
      draft.baseNumber === 0 ? t('policy:edit.against-none') : t('policy:draft.against', { number: draft.baseNumber }),
    nothing: t('policy:edit.nothing', { number: draft.baseNumber }),
    sentences: changeSentences(view.changes, speech, draft.document),
    blocking: findingSentences(view.findings, speech, draft.document).blocking,
    ...{ base: draft.baseNumber, ground: otherGround(view) },
    ended: endedBy && { number: endedBy.number, from: moment(endedBy.effectiveFrom) },
    timeZone,
    today: view.now.toZonedDateTimeISO(timeZone).toPlainDate().toString(),
    published: draft.publishedNumber,
    suggested: {
      when: asked ? 'later' : 'now',
      day: asked?.toPlainDate().toString() ?? '',
      time: asked ? asked.toPlainTime().toString({ smallestUnit: 'minute' }) : '00:00',
      reason: draft.reason ?? '',
    },
    proposal: draft.state === 'proposed' ? proposalOf(view, staff, names.proposed ?? '', moment, speech) : null,
  };
}

function proposalOf(
  { draft, nextNumber }: PolicyDraftView,
  staff: StaffArgs['staff'],
  by: string,
  moment: (at: Temporal.Instant) => string,
  { t }: Speech,
) {
  const me = `staff:${staff.id}`;
  return {
    hash: draft.proposedHash ?? '',
    next: nextNumber,
    by,
    on: draft.proposedAt ? moment(draft.proposedAt) : '',
    begins: draft.effectiveFrom ? moment(draft.effectiveFrom) : t('policy:proposal.when-approved'),
    reason: draft.reason ?? '',
    /** Why this reader is not the second person; null: they are. */
    notMe: may(staff.role, 'policy.publish')
      ? draft.proposedBy === me || draft.updatedBy === me
        ? ('same-person' as const)
        : null
      : ('not-allowed' as const),
  };
}
export type ProposalPage = ReturnType<typeof proposalPage>;
