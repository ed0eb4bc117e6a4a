import type { Tone } from '#app/components/tag.tsx';
import { formatCount, formatInstant, formatMoney } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locales.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { DifferenceView, RunView } from '#app/services/view-reconciliation.server.ts';

export interface MoneySpeech {
  readonly t: Translate;
  readonly locale: Locale;
  readonly timeZone: string;
}

const RUN_STATES = ['running', 'finished', 'failed'] as const;
const FAILURES = ['misconfigured', 'unreadable', 'not-found'] as const;

/** A run as the list and its own page name it. */
export function runWords(run: RunView, { t, locale, timeZone }: MoneySpeech) {
  const when = (instant: Temporal.Instant) => formatInstant(instant.toString(), timeZone, locale);
  const state = RUN_STATES.find((one) => one === run.state) ?? 'failed';
  const tone: Tone =
    state === 'failed' ? 'danger' : state === 'running' ? 'info' : run.found > 0 ? 'warning' : 'success';
  const failure = FAILURES.find((one) => one === run.failure) ?? 'other';
  return {
    ...{ id: run.id, state, tone, href: `/money/reconciliation/${run.id}` },
    span: t('money:run.span', { since: when(run.since), until: when(run.until) }),
    stateText: t(`money:run.state.${state}`),
    started: when(run.startedAt),
    finished: run.finishedAt === null ? '–' : when(run.finishedAt),
    by: run.by === 'system' ? t('money:run.by-itself') : run.by,
    found: formatCount(run.found, locale),
    counts: (['read', 'agree', 'young', 'foreign', 'gone'] as const).map((name) => ({
      id: name,
      label: t(`money:run.count.${name}`),
      value: formatCount(run.counts[name], locale),
    })),
    failure: state === 'failed' ? t(`money:run.failure.${failure}`) : null,
  };
}

const TONES = { open: 'danger', asked: 'info', accepted: 'neutral', resolved: 'success' } as const satisfies Record<
  DifferenceView['state'],
  Tone
>;

const ACTIONS = ['read-again', 'record-outside', 'send-again', 'accept', 'gone'] as const;

/** A difference as lists and its own page say it. */
export function differenceWords(difference: DifferenceView, { t, locale, timeZone }: MoneySpeech) {
  const { id, kind, state, ours, theirs, note, returnId, refundRef } = difference;
  const when = (instant: Temporal.Instant) => formatInstant(instant.toString(), timeZone, locale);
  const money = (side: { amount: number; currency: string } | null) =>
    side === null ? '–' : formatMoney(side, locale);
  const action = ACTIONS.find((one) => one === difference.action);
  return {
    ...{ id, kind, note, refundRef, href: `/money/differences/${id}` },
    returnHref: returnId && `/desk/returns/${returnId}`,
    kindText: t(`money:kind.${kind}`),
    meaning: t(`money:meaning.${kind}`),
    state: { code: state, text: t(`money:difference.state.${state}`), tone: TONES[state] },
    found: when(difference.foundAt),
    ours: {
      amount: money(ours),
      standing: ours ? t(`money:standing.${ours.standing}`) : t('money:difference.unknown'),
    },
    theirs: {
      amount: money(theirs),
      standing: theirs ? t(`money:standing.${theirs.status}`) : t('money:difference.not-there'),
      created: theirs ? formatInstant(theirs.created, timeZone, locale) : null,
      beside: theirs?.beside ?? null,
    },
    done:
      action === undefined || difference.resolvedAt === null
        ? null
        : t(`money:done.${action}`, {
            who: difference.resolvedBy === 'system' ? t('money:run.by-itself') : (difference.resolvedBy ?? ''),
            when: when(difference.resolvedAt),
          }),
  };
}

export type DifferenceWords = ReturnType<typeof differenceWords>;
export type RunWords = ReturnType<typeof runWords>;
