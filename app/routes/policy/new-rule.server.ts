import { freeSlug } from '#app/services/slug.server.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';

/** The short name that a new rule will get. */
export function freeSlugOf(document: PolicyDocument, name: string): string {
  return freeSlug(
    name,
    document.rules.map(({ id }) => id),
    'rule',
  );
}
