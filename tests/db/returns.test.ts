import { expect } from 'vitest';
import { insertOrder } from '#db/orders.ts';
import { insertParcel, listParcelsOfReturn, loadParcel } from '#db/parcels.ts';
import {
  findPayoutByRefundRef,
  insertPayout,
  listPayoutsOfReturn,
  loadPaymentOfPayout,
  loadPayout,
  noteRefundRef,
  sumPayoutsByPayment,
} from '#db/payouts.ts';
import { countQueue, listQueue, type QueuePlace } from '#db/queue.ts';
import { insertReturnLine, listLinesOfReturns, listReturnLines, returnedQuantities } from '#db/return-lines.ts';
import {
  decidedRefunds,
  findReturnByDraft,
  findReturnByRma,
  insertReturn,
  listReturnsOfOrder,
  loadReturn,
  loadReturnOfOrder,
  updateReturn,
} from '#db/returns.ts';
import { listEventsOfReturn, listEventsOfSubject } from '#db/workflow-events.ts';
import { testOnEachEngine } from '#tests/support/databases.ts';
import { anOrder, aPayout, aReturn, aReturnLine, at } from './rows.ts';

testOnEachEngine(
  'a return is found by id, code and draft, and for a guest only under the order they own',
  async (db) => {
    await db.transaction((tx) => insertReturn(tx, aReturn('1')));
    expect(await loadReturn(db, 'return-1')).toEqual(aReturn('1'));
    expect(await findReturnByRma(db, 'RMA1')).toEqual(aReturn('1'));
    expect(await findReturnByDraft(db, 'draft-1')).toEqual(aReturn('1'));
    expect(await loadReturnOfOrder(db, { returnId: 'return-1', orderId: 'order-1' })).toEqual(aReturn('1'));
    expect(await loadReturnOfOrder(db, { returnId: 'return-1', orderId: 'order-2' })).toBeNull();
    expect(await findReturnByRma(db, 'RMA2')).toBeNull();
  },
);

testOnEachEngine('a code and a draft become one return only', async (db) => {
  await db.transaction((tx) => insertReturn(tx, aReturn('1')));
  for (const taken of [{ rmaCode: 'RMA1' }, { draftId: 'draft-1' }]) {
    const second = db.transaction((tx) => insertReturn(tx, aReturn('2', taken)));
    await expect(second).rejects.toMatchObject({ kind: 'conflict' });
  }
});

testOnEachEngine('the returns of an order, newest first, and what was decided on them', async (db) => {
  await db.transaction(async (tx) => {
    const orderId = 'order-1';
    await insertReturn(tx, aReturn('1', { orderId, requestedAt: at(1) }));
    await insertReturn(tx, aReturn('2', { orderId, requestedAt: at(2) }));
    await insertReturn(tx, aReturn('3', { orderId, requestedAt: at(3), state: 'cancelled', decidedAt: at(4) }));
    await insertReturn(tx, aReturn('4', { requestedAt: at(4), decidedAt: at(5) }));
    await updateReturn(tx, 'return-1', { settledQuote: { total: 5 }, total: 500, decidedAt: at(9) });
  });
  expect((await listReturnsOfOrder(db, 'order-1')).map((row) => row.id)).toEqual(['return-3', 'return-2', 'return-1']);
  expect(await decidedRefunds(db, 'order-1')).toEqual([{ id: 'return-1', total: 500, settledQuote: { total: 5 } }]);
});

