import { expect, test } from 'vitest';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { findReturns } from '#app/services/find-return.server.ts';
import { legalDue } from '#app/services/legal-due.server.ts';
import { tellPayout } from '#app/services/report-refund.server.ts';
import { retryEffect } from '#app/services/retry-effect.server.ts';
import { retryPayout } from '#app/services/retry-payout.server.ts';
import { viewQueue } from '#app/services/view-queue.server.ts';
import { leaseEffects, parkEffect } from '#db/effects.ts';
import { listPayoutsOfReturn } from '#db/payouts.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { NOW } from '#tests/app/services/customer/arrange.ts';
import { openTestDatabase, testOnEachEngine } from '#tests/support/databases.ts';
import { acceptAll, receive, returnOf, rowOf, type SentReturn, sendReturn } from './arrange.ts';

async function refuseRefund(sent: SentReturn): Promise<string> {
  const { version } = await rowOf(sent);
  const decided = { returnId: sent.returnId, version, staffId: 'desk', decisions: acceptAll(sent.lines) };
  expect((await decideReturn(sent.shop, decided)).ok).toBe(true);
  const [payout] = await listPayoutsOfReturn(sent.shop.db, sent.returnId);
  if (!payout) throw new Error('no payout');
  const told = { payoutId: payout.id, attempt: 1, actor: 'stripe' };
  await tellPayout(sent.shop, { ...told, event: { type: 'send' } });
  await tellPayout(sent.shop, { ...told, event: { type: 'refuse', failure: 'insufficient-balance' } });
  return payout.id;
}

testOnEachEngine(
  'the oldest legal duty comes first, those without one last, page by page and back',
  async (db) => {
    const first = await sendReturn(db);
    const late: SentReturn[] = [];
    for (let number = 2; number <= 60; number += 1) {
      first.shop.pass({ minutes: 1 });
      const american = number % 7 === 0 ? { country: 'US', timeZone: 'America/New_York' } : {};
      late.push(
        await returnOf(first.shop, {
          id: `o${number}`,
          number: `#${1000 + number}`,
          lines: [{ id: `l${number}` }],
          ...american,
        }),
      );
    }
    for (const sent of [...late.toReversed(), first]) await receive(sent);
    const page = await viewQueue(first.shop, { staffId: 'desk', view: 'decide' });
    expect(page.rows).toHaveLength(50);
    expect(page.previous).toBeNull();
    expect(page.counts.decide).toEqual({ count: 60, more: false });
    const next = await viewQueue(first.shop, { staffId: 'desk', view: 'decide', after: page.next });
    expect(next.rows).toHaveLength(10);
    expect(next.next).toBeNull();
    const all = [...page.rows, ...next.rows];
    expect(new Set(all.map((row) => row.id)).size).toBe(60);
    const kinds = all.map((row) => row.due.kind);
    expect(kinds.lastIndexOf('due')).toBeLessThan(kinds.indexOf('none'));
    expect(all[0]).toMatchObject({ orderNumber: '#1001', pieces: 3, total: 7600, currency: 'EUR' });
    const back = await viewQueue(first.shop, { staffId: 'desk', view: 'decide', before: next.previous });
    expect(back.rows).toEqual(page.rows);
    expect(back.previous).toBeNull();
  },
  120_000,
);

test('a place that no page wrote is no place', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  for (const after of ['', 'x', '1', '1_', '99999999999999999_a', "1_a' or 1=1", '-5_a']) {
    const page = await viewQueue(sent.shop, { staffId: 'desk', view: 'on-the-way', after });
    expect(page.rows).toHaveLength(1);
  }
});

testOnEachEngine('a failed refund is found at once, and once more on its way it is gone from there', async (db) => {
  const sent = await sendReturn(db);
  await receive(sent);
  const payoutId = await refuseRefund(sent);
  const failed = await viewQueue(sent.shop, { staffId: 'desk', view: 'failed' });
  expect(failed.counts.failed).toEqual({ count: 1, more: false });
  expect(failed.rows).toMatchObject([{ id: sent.returnId, total: 7600, failure: 'insufficient-balance' }]);
  const retry = () => retryPayout(sent.shop, { payoutId, returnId: sent.returnId, staffId: 'desk' });
  const answers = await Promise.all([retry(), retry(), retry()]);
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect((await viewQueue(sent.shop, { staffId: 'desk', view: 'failed' })).rows).toEqual([]);
});

