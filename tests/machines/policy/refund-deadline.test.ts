import { expect, test } from 'vitest';
import { dispatchDeadline, refundDeadline } from '#machines/policy/refund-deadline.ts';

const at = (text: string | null) => (text ? Temporal.Instant.from(text) : null);
const NOTICE = '2026-12-11T22:30:00Z';

function duty(country: string, goods: string | null, proof: string | null) {
  const result = refundDeadline({
    country,
    noticeAt: Temporal.Instant.from(NOTICE),
    goodsReceivedAt: at(goods),
    proofOfDispatchAt: at(proof),
  });
  return result && [result.due?.lastDay.toString() ?? null, result.withholdingUntilGoods];
}

test.each([
  ['DE waits for the goods, no roll-over at Christmas', 'DE', null, null, ['2026-12-25', true]],
  ['DE with the goods back early', 'DE', '2026-12-14T10:00:00Z', null, ['2026-12-25', false]],
  ['DE with proof only', 'DE', null, '2026-12-14T10:00:00Z', ['2026-12-25', false]],
  ['DE with the goods after the fortnight', 'DE', '2027-01-04T10:00:00Z', null, ['2027-01-04', false]],
  ['DE, the earlier of proof and goods', 'DE', '2027-01-04T10:00:00Z', '2026-12-13T10:00:00Z', ['2026-12-25', false]],
  ['FI, already the next day', 'FI', null, null, ['2026-12-26', true]],
  ['GB has not started', 'GB', null, null, [null, true]],
  ['GB from proof', 'GB', '2026-12-20T10:00:00Z', '2026-12-14T10:00:00Z', ['2026-12-28', false]],
  ['CO holds for goods, not for proof', 'CO', null, '2026-12-14T10:00:00Z', ['2026-12-26', true]],
  ['BR at once', 'BR', null, null, ['2026-12-11', false]],
  ['CN from the goods', 'CN', '2026-12-20T10:00:00Z', null, ['2026-12-27', false]],
  ['KR three business days', 'KR', '2026-12-24T01:00:00Z', null, ['2026-12-30', false]],
  ['JP sets no day', 'JP', null, null, null],
  ['US sets no day', 'US', null, null, null],
  ['unknown country', 'ZZ', null, null, null],
])('%s', (_what, country, goods, proof, expected) => {
  expect(duty(country, goods, proof)).toEqual(expected);
});

test('the due day ends at the midnight of the consumer', () => {
  const result = refundDeadline({
    country: 'DE',
    noticeAt: Temporal.Instant.from('2026-10-20T10:00:00Z'),
    goodsReceivedAt: null,
    proofOfDispatchAt: null,
  });
  expect(result?.due?.endExclusive.toString()).toBe('2026-11-03T23:00:00Z');
  expect(result?.basis).toContain('BGB');
});

test('the goods are sent back within a fortnight, over Christmas a little more', () => {
  const noticeAt = Temporal.Instant.from('2026-12-11T10:00:00Z');
  expect(dispatchDeadline({ country: 'DE', noticeAt })?.lastDay.toString()).toBe('2026-12-28');
  expect(dispatchDeadline({ country: 'GB', noticeAt })?.lastDay.toString()).toBe('2026-12-25');
  expect(dispatchDeadline({ country: 'CN', noticeAt })).toBeNull();
  expect(dispatchDeadline({ country: 'ZZ', noticeAt })).toBeNull();
});

const COLLECTS = { merchantCollects: true, goodsReceivedAt: null, proofOfDispatchAt: null };

test.each([
  ['DE', '2026-12-25'],
  ['GB', '2026-12-25'],
  ['TR', '2026-12-26'],
])('who offered to collect the goods may wait for nothing: %s', (country, lastDay) => {
  const result = refundDeadline({ country, noticeAt: Temporal.Instant.from(NOTICE), ...COLLECTS });
  expect([result?.due?.lastDay.toString(), result?.withholdingUntilGoods]).toEqual([lastDay, false]);
});

test('in China the clock still starts with the goods', () => {
  const result = refundDeadline({ country: 'CN', noticeAt: Temporal.Instant.from(NOTICE), ...COLLECTS });
  expect(result).toMatchObject({ due: null, withholdingUntilGoods: false });
});

test.each([
  ['ON', false, '2026-12-26', '2026-12-26'],
  ['MB', false, '2027-01-10', '2027-01-10'],
  ['ON', true, undefined, undefined],
  ['NU', false, undefined, undefined],
])('Canada, province %s, informed %s: refund by %s, goods by %s', (subdivision, informed, refund, goods) => {
  const input = { country: 'CA', subdivision, informed, noticeAt: Temporal.Instant.from(NOTICE) };
  const duty = refundDeadline({ ...input, goodsReceivedAt: null, proofOfDispatchAt: null });
  expect(duty?.due?.lastDay.toString()).toBe(refund);
  expect(dispatchDeadline(input)?.lastDay.toString()).toBe(goods);
});

test('an American state sets neither day', () => {
  const input = { country: 'US', subdivision: 'NY', informed: false, noticeAt: Temporal.Instant.from(NOTICE) };
  expect(refundDeadline({ ...input, goodsReceivedAt: null, proofOfDispatchAt: null })).toBeNull();
  expect(dispatchDeadline(input)).toBeNull();
});
