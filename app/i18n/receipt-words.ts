import type { Counterfactual, LineVerdict, RuleVerdict } from '#machines/policy/verdict.ts';
import { conditionWords, foundWords, isConditionKind } from './condition-words.ts';
import { type Figures, type Speech, say, textOf } from './figure-words.ts';
import { valueWords } from './value-words.ts';

export type { Speech } from './figure-words.ts';

/** Windows and the guarantee say something else while no end can be named. */
const MAY_HAVE_NO_END: readonly string[] = ['law.window-open', 'policy.window-open'];

/**
 * What a rule said, in one or two sentences of the reader's language: the same words for customers, for staff and in data. A code of a version
 * that has no words any more is given back as it is.
 */
export function receiptSentence(receipt: RuleVerdict, speech: Speech): string {
  const { code, inputs, until, merchant, gaveWayTo } = receipt;
  const key = MAY_HAVE_NO_END.includes(code) && !until ? `${code}-no-end` : code;
  const more = {
    until: until?.lastDay ?? null,
    name: merchant?.name ?? textOf(inputs.name),
    other: gaveWayTo,
    topic: merchant?.topic ?? 'all',
  };
  const sentence = say(`receipt.${key}`, { ...inputs, ...more }, speech);
  if (sentence === null) return code;
  return [sentence, ...afterthoughts(receipt, speech)].join(' ');
}

/** What is said after a sentence where there is something to say: a season, a resolution, a cap, what a rule of the merchant's found. */
function afterthoughts({ code, inputs, merchant }: RuleVerdict, speech: Speech): string[] {
  const { t } = speech;
  if (merchant || code.startsWith('rule.')) return code === 'rule.more' ? [] : because(inputs, speech);
  const said = [
    inputs.season ? t('receipts:season', { season: textOf(inputs.seasonName ?? inputs.season) }) : null,
    inputs.resolution && code.startsWith('policy.window')
      ? t('receipts:for-resolution', { resolution: foundWords('resolution', inputs.resolution, speech) })
      : null,
    inputs.cap && code.startsWith('trigger.') ? say('cap', inputs, speech) : null,
  ];
  return said.filter((sentence) => sentence !== null);
}

function because(inputs: Figures, speech: Speech): string[] {
  const held = Object.entries(inputs).flatMap(([kind, found]) =>
    isConditionKind(kind) && found !== null ? [conditionWords(kind, found, speech)] : [],
  );
  return held.length > 0 ? [speech.t('receipts:because', { conditions: held.join('; ') })] : [];
}

/** What would have changed an answer, in a sentence. A code without words is given back as it is. */
export function wouldChangeSentence({ code, inputs }: Counterfactual, speech: Speech): string {
  const figures = { ...inputs, ...spoken(code, inputs, speech) };
  return say(keyOf(code, inputs), figures, speech) ?? code;
}

function keyOf(code: string, inputs: Figures): string {
  if (code === 'would.within-law' && !inputs.lastDay) return 'would.within-law-open';
  if (code === 'would.other-version')
    return inputs.version === 'purchase' ? 'would.other-version.purchase' : 'would.other-version.current';
  return code;
}

function spoken(code: string, inputs: Figures, speech: Speech): Figures {
  const { kind } = inputs;
  if ((code === 'would.condition' || code === 'would.condition-known') && isConditionKind(kind)) {
    return {
      condition: conditionWords(kind, inputs.wanted ?? null, speech),
      found: foundWords(kind, inputs.found ?? null, speech),
    };
  }
  const told = code === 'would.after-law' || code === 'would.other-version';
  return told ? { value: valueWords(inputs, speech) } : {};
}

/** A receipt as data and as words, for pages and for JSON. */
export interface SpokenReceipt extends RuleVerdict {
  readonly sentence: string;
  /** The number of the policy version that was read; null for the law and the line itself. */
  readonly policyNumber: number | null;
  readonly wouldChangeSentences: readonly string[];
}

/** A verdict's receipts with their sentences, in the order in which they were given. */
export function spokenReceipts(
  verdict: Pick<LineVerdict, 'receipts'>,
  numberOf: (versionId: string) => number | null,
  speech: Speech,
): SpokenReceipt[] {
  return verdict.receipts.map((receipt) => ({
    ...receipt,
    sentence: receiptSentence(receipt, speech),
    policyNumber: receipt.policyVersionId === null ? null : numberOf(receipt.policyVersionId),
    wouldChangeSentences: receipt.wouldChange.map((one) => wouldChangeSentence(one, speech)),
  }));
}
