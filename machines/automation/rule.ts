import { z } from 'zod';
import { CurrencySchema } from '#machines/money.ts';
import { ConditionSchema } from '#machines/policy/condition.ts';
import { SlugSchema } from '#machines/policy/slug.ts';

/**
 * What a rule may do. `approve`: accept everything as it was announced once it has been counted; `first-scan`: the same as soon as it is on its way;
 * `review`: leave the return to a person, whatever later rules say; `ask`: the same, and the rule's question goes to the customer. There is
 * none that refuses or takes something off.
 */
export const AUTOMATION_ACTS = ['approve', 'first-scan', 'review', 'ask'] as const;
export type AutomationAct = (typeof AUTOMATION_ACTS)[number];

const Amount = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/**
 * How much rules may pay in one currency, minor units: for one return, to one customer in a day, and to all customers in a day. What all rules
 * have paid counts. A return in a currency without caps is not paid by a rule.
 */
export const CapSchema = z
  .strictObject({ currency: CurrencySchema, perReturn: Amount, perCustomer: Amount, perDay: Amount })
  .refine((cap) => cap.perReturn <= cap.perCustomer && cap.perCustomer <= cap.perDay, 'cap.crossed');
export type Cap = z.infer<typeof CapSchema>;

export const MOST_CONDITIONS = 20;
export const MOST_CAPS = 20;

/** A rule of the desk's automation; its conditions are the policy's own. */
export const AutomationRuleSchema = z.strictObject({
  id: SlugSchema,
  name: z.string().trim().min(1).max(80),
  act: z.enum(AUTOMATION_ACTS),
  when: z.array(ConditionSchema).max(MOST_CONDITIONS),
  caps: z
    .array(CapSchema)
    .max(MOST_CAPS)
    .refine((caps) => new Set(caps.map(({ currency }) => currency)).size === caps.length, 'cap.twice'),
  /** What the customer is asked, in these words; null for all other acts. */
  question: z.string().trim().min(1).max(500).nullable(),
});
export type AutomationRule = z.infer<typeof AutomationRuleSchema>;

/** Whether the rule gives money back. */
export const pays = ({ act }: Pick<AutomationRule, 'act'>): boolean => act === 'approve' || act === 'first-scan';

export type Unready = 'rule.no-condition' | 'rule.no-cap' | 'rule.no-question';

/** What a rule lacks before it may be switched on: one without conditions would act on everything, one that pays needs an end. */
export function lackOf(rule: AutomationRule): Unready | null {
  if (rule.when.length === 0) return 'rule.no-condition';
  if (pays(rule) && rule.caps.length === 0) return 'rule.no-cap';
  return rule.act === 'ask' && rule.question === null ? 'rule.no-question' : null;
}
