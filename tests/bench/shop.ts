import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Browser } from '#app/cli/replay/browser.ts';
import { Customer } from '#app/cli/replay/customer.ts';
import type { ReplayRow } from '#app/cli/replay/order-file.ts';
import { importOrders } from '#app/services/import-orders.server.ts';
import { openDatabase } from '#db/open.ts';
import { AppProcess } from '#tests/support/app-process.ts';

const HEADING =
  'Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem fulfillment status,Shipping Name,Shipping Address1,Shipping City,Shipping Zip,Shipping Country,Payment Method,Payment References';

/** The program as people start it, in a process of its own; its folder is gone when disposed of. */
export async function startApp(): Promise<AppProcess & AsyncDisposable> {
  const app = await AppProcess.start({ LOG_LEVEL: 'error' });
  return Object.assign(app, { [Symbol.asyncDispose]: () => app.stop() });
}

/** Orders of three lines with a customer each, imported beside the running program; what a customer sends back of each is two pieces. */
export async function addOrders(app: AppProcess, count: number): Promise<ReplayRow[]> {
  const rows = Array.from({ length: count }, (_, index) => ({
    ...{ order: `#B${index + 1}`, email: `b${index + 1}@example.com`, sku: 'CUP', title: 'A cup', quantity: 2 },
    ...{ currency: 'GBP', unitPrice: 250, owed: 500 },
  }));
  const file = join(app.folder, 'bench.csv');
  await writeFile(file, [HEADING, ...rows.flatMap(exportRows), ''].join('\n'));
  const db = await openDatabase(join(app.folder, 'retour.sqlite'), { migrate: false });
  const clock = () => Temporal.Instant.fromEpochMilliseconds(Date.now());
  const { createReadStream } = await import('node:fs');
  const imported = await importOrders({ db, clock }, createReadStream(file));
  await db.close();
  if (!imported.ok || imported.summary.ordersNew !== count) throw new Error('the orders were not imported');
  return rows;
}

function exportRows({ order, email }: { order: string; email: string }): string[] {
  const goods = ['4,A cup,2.50,CUP', '1,"A tray, oak",12.00,TRAY', '2,Sealed tea,3.00,TEA'];
  const created = new Date(Date.now() - 86_400_000).toISOString().slice(0, 19).replace('T', ' ');
  return goods.map((line, index) => {
    const head = index === 0 ? 'paid,GBP,28.00,0.00,4.67,28.00' : ',,,,,';
    const place =
      index === 0 ? `Customer,1 Example Street,Leeds,LS1 1AA,GB,Stripe,pi_test_${order.slice(1)}` : ',,,,,,';
    return `${order},${email},${head},${created} +0000,${line},fulfilled,${place}`;
  });
}

/** The customer of an order, signed in, and their browser. */
export async function signIn(app: AppProcess, row: ReplayRow): Promise<{ customer: Customer; browser: Browser }> {
  const browser = new Browser(app.url);
  const customer = new Customer(browser, row);
  await customer.returns();
  return { customer, browser };
}
