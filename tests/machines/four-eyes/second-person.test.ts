import { expect, test } from 'vitest';
import { fourEyesLimit, needsSecondPerson } from '#machines/four-eyes/limit.ts';
import { accountsOfPerson, mailboxOf, type OneOfTwo, refusedAsSecond } from '#machines/four-eyes/second-person.ts';

const person = (id: string, changes: Partial<OneOfTwo> = {}): OneOfTwo => ({
  ...{ id, accounts: [id], device: null, allowed: true },
  ...changes,
});

test('two people who share nothing and may both', () => {
  expect(refusedAsSecond(person('a'), person('b'))).toBeNull();
  expect(refusedAsSecond(person('a', { device: 'x' }), person('b', { device: 'y' }))).toBeNull();
  expect(refusedAsSecond(person('a', { accounts: ['a', 'c'] }), person('b', { accounts: ['b', 'd'] }))).toBeNull();
});

test.each([
  ['oneself', person('a'), person('a'), 'four-eyes.same-person'],
  ['another account of theirs', person('a'), person('b', { accounts: ['b', 'a'] }), 'four-eyes.second-account'],
  ['one browser', person('a', { device: 'x' }), person('b', { device: 'x' }), 'four-eyes.same-device'],
  ['a second who may not', person('a'), person('b', { allowed: false }), 'four-eyes.not-allowed'],
  ['a first who may no longer', person('a', { allowed: false }), person('b'), 'four-eyes.first-not-allowed'],
])('no second person: %s', (_, first, second, code) => {
  expect(refusedAsSecond(first, second)).toBe(code);
});

test('accounts of one person: a mailbox, a login, and whatever joins the two', () => {
  const accounts = [
    { id: 'a', email: 'anna@shop.example', subjects: ['company:1'] },
    { id: 'b', email: 'Anna+more@Shop.example', subjects: [] },
    { id: 'c', email: 'berg@far.example', subjects: ['other:9', 'company:1'] },
    { id: 'd', email: 'dora@shop.example', subjects: ['company:2'] },
  ];
  for (const id of ['a', 'b', 'c']) expect(accountsOfPerson(id, accounts).toSorted()).toEqual(['a', 'b', 'c']);
  expect(accountsOfPerson('b', accounts.slice(1)).toSorted()).toEqual(['b']);
  expect(accountsOfPerson('d', accounts)).toEqual(['d']);
  expect(accountsOfPerson('nobody', accounts)).toEqual(['nobody']);
});

test('addresses that reach one mailbox', () => {
  expect(mailboxOf('Anna.Berg+x@GoogleMail.com')).toBe(mailboxOf('annaberg@gmail.com'));
  expect(mailboxOf('anna+a+b@shop.example')).toBe('anna@shop.example');
  expect(mailboxOf('anna.berg@shop.example')).not.toBe(mailboxOf('annaberg@shop.example'));
  expect(mailboxOf('+only@shop.example')).toBe('+only@shop.example');
});

test('the limit of a currency: the shop’s own, the house’s, or none at all', () => {
  expect(fourEyesLimit('EUR')).toBe(500_000);
  expect(fourEyesLimit('EUR', { EUR: 7 })).toBe(7);
  expect(needsSecondPerson({ amount: 500_000, currency: 'EUR' })).toBe(false);
  expect(needsSecondPerson({ amount: 500_001, currency: 'EUR' })).toBe(true);
  expect(needsSecondPerson({ amount: 1, currency: 'XXX' })).toBe(true);
  expect(needsSecondPerson({ amount: 0, currency: 'XXX' })).toBe(false);
});
