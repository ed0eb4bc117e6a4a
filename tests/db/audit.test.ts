import SqliteFile from 'better-sqlite3';
import pg from 'pg';
import { expect } from 'vitest';
import { type AuditAct, appendAudit, listAudit, verifyAudit } from '#db/audit.ts';
import type { Database } from '#db/open.ts';
import { type TestDatabase, testOnEachEngine } from '#tests/support/databases.ts';

const START = Temporal.Instant.from('2026-03-01T10:00:00Z');

const act = (number: number, more: Partial<AuditAct> = {}): AuditAct => ({
  at: START.add({ minutes: number }),
  actor: number % 2 === 0 ? 'staff:anna' : 'staff:ben',
  act: 'line.accept',
  subjectKind: 'line',
  subjectId: `l${number}`,
  returnId: 'r1',
  before: { state: 'inspected' },
  after: { state: 'accepted', event: { type: 'accept', quantity: number } },
  why: null,
  policyVersion: 'v1',
  ...more,
});

const write = (db: Database, ...acts: AuditAct[]) =>
  db.transaction(async (tx) => {
    for (const one of acts) await appendAudit(tx, one);
  });

testOnEachEngine('an empty chain holds, and so does one of many acts written side by side', async (db) => {
  expect(await verifyAudit(db)).toMatchObject({ ok: true, entries: 0 });
  await Promise.all(
    Array.from({ length: 20 }, (_, number) => write(db, act(number), act(number, { why: 'a reason' }))),
  );
  expect(await verifyAudit(db)).toMatchObject({ ok: true, entries: 40 });
  const rows = await listAudit(db, {}, 100);
  expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 40 }, (_, index) => 40 - index));
});

testOnEachEngine('an act that was rolled back leaves no gap', async (db) => {
  await write(db, act(1));
  const failing = db.transaction(async (tx) => {
    await appendAudit(tx, act(2));
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  await write(db, act(3));
  expect((await listAudit(db, {}, 10)).map((row) => row.subjectId)).toEqual(['l3', 'l1']);
  expect(await verifyAudit(db)).toMatchObject({ ok: true, entries: 2 });
});

testOnEachEngine('acts are found by who, what, whose and when, page by page', async (db) => {
  await write(db, act(1), act(2), act(3, { act: 'payout.retry', subjectKind: 'payout', returnId: 'r2' }), act(4));
  const found = async (filter: Parameters<typeof listAudit>[1]) =>
    (await listAudit(db, filter, 10)).map((row) => row.seq);
  expect(await found({ actor: 'staff:ben' })).toEqual([3, 1]);
  expect(await found({ act: 'payout.retry' })).toEqual([3]);
  expect(await found({ subjectKind: 'line', subjectId: 'l2' })).toEqual([2]);
  expect(await found({ returnId: 'r2' })).toEqual([3]);
  expect(await found({ since: START.add({ minutes: 2 }), until: START.add({ minutes: 4 }) })).toEqual([3, 2]);
  expect(await found({ before: 3 })).toEqual([2, 1]);
});

testOnEachEngine('the database refuses to change or take away an act', async (db) => {
  await write(db, act(1));
  const { audit } = db.tables;
  await expect(db.transaction((tx) => tx.update(audit).set({ why: 'another' }))).rejects.toThrow();
  await expect(db.transaction((tx) => tx.delete(audit))).rejects.toThrow();
  expect(await verifyAudit(db)).toMatchObject({ ok: true, entries: 1 });
});

/** What somebody who owns the file can do: the triggers gone, the rows in their hands. */
async function asOwner(db: TestDatabase, ...statements: readonly string[]): Promise<void> {
  if (db.engine === 'sqlite') {
    const file = new SqliteFile(db.url);
    for (const one of ['drop trigger audit_no_update', 'drop trigger audit_no_delete', ...statements]) file.exec(one);
    file.close();
    return;
  }
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  for (const one of ['drop trigger audit_no_change on audit', ...statements]) await client.query(one);
  await client.end();
}

const TAMPERED: readonly [name: string, statements: readonly string[], verdict: object][] = [
  ['a reason changed', ["update audit set why = 'other' where seq = 2"], { seq: 2, problem: 'hash' }],
  ['another person named', ["update audit set actor = 'staff:zoe' where seq = 3"], { seq: 3, problem: 'hash' }],
  ['a moment moved', ['update audit set at = at + 1 where seq = 4'], { seq: 4, problem: 'hash' }],
  ['one taken out of the middle', ['delete from audit where seq = 2'], { seq: 2, problem: 'gap' }],
  ['the last one taken away', ['delete from audit where seq = 4'], { seq: 4, problem: 'head' }],
  ['all of it taken away', ['delete from audit'], { seq: 1, problem: 'head' }],
  [
    'a hash made to fit its row',
    [
      "update audit set why = 'other', hash = 'fits' where seq = 2",
      "update audit set previous_hash = 'fits' where seq = 3",
    ],
    { seq: 2, problem: 'hash' },
  ],
  [
    'two changed places',
    [
      'update audit set seq = 9 where seq = 2',
      'update audit set seq = 2 where seq = 3',
      'update audit set seq = 3 where seq = 9',
    ],
    { seq: 2, problem: 'order' },
  ],
];

for (const [name, statements, verdict] of TAMPERED) {
  testOnEachEngine(`the chain shows that it was tampered with: ${name}`, async (db) => {
    await write(db, act(1), act(2), act(3), act(4));
    await asOwner(db, ...statements);
    expect(await verifyAudit(db)).toEqual({ ok: false, ...verdict });
  });
}
