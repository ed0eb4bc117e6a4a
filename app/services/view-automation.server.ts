import { listAutomationRules, loadAutomationRule, type StoredRule } from '#db/automation-rules.ts';
import { listPolicyVersions } from '#db/policy-versions.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import { type PolicyDocument, versionInForce } from '#machines/policy/policy.ts';
import type { ServiceDeps } from './deps.ts';

type Deps = Pick<ServiceDeps, 'db' | 'clock'>;

/** All rules in their order, and the policy's document of now, whose markets and seasons they may name. */
export async function viewRules({ db, clock }: Deps): Promise<{ rules: StoredRule[]; document: PolicyDocument }> {
  const [rules, versions] = await Promise.all([listAutomationRules(db), listPolicyVersions(db)]);
  return { rules, document: versionInForce(versions, clock())?.document ?? LAW_ONLY };
}

/** One rule; null when there is none. */
export async function viewRule(
  { db, clock }: Deps,
  id: string,
): Promise<{ rule: StoredRule; document: PolicyDocument } | null> {
  const [rule, versions] = await Promise.all([loadAutomationRule(db, id), listPolicyVersions(db)]);
  return rule && { rule, document: versionInForce(versions, clock())?.document ?? LAW_ONLY };
}
