import { join } from 'node:path';
import { createIds } from '#app/ids.server.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import { openDatabase } from '#db/open.ts';
import { answerAll, type LineChange, sell } from '#tests/app/services/customer/arrange.ts';
import type { AppProcess } from '../../support/app-process.ts';

/** What the demo's pictures can show, one after the other. */
const GOODS = [
  { title: 'Stoneware mug', variant: 'Teal, 350 ml', sku: 'MUG-TEAL', image: '/products/mug.svg' },
  { title: 'Lambswool scarf', variant: 'Red stripe', sku: 'SCARF-RED', image: '/products/scarf.svg' },
  { title: 'Linen notebook', variant: 'A5, dotted', sku: 'NOTE-A5', image: '/products/notebook.svg' },
];

/** Returns that wait for their parcels, made by the shop's own services beside the running program; gives their codes. */
export async function announceParcels(
  app: AppProcess,
  name: string,
  parcels: readonly (readonly Partial<LineChange>[])[],
): Promise<string[]> {
  const db = await openDatabase(join(app.folder, 'retour.sqlite'), { migrate: false });
  const clock = () => Temporal.Instant.fromEpochMilliseconds(Date.now());
  const deps = { db, clock, ids: createIds(), wake: () => {} };
  const codes: string[] = [];
  for (const [index, lines] of parcels.entries()) {
    const id = `${name}-${index + 1}`;
    const [dispatchedAt, deliveredAt] = [clock().subtract({ hours: 96 }), clock().subtract({ hours: 72 })];
    const order = await sell(deps, {
      ...{ id, number: `#${name.toUpperCase()}${index + 1}`, numberKey: `${name}${index + 1}`.toUpperCase() },
      ...{ email: `${id}@example.com`, emailKey: `${id}@example.com`, placedAt: clock().subtract({ hours: 120 }) },
      shipments: [{ id: `${id}-parcel`, position: 1, dispatchedAt, deliveredAt }],
      lines: lines.map((line, place) => ({ ...GOODS[(index + place) % GOODS.length], id: `${id}-l${place}`, ...line })),
    });
    const chosen = order.lines.map((line) => ({ lineId: line.id, quantity: line.quantity }));
    const draft = await answerAll(deps, order.id, chosen, { travel: 'own' });
    const sent = await requestReturn(deps, { ...draft, locale: 'en' });
    if (!sent.ok) throw new Error(`the return was refused: ${sent.refusal.code}`);
    codes.push(sent.rmaCode);
  }
  await db.close();
  return codes;
}
