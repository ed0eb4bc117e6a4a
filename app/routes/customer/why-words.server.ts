import { formatInstant } from '#app/i18n/format.ts';
import type { Speech } from '#app/i18n/receipt-words.ts';
import { type SpokenReceipt, spokenReceipts } from '#app/i18n/receipt-words.ts';
import type { Explained, Explanation } from '#app/services/explain.server.ts';

/** A decision in words: which version decided, when it was judged, and what every rule said. */
export interface WhyLine {
  readonly lineId: string;
  readonly title: string;
  readonly version: number | null;
  readonly decidedAt: string;
  readonly groups: readonly {
    readonly scope: 'line' | 'law' | 'policy';
    readonly receipts: readonly (SpokenReceipt & { readonly id: string })[];
  }[];
}

const SCOPES = ['line', 'law', 'policy'] as const;

export function whyLines({ lines, numbers, timeZone }: Explanation, speech: Speech): WhyLine[] {
  return lines.map(({ lineId, title, verdict }) => {
    const spoken = spokenReceipts(verdict, (id) => numbers.get(id) ?? null, speech);
    const receipts = spoken.map((receipt, index) => ({ ...receipt, id: String(index) }));
    const groups = SCOPES.map((scope) => ({ scope, receipts: receipts.filter((one) => one.scope === scope) }));
    return {
      ...{ lineId, title },
      version: numbers.get(verdict.policyVersionId) ?? null,
      decidedAt: formatInstant(verdict.decidedAt, timeZone, speech.locale),
      groups: groups.filter((group) => group.receipts.length > 0),
    };
  });
}

/** The same as data: codes, figures and sentences side by side, for the line's verdict and each of its receipts. */
export function decisionData(lines: readonly Explained[], numberOf: (id: string) => number | null, speech: Speech) {
  return lines.map(({ lineId, title, verdict }) => {
    const { receipts: _, ...rest } = verdict;
    const policyNumber = numberOf(verdict.policyVersionId);
    return { lineId, title, policyNumber, verdict: rest, receipts: spokenReceipts(verdict, numberOf, speech) };
  });
}
