import { createIds } from '#app/ids.server.ts';
import type { ServiceDeps } from '#app/services/deps.ts';
import type { PolicyEdit } from '#app/services/policy-edits.server.ts';
import type { PublishPolicyInput } from '#app/services/publish-policy.server.ts';
import type { Database } from '#db/open.ts';
import { insertPolicyVersion } from '#db/policy-versions.ts';
import type { CountryPolicy } from '#machines/policy/policy.ts';

export const NOW = Temporal.Instant.from('2026-11-21T09:00:00Z');
export const at = (text: string) => Temporal.Instant.from(text);

/** 30 days, the customer pays a label of EUR 4.90; whatever differs is given. */
export function rules(changes: Partial<CountryPolicy> = {}): CountryPolicy {
  return {
    windowDays: 30,
    windowFrom: 'delivery',
    returnCost: { payer: 'customer', labelFee: { amount: 490, currency: 'EUR' } },
    refundOutboundShipping: false,
    finalSaleReturnable: false,
    ...changes,
  };
}

export const edit = (countries: string, changes: Partial<CountryPolicy> = {}): PolicyEdit => ({
  countries: countries.split(' '),
  rules: rules(changes),
});

export interface PolicyShop extends ServiceDeps {
  readonly pass: (duration: Temporal.DurationLike) => void;
}

/** A shop whose first version, from 2020, gives 30 days everywhere and 45 in Germany. */
export async function openPolicyShop(db: Database): Promise<PolicyShop> {
  let now = NOW;
  await db.transaction((tx) =>
    insertPolicyVersion(tx, {
      id: 'policy-1',
      effectiveFrom: at('2020-01-01T00:00:00Z'),
      publishedAt: at('2020-01-01T00:00:00Z'),
      publishedBy: 'Linden',
      reason: 'First policy',
      document: {
        schemaVersion: 2,
        default: rules(),
        countries: { DE: rules({ windowDays: 45 }) },
        markets: {},
        warehouses: {},
        seasons: [],
        rules: [],
      },
    }),
  );
  const pass = (duration: Temporal.DurationLike) => {
    now = now.add(duration);
  };
  return { db, clock: () => now, ids: createIds(), wake: () => undefined, pass };
}

export function publication(changes: Partial<PublishPolicyInput> = {}): PublishPolicyInput {
  return {
    edits: [edit('DE', { windowDays: 30 })],
    latest: 1,
    follows: 1,
    effectiveFrom: null,
    reason: 'Fewer days',
    staffId: 'paula',
    ...changes,
  };
}
