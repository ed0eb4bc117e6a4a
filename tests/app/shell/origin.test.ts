import { expect, test } from 'vitest';
import { comesFromHere, type OriginFacts } from '#app/security/origin.server.ts';

const post: OriginFacts = {
  method: 'POST',
  path: '/code',
  host: 'shop.example',
  origin: undefined,
  secFetchSite: undefined,
};

const cases: [string, Partial<OriginFacts>, boolean][] = [
  ['our own page', { secFetchSite: 'same-origin', origin: 'https://shop.example' }, true],
  ['the person, by hand', { secFetchSite: 'none' }, true],
  ['another site', { secFetchSite: 'cross-site', origin: 'https://evil.example' }, false],
  ['a neighbouring subdomain', { secFetchSite: 'same-site', origin: 'https://blog.shop.example' }, false],
  ['another site that claims our origin', { secFetchSite: 'cross-site', origin: 'https://shop.example' }, false],
  ['an older browser on our page', { origin: 'https://shop.example' }, true],
  ['an older browser, under the host it asked for', { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, true],
  ['an older browser on another site', { origin: 'https://evil.example' }, false],
  ['the same host on another port', { origin: 'https://shop.example:8443' }, false],
  ['a hidden origin', { origin: 'null' }, false],
  ['an origin that is none', { origin: 'shop.example' }, false],
  ['no browser', {}, true],
  ['reading from another site', { method: 'GET', secFetchSite: 'cross-site' }, true],
  ['changing by DELETE from another site', { method: 'DELETE', secFetchSite: 'cross-site' }, false],
  ['a webhook', { path: '/webhooks/stripe', origin: 'https://stripe.example' }, true],
  ['a page that only begins like one', { path: '/webhooks-page', secFetchSite: 'cross-site' }, false],
];

test.each(cases)('%s', (_, facts, allowed) => {
  expect(comesFromHere({ ...post, ...facts }, 'https://shop.example')).toBe(allowed);
});
