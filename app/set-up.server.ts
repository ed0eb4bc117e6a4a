import { ensureDemoStaff, findDemoStaff } from '#app/auth/demo-staff.server.ts';
import type { Deps } from '#app/context.server.ts';
import { insertPolicyVersion, listPolicyVersions } from '#db/policy-versions.ts';
import { seedDemo } from '#db/seed/demo.ts';
import { loadShop, saveShop } from '#db/shop.ts';
import { LAW_ONLY } from '#machines/policy/law-only.ts';

/** Something that only the person who starts the program can put right; told without a stack. */
export class SetUpProblem extends Error {
  override readonly name = 'SetUpProblem';
}

/** Every order was placed under some version, however old it is. */
const POLICY_FROM = Temporal.Instant.from('2000-01-01T00:00:00Z');

/**
 * What a first start brings along: in development the demo shop, its orders and its staff; elsewhere the merchant named by SHOP, and a
 * policy that grants what the law grants. Throws when nobody has said who the merchant is.
 */
export async function setUp(deps: Deps): Promise<void> {
  const { db, env } = deps;
  await saveConfiguredShop(deps);
  if (env.RETOUR_MODE === 'development') await seedDemo(db, { now: deps.clock() });
  if (!(await loadShop(db))) {
    throw new SetUpProblem(
      'SHOP is not set: name the merchant and its return address as JSON at the first start, see README.',
    );
  }
  await publishFirstPolicy(deps);
  await ensureDemoStaff(deps);
  await refuseDemoStaff(deps);
}

/** Their password is in the README: a demonstration may have them, a real shop may not. */
async function refuseDemoStaff(deps: Deps): Promise<void> {
  if (deps.env.RETOUR_MODE === 'development' || deps.env.ALLOW_STAND_INS) return;
  const found = await findDemoStaff(deps);
  if (found.length === 0) return;
  throw new SetUpProblem(
    `This database was filled in development and holds the demo accounts ${found.join(', ')}, whose password is public. Use a new one.`,
  );
}

async function saveConfiguredShop({ db, env, clock }: Deps): Promise<void> {
  const { SHOP } = env;
  if (SHOP) await db.transaction((tx) => saveShop(tx, { ...SHOP, updatedAt: clock() }));
}

async function publishFirstPolicy({ db, clock, ids }: Deps): Promise<void> {
  await db.transaction(async (tx) => {
    if ((await listPolicyVersions(tx)).length > 0) return;
    const published = { publishedAt: clock(), publishedBy: 'system', reason: 'First start' };
    await insertPolicyVersion(tx, { id: ids.next(), effectiveFrom: POLICY_FROM, document: LAW_ONLY, ...published });
  });
}
