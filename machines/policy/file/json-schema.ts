import { z } from 'zod';
import { isCurrency } from '#machines/currency.ts';
import { CurrencySchema } from '#machines/money.ts';
import { type ConditionKind, ConditionSchema } from '#machines/policy/condition.ts';
import { CountryCodeSchema, FeeSchema } from '#machines/policy/country-policy.ts';
import { OutcomeSchema } from '#machines/policy/outcome.ts';
import { PolicyDocumentSchema } from '#machines/policy/policy.ts';
import { SlugSchema } from '#machines/policy/slug.ts';

type Json = z.core.JSONSchema.BaseSchema;

/** Bounds of which a condition needs at least one. */
const BOUNDS: { readonly [K in ConditionKind]?: readonly string[] } = {
  ordered: ['from', 'to'],
  delivered: ['from', 'to'],
  dispatched: ['from', 'to'],
  price: ['min', 'max'],
  discount: ['minPercent', 'maxPercent'],
  'earlier-returns': ['minCount', 'maxCount', 'minValue', 'maxValue'],
};

/** Most entries of the records at the root, as `policy.ts` has them. */
const MOST: Readonly<Record<string, number>> = { countries: 300, markets: 50, warehouses: 50 };

/** What stands in many places is written once and named. */
const NAMED: readonly { name: string; schema: z.core.$ZodType; json: Json }[] = [
  { name: 'country', schema: CountryCodeSchema, json: { type: 'string', pattern: '^[A-Z]{2}$' } },
  {
    name: 'identifier',
    schema: SlugSchema,
    json: { type: 'string', pattern: '^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$' },
  },
  {
    name: 'currency',
    schema: CurrencySchema,
    json: { type: 'string', enum: Intl.supportedValuesOf('currency').filter(isCurrency) },
  },
];

/**
 * The format of a policy file as JSON Schema (draft 2020-12), made from the schema the program itself reads with. What JSON Schema has no words for
 * is left to the program: bounds and dates that cross, an identifier given twice. Files of the first schema, which the program takes too, are not
 * described.
 */
export function policyJsonSchema(): Record<string, unknown> {
  const made = z.toJSONSchema(PolicyDocumentSchema, {
    override: ({ zodSchema, jsonSchema }) => refine(zodSchema, jsonSchema),
  });
  const { $schema, properties = {}, ...rest } = made;
  for (const [name, most] of Object.entries(MOST)) {
    const record = properties[name];
    if (typeof record === 'object') record.maxProperties = most;
  }
  return {
    $schema,
    title: 'Return policy of Retour',
    description: 'The terms, countries, markets, warehouses, seasons and rules of a shop, as exported and imported.',
    ...rest,
    properties: { $schema: { type: 'string', maxLength: 1000 }, ...properties },
    $defs: Object.fromEntries(NAMED.map(({ name, json }) => [name, json])),
  };
}

/** What refinements say that the conversion leaves out. */
function refine(schema: z.core.$ZodTypes, json: Json): void {
  const named = NAMED.find((one) => is(schema, one.schema));
  if (named) {
    for (const key of Object.keys(json)) delete json[key];
    json.$ref = `#/$defs/${named.name}`;
  }
  if (is(schema, FeeSchema) && typeof json.properties?.amount === 'object') json.properties.amount.minimum = 0;
  if (is(schema, OutcomeSchema)) json.minProperties = 1;
  const condition = ConditionSchema.options.find((option) => is(schema, option));
  const bounds = condition && BOUNDS[condition.shape.kind.value];
  if (bounds) json.anyOf = bounds.map((bound) => ({ required: [bound] }));
  if (json.type === 'string' && json.pattern === undefined && json.minLength === 1) trimmed(json);
}

function is(schema: z.core.$ZodTypes, one: z.core.$ZodType): boolean {
  return schema === one;
}

/** Spaces around a text are taken off before it is measured. */
function trimmed(json: Json): void {
  const inner = (json.maxLength ?? 2) - 2;
  json.pattern = `^\\s*\\S(?:[\\s\\S]{0,${inner}}\\S)?\\s*$`;
  delete json.minLength;
  delete json.maxLength;
}
