import { expect } from 'vitest';
import { type ReceiveInput, receiveParcel } from '#app/services/receive-parcel.server.ts';
import { viewQueue } from '#app/services/view-queue.server.ts';
import { hasFindings } from '#db/dock-counts.ts';
import { allThere, returnOf, type SentReturn, sendReturn } from '#tests/app/services/staff/arrange.ts';
import { testOnEachEngine } from '#tests/support/databases.ts';

const count = (sent: SentReturn, input: Partial<ReceiveInput> = {}) =>
  receiveParcel(sent.shop, { rmaCode: sent.rmaCode, staffId: 'dock', counts: allThere(sent.lines), ...input });

testOnEachEngine('the queue says in which parcels the dock found something, by the count that stands', async (db) => {
  const found = await sendReturn(db, [{ id: 'a' }]);
  const { shop } = found;
  const other = (number: number) =>
    returnOf(shop, { id: `o${number}`, number: `#${number}`, lines: [{ id: `l${number}` }] });
  const [nothing, mistaken, later] = [await other(2), await other(3), await other(4)];
  const extra = { parcel: { marks: ['extra-item'], note: null } } as const;
  await count(found, extra);
  await count(nothing);
  await count(mistaken, extra);
  await count(mistaken);
  await count(later);
  await count(later, extra);
  const { rows } = await viewQueue(shop, { view: 'decide', staffId: 'desk' });
  expect(Object.fromEntries(rows.map((row) => [row.orderNumber, row.findings]))).toEqual({
    ...{ '#1001': true, '#2': false, '#3': false, '#4': true },
  });
  expect([await hasFindings(db, mistaken.returnId), await hasFindings(db, later.returnId)]).toEqual([false, true]);
});
