import type { LineVerdict } from '../policy/index.ts';
import type { WithdrawalRight } from '../policy/withdrawal-function.ts';
import type { WithdrawalProblem } from './codes.ts';
import type { Scope } from './statement.ts';

export interface JoinedLine {
  readonly lineId: string;
  readonly quantity: number;
}

/** What comes of a statement about an order that it was matched with. */
export type Joining =
  | { readonly kind: 'join'; readonly lines: readonly JoinedLine[] }
  | { readonly kind: 'ask'; readonly problem: WithdrawalProblem };

/**
 * Which pieces a statement turns into a return by itself: those it names, of lines that have the right, as far as they are not in a return
 * already. Asks for a person where the law or the statement leaves a question: outside the period, goods without the right only, a country
 * without it, own words, lines that the order does not have.
 */
export function joinWithdrawal(
  scope: Scope,
  right: WithdrawalRight,
  lines: readonly { readonly id: string; readonly verdict: LineVerdict }[],
): Joining {
  if (right.kind === 'none') return ask('no-right');
  if (right.kind === 'excluded') return ask('excepted');
  if (right.kind === 'late') return ask('late');
  if (scope.kind === 'words') return ask('own-words');
  const verdicts = new Map(lines.map((line) => [line.id, line.verdict]));
  const named =
    scope.kind === 'all'
      ? lines.map(({ id, verdict }) => ({ lineId: id, quantity: verdict.quantityLeft }))
      : scope.lines;
  if (named.some(({ lineId }) => !verdicts.has(lineId))) return ask('lines-unknown');
  const rightful = named.filter(({ lineId }) => right.lines.includes(lineId));
  if (rightful.length === 0) return ask('excepted');
  const joined = rightful.flatMap(({ lineId, quantity }) => {
    const verdict = verdicts.get(lineId);
    const pieces = Math.min(quantity, verdict?.quantityLeft ?? 0);
    return verdict?.outcome === 'returnable' && pieces > 0 ? [{ lineId, quantity: pieces }] : [];
  });
  return joined.length > 0 ? { kind: 'join', lines: joined } : ask('nothing-left');
}

const ask = (problem: WithdrawalProblem): Joining => ({ kind: 'ask', problem });
