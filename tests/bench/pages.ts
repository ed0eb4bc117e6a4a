import { startBare } from './bare.ts';
import { type Load, loadInTurn } from './load.ts';
import type { BenchResult } from './result.ts';
import { addOrders, signIn, startApp } from './shop.ts';

/** Two pages of the customer, the first one and the one with most to look up, against a bare page of React Router. */
export async function benchPages(): Promise<BenchResult[]> {
  await using app = await startApp();
  using bare = await startBare();
  const [row] = await addOrders(app, 1);
  if (!row) throw new Error('no order');
  const { browser } = await signIn(app, row);
  const loads = await loadInTurn({
    bare: { url: `${bare.url}/page` },
    start: { url: `${app.url}/` },
    order: { url: `${app.url}/order`, cookie: browser.cookies },
  });
  return [against('start page', loads.start, loads.bare), against('order page, signed in', loads.order, loads.bare)];
}

function against(name: string, ours: Load, bare: Load): BenchResult {
  const said = ({ perSecond, p50, p95 }: Load) =>
    `${perSecond.toFixed(0)} pages/s, p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`;
  const detail = `${said(ours)}; bare ${said(bare)}; p95 ${(ours.p95 / bare.p95).toFixed(2)} times the bare one's`;
  return {
    name: `customer pages per second, ${name}, against a bare page`,
    ratio: ours.perSecond / bare.perSecond,
    detail,
  };
}
