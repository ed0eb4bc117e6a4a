import { startBare } from './bare.ts';
import { loadInTurn } from './load.ts';
import type { BenchResult } from './result.ts';
import { addOrders, signIn, startApp } from './shop.ts';

const RETURNS = 48;
const AT_ONCE = 4;

/**
 * Whole returns a second, each from the order page through all questions until it is sent, by customers who have signed in; against forms that
 * a bare page takes and answers with a redirect. A return is six forms and the pages between them, so 1 : 12 is as good as bare.
 */
export async function benchReturns(): Promise<BenchResult> {
  await using app = await startApp();
  using bare = await startBare();
  const rows = await addOrders(app, RETURNS);
  const customers = await Promise.all(rows.map((row) => signIn(app, row)));
  const waiting = rows.map((row, index) => ({ row, customer: customers[index]?.customer }));
  const started = performance.now();
  const send = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next.customer?.request(next.row);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  const perSecond = (RETURNS * 1000) / (performance.now() - started);
  const { posts } = await loadInTurn({ posts: { url: `${bare.url}/page`, method: 'POST', status: 303 } });
  const detail = `${perSecond.toFixed(1)} returns/s, bare ${posts.perSecond.toFixed(0)} posts and redirects/s`;
  return {
    name: 'returns created per second over HTTP, against bare posts',
    ratio: perSecond / posts.perSecond,
    detail,
  };
}