test('a payout is tried again only through its own return', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  const other = await returnOf(sent.shop, { id: 'o2', number: '#1002', lines: [{ id: 'z' }] });
  await receive(sent);
  const payoutId = await refuseRefund(sent);
  expect(await retryPayout(sent.shop, { payoutId, returnId: other.returnId, staffId: 'desk' })).toMatchObject({
    ok: false,
  });
  expect((await listPayoutsOfReturn(db, sent.returnId))[0]?.state).toBe('failed');
});

test('what waits for a person is counted and can be tried again once', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  const held = { owner: 'w', now: sent.shop.clock(), leaseFor: Temporal.Duration.from({ seconds: 20 }), limit: 1 };
  const [leased] = await leaseEffects(db, held);
  if (!leased) throw new Error('nothing to do');
  await db.transaction((tx) => parkEffect(tx, { id: leased.id, owner: 'w', error: 'mail.refused' }));
  const { parked } = await viewQueue(sent.shop, { staffId: 'desk', view: 'decide' });
  expect(parked.count).toEqual({ count: 1, more: false });
  expect(parked.tasks).toMatchObject([{ id: leased.id, error: 'mail.refused', returnId: sent.returnId }]);
  expect((await retryEffect(sent.shop, { effectId: leased.id })).ok).toBe(true);
  expect((await retryEffect(sent.shop, { effectId: leased.id })).ok).toBe(false);
  expect((await viewQueue(sent.shop, { staffId: 'desk', view: 'decide' })).parked.tasks).toEqual([]);
});

test('the legal date is told in days of the customer’s place, on both sides of its end', () => {
  const row = { refundDueAt: Temporal.Instant.from('2026-11-30T23:00:00Z'), timeZone: 'Europe/Berlin' };
  const due = (now: string) => legalDue(row, Temporal.Instant.from(now));
  expect(due('2026-11-21T09:00:00Z')).toEqual({ kind: 'due', days: 9, lastDay: '2026-11-30' });
  expect(due('2026-11-30T22:59:59.999Z')).toEqual({ kind: 'due', days: 0, lastDay: '2026-11-30' });
  expect(due('2026-11-30T23:00:00Z')).toEqual({ kind: 'overdue', days: 1, lastDay: '2026-11-30' });
  expect(legalDue({ ...row, refundDueAt: null }, NOW)).toEqual({ kind: 'none' });
});

test('a scanned text means a return by its code or its order, or is refused by its own word', async () => {
  await using db = await openTestDatabase();
  const sent = await sendReturn(db);
  await returnOf(sent.shop, { id: 'o2', number: '#1002', lines: [{ id: 'z' }] });
  const code = formatRmaCode(sent.rmaCode);
  for (const typed of [
    code,
    ` ${code.toLowerCase()}\n`,
    `]C1${sent.rmaCode}`,
    `https://shop.example/r/${code}`,
    '#1001',
    '1001',
  ]) {
    expect(await findReturns(sent.shop, typed), typed).toMatchObject({ ok: true, returns: [{ id: sent.returnId }] });
  }
  const wrong = `${sent.rmaCode.slice(0, 8)}${sent.rmaCode.endsWith('A') ? 'B' : 'A'}`;
  const refusals = {
    '': 'scan.empty',
    [wrong]: 'scan.misread',
    '9999': 'scan.unknown',
    '💥': 'scan.unknown',
    ['x'.repeat(600)]: 'scan.unknown',
  };
  for (const [typed, refusal] of Object.entries(refusals)) {
    expect(await findReturns(sent.shop, typed), typed).toMatchObject({ ok: false, refusal: { code: refusal } });
  }
});
