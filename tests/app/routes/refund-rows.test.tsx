import { expect, test } from 'vitest';
import { RefundTable } from '#app/components/refund-table.tsx';
import { translatorFor } from '#app/i18n/instance.server.ts';
import { type Locale, locales } from '#app/i18n/locales.ts';
import { refundRows } from '#app/routes/customer/refund-rows.ts';
import { quoteWords } from '#app/routes/desk/quote-words.server.ts';
import { type Quote, type QuoteInput, quoteReturn } from '#machines/policy/index.ts';
import { html, wordsOf } from '#tests/app/components/render.tsx';
import { back, orderLine, quoteInput } from '#tests/machines/policy/build.ts';

/** A quote in which everything that can be taken and added is. */
function rich(over: Partial<QuoteInput> = {}): Quote {
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  const terms = {
    restockingPercent: 15,
    creditBonusPercent: 10,
    couponThreshold: { code: null, minimum: eur(50_000) },
    cancellationFee: { percent: 5, most: eur(300) },
    returnCost: { payer: 'customer', basis: 'policy', policyVersionId: 'v1', rule: null, labelFee: eur(490) },
    outboundShipping: { refunded: true, basis: 'policy', rule: null },
  } as const;
  const orderLines = [
    orderLine({ quantity: 2, unitPrice: 10_000, discountTotal: 2000, couponTotal: 1000, alreadyRefundedAmount: 100 }),
    orderLine({ id: 'b', unitPrice: 5000, discountTotal: 500, couponTotal: 500 }),
  ];
  const result = quoteReturn(
    quoteInput({
      orderLines,
      returning: [back('a', 2, terms)],
      usesMerchantLabel: true,
      shipping: { paid: 800, alreadyRefunded: 0, standardCost: null, pricedPerItem: true },
      deductions: [{ orderLineId: 'a', amount: 700, reasonCode: 'signs-of-use' }],
      payments: [{ id: 'p1', amount: 13_000, refunded: 0 }],
      ...over,
    }),
  );
  if (!result.ok) throw new Error(result.refusal.code);
  return result.quote;
}

const titleOf = (id: string) => `title of ${id}`;
const minor = (amount: string) => Number(amount.replace(/[^\d-]/g, ''));
const speech = (locale: Locale) => ({ t: translatorFor(locale), locale });
const both = (quote: Quote, locale: Locale = 'en') => [
  refundRows(quote, titleOf, speech(locale)),
  quoteWords(quote, titleOf, speech(locale)).rows,
];

test.each<[string, Quote]>([
  ['everything at once', rich()],
  ['store credit', rich({ resolution: 'store-credit' })],
  ['the coupon given back', rich({ clawedBack: 1500 })],
  ['nothing of it', rich({ returning: [back('a', 2)], deductions: [], usesMerchantLabel: false })],
  ['a rejected return', rich({ returning: [back('a', 0)], deductions: [] })],
])('the rows of a refund add up to its total: %s', (_what, quote) => {
  for (const rows of both(quote)) {
    const inSum = rows.filter(({ kind }) => kind !== 'after');
    expect(inSum.reduce((sum, { amount }) => sum + minor(amount), 0)).toBe(quote.total);
  }
});

test('each thing that is taken or added is a row of its own, in the order in which it is computed', () => {
  const ids = 'a a-discount a-before a-restocking a-deduction shipping cancellation fee coupon not-payable'.split(' ');
  for (const rows of both(rich())) expect(rows.map(({ id }) => id)).toEqual(ids);
  const given = rich({ clawedBack: 1500, payments: [{ id: 'p1', amount: 99_999, refunded: 0 }] });
  for (const rows of both(given)) {
    expect(rows.map(({ id }) => id)).toEqual([...ids.slice(0, 8), 'coupon-back']);
    expect(rows.at(-1)?.kind).toBe('addition');
  }
});

test('the customer and the desk read why', () => {
  const [customer = [], desk = []] = both(rich());
  const notes = (rows: typeof customer) => Object.fromEntries(rows.map(({ id, note }) => [id, note]));
  expect(notes(customer)).toMatchObject({
    'a-restocking': '15% of the price',
    cancellation: 'The law lets the shop keep this amount at the most.',
    coupon: 'What you keep is worth less than the coupon asked for, so its part of these items is deducted.',
  });
  expect(notes(desk)).toMatchObject({
    'a-restocking': '15% of the price',
    'a-deduction': 'Signs of use',
    cancellation: 'The law lets the shop keep this amount at the most.',
  });
});

test('where nothing is taken, nothing is said of it', () => {
  const quote = rich({
    returning: [back('b', 1)],
    deductions: [],
    payments: [{ id: 'p1', amount: 9999, refunded: 0 }],
  });
  for (const rows of both(quote)) expect(rows.map(({ id }) => id)).toEqual(['b', 'b-discount', 'shipping', 'fee']);
});

test('store credit stands below the total with its bonus', () => {
  const quote = rich({ resolution: 'store-credit' });
  for (const rows of both(quote)) {
    const after = rows.filter(({ kind }) => kind === 'after').map(({ id, amount }) => [id, minor(amount)]);
    expect(after).toEqual([
      ['bonus', quote.creditBonus],
      ['credit', quote.total + quote.creditBonus],
    ]);
  }
  expect(quote.creditBonus).toBeGreaterThan(0);
  const total = { label: 'Refund in all', amount: 'the total' };
  const rows = refundRows(quote, titleOf, speech('en'));
  const words = wordsOf(html(<RefundTable caption="Refund" rows={rows} total={total} />));
  expect(words.indexOf('Refund in all')).toBeGreaterThan(words.indexOf('Cancellation fee'));
  expect(words.indexOf('Bonus for store credit')).toBeGreaterThan(words.indexOf('the total'));
});

test.each(locales)('%s has words for every row', (locale) => {
  const quotes = [rich({ resolution: 'store-credit' }), rich({ clawedBack: 1500 })];
  for (const rows of quotes.flatMap((quote) => both(quote, locale)))
    for (const { label, note } of rows) expect(`${label} ${note}`).not.toMatch(/sum\.|code\.|^\s*$/);
});
