import { z } from 'zod';
import { ConditionSchema } from '#machines/policy/condition.ts';
import { OutcomeSchema } from '#machines/policy/outcome.ts';
import { SlugSchema } from '#machines/policy/slug.ts';

/**
 * A rule of the merchant: what it says where all its conditions hold; without conditions, always. For each topic the first rule of the list that
 * matches decides, and the terms of the country where none does.
 */
export const MerchantRuleSchema = z.strictObject({
  id: SlugSchema,
  /** For people: shown in receipts and in the editor as the merchant wrote it. */
  name: z.string().trim().min(1).max(80),
  when: z.array(ConditionSchema).max(20),
  outcome: OutcomeSchema,
});
export type MerchantRule = z.infer<typeof MerchantRuleSchema>;
