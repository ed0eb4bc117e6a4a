import type { Database } from '../database.ts';
import { countOrders, insertOrder } from '../orders.ts';
import { insertPolicyVersion, listPolicyVersions } from '../policy-versions.ts';
import { loadShop, saveShop } from '../shop.ts';
import { buildOrder } from './build-order.ts';
import { demoPolicy, demoPolicyWithRules } from './demo-policy.ts';
import { earlierOrders } from './earlier-orders.ts';
import { storySpecs } from './stories.ts';

export { demoStories } from './stories.ts';

/** From the beginning of the century: every order of the demo was placed under it or a later one. */
const POLICY_FROM = Temporal.Instant.from('2000-01-01T00:00:00Z');
/** The rules came in a year before the demo was made. */
const RULES_DAYS = 365;

/**
 * Brings along the demo: its shop and two versions of a policy where there is none, and 64 orders whose ages count from `now` where there is no order;
 * true when the orders were made. All in one transaction, so that a start that was interrupted leaves nothing.
 */
export async function seedDemo(db: Database, { now }: { now: Temporal.Instant }): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await loadShop(tx))) await saveShop(tx, { ...demoShop, updatedAt: now });
    if ((await listPolicyVersions(tx)).length === 0) {
      await insertPolicyVersion(tx, { ...firstPolicy, publishedAt: now });
      await insertPolicyVersion(tx, { ...secondPolicy(now), publishedAt: now });
    }
    if ((await countOrders(tx)) > 0) return false;
    for (const spec of [...earlierOrders, ...storySpecs]) await insertOrder(tx, buildOrder(spec, now));
    return true;
  });
}

const demoShop = {
  name: 'Kiosk & Kin',
  supportEmail: 'hello@kiosk-and-kin.example',
  locale: 'en',
  returnAddress: {
    ...{ name: 'Kiosk & Kin', company: 'Returns', line1: 'Speicherweg 12', line2: null, city: 'Bremen', region: null },
    ...{ postcode: '28195', country: 'DE', phone: null },
  },
};

const firstPolicy = {
  ...{ id: 'demo-policy-1', effectiveFrom: POLICY_FROM, publishedBy: 'Kiosk & Kin', reason: 'First policy' },
  document: demoPolicy,
};

/** In force for a year, to the hour: the same instant gives the same shop. */
const secondPolicy = (now: Temporal.Instant) => ({
  ...{ id: 'demo-policy-2', publishedBy: 'Kiosk & Kin', reason: 'Rules, holidays and a second warehouse' },
  effectiveFrom: now.round({ smallestUnit: 'hour', roundingMode: 'floor' }).subtract({ hours: 24 * RULES_DAYS }),
  document: demoPolicyWithRules(now.toZonedDateTimeISO('UTC').year),
});
