import type { MergeWords } from '#app/components/staff/merge-panel.tsx';
import type { StaffArgs } from '#app/http.server.ts';
import { formatCount, formatMoney } from '#app/i18n/format.ts';
import { seenUntil } from '#app/services/casework/seen-until.server.ts';
import type { DeskLine } from '#app/services/desk-line.server.ts';
import type { DeskReturn } from '#app/services/view-desk-return.server.ts';
import { REDUCE_REASONS, REJECT_REASONS } from '#machines/line/index.ts';
import { readAmount, type TypedDecision } from './decision-form.server.ts';
import { storyWords } from './story-words.server.ts';

type Field = 'choice' | 'pieces' | 'deduction' | 'reason' | 'note';
type Side = Readonly<Record<Field, string | null>>;
const FIELDS: readonly Field[] = ['choice', 'pieces', 'deduction', 'reason', 'note'];

/**
 * What stands in the return now beside what the person had entered, field by field, with what happened since the version that they saw. `view` is the
 * return as it is now.
 */
export async function mergeWords(
  args: StaffArgs,
  view: DeskReturn,
  { version, typed }: { readonly version: number; readonly typed: ReadonlyMap<string, TypedDecision> },
): Promise<MergeWords> {
  const { t, deps } = args;
  const seen = await seenUntil(deps.db, { returnId: view.id, version: Number.isNaN(version) ? 0 : version });
  const since = storyWords(view, args).filter(
    ({ dateTime }) => seen !== null && Temporal.Instant.compare(Temporal.Instant.from(dateTime), seen) > 0,
  );
  const tables = view.lines.flatMap((line) => {
    const own = typed.get(line.id);
    return own
      ? [{ id: line.id, title: line.title, rows: rowsOf(theirs(line, view, args), yours(own, view, args), args) }]
      : [];
  });
  return {
    lead: t(view.mayDecide ? 'casework:merge.changed' : 'casework:merge.decided'),
    since: {
      title: t('casework:merge.since'),
      steps: since.map(({ id, title, who, when }) => ({ id, title, by: `${who} · ${when}` })),
    },
    columns: [t('casework:merge.field'), t('casework:merge.theirs'), t('casework:merge.yours')],
    differs: t('casework:merge.differs'),
    tables: tables.map(({ id, title, rows }) => ({ id, rows, caption: t('casework:merge.table', { title }) })),
    keep: {
      ...{ action: `/desk/returns/${view.id}/notes`, key: deps.ids.next(), button: t('casework:merge.keep') },
      text: [t('casework:note.merged'), ...tables.flatMap(({ title, rows }) => noteOf(title, rows, args))].join('\n'),
    },
  };
}

interface Row {
  readonly id: Field;
  readonly field: string;
  readonly theirs: string;
  readonly yours: string;
  readonly differs: boolean;
}

function rowsOf(there: Side, own: Side, { t }: StaffArgs): Row[] {
  const nothing = t('casework:merge.nothing');
  return FIELDS.filter((id) => there[id] !== null || own[id] !== null).map((id) => ({
    ...{ id, field: t(`casework:merge.${id}`), theirs: there[id] ?? nothing, yours: own[id] ?? nothing },
    differs: there[id] !== own[id],
  }));
}

const noteOf = (title: string, rows: readonly Row[], { t }: StaffArgs): string[] => {
  const nothing = t('casework:merge.nothing');
  return [
    title,
    ...rows.filter(({ yours: own }) => own !== nothing).map(({ field, yours: own }) => `  ${field}: ${own}`),
  ];
};

/** What a colleague decided; while nobody has, what the dock counted is what changed. */
function theirs(line: DeskLine, { currency }: DeskReturn, { t, locale }: StaffArgs): Side {
  const { decision, counted, acceptable } = line;
  if (!decision) {
    const pieces = counted === null ? null : formatCount(acceptable, locale);
    return { choice: t('casework:merge.undecided'), pieces, deduction: null, reason: null, note: line.dockNote };
  }
  const { type } = decision;
  const reduced = decision.type === 'reduce' ? decision : null;
  return {
    choice: t(`staff:desk.decide.${type}`),
    pieces: decision.type === 'reject' ? null : formatCount(decision.quantity, locale),
    deduction: reduced && formatMoney({ amount: reduced.deduction, currency }, locale),
    reason: reduced
      ? t(`terms:reduce-reason.${reduced.reason}`)
      : decision.type === 'reject'
        ? t(`terms:reject-reason.${decision.reason}`)
        : null,
    note: decision.type === 'accept' ? null : decision.note,
  };
}

/** What the person had entered, as far as their choice asks for it. */
function yours(own: TypedDecision, { currency }: DeskReturn, { t, locale }: StaffArgs): Side {
  const choice = (['accept', 'reduce', 'reject'] as const).find((one) => one === own.choice);
  const amount = readAmount(own.deduction, currency);
  const reduce = REDUCE_REASONS.find((one) => one === own.reduceReason);
  const reject = REJECT_REASONS.find((one) => one === own.rejectReason);
  const pieces = /^\d{1,6}$/.test(own.quantity.trim())
    ? formatCount(Number(own.quantity), locale)
    : own.quantity || null;
  const deduction = typeof amount === 'number' ? formatMoney({ amount, currency }, locale) : own.deduction || null;
  return {
    choice: choice ? t(`staff:desk.decide.${choice}`) : null,
    pieces: choice === 'reject' ? null : pieces,
    deduction: choice === 'reduce' ? deduction : null,
    reason:
      choice === 'reduce' && reduce
        ? t(`terms:reduce-reason.${reduce}`)
        : choice === 'reject' && reject
          ? t(`terms:reject-reason.${reject}`)
          : null,
    note: choice === 'accept' ? null : own.note.trim() || null,
  };
}