testOnEachEngine(
  'pieces count while they are announced, accepted or on their way, and no longer when let go',
  async (db) => {
    const line = (id: string, returnId: string, position: number, quantity: number, state: string, accepted?: number) =>
      aReturnLine(id, {
        returnId,
        orderLineId: position === 9 ? 'line-b' : 'line-a',
        position,
        quantity,
        state,
        ...(accepted !== undefined && { accepted }),
      });
    await db.transaction(async (tx) => {
      await insertReturn(tx, aReturn('1', { orderId: 'order-1' }));
      await insertReturn(tx, aReturn('2', { orderId: 'order-1' }));
      await insertReturn(tx, aReturn('3', { orderId: 'order-2' }));
      await insertReturnLine(tx, line('1', 'return-1', 1, 1, 'requested'));
      await insertReturnLine(tx, line('2', 'return-1', 2, 2, 'inspected'));
      await insertReturnLine(tx, line('3', 'return-1', 3, 4, 'accepted', 3));
      await insertReturnLine(tx, line('4', 'return-2', 4, 8, 'rejected', 0));
      await insertReturnLine(tx, line('5', 'return-2', 5, 16, 'cancelled'));
      await insertReturnLine(tx, line('6', 'return-2', 9, 32, 'reduced', 32));
      await insertReturnLine(tx, line('7', 'return-3', 1, 64, 'requested'));
    });
    const counted = await returnedQuantities(db, 'order-1');
    expect(Object.fromEntries(counted)).toEqual({ 'line-a': 1 + 2 + 3, 'line-b': 32 });
    expect((await listReturnLines(db, 'return-1')).map((row) => row.id)).toEqual(['1', '2', '3']);
    const several = await listLinesOfReturns(db, ['return-1', 'return-3', 'none']);
    expect([...several].map(([id, rows]) => [id, rows.length])).toEqual([
      ['return-1', 3],
      ['return-3', 1],
      ['none', 0],
    ]);
  },
);

testOnEachEngine('money that went back, or may have, is summed for each payment of the order', async (db) => {
  const payout = (id: string, returnId: string, paymentId: string, position: number, amount: number, state: string) =>
    aPayout(id, { returnId, paymentId, position, amount, state });
  await db.transaction(async (tx) => {
    await insertReturn(tx, aReturn('1', { orderId: 'order-1' }));
    await insertReturn(tx, aReturn('2', { orderId: 'order-2' }));
    await insertPayout(tx, payout('1', 'return-1', 'payment-a', 1, 3_000_000_000, 'settled'));
    await insertPayout(tx, payout('2', 'return-1', 'payment-a', 2, 3_000_000_000, 'unknown'));
    await insertPayout(tx, payout('3', 'return-1', 'payment-a', 3, 99, 'failed'));
    await insertPayout(tx, payout('4', 'return-1', 'payment-b', 4, 5, 'owed'));
    await insertPayout(tx, payout('5', 'return-2', 'payment-a', 1, 1, 'settled'));
    // Another payout has these debts, or nobody: they hold nothing.
    await insertPayout(tx, payout('6', 'return-1', 'payment-b', 5, 70, 'replaced'));
    await insertPayout(tx, payout('7', 'return-1', 'payment-b', 6, 70, 'cancelled'));
  });
  expect(Object.fromEntries(await sumPayoutsByPayment(db, 'order-1'))).toEqual({
    // What failed is still owed.
    'payment-a': 6_000_000_099,
    'payment-b': 5,
  });
  expect(await sumPayoutsByPayment(db, 'order-9')).toEqual(new Map());
  expect((await listPayoutsOfReturn(db, 'return-1')).map((row) => row.id)).toEqual(['1', '2', '3', '4', '6', '7']);
});

testOnEachEngine('a payout is found by the provider’s refund; two payouts never share one', async (db) => {
  await db.transaction(async (tx) => {
    await insertOrder(tx, anOrder('1'));
    await insertReturn(tx, aReturn('1'));
    for (const position of [1, 2]) {
      const paid = { returnId: 'return-1', paymentId: 'payment-1', position, amount: 1, state: 'sending' };
      await insertPayout(tx, aPayout(`payout-${position}`, paid));
    }
    await noteRefundRef(tx, 'payout-1', 're_1');
  });
  expect((await findPayoutByRefundRef(db, 're_1'))?.id).toBe('payout-1');
  expect(await findPayoutByRefundRef(db, 're_2')).toBeNull();
  expect((await loadPayout(db, 'payout-2'))?.refundRef).toBeNull();
  expect(await loadPaymentOfPayout(db, 'payout-1')).toEqual({ provider: 'stripe', reference: 'pi_1' });
  const shared = db.transaction((tx) => noteRefundRef(tx, 'payout-2', 're_1'));
  await expect(shared).rejects.toMatchObject({ kind: 'conflict' });
});

