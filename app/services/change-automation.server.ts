import {
  insertAutomationRule,
  listAutomationRules,
  loadAutomationRule,
  MOST_RULES,
  type StoredRule,
  updateAutomationRule,
} from '#db/automation-rules.ts';
import { type AutomationAct, type AutomationRule, lackOf, type Unready } from '#machines/automation/index.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { recordAct } from './record-act.server.ts';
import { freeSlug } from './slug.server.ts';
import { commit, type Unit } from './unit-of-work.server.ts';

export type RuleRefusal = 'rule.not-found' | 'rule.stale' | 'rule.full' | Unready;

/** A rule as somebody saw it; another version since then means that somebody else changed it. */
export interface SeenRule {
  readonly id: string;
  readonly version: number;
  readonly staffId: string;
}

/** Makes a rule, without conditions and switched off, behind the others. Refuses more than can be asked for each return. */
export async function makeRule(
  deps: ServiceDeps,
  input: { readonly name: string; readonly act: AutomationAct; readonly staffId: string },
): Promise<Result<{ readonly id: string }, RuleRefusal>> {
  return commit(deps, `staff:${input.staffId}`, async (unit) => {
    const rules = await listAutomationRules(unit.tx);
    if (rules.length >= MOST_RULES) return refuse('rule.full', { most: MOST_RULES });
    const taken = rules.map(({ id }) => id);
    const id = freeSlug(input.name, taken, 'rule');
    const { name, act } = input;
    const definition: AutomationRule = { id, name, act, when: [], caps: [], question: null };
    const position = Math.max(0, ...rules.map((rule) => rule.position)) + 1;
    await insertAutomationRule(unit.tx, { id, position, definition, createdBy: unit.actor, createdAt: unit.at });
    await record(unit, 'automation.make', id, null, { enabled: false, position, definition });
    return { ok: true, id };
  });
}

/** Changes what a rule is for or does. What was changed was looked at by nobody, so it is off afterwards. */
export async function changeRule(
  deps: ServiceDeps,
  seen: SeenRule,
  change: (rule: AutomationRule) => AutomationRule,
): Promise<Result<object, RuleRefusal>> {
  return withRule(deps, seen, async (unit, rule) => {
    const definition = { ...change(rule.definition), id: rule.id };
    return store(unit, rule, 'automation.change', { definition, enabled: false });
  });
}

/** Switches a rule on or off. Refuses to switch one on that has no conditions, pays without caps, or asks nothing. */
export async function switchRule(
  deps: ServiceDeps,
  seen: SeenRule & { readonly on: boolean },
): Promise<Result<object, RuleRefusal>> {
  return withRule(deps, seen, async (unit, rule) => {
    const lacks = seen.on ? lackOf(rule.definition) : null;
    if (lacks) return refuse(lacks);
    if (rule.enabled === seen.on) return { ok: true };
    return store(unit, rule, seen.on ? 'automation.on' : 'automation.off', { enabled: seen.on });
  });
}

/** Lets a rule be asked before the one in front of it; the first one stays where it is. */
export async function askEarlier(deps: ServiceDeps, seen: SeenRule): Promise<Result<object, RuleRefusal>> {
  return withRule(deps, seen, async (unit, rule) => {
    const rules = await listAutomationRules(unit.tx);
    const before = rules[rules.findIndex(({ id }) => id === rule.id) - 1];
    if (!before) return { ok: true };
    const other = await store(unit, before, 'automation.order', { position: rule.position });
    return other.ok ? store(unit, rule, 'automation.order', { position: before.position }) : other;
  });
}

async function withRule(
  deps: ServiceDeps,
  seen: SeenRule,
  work: (unit: Unit, rule: StoredRule) => Promise<Result<object, RuleRefusal>>,
): Promise<Result<object, RuleRefusal>> {
  return commit(deps, `staff:${seen.staffId}`, async (unit) => {
    const rule = await loadAutomationRule(unit.tx, seen.id);
    if (!rule) return refuse('rule.not-found');
    return rule.version === seen.version ? work(unit, rule) : refuse('rule.stale');
  });
}

async function store(
  unit: Unit,
  rule: StoredRule,
  act: string,
  change: Partial<Pick<StoredRule, 'position' | 'enabled' | 'definition'>>,
): Promise<Result<object, RuleRefusal>> {
  const { position, enabled, definition } = rule;
  const stored = await updateAutomationRule(unit.tx, rule, { ...change, updatedBy: unit.actor, updatedAt: unit.at });
  if (!stored) return refuse('rule.stale');
  const before = { position, enabled, definition };
  await record(unit, act, rule.id, before, { ...before, ...change });
  return { ok: true };
}

const record = (unit: Unit, act: string, subjectId: string, before: unknown, after: unknown) =>
  recordAct(unit, { act, subjectKind: 'automation-rule', subjectId, before, after });
