import type { LineSpec, OrderSpec } from './build-order.ts';
import { type MarketCode, markets } from './markets.ts';
import { type ProductName, products } from './products.ts';

const COUNT = 46;
const LAST_NUMBER = 1000;
const OLDEST_DAYS = 730;

const names = Object.keys(products).filter((name): name is ProductName => Object.hasOwn(products, name));
/** Argentina came later: only its story is from there. */
const codes = Object.keys(markets).filter((code): code is MarketCode => Object.hasOwn(markets, code) && code !== 'AR');

/**
 * The orders around the stories, from two years ago to yesterday, older ones with lower numbers. Arithmetic instead of chance: the steps have
 * no common divisor with the lengths of the lists, so every market and every product comes up.
 */
export const earlierOrders: readonly OrderSpec[] = Array.from({ length: COUNT }, (_, index) => {
  const left = COUNT - 1 - index;
  // Most orders are recent, as in a shop that grows.
  const placed = 1 + Math.round((OLDEST_DAYS - 1) * (left / (COUNT - 1)) ** 2);
  return {
    number: LAST_NUMBER - left,
    market: pick(codes, index * 5),
    person: index,
    placed,
    lines: linesOf(index),
    parcels: parcelsOf(placed, index),
    ...(index % 4 === 1 ? { discountPercent: 5 + (index % 3) * 5 } : {}),
    ...(index === 19 ? { cancelled: placed - 1 } : {}),
  };
});

function linesOf(index: number): LineSpec[] {
  return Array.from({ length: 1 + (index % 4) }, (_, line) => {
    const quantity = 1 + ((index + line) % 3);
    const returnedElsewhere = index % 9 === 4 && line === 0 ? 1 : 0;
    return { product: pick(names, index * 3 + line * 7), quantity, returnedElsewhere };
  });
}

/** Sent after a day, there after three more; of every seventh order nobody knows when it arrived. */
function parcelsOf(placed: number, index: number): OrderSpec['parcels'] {
  if (placed < 2) return [];
  const delivered = placed < 5 || index % 7 === 3 ? null : placed - 4;
  return [{ dispatched: placed - 1, delivered }];
}

function pick<T>(list: readonly T[], place: number): T {
  const found = list[place % list.length];
  if (found === undefined) throw new RangeError('nothing to pick from');
  return found;
}