testOnEachEngine('the parcels of a return by position', async (db) => {
  await db.transaction(async (tx) => {
    await insertReturn(tx, aReturn('1'));
    const started = {
      state: 'announced',
      context: {},
      machineVersion: 1,
      version: 1,
      createdAt: at(0),
      updatedAt: at(0),
    };
    for (const position of [2, 1])
      await insertParcel(tx, { ...started, id: `p${position}`, returnId: 'return-1', position });
  });
  expect((await listParcelsOfReturn(db, 'return-1')).map((row) => row.id)).toEqual(['p1', 'p2']);
  expect((await loadParcel(db, 'p2'))?.position).toBe(2);
});

testOnEachEngine(
  'the story of a return in the order in which it happened, and that of one row by version',
  async (db) => {
    const event = (id: string, subjectKind: string, version: number, seconds: number) => ({
      id,
      subjectKind,
      subjectId: `${subjectKind}-1`,
      returnId: 'return-1',
      version,
      type: 'start',
      event: { type: 'start' },
      state: 'open',
      actor: 'customer',
      at: at(seconds),
    });
    await db.transaction(async (tx) => {
      const rows = [event('c', 'return', 2, 5), event('b', 'line', 1, 1), event('a', 'return', 1, 1)];
      await tx.insert(tx.tables.workflowEvents).values(rows);
    });
    expect((await listEventsOfReturn(db, 'return-1')).map((row) => row.id)).toEqual(['a', 'b', 'c']);
    const own = await listEventsOfSubject(db, { kind: 'return', id: 'return-1' });
    expect(own.map((row) => row.version)).toEqual([1, 2]);
  },
);

testOnEachEngine('the queue comes by legal duty, page by page, without gap or repetition', async (db) => {
  await db.transaction(async (tx) => {
    await insertOrder(tx, anOrder('0'));
    for (let number = 0; number < 25; number += 1) {
      // Three share each instant, so that pages are cut between equals.
      const queueAt = at(1000 - Math.floor(number / 3));
      await insertReturn(tx, aReturn(`${number}`, { state: 'received', queueAt, orderId: 'order-0' }));
    }
    await insertReturn(tx, aReturn('other', { state: 'closed', orderId: 'order-0' }));
  });
  const seen: string[] = [];
  let after: QueuePlace | undefined;
  for (;;) {
    const page = await listQueue(db, { state: 'received', after, limit: 4 });
    seen.push(...page.map((item) => item.id));
    expect(page.every((item) => item.orderNumber === '#0')).toBe(true);
    after = page.at(-1);
    if (page.length < 4) break;
  }
  expect(seen).toHaveLength(25);
  expect(new Set(seen).size).toBe(25);
  const whole = await listQueue(db, { state: 'received', limit: 100 });
  expect(whole.map((item) => item.id)).toEqual(seen);
  const duties = whole.map((item) => item.queueAt.epochMilliseconds);
  expect(duties).toEqual(duties.toSorted((a, b) => a - b));
});

testOnEachEngine('the tabs count to a thousand and then say that there are more', async (db) => {
  await db.transaction(async (tx) => {
    const rows = Array.from({ length: 1001 }, (_, number) =>
      aReturn(`${number}`, { state: number ? 'received' : 'open' }),
    );
    for (let start = 0; start < rows.length; start += 500) {
      await tx.insert(tx.tables.returns).values(rows.slice(start, start + 500));
    }
  });
  expect(await countQueue(db, 'open')).toEqual({ count: 1, more: false });
  expect(await countQueue(db, 'received')).toEqual({ count: 1000, more: false });
  await db.transaction((tx) => insertReturn(tx, aReturn('last', { state: 'received' })));
  expect(await countQueue(db, 'received')).toEqual({ count: 1000, more: true });
  expect(await countQueue(db, 'decided')).toEqual({ count: 0, more: false });
});
