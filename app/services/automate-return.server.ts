import { createHash } from 'node:crypto';
import { addExposure, keepAutomationAct, listAutomationActs, takeExposure } from '#db/automation-acts.ts';
import { listEnabledRules, type StoredRule } from '#db/automation-rules.ts';
import { loadOrder } from '#db/orders.ts';
import { listPolicyVersions } from '#db/policy-versions.ts';
import { listReturnLines, type ReturnLine } from '#db/return-lines.ts';
import { listEarlierReturns, loadReturn, type ReturnRow } from '#db/returns.ts';
import { type AutomationMoment, passedCap, propose, readyRules } from '#machines/automation/index.ts';
import { can } from '#machines/kernel.ts';
import { versionInForce } from '#machines/policy/index.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';
import { returnWorkflow } from '#machines/return/index.ts';
import { acceptAsAnnounced, isSound } from './accept-as-announced.server.ts';
import { automationFacts, lookBackDays } from './automation-facts.server.ts';
import { vetoesOn } from './automation-gate.server.ts';
import type { HeldCode } from './automation-story.server.ts';
import { askByRule } from './casework/ask-by-rule.server.ts';
import { decideByPolicy } from './decide-by-policy.server.ts';
import { type PreparedDecision, storeDecision } from './decide-return.server.ts';
import { ruleActor } from './rule-names.server.ts';
import { shopZone } from './shop-zone.server.ts';
import type { Unit } from './unit-of-work.server.ts';

/**
 * Lets rules decide on a return, the policy's first: what it promised is kept. Then the desk's own rules, of which those that are switched on are asked
 * in their order, in the transaction of what has just happened. They accept everything or leave it to a person, some with a question that goes to the
 * customer; one that a rule has left to a person stays with one. True when the return was decided.
 */
export async function decideByRules(unit: Unit, returnId: string, moment: AutomationMoment): Promise<boolean> {
  return (await decideByPolicy(unit, returnId, moment)) || automateReturn(unit, returnId, moment);
}

/** The desk's own rules alone; see `decideByRules`. */
export async function automateReturn(unit: Unit, returnId: string, moment: AutomationMoment): Promise<boolean> {
  const rules = await listEnabledRules(unit.tx);
  if (rules.length === 0) return false;
  const row = await loadReturn(unit.tx, returnId);
  if (!row || !can(returnWorkflow, row, { type: 'decide', owed: 0 })) return false;
  const acts = await listAutomationActs(unit.tx, returnId);
  if (acts.some(({ kind }) => kind === 'review' || kind === 'ask')) return false;
  const lines = await listReturnLines(unit.tx, returnId);
  const proposal = await proposalFor(unit, rules, row, lines, moment);
  const rule = 'rule' in proposal ? rules.find(({ id }) => id === proposal.rule.id) : undefined;
  if (!rule || proposal.kind === 'wait' || proposal.kind === 'none') return false;
  if (proposal.kind !== 'pay') {
    const question = proposal.kind === 'ask' ? rule.definition.question : null;
    await keep(unit, rule, row, { kind: proposal.kind, question });
    if (question !== null) await askByRule({ ...unit, actor: ruleActor(rule) }, row, { ruleId: rule.id, question });
    return false;
  }
  const held = await pay(unit, rule, row, lines);
  if (held !== null) await keep(unit, rule, row, { kind: 'held', code: held });
  return held === null;
}

async function proposalFor(
  unit: Unit,
  stored: readonly StoredRule[],
  row: ReturnRow,
  lines: readonly ReturnLine[],
  moment: AutomationMoment,
) {
  const rules = stored.map(({ definition }) => definition);
  const document = versionInForce(await listPolicyVersions(unit.tx), unit.at)?.document ?? LAW_ONLY;
  const days = lookBackDays(rules);
  const emailKey = days === 0 ? null : ((await loadOrder(unit.tx, row.orderId))?.emailKey ?? null);
  const since = unit.at.subtract({ hours: 24 * (days + 1) });
  const earlier = emailKey === null ? null : await listEarlierReturns(unit.tx, { emailKey, since });
  const facts = automationFacts(lines, { requestedAt: row.requestedAt, earlier, graded: true });
  if (!facts) return { kind: 'none' } as const;
  // The moment of the request, as the policy's own rules see it: a count of days must not depend on how fast the post was.
  const { timeZone, requestedAt: now } = row;
  return propose(readyRules(rules, document), { moment, now, timeZone, lines: facts });
}

/** Pays a return by a rule, or says why a person has to look at it; then nothing is written but what is said. */
async function pay(
  unit: Unit,
  rule: StoredRule,
  row: ReturnRow,
  lines: readonly ReturnLine[],
): Promise<HeldCode | null> {
  if (!lines.every(isSound)) return 'held.not-as-announced';
  const prepared = await acceptAsAnnounced(unit, row);
  if (!prepared) return 'held.needs-person';
  const { total: amount, currency } = prepared.quote;
  const subject = { returnId: row.id, orderId: row.orderId, amount, currency, lines };
  const veto = (await vetoesOn(unit.tx, [subject])).get(row.id);
  if (veto) return veto;
  const { emailKey } = prepared.orderCase.order;
  if (emailKey === null) return 'held.no-customer';
  const passed = await spend(unit, rule, emailKey, prepared);
  if (passed) return passed;
  await storeDecision({ ...unit, actor: ruleActor(rule) }, prepared);
  await keep(unit, rule, row, { kind: 'paid', amount, currency });
  return null;
}

/** Counts an amount against the caps of the day, with whoever pays at the same moment; says which cap it would pass, and counts nothing then. */
async function spend(unit: Unit, { definition }: StoredRule, emailKey: string, { quote }: PreparedDecision) {
  const { total: amount, currency } = quote;
  const day = unit.at
    .toZonedDateTimeISO(await shopZone(unit.tx))
    .toPlainDate()
    .toString();
  const ofCustomer = { scope: customerScope(emailKey), day, currency };
  const ofAll = { scope: 'all', day, currency };
  const customer = await takeExposure(unit.tx, ofCustomer);
  const passed = passedCap(definition, { amount, currency }, { customer, day: await takeExposure(unit.tx, ofAll) });
  if (passed) return passed;
  await addExposure(unit.tx, ofCustomer, amount);
  await addExposure(unit.tx, ofAll, amount);
  return null;
}

/** The list of what was paid holds no address. */
export const customerScope = (emailKey: string): string =>
  createHash('sha256').update(`automation ${emailKey}`).digest('base64url');

type Kept = { kind: 'paid' | 'review' | 'ask' | 'held' } & Partial<
  Record<'code' | 'question' | 'currency', string | null> & { amount: number }
>;

async function keep(unit: Unit, rule: StoredRule, row: ReturnRow, kept: Kept): Promise<void> {
  const nothing = { code: null, question: null, amount: null, currency: null };
  const of = { ruleId: rule.id, ruleVersion: rule.version, returnId: row.id };
  await keepAutomationAct(unit.tx, { ...nothing, ...of, ...kept, id: unit.nextId(), at: unit.at });
}
