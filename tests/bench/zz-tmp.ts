import { Session } from 'node:inspector/promises';
import { createReadStream, rmSync, writeFileSync } from 'node:fs';
import { importOrders } from '#app/services/import-orders.server.ts';
import { readShopifyOrders } from '#app/import/shopify-orders.server.ts';
import { openDatabase } from '#db/open.ts';
const clock = () => Temporal.Instant.from('2026-12-01T00:00:00Z');
async function once() {
  for (const x of ['', '-wal', '-shm']) rmSync('/tmp/zz.sqlite' + x, { force: true });
  const db = await openDatabase('/tmp/zz.sqlite');
  const t = performance.now();
  await importOrders({ db, clock }, createReadStream('/tmp/out/orders.csv', { highWaterMark: 1 << 18 }));
  const ms = performance.now() - t;
  await db.close();
  return ms;
}
async function readOnly() { const t = performance.now(); let n = 0; for await (const i of readShopifyOrders(createReadStream('/tmp/out/orders.csv', { highWaterMark: 1 << 18 }))) n += 1; return performance.now() - t; }
console.log('warm', await once(), 'read', await readOnly());
const s = new Session(); s.connect(); await s.post('Profiler.enable'); await s.post('Profiler.start');
const u=process.cpuUsage();
const ms = await once();
const { profile } = await s.post('Profiler.stop');
writeFileSync('/tmp/prof/import.cpuprofile', JSON.stringify(profile));
console.log('import ms', ms, 'rows/s', 14244 / ms * 1000, 'cpu', process.cpuUsage(u), 'read', await readOnly(), await readOnly());
