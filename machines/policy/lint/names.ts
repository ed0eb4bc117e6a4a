import { fold } from '#machines/policy/conditions/listed.ts';
import { finding, type PolicyFinding, type PolicyPlace } from '#machines/policy/lint/finding.ts';
import type { PolicyDocument } from '#machines/policy/policy.ts';

/** Markets, seasons and warehouses that a rule names and the document does not have; each blocks. */
export function unknownNameFindings(document: PolicyDocument): PolicyFinding[] {
  const seasons = new Set(document.seasons.map(({ id }) => id));
  return document.rules.flatMap(({ id, when, outcome }, rule) => {
    const unknown = (code: PolicyFinding['code'], subject: string, path: PolicyPlace['path']) =>
      finding({ code, severity: 'block', path: ['rules', rule, ...path], field: 'when', ruleId: id, subject });
    const conditions = when.flatMap((condition, index) => {
      if (condition.kind !== 'market' && condition.kind !== 'season') return [];
      const code = condition.kind === 'market' ? 'rule.unknown-market' : 'rule.unknown-season';
      const has = (name: string) =>
        condition.kind === 'market' ? Object.hasOwn(document.markets, name) : seasons.has(name);
      return condition.in.flatMap((name, at) => (has(name) ? [] : [unknown(code, name, ['when', index, 'in', at])]));
    });
    const { warehouse } = outcome;
    if (warehouse === undefined || Object.hasOwn(document.warehouses, warehouse)) return conditions;
    const missing = unknown('rule.unknown-warehouse', warehouse, ['outcome', 'warehouse']);
    return [...conditions, { ...missing, field: 'warehouse' as const }];
  });
}

/** Markets and warehouses that no rule names; noted. A season acts by itself. */
export function unusedFindings({ markets, warehouses, rules }: PolicyDocument): PolicyFinding[] {
  const named = new Set(
    rules.flatMap(({ when }) => when.flatMap((condition) => (condition.kind === 'market' ? condition.in : []))),
  );
  const used = new Set(rules.map(({ outcome }) => outcome.warehouse));
  const unused = (code: PolicyFinding['code'], list: string, names: readonly string[]) =>
    names.map((subject) => finding({ code, severity: 'note', path: [list, subject], field: 'name', subject }));
  return [
    ...unused(
      'market.unused',
      'markets',
      Object.keys(markets)
        .filter((name) => !named.has(name))
        .toSorted(),
    ),
    ...unused(
      'warehouse.unused',
      'warehouses',
      Object.keys(warehouses)
        .filter((id) => !used.has(id))
        .toSorted(),
    ),
  ];
}

/** Names of rules, seasons and warehouses that people cannot tell apart; the second of each warns. */
export function repeatedNameFindings({ rules, seasons, warehouses }: PolicyDocument): PolicyFinding[] {
  return [
    ...repeated(rules.map(({ name, id }, index) => ({ name, path: ['rules', index, 'name'], ruleId: id }))),
    ...repeated(seasons.map(({ name }, index) => ({ name, path: ['seasons', index, 'name'], ruleId: null }))),
    ...repeated(
      Object.entries(warehouses).map(([id, { name }]) => ({ name, path: ['warehouses', id, 'name'], ruleId: null })),
    ),
  ];
}

type Name = { name: string; path: PolicyPlace['path']; ruleId: string | null };

function repeated(names: readonly Name[]): PolicyFinding[] {
  const seen = new Map<string, Name>();
  return names.flatMap((one) => {
    const key = fold(one.name);
    const before = seen.get(key);
    if (!before) {
      seen.set(key, one);
      return [];
    }
    const { name: subject, path, ruleId } = one;
    const common = { field: 'name', subject, ruleId, otherRuleId: before.ruleId } as const;
    return [finding({ code: 'name.used-twice', severity: 'warn', path, ...common })];
  });
}
