import type { OrderSpec } from './build-order.ts';
import { personIn } from './people.ts';

type Story = OrderSpec & { shows: string };

const arrived = (delivered: number) => [{ dispatched: delivered + 2, delivered }];

const stories: readonly Story[] = [
  {
    ...{
      number: 1001,
      market: 'DE',
      placed: 8,
      parcels: arrived(5),
      shows: 'an order from Germany that can be returned',
    },
    lines: [{ product: 'mug', quantity: 2 }, { product: 'lamp' }, { product: 'scarf' }],
  },
  {
    ...{ number: 1002, market: 'AT', placed: 130, parcels: arrived(126), shows: 'too late: every window has closed' },
    lines: [{ product: 'backpack' }, { product: 'notebook', quantity: 3 }],
  },
  {
    ...{
      number: 1003,
      market: 'NL',
      placed: 24,
      shows: 'three parcels, one still under way: no period has begun to end',
    },
    lines: [
      { product: 'teapot' },
      { product: 'cushion', quantity: 2, parcel: 1 },
      { product: 'plantPot', quantity: 2, parcel: 2 },
    ],
    parcels: [
      { dispatched: 23, delivered: 20 },
      { dispatched: 15, delivered: 12 },
      { dispatched: 2, delivered: null },
    ],
  },
  {
    ...{
      number: 1004,
      market: 'DE',
      placed: 9,
      parcels: arrived(6),
      shows: 'final sale, sealed goods and goods made to order',
    },
    lines: [
      { product: 'candle' },
      { product: 'earbuds' },
      { product: 'soap', quantity: 3 },
      { product: 'engravedMug' },
    ],
  },
  {
    ...{ number: 1005, market: 'JP', placed: 10, parcels: arrived(4), shows: 'Japanese yen, which have no decimals' },
    lines: [{ product: 'headphones' }, { product: 'notebook', quantity: 2 }],
  },
  {
    ...{
      number: 1006,
      market: 'KW',
      placed: 11,
      parcels: arrived(5),
      shows: 'Kuwaiti dinars, which have three decimals',
    },
    lines: [{ product: 'backpack' }, { product: 'mug', quantity: 3 }],
    discountPercent: 10,
  },
  {
    ...{ number: 1007, market: 'GB', placed: 12, parcels: arrived(9), shows: 'some pieces had already come back' },
    lines: [
      { product: 'mug', quantity: 4, returnedElsewhere: 1 },
      { product: 'cushion', quantity: 1, returnedElsewhere: 1 },
      { product: 'sneakers' },
    ],
  },
  {
    ...{
      number: 1008,
      market: 'US',
      placed: 13,
      parcels: arrived(8),
      shows: 'the United States: sales tax on top, only the policy applies',
    },
    lines: [{ product: 'sneakers' }, { product: 'sunHat' }, { product: 'mug', quantity: 2 }],
  },
  {
    ...{ number: 1009, market: 'SE', placed: 6, parcels: arrived(3), shows: 'a download beside goods, in kronor' },
    lines: [{ product: 'pattern' }, { product: 'scarf' }],
  },
  {
    ...{ number: 1010, market: 'PL', placed: 75, shows: 'nobody knows when it was delivered, so it can be returned' },
    lines: [{ product: 'lamp' }, { product: 'plantPot', quantity: 2 }],
    parcels: [{ dispatched: 74, delivered: null }],
  },
  {
    ...{ number: 1011, market: 'FR', placed: 7, parcels: [], cancelled: 6, shows: 'a cancelled order' },
    lines: [{ product: 'teapot' }],
  },
  {
    ...{
      number: 1012,
      market: 'CH',
      placed: 14,
      parcels: arrived(10),
      shows: 'a discount of 15 % shared over the lines',
    },
    lines: [{ product: 'headphones' }, { product: 'candle' }, { product: 'notebook', quantity: 2 }],
    discountPercent: 15,
    coupon: 'AUTUMN15',
  },
  {
    ...{
      number: 1013,
      market: 'AU',
      placed: 20,
      parcels: arrived(11),
      shows: 'Australia: no right to change one’s mind, but a policy',
    },
    lines: [{ product: 'sunHat' }, { product: 'backpack' }],
  },
  {
    ...{ number: 1014, market: 'GB', person: 1, placed: 10, parcels: arrived(7), shows: 'paid with two cards' },
    lines: [{ product: 'headphones' }, { product: 'teapot' }],
    paidInParts: [60, 40],
  },
  {
    ...{
      number: 1015,
      market: 'US',
      person: 1,
      placed: 19,
      parcels: arrived(14),
      shows: 'a rule: what was on sale has a shorter period, where no law gives a longer one',
    },
    lines: [{ product: 'cushion', quantity: 2 }, { product: 'lamp' }],
  },
  {
    ...{
      number: 1016,
      market: 'AT',
      person: 1,
      placed: 9,
      parcels: arrived(5),
      shows: 'a rule: something small that is faulty can be kept, and is refunded at once',
    },
    lines: [{ product: 'notebook', quantity: 2 }, { product: 'backpack' }],
  },
  {
    ...{ number: 1017, market: 'AR', placed: 8, parcels: arrived(4), shows: 'Argentina: the button to withdraw' },
    lines: [{ product: 'scarf' }, { product: 'teapot' }],
  },
  {
    ...{
      number: 1018,
      market: 'PL',
      person: 1,
      placed: 3,
      shows: 'still on its way to Poland: one can withdraw before it arrives',
    },
    lines: [{ product: 'headphones' }],
    parcels: [{ dispatched: 2, delivered: null }],
    tier: 'gold',
  },
];

export const storySpecs: readonly OrderSpec[] = stories.map(({ shows: _, ...spec }) => spec);

/** Orders worth trying: number, the e-mail address that opens it, and what it shows. In English, for the start message and the README. */
export const demoStories: readonly { number: string; email: string; shows: string }[] = stories.map((story) => ({
  number: `#${story.number}`,
  email: personIn(story.market, story.person ?? 0).email,
  shows: story.shows,
}));
