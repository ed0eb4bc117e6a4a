import { insertPolicyVersionAfter, type PublishedPolicy } from '#db/policy-versions.ts';
import { blockingFindings, type PolicyFinding } from '#machines/policy/index.ts';
import { type Refusal, type Result, refuse, type ServiceDeps } from './deps.ts';
import type { PolicyEdit } from './policy-edits.server.ts';
import { allVersions, type PolicyPreview, policyPreview } from './preview-policy.server.ts';
import { commit } from './unit-of-work.server.ts';

/** A plan further away than this is a slip of the keyboard. */
export const FURTHEST_YEARS = 5;

export interface PublishPolicyInput {
  readonly edits: readonly PolicyEdit[];
  /** The highest number the person saw. */
  readonly latest: number;
  /** The version whose differences the person read; null: there was none. */
  readonly follows: number | null;
  /** null: at once. */
  readonly effectiveFrom: Temporal.Instant | null;
  readonly reason: string;
  readonly staffId: string;
}

export type PublishPolicyRefusal =
  | 'policy.stale'
  | 'policy.retroactive'
  | 'policy.too-far'
  | 'policy.other-ground'
  | 'policy.unchanged'
  | PolicyFinding['code'];

/**
 * Publishes the next version. Never from the past: an order keeps the version that was in force when it was placed, and a return the verdicts it
 * began with, so a version that only begins from now on can worsen neither.
 * Refuses when another version was published since the person read the differences (`stale`), when it would begin in the past or years away, when
 * at that time it would follow another version than the one it was compared with (`other-ground`), when it says nothing new, and when a
 * country's own entry is below its law, naming the country, the act and the article.
 */
export async function publishPolicy(
  deps: ServiceDeps,
  input: PublishPolicyInput,
): Promise<Result<{ version: PublishedPolicy }, PublishPolicyRefusal>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    const versions = await allVersions(unit.tx);
    const newest = versions.at(-1);
    if ((newest?.number ?? 0) !== input.latest) {
      return refuse('policy.stale', { number: newest?.number ?? 0, publishedBy: newest?.publishedBy ?? null });
    }
    const begins = input.effectiveFrom ?? unit.at;
    const preview = policyPreview(versions, begins, input.edits);
    const refusal = wrongTime(begins, unit.at) ?? wrongContent(preview, input);
    if (refusal) return { ok: false, refusal };
    const version = await insertPolicyVersionAfter(unit.tx, input.latest, {
      id: unit.nextId(),
      effectiveFrom: begins,
      publishedAt: unit.at,
      publishedBy: unit.actor,
      reason: input.reason,
      document: preview.document,
    });
    return { ok: true, version };
  });
}

function wrongTime(begins: Temporal.Instant, now: Temporal.Instant): Refusal<PublishPolicyRefusal> | null {
  if (Temporal.Instant.compare(begins, now) < 0) return { code: 'policy.retroactive' };
  const furthest = now.toZonedDateTimeISO('UTC').add({ years: FURTHEST_YEARS }).toInstant();
  return Temporal.Instant.compare(begins, furthest) > 0 ? { code: 'policy.too-far', years: FURTHEST_YEARS } : null;
}

function wrongContent(preview: PolicyPreview, input: PublishPolicyInput): Refusal<PublishPolicyRefusal> | null {
  const follows = preview.follows?.number ?? null;
  if (follows !== input.follows) return { code: 'policy.other-ground', number: follows };
  if (preview.follows && preview.changes.length === 0) return { code: 'policy.unchanged', number: follows };
  const against = blockingFindings(preview.findings)[0];
  if (!against) return null;
  const { code, country, field, law, basis, article } = against;
  return { code, country, field, law: typeof law === 'boolean' ? String(law) : law, basis, article };
}
