import type { Tone } from '#app/components/tag.tsx';
import { formatDay } from '#app/i18n/format.ts';
import { spokenReceipts } from '#app/i18n/receipt-words.ts';
import type { BenchAnswer, BenchLine } from '#app/services/policy-bench.server.ts';
import type { LineVerdict, RuleVerdict } from '#machines/policy/verdict.ts';
import { deadlineStepWords } from './deadline-words.server.ts';
import type { Speech } from './rule-words.server.ts';

export interface BenchLineWords {
  readonly key: string;
  readonly title: string;
  readonly answer: string;
  readonly tone: Tone;
  readonly terms: readonly string[];
  readonly receipts: readonly {
    readonly key: string;
    readonly rule: string;
    readonly scope: RuleVerdict['scope'];
    readonly outcome: RuleVerdict['outcome'];
    readonly sentence: string;
    readonly wouldChange: readonly string[];
    readonly figures: string;
    readonly version: string;
  }[];
  readonly steps: readonly string[];
  readonly deadline: string;
}

/** Everything the bench found of one line, in the reader's words; the figures that a rule used stand beside its sentence as they are. */
export function benchLineWords(line: BenchLine, answer: BenchAnswer, index: number, speech: Speech): BenchLineWords {
  const { t } = speech;
  const { verdict, deadline, title } = line;
  return {
    key: `${index}-${verdict.lineId}`,
    title: title ?? t('policy:bench.typed-line'),
    ...answerOf(verdict, speech),
    terms: termsOf(verdict, speech),
    receipts: spokenReceipts(verdict, answer.numberOf, speech).map((receipt, place) => ({
      key: `${place}`,
      rule: receipt.merchant?.name ?? receipt.rule,
      scope: receipt.scope,
      outcome: receipt.outcome,
      sentence: receipt.sentence,
      wouldChange: receipt.wouldChangeSentences,
      figures: figuresOf(receipt.inputs),
      version: versionOf(receipt, speech),
    })),
    steps: deadline.steps.map((step) => deadlineStepWords(step, speech)),
    deadline: t(`policy:bench.law-${deadline.kind}`),
  };
}

function answerOf(verdict: LineVerdict, { t, locale }: Speech): { answer: string; tone: Tone } {
  const day = (iso: string) => formatDay(iso, locale);
  if (verdict.outcome === 'refused') {
    const { endedOn } = verdict;
    return {
      answer: endedOn ? t('policy:simulation.ended', { day: day(endedOn) }) : t('policy:simulation.refused'),
      tone: 'danger',
    };
  }
  const until = verdict.until
    ? t('policy:simulation.until', { day: day(verdict.until.lastDay) })
    : t('policy:simulation.open');
  const basis = t(verdict.basis === 'law' ? 'policy:bench.by-law' : 'policy:bench.by-policy');
  return { answer: `${until} · ${basis}`, tone: 'success' };
}

/** When each resolution ends where that differs; all other terms are said by their receipts. */
function termsOf(verdict: LineVerdict, { t, locale }: Speech): string[] {
  return Object.entries(verdict.resolutions).flatMap(([resolution, state]) => {
    if (!state) return [];
    const what = t(`policy:wish.${resolution as keyof LineVerdict['resolutions']}`);
    const until = state.until ? formatDay(state.until.lastDay, locale) : null;
    if (!state.open) return [t('policy:bench.wish-closed', { what })];
    return [until ? t('policy:bench.wish-until', { what, day: until }) : t('policy:bench.wish-open', { what })];
  });
}

function figuresOf(inputs: RuleVerdict['inputs']): string {
  return Object.entries(inputs)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

function versionOf(
  { policyVersionId, policyNumber }: { policyVersionId: string | null; policyNumber: number | null },
  { t }: Speech,
) {
  if (policyVersionId === null) return '–';
  return policyNumber === null ? t('policy:bench.a-draft') : t('policy:versions.version', { number: policyNumber });
}
