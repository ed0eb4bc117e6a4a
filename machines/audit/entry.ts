import * as z from 'zod';
import { canonicalJson } from '#machines/canonical-json.ts';

/** What the first entry names as the one before it. */
export const FIRST_HASH = '0'.repeat(64);

/** An act of a person, or of a system with power over money, as it is kept for good. */
export const auditEntrySchema = z.strictObject({
  seq: z.int().min(1),
  at: z.iso.datetime(),
  actor: z.string().min(1).max(100),
  act: z.string().min(1).max(100),
  subjectKind: z.string().min(1).max(40),
  subjectId: z.string().min(1).max(100),
  returnId: z.string().max(64).nullable(),
  before: z.unknown(),
  after: z.unknown(),
  why: z.string().max(2000).nullable(),
  policyVersion: z.string().max(64).nullable(),
});
export type AuditEntry = z.output<typeof auditEntrySchema>;

/** The text over which the hash of an entry is made: the hash before it, and all that it says, in one fixed spelling. */
export function auditText(previousHash: string, entry: AuditEntry): string {
  return `${previousHash}\n${canonicalJson(auditEntrySchema.parse(entry))}`;
}
