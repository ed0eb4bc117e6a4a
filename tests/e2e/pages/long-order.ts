import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AppProcess } from '../../support/app-process.ts';
import type { Order } from './journey.ts';

const run = promisify(execFile);
/** Far above any screen; what makes a long page unusable shows at a hundred as at a thousand. */
const LINES = 100;
const TITLES = [
  'Handwoven lampshade of natural bamboo with adjustable cord, brass fittings and a very long name indeed, large',
  'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen',
  'مصباح مكتب خشبي قابل للتعديل مع غطاء من الكتان الطبيعي',
  '手工编织的竹制灯罩（大号，可调节电线）',
  'Mug "Ærø" & <b>saucer</b>',
];

/** Brings an order of a hundred lines into the running app, by the command that brings in a shop's export. */
export async function importLongOrder(app: AppProcess): Promise<Order> {
  const order = { number: '#90100', email: 'collector.of.a.great.many.things@example-shop-for-collectors.com' };
  const folder = await mkdtemp(join(tmpdir(), 'retour-long-'));
  const file = join(folder, 'orders.csv');
  await writeFile(file, ordersFile(order));
  await run(process.execPath, ['app/cli/import-orders.ts', file], { env: { ...process.env, DATA_DIR: app.folder } });
  await rm(folder, { recursive: true });
  return order;
}

function ordersFile({ number, email }: Order): string {
  const placed = `${new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 19).replace('T', ' ')} +0000`;
  const columns = [
    'Name',
    'Email',
    'Financial Status',
    'Currency',
    'Subtotal',
    'Shipping',
    'Taxes',
    'Total',
    'Created at',
  ];
  columns.push('Lineitem quantity', 'Lineitem name', 'Lineitem price', 'Lineitem sku', 'Lineitem requires shipping');
  columns.push('Lineitem fulfillment status', 'Shipping Name', 'Shipping Address1', 'Shipping City', 'Shipping Zip');
  columns.push('Shipping Country', 'Payment Method', 'Payment Reference');
  const total = (LINES * 3 * 1234.5).toFixed(2);
  const rows = Array.from({ length: LINES }, (_, index) => {
    const first = index === 0;
    const title = `${TITLES[index % TITLES.length] ?? ''} ${index + 1}`.replaceAll('"', '""');
    const head = first ? ['paid', 'EUR', total, '0.00', '0.00', total] : ['', '', '', '', '', ''];
    const ship = ['Ada Sammler', 'Lange Straße 250', 'Berlin', '10115', 'DE', 'Stripe', 'pi_test_90100'];
    const foot = first ? ship : ship.map(() => '');
    const line = ['3', `"${title}"`, '1234.50', `SKU-${index + 1}`, 'true', 'fulfilled'];
    return [number, email, ...head, placed, ...line, ...foot].join(',');
  });
  return [columns.join(','), ...rows, ''].join('\n');
}
