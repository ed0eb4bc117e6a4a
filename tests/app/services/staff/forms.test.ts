import { expect, test } from 'vitest';
import { translatorFor } from '#app/i18n/instance.server.ts';
import { readAmount, readDecisionForm } from '#app/routes/desk/decision-form.server.ts';
import { failureWords } from '#app/routes/desk/failure-words.ts';
import { suggestion } from '#app/routes/desk/suggestion.server.ts';
import { readParcelForm } from '#app/routes/dock/parcel-form.server.ts';

const posted = (fields: Record<string, string>) =>
  new Request('http://shop.example/', { method: 'POST', body: new URLSearchParams(fields) });

test.each([
  ['12.50', 'EUR', 1250],
  ['12,50', 'EUR', 1250],
  [' 12 ', 'EUR', 1200],
  ['١٢٫٥٠', 'EUR', 1250],
  ['１２．５０', 'EUR', 1250],
  ['0,01', 'EUR', 1],
  ['800', 'JPY', 800],
  ['1,234', 'KWD', 1234],
  // Meant for thousands, or a slip: never guessed.
  ['1.234', 'EUR', 'deduction-decimals'],
  ['1,000', 'EUR', 'deduction-decimals'],
  ['1,000', 'JPY', 'deduction-decimals'],
  ['1.234,50', 'EUR', 'deduction'],
  ['12.505', 'EUR', 'deduction-decimals'],
  ['0', 'EUR', 'deduction-zero'],
  ['0,00', 'EUR', 'deduction-zero'],
  ['-5', 'EUR', 'deduction'],
  ['', 'EUR', 'deduction'],
  ['twelve', 'EUR', 'deduction'],
  ['1e3', 'EUR', 'deduction'],
  ['9'.repeat(30), 'EUR', 'deduction-large'],
])('%s in %s is read as %s', (typed, currency, read) => {
  expect(readAmount(typed, currency)).toBe(read);
});

const line = { id: 'x', acceptable: 2 };
const decide = (fields: Record<string, string>) =>
  readDecisionForm(posted({ 'line-x': '1', version: '3', intent: 'preview', ...fields }), [line], 'EUR');

test.each([
  [{}, 'choice-x', 'choice'],
  [{ 'choice-x': 'pay-me' }, 'choice-x', 'choice'],
  [{ 'choice-x': 'accept', 'quantity-x': '' }, 'quantity-x', 'quantity'],
  [{ 'choice-x': 'accept', 'quantity-x': '0' }, 'quantity-x', 'quantity'],
  [{ 'choice-x': 'accept', 'quantity-x': '-1' }, 'quantity-x', 'quantity'],
  [{ 'choice-x': 'accept', 'quantity-x': '3' }, 'quantity-x', 'quantity'],
  [{ 'choice-x': 'accept', 'quantity-x': '1.5' }, 'quantity-x', 'quantity'],
  [{ 'choice-x': 'accept', 'quantity-x': 'two' }, 'quantity-x', 'quantity'],
  [{ 'choice-x': 'reduce', 'quantity-x': '1', 'deduction-x': 'lots' }, 'deduction-x', 'deduction'],
  [{ 'choice-x': 'reduce', 'quantity-x': '1', 'deduction-x': '1' }, 'reduce-reason-x', 'reason'],
  [{ 'choice-x': 'reject' }, 'reject-reason-x', 'reason'],
  [{ 'choice-x': 'reject', 'reject-reason-x': 'because' }, 'reject-reason-x', 'reason'],
  [{ 'choice-x': 'reject', 'reject-reason-x': 'other', 'note-x': 'n'.repeat(2001) }, 'note-x', 'note'],
  [{ 'choice-x': 'reject', 'reject-reason-x': 'other', 'note-x': 'n'.repeat(1_000_000) }, 'note-x', 'note'],
])('%j is answered at its field', async (fields, field, code) => {
  const form = await decide(fields);
  expect(form.problems).toEqual([{ lineId: 'x', field, code }]);
  expect(form.decisions).toEqual([]);
});

test('what the chosen decision does not ask for is not looked at', async () => {
  const form = await decide({ 'choice-x': 'accept', 'quantity-x': '2', 'deduction-x': 'lots', 'reject-reason-x': '?' });
  expect(form).toMatchObject({ version: 3, problems: [], decisions: [{ lineId: 'x', type: 'accept', quantity: 2 }] });
});

test('only what the dock leaves no doubt about is chosen beforehand', () => {
  const of = (counted: number | null, grade: Parameters<typeof suggestion>[0]['grade']) =>
    suggestion({ counted, grade, acceptable: counted ?? 1, kept: false, suggested: null }, 'EUR').choice;
  expect([of(1, 'as-new'), of(1, 'opened'), of(0, 'missing'), of(1, 'wrong-item')]).toEqual([
    'accept',
    'accept',
    'reject',
    'reject',
  ]);
  expect([of(1, 'used'), of(1, 'damaged'), of(null, null)]).toEqual(['', '', '']);
});

test('a deduction that the rules name is filled in, and what the customer keeps is accepted', () => {
  const used = { counted: 1, grade: 'used', acceptable: 1, kept: false } as const;
  const suggested = { amount: 450, reason: 'signs-of-use' };
  const reduced = { choice: 'reduce', deduction: '4.50', reduceReason: 'signs-of-use', quantity: '1' };
  expect(suggestion({ ...used, suggested }, 'EUR')).toMatchObject(reduced);
  expect(suggestion({ ...used, suggested: { ...suggested, amount: 1250 } }, 'KWD').deduction).toBe('1.250');
  expect(suggestion({ ...used, counted: null, grade: null, kept: true, suggested: null }, 'EUR').choice).toBe('accept');
  const found = { counted: 1, grade: 'as-new', acceptable: 1, kept: false, suggested: null, found: true } as const;
  expect(suggestion(found, 'EUR').choice, 'the dock found more than the condition').toBe('');
  expect(suggestion({ ...used, counted: 0, grade: 'missing', suggested }, 'EUR').choice).toBe('reject');
});

