import { formatCount, formatInstant } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { Act } from '#app/services/view-audit.server.ts';

interface Reader {
  readonly t: Translate;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly people: readonly { id: string; name: string }[];
}

/** An act in the reader's words. One that has no words, from a version to come, is shown by its code. */
export function actWords(row: Act, { t, locale, timeZone, people }: Reader) {
  return {
    seq: row.seq,
    number: formatCount(row.seq, locale),
    when: formatInstant(row.at.toString(), timeZone, locale),
    who: whoOf(row.actor, people, t),
    act: nameOf(row.act, t),
    returnHref: row.returnId === null ? null : `/desk/returns/${row.returnId}`,
    why: row.why,
  };
}

function whoOf(actor: string, people: Reader['people'], t: Translate): string {
  const person = people.find((one) => one.id === actor);
  if (person) return person.name;
  if (actor === 'customer' || actor === 'system') return t(`audit:${actor}`);
  return actor;
}

/** What staff do, by what it is done to. */
const ACTS = {
  return: ['receive', 'decide', 'cancel'],
  line: ['inspect', 'accept', 'reduce', 'reject', 'cancel'],
  parcel: ['draw-again', 'receive', 'void', 'dispatched', 'label-wanted'],
  payout: ['retry', 'stop', 'replace', 'cancel'],
  transfer: ['ask', 'give', 'reveal', 'refuse', 'record', 'void', 'confirm', 'bounce', 'withdraw'],
  withdrawal: ['join', 'ask', 'match', 'answer', 'repeat'],
} as const;
const AUTOMATION_RULE_ACTS = ['make', 'change', 'on', 'off', 'order'] as const;
const PERSON_ACTS = [
  ...(['invite', 'uninvite', 'join', 'first', 'role', 'off', 'on', 'sessions', 'factor-reset'] as const),
  ...(['factor-on', 'factor-codes', 'factor-off', 'password', 'reset', 'device'] as const),
] as const;
const DECISION_ACTS = ['propose', 'approve', 'send-back', 'void'] as const;
const FOUND_ACTS = ['put', 'match', 'close', 'reopen'] as const;
const DOCK_ACTS = ['count'] as const;
/** What people do around a return, as `<subject>-<act>`. */
const CASE_ACTS = [
  ...(['note-write', 'message-write', 'message-ask', 'contest-uphold', 'contest-correct'] as const),
  ...(['goodwill-start', 'goodwill-give', 'goodwill-agree', 'goodwill-refuse'] as const),
] as const;
const POLICY_ACTS = ['propose', 'publish', 'withdraw', 'discard'] as const;

function nameOf(act: string, t: Translate): string {
  const [subject = '', event = ''] = act.split('.');
  const among = <const Code extends string>(codes: readonly Code[]) => codes.find((code) => code === event);
  switch (subject) {
    case 'return':
      return saying(among(ACTS.return), act, (code) => t(`terms:event.return.${code}`));
    case 'line':
      return saying(among(ACTS.line), act, (code) => t(`terms:event.line.${code}`));
    case 'parcel':
      return saying(among(ACTS.parcel), act, (code) => t(`terms:event.parcel.${code}`));
    case 'payout':
      return saying(among(ACTS.payout), act, (code) => t(`terms:event.payout.${code}`));
    case 'transfer':
      return saying(among(ACTS.transfer), act, (code) => t(`terms:event.transfer.${code}`));
    case 'withdrawal':
      return saying(among(ACTS.withdrawal), act, (code) => t(`terms:event.withdrawal.${code}`));
    case 'policy':
      return saying(among(POLICY_ACTS), act, (code) => t(`audit:act.${code}`));
    case 'decision':
      return saying(among(DECISION_ACTS), act, (code) => t(`approval:act.${code}`));
    case 'found':
      return saying(among(FOUND_ACTS), act, (code) => t(`dock-said:act.${code}`));
    case 'automation':
      return saying(among(AUTOMATION_RULE_ACTS), act, (code) => t(`automation:audit.${code}`));
    case 'person':
      return saying(among(PERSON_ACTS), act, (code) => t(`people:act.${code}`));
    case 'dock':
      return saying(among(DOCK_ACTS), act, (code) => t(`parcel:act.${code}`));
    default:
      return saying(
        CASE_ACTS.find((code) => code === `${subject}-${event}`),
        act,
        (code) => t(`casework:act.${code}`),
      );
  }
}

const saying = <Code extends string>(code: Code | undefined, otherwise: string, say: (code: Code) => string): string =>
  code === undefined ? otherwise : say(code);
