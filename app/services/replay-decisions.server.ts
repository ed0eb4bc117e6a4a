import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { Reader } from '#db/open.ts';
import { listPolicyVersions } from '#db/policy-versions.ts';
import { listLinesOfReturns, type ReturnLine } from '#db/return-lines.ts';
import { listReturnsById, type ReturnRow } from '#db/returns.ts';
import { DecisionBasisSchema, replayDecision } from '#machines/policy/decision.ts';
import {
  LineVerdictSchema,
  type PolicyVersion,
  QuoteInputSchema,
  QuoteSchema,
  quoteReturn,
} from '#machines/policy/index.ts';

const PAGE = 200;
/** How many differences are named; all are counted. */
const NAMED_LIMIT = 100;

/** `same`: made again, it is what is stored. `unknown`: from before bases were kept, or on a version that is not there. */
type Fate = 'same' | 'different' | 'unknown';

export interface ReplayReport {
  readonly decisions: number;
  readonly same: number;
  readonly different: number;
  readonly unknown: number;
  readonly differences: readonly { readonly what: string; readonly id: string }[];
}

/**
 * Makes every stored decision again from what it was made of, and holds it against what is stored: the verdict on each line when its return was
 * sent and when it was decided, and the quote of each return, announced and settled. Reads only.
 */
export async function replayDecisions(db: Reader): Promise<ReplayReport> {
  const versions = await listPolicyVersions(db);
  const counts = { same: 0, different: 0, unknown: 0 };
  const differences: { what: string; id: string }[] = [];
  const take = (what: string, id: string, fate: Fate) => {
    counts[fate] += 1;
    if (fate === 'different' && differences.length < NAMED_LIMIT) differences.push({ what, id });
  };
  let after = '';
  for (let page = await listReturnsById(db, { after, limit: PAGE }); page.length > 0; ) {
    const lines = await listLinesOfReturns(
      db,
      page.map(({ id }) => id),
    );
    for (const row of page) {
      for (const [what, fate] of quoteFates(row)) take(what, row.id, fate);
      for (const line of lines.get(row.id) ?? []) {
        for (const [what, fate] of verdictFates(line, versions)) take(what, line.id, fate);
      }
    }
    after = page.at(-1)?.id ?? after;
    page = await listReturnsById(db, { after, limit: PAGE });
  }
  return { decisions: counts.same + counts.different + counts.unknown, ...counts, differences };
}

function verdictFates(line: ReturnLine, versions: readonly PolicyVersion[]): [string, Fate][] {
  const fates: [string, Fate][] = [['verdict', verdictFate(line.verdict, line.verdictBasis, versions)]];
  if (line.settledVerdict !== null) {
    fates.push(['settled-verdict', verdictFate(line.settledVerdict, line.settledVerdictBasis, versions)]);
  }
  return fates;
}

function verdictFate(stored: unknown, basis: unknown, versions: readonly PolicyVersion[]): Fate {
  if (basis === null) return 'unknown';
  const verdict = replayDecision(DecisionBasisSchema.parse(basis), versions);
  return 'ok' in verdict ? 'unknown' : compared(LineVerdictSchema, verdict, stored);
}

function quoteFates(row: ReturnRow): [string, Fate][] {
  const fates: [string, Fate][] = [['quote', quoteFate(row.quote, row.quoteInput)]];
  if (row.settledQuote !== null) fates.push(['settled-quote', quoteFate(row.settledQuote, row.settledQuoteInput)]);
  return fates;
}

function quoteFate(stored: unknown, input: unknown): Fate {
  if (input === null) return 'unknown';
  const quoted = quoteReturn(QuoteInputSchema.parse(input));
  return quoted.ok ? compared(QuoteSchema, quoted.quote, stored) : 'different';
}

/** As JSON holds them: what is undefined is not there. */
function compared(schema: z.ZodType, made: unknown, stored: unknown): Fate {
  const again: unknown = schema.parse(JSON.parse(JSON.stringify(made)));
  return isDeepStrictEqual(again, schema.parse(stored)) ? 'same' : 'different';
}