test('the answer that somebody asked for is chosen, and the rest is still theirs to say', () => {
  const line = { counted: 1, grade: 'as-new', acceptable: 1, kept: false, suggested: null } as const;
  const worn = { ...line, grade: 'used', suggested: { amount: 450, reason: 'signs-of-use' } } as const;
  expect(suggestion(line, 'EUR', 'reject')).toMatchObject({ choice: 'reject', rejectReason: '' });
  expect(suggestion({ ...line, grade: 'damaged', found: true }, 'EUR', 'accept').choice).toBe('accept');
  expect(suggestion(worn, 'EUR', 'accept'), 'what the rules take off stays').toMatchObject({ choice: 'reduce' });
  expect(suggestion({ ...line, counted: 0, grade: 'missing' }, 'EUR', 'reject').rejectReason).toBe('not-received');
});

const never = async () => null;
const count = (fields: Record<string, string>) => readParcelForm(posted(fields), never);

test.each([
  [{ 'count-x': '' }, 'count-x', 'count'],
  [{ 'count-x': '-1', 'grade-x': 'used' }, 'count-x', 'count'],
  [{ 'count-x': '1.5', 'grade-x': 'used' }, 'count-x', 'count'],
  [{ 'count-x': 'two', 'grade-x': 'used' }, 'count-x', 'count'],
  [{ 'count-x': '100001', 'grade-x': 'used' }, 'count-x', 'count'],
  [{ 'count-x': '1' }, 'grade-x', 'grade'],
  [{ 'count-x': '1', 'grade-x': 'gone' }, 'grade-x', 'grade'],
  [{ 'count-x': '1', 'grade-x': 'missing' }, 'grade-x', 'grade-missing'],
  [{ 'count-x': '1', 'grade-x': 'used', 'note-x': 'n'.repeat(1_000_000) }, 'note-x', 'note'],
  [{ 'count-x': '1e9', 'grade-x': 'used' }, 'count-x', 'count'],
  [{ 'count-x': '1', 'grade-x': 'used', 'serial-x': '\u0007#'.repeat(10_000) }, 'serial-x', 'serial'],
  [
    { 'count-x': '1', 'grade-x': 'used', 'serial-x': Array.from({ length: 51 }, (_, n) => n).join() },
    'serial-x',
    'serials',
  ],
])('a count of %j is answered at its field', async (fields, field, code) => {
  const form = await count(fields);
  expect(form.problems).toEqual([{ lineId: 'x', field, code }]);
  expect(form.counts).toEqual([]);
});

test('nothing counted is missing without a further word; digits of any keyboard count', async () => {
  const form = await count({ 'count-x': '0', 'count-y': ' ٢ ', 'grade-y': 'used', 'note-y': ' torn ' });
  const nothingMore = { disposition: null, marks: [], serials: [] };
  expect(form.counts).toEqual([
    { lineId: 'x', received: 0, grade: 'missing', note: null, ...nothingMore },
    { lineId: 'y', received: 2, grade: 'used', note: 'torn', ...nothingMore },
  ]);
});

test('where goods go, what is marked and serial numbers are read; what is none of ours is not', async () => {
  const form = await count({
    ...{ 'count-x': '1', 'grade-x': 'used', 'place-x': 'donate', 'serial-x': 'A1,\u202EB2' },
    ...{ 'mark-x': 'missing-piece', 'mark-parcel': 'extra-item', 'note-parcel': ' a <script> ', replaces: '3' },
  });
  expect(form.counts).toMatchObject([{ disposition: 'donate', marks: ['missing-piece'], serials: ['A1', 'B2'] }]);
  expect(form).toMatchObject({ parcel: { marks: ['extra-item'], note: 'a <script>' }, replaces: 3 });
  const other = await count({
    ...{ 'count-x': '1', 'grade-x': 'used', 'place-x': 'eat', 'mark-x': 'nonsense', replaces: '-1' },
  });
  expect(other.counts).toMatchObject([{ disposition: null, marks: [] }]);
  expect(other.replaces).toBeNull();
});

test('an empty parcel in which pieces were counted is asked about', async () => {
  const fields = { 'count-x': '1', 'grade-x': 'used', 'mark-parcel': 'empty-parcel' };
  expect((await count(fields)).problems).toEqual([{ lineId: 'parcel', field: 'mark-parcel', code: 'empty' }]);
  expect((await count({ ...fields, 'count-x': '0', 'grade-x': 'missing' })).problems).toEqual([]);
});

test('photos that are none are told apart, and the counts beside them are read', async () => {
  const body = new FormData();
  body.set('count-x', '1');
  body.set('grade-x', 'used');
  body.append('photos-x', new File(['not a photo'], 'photo.jpg', { type: 'image/jpeg' }));
  body.append('photos-x', new File([], ''));
  const form = await readParcelForm(new Request('http://shop.example/', { method: 'POST', body }), never);
  expect(form.photoProblems).toEqual([{ lineId: 'x', code: 'photo.unsupported-type' }]);
  expect(form.counts).toHaveLength(1);
});

test('a failure that nobody knows is shown as it came', () => {
  const t = translatorFor('en');
  expect(failureWords('charge_for_pending_refund_disputed', t)).toContain('bank');
  expect(failureWords('insufficient-balance', t)).toContain('balance');
  expect(failureWords('brand_new_code', t)).toBe('brand_new_code');
});
