import { expect, test } from 'vitest';
import { limitsAt, MAIL_LIMIT, NETWORK_LIMIT } from '#app/services/access-limits.server.ts';
import { openTestDatabase } from '#tests/support/databases.ts';

const NOW = Temporal.Instant.from('2026-03-01T10:00:00Z');

test.each([
  [undefined, NETWORK_LIMIT],
  [{ RETOUR_MODE: 'production' } as const, NETWORK_LIMIT],
  [{ RETOUR_MODE: 'development' } as const, 100 * NETWORK_LIMIT],
])('under %o a network may ask %i times in an hour', async (mode, most) => {
  await using db = await openTestDatabase();
  const limits = limitsAt(NOW, mode);
  const answers = await db.transaction(async (tx) => {
    const within: boolean[] = [];
    for (let count = 0; count <= most; count += 1) within.push(await limits.network(tx, '127.0.0.1'));
    return within;
  });
  expect(answers.indexOf(false)).toBe(most);
});

test('what was typed for nothing does not use up the mails of an address', async () => {
  await using db = await openTestDatabase();
  const limits = limitsAt(NOW, undefined);
  const last = await db.transaction(async (tx) => {
    for (let count = 0; count < 10 * MAIL_LIMIT; count += 1) await limits.mail(tx, 'missed', 'ada@example.org');
    return limits.mail(tx, 'sent', 'ada@example.org');
  });
  expect(last).toBe(true);
});
