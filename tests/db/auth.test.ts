import { setTimeout as wait } from 'node:timers/promises';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { expect } from 'vitest';
import { insertOrder, loadOrder } from '#db/orders.ts';
import { countStaff, listStaff, loadStaffMember } from '#db/staff.ts';
import { testOnEachEngine } from '#tests/support/databases.ts';
import { anOrder } from './rows.ts';
import { setRateLimit } from './sign-in.ts';

testOnEachEngine('a write of the sign-in library does not join an open transaction', async (db) => {
  const opened = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const ours = db.transaction(async (tx) => {
    await insertOrder(tx, anOrder('1'));
    opened.resolve();
    await finish.promise;
    throw new Error('rolled back');
  });
  await opened.promise;
  const theirs = setRateLimit(db, 'kept');
  await wait(20);
  finish.resolve();
  await expect(ours).rejects.toThrow('rolled back');
  await theirs;
  expect(await loadOrder(db, 'order-1')).toBeNull();
  expect(await db.$count(db.tables.rateLimit)).toBe(1);
});

testOnEachEngine('the sign-in library does not see what is not committed', async (db) => {
  await db.transaction(async (tx) => {
    await insertOrder(tx, anOrder('1'));
    expect(await db.auth.drizzle.select().from(db.tables.orders)).toEqual([]);
  });
});

testOnEachEngine('better-auth signs a person up and in, and out', async (db) => {
  const auth = betterAuth({
    baseURL: 'http://localhost',
    secret: 'a secret for this test only, long enough',
    database: drizzleAdapter(db.auth.drizzle, { provider: db.auth.provider, schema: db.auth.schema }),
    emailAndPassword: { enabled: true },
    user: { additionalFields: { role: { type: 'string', defaultValue: 'agent' } } },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
  const person = { name: 'Grace', email: 'grace@example.org', password: 'correct horse battery' };
  const { user } = await auth.api.signUpEmail({ body: person });
  const { headers } = await auth.api.signInEmail({ body: person, returnHeaders: true });
  const cookie = headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const session = await auth.api.getSession({ headers: new Headers({ cookie }) });
  expect(session?.user.email).toBe('grace@example.org');
  expect(session?.session.expiresAt.getTime()).toBeGreaterThan(Date.now());
  await auth.api.signOut({ headers: new Headers({ cookie }) });
  expect(await auth.api.getSession({ headers: new Headers({ cookie }) })).toBeNull();
  const grace = { id: user.id, name: 'Grace', email: 'grace@example.org', role: 'agent' };
  expect(await listStaff(db)).toEqual([grace]);
  expect(await loadStaffMember(db, user.id)).toEqual(grace);
  expect(await countStaff(db)).toBe(1);
});
