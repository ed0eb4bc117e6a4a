import { GRADES } from '#machines/line/codes.ts';
import { type PolicyDocument, PolicyDocumentSchema } from '#machines/policy/policy.ts';

/**
 * The document in the one order in which it is written: fields as the schema names them, countries, markets and warehouses by their names, grades
 * from the best to the worst; lists keep their order, which means something.
 */
export function inFileOrder(document: PolicyDocument): PolicyDocument {
  const parsed = PolicyDocumentSchema.parse(document);
  return {
    schemaVersion: parsed.schemaVersion,
    default: parsed.default,
    countries: byName(parsed.countries),
    markets: byName(parsed.markets),
    warehouses: byName(parsed.warehouses),
    seasons: parsed.seasons,
    rules: parsed.rules.map((rule) => ({ ...rule, outcome: byGrade(rule.outcome) })),
  };
}

function byName<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function byGrade(outcome: PolicyDocument['rules'][number]['outcome']): typeof outcome {
  const { gradeDeductions } = outcome;
  if (!gradeDeductions) return outcome;
  const ordered = GRADES.flatMap((grade) => {
    const percent = gradeDeductions[grade];
    return percent === undefined ? [] : [[grade, percent] as const];
  });
  return { ...outcome, gradeDeductions: Object.fromEntries(ordered) };
}
