import { expectTypeOf, test } from 'vitest';
import type { Database, Reader, Tx } from '#db/open.ts';

test('a reader, and so the database itself, has no way to write', () => {
  type Writes = 'insert' | 'update' | 'delete' | 'run' | 'execute' | 'batch';
  expectTypeOf<Extract<keyof Reader, Writes>>().toBeNever();
  expectTypeOf<Extract<keyof Database, Writes>>().toBeNever();
});

test('a transaction reads and writes, and cannot begin another one', () => {
  expectTypeOf<Tx>().toExtend<Reader>();
  expectTypeOf<Extract<keyof Tx, 'insert' | 'update' | 'delete'>>().toEqualTypeOf<'insert' | 'update' | 'delete'>();
  expectTypeOf<Extract<keyof Tx, 'transaction' | 'run' | 'execute'>>().toBeNever();
});

test('a reader is not taken where a transaction is asked for', () => {
  expectTypeOf<Reader>().not.toExtend<Tx>();
  expectTypeOf<Database>().not.toExtend<Tx>();
});
