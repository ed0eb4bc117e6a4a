import type { FieldProblem } from '#app/components/error-summary.tsx';
import type { WantedProof } from '#app/http/fresh.server.ts';
import type { Translate } from '#app/i18n/types.ts';
import type { QuoteWords } from './quote-words.server.ts';

/** What a decision pays, before it is confirmed. */
export type DecisionPreview = QuoteWords & {
  readonly version: number;
  readonly amount: string | null;
  /** What is wanted before this much leaves, or null. */
  readonly proof: WantedProof | null;
  /** What is said where one person does not let that much go, and what the button says then. */
  readonly second: { readonly text: string; readonly button: string } | null;
};

/** What is wrong with a proof that was shown, or that none was; nothing where it is only announced. */
export function proofProblems(proof: WantedProof | null, t: Translate): FieldProblem[] {
  if (!proof?.problem) return [];
  const key = proof.problem === 'password' ? 'wrong-password' : proof.problem;
  return [{ field: 'proof', message: t(`staff:desk.proof.error.${key}`) }];
}
