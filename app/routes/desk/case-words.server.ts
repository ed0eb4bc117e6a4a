import type { StaffArgs } from '#app/http.server.ts';
import { may } from '#app/permissions.ts';
import { notePresence } from '#app/services/casework/note-presence.server.ts';
import { lookAtReturn } from '#app/services/casework/raise-signals.server.ts';
import { viewAssignment } from '#app/services/casework/view-assignment.server.ts';
import { viewContest } from '#app/services/casework/view-contest.server.ts';
import { viewConversation } from '#app/services/casework/view-conversation.server.ts';
import type { DeskReturn } from '#app/services/view-desk-return.server.ts';
import { contestStanding } from './contest-page.server.ts';
import { goodwillRows } from './goodwill-words.server.ts';
import { messageEntries } from './message-words.server.ts';
import { noteEntries, noteFormWords } from './note-words.server.ts';
import { presenceWords } from './presence-words.server.ts';
import { signalWords } from './signal-words.server.ts';

/** What people do around a return, in words: who has it open, whose it is, notes and messages. */
export async function caseWords(args: StaffArgs, view: DeskReturn) {
  const { deps, staff, t } = args;
  const which = { returnId: view.id, staffId: staff.id };
  const others = (await notePresence(deps, which)) ?? [];
  const [owner, conversation, entries, form, contest, goodwill, signals] = await Promise.all([
    viewAssignment(deps.db, which),
    viewConversation(deps.db, view.id),
    noteEntries(args, view.id),
    noteFormWords(args, view.id),
    viewContest(deps.db, view.id),
    goodwillRows(args, view),
    lookAtReturn(deps.db, view.id, deps.clock()),
  ]);
  const mayAct = may(staff.role, 'desk.decide');
  return {
    signals: signals.length === 0 ? null : signalWords(signals, args),
    contest: contest && {
      ...{ title: t('casework:contest.desk.title'), text: contestStanding(contest, args), words: contest.words },
      open: contest.state === 'waiting' ? t('casework:contest.desk.open') : null,
      href: `/desk/returns/${view.id}/contest`,
    },
    goodwill: {
      ...{ title: t('casework:goodwill.title'), rows: goodwill },
      open: mayAct ? { href: `/desk/returns/${view.id}/goodwill`, label: t('casework:goodwill.open') } : null,
    },
    presence: {
      href: `/desk/returns/${view.id}/presence`,
      others: presenceWords(others, args),
      label: t('casework:presence.label'),
    },
    assignment: assignmentWords(owner, mayAct, { id: view.id, t }),
    notes: { title: t('casework:note.title'), lead: t('casework:note.lead'), entries, form },
    messages: {
      title: t('casework:message.title'),
      none: t('casework:message.none'),
      waiting: conversation.waiting
        ? { title: t('casework:message.waiting'), text: t('casework:message.waiting-text') }
        : null,
      entries: messageEntries(conversation, view.timeZone, args),
      write: mayAct ? { href: `/desk/returns/${view.id}/messages`, label: t('casework:message.write') } : null,
    },
  };
}

function assignmentWords(
  owner: { readonly mine: boolean; readonly name: string } | null,
  mayAct: boolean,
  { id, t }: { readonly id: string; readonly t: StaffArgs['t'] },
) {
  const action = `/desk/returns/${id}/take`;
  if (owner?.mine) return { action, text: t('casework:assignment.mine'), button: null };
  const name = owner?.name ?? '';
  return {
    action,
    text: owner ? t('casework:assignment.other', { name }) : t('casework:assignment.nobody'),
    button: mayAct ? t(owner ? 'casework:assignment.take-over' : 'casework:assignment.take', { name }) : null,
  };
}
