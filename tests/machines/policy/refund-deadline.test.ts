import { expect, test } from 'vitest';
import { dispatchDeadline, refundDeadline } from '#machines/policy/refund-deadline.ts';
import { statuteOf } from '#machines/policy/statutory.ts';

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

test.each([
  ['the proof alone does not start the clock in China', 'CN', null, '2026-12-14T10:00:00Z', [null, true]],
  ['nor in Taiwan', 'TW', null, '2026-12-14T10:00:00Z', [null, true]],
  ['Türkiye counts from the proof too', 'TR', null, '2026-12-14T10:00:00Z', ['2026-12-28', false]],
  ['the goods back on the due day', 'DE', '2026-12-25T10:00:00Z', null, ['2026-12-25', false]],
  ['the goods back a day later', 'DE', '2026-12-26T10:00:00Z', null, ['2026-12-26', false]],
  ['the proof later than the goods', 'DE', '2026-12-27T10:00:00Z', '2026-12-29T10:00:00Z', ['2026-12-27', false]],
  ['Chile waits for nothing', 'CL', null, null, ['2027-01-25', false]],
  ['Saudi Arabia sets no day', 'SA', null, null, null],
  ['nor does Argentina', 'AR', null, null, null],
])('%s', (_what, country, goods, proof, expected) => {
  expect(duty(country, goods, proof)).toEqual(expected);
});

test('the whole of a duty: the last day, the moment after it, the act', () => {
  expect(
    refundDeadline({
      country: 'KR',
      noticeAt: Temporal.Instant.from(NOTICE),
      goodsReceivedAt: at('2026-12-24T01:00:00Z'),
      proofOfDispatchAt: null,
    }),
  ).toEqual({
    due: {
      lastDay: Temporal.PlainDate.from('2026-12-30'),
      endExclusive: Temporal.Instant.from('2026-12-30T15:00:00Z'),
    },
    withholdingUntilGoods: false,
    basis: statuteOf('KR')?.basis,
  });
});

test('days are counted at the place of the delivery, or in the zone that is named', () => {
  // Half past midnight in São Paulo is half past eleven of the day before in Manaus; Brazil wants the price back at once.
  const input = { country: 'BR', noticeAt: Temporal.Instant.from('2026-12-12T03:30:00Z') };
  const none = { goodsReceivedAt: null, proofOfDispatchAt: null };
  const day = (more: object) => refundDeadline({ ...input, ...none, ...more })?.due?.lastDay.toString();
  expect([day({}), day({ subdivision: 'AM' }), day({ timeZone: 'Asia/Tokyo' })]).toEqual([
    ...['2026-12-12', '2026-12-11', '2026-12-12'],
  ]);
  const late = { country: 'ES', noticeAt: Temporal.Instant.from('2026-06-09T22:30:00Z') };
  const back = (more: object) => dispatchDeadline({ ...late, ...more })?.steps.at(-1);
  expect(back({ subdivision: 'MD' })).toEqual({ code: 'end', date: '2026-06-24', detail: 'Europe/Madrid' });
  expect(back({ subdivision: 'CN' })).toEqual({ code: 'end', date: '2026-06-23', detail: 'Atlantic/Canary' });
  expect(back({ timeZone: 'UTC' })).toEqual({ code: 'end', date: '2026-06-23', detail: 'UTC' });
});

test.each<[string, Parameters<typeof dispatchDeadline>[0], string]>([
  [
    'Christmas and a weekend',
    { country: 'DE', noticeAt: Temporal.Instant.from('2026-12-11T10:00:00Z') },
    'event 2026-12-11 withdrawalNotice; count-calendar 2026-12-25 14; roll-over 2026-12-26 publicHoliday; ' +
      'roll-over 2026-12-27 saturday; roll-over 2026-12-28 sunday; end 2026-12-28 Europe/Berlin',
  ],
  [
    'Saint John, a holiday in Catalonia',
    { country: 'ES', subdivision: 'CT', noticeAt: Temporal.Instant.from('2026-06-10T10:00:00Z') },
    'event 2026-06-10 withdrawalNotice; count-calendar 2026-06-24 14; roll-over 2026-06-25 publicHoliday; ' +
      'end 2026-06-25 Europe/Madrid',
  ],
  [
    'and none in Madrid',
    { country: 'ES', subdivision: 'MD', noticeAt: Temporal.Instant.from('2026-06-10T10:00:00Z') },
    'event 2026-06-10 withdrawalNotice; count-calendar 2026-06-24 14; end 2026-06-24 Europe/Madrid',
  ],
  [
    'no roll-over in Britain',
    { country: 'GB', noticeAt: Temporal.Instant.from('2026-12-11T10:00:00Z') },
    'event 2026-12-11 withdrawalNotice; count-calendar 2026-12-25 14; end 2026-12-25 Europe/London',
  ],
  [
    'nor in Ontario, to a Saturday',
    { country: 'CA', subdivision: 'ON', informed: false, noticeAt: Temporal.Instant.from('2026-06-05T22:30:00Z') },
    'event 2026-06-05 withdrawalNotice; count-calendar 2026-06-20 15; end 2026-06-20 America/Toronto',
  ],
])('the goods are to be sent back, step by step: %s', (_what, input, text) => {
  const result = dispatchDeadline(input);
  const steps = text.split('; ').map((step) => {
    const [code, date, detail = ''] = step.split(' ');
    return { code, date, detail: /^\d+$/.test(detail) ? Number(detail) : detail };
  });
  expect(result?.steps).toEqual(steps);
  expect(result?.lastDay.toString()).toBe(steps.at(-1)?.date);
  const end = result?.endExclusive.toZonedDateTimeISO(String(steps.at(-1)?.detail));
  expect(end?.toPlainDateTime().toString()).toBe(`${result?.lastDay.add({ days: 1 })}T00:00:00`);
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
