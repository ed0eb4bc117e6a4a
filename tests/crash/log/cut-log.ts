import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import * as z from 'zod';

// https://www.sqlite.org/fileformat2.html#walformat
const LOG_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const PAGE_BYTES_AT = 8;

const names = z.array(z.string());
const count = z.int();

/** One number for everything that is in a database. */
export function contentOf(path: string): string {
  const file = new SqliteFile(path, { readonly: true });
  try {
    return hashOf(file);
  } finally {
    file.close();
  }
}

function hashOf(file: SqliteFile.Database): string {
  const hash = createHash('sha256');
  const tables = file.prepare("select name from sqlite_schema where type = 'table' order by name").pluck().all();
  for (const table of names.parse(tables)) {
    hash.update(`\0${table}\0`);
    for (const row of file.prepare(`select * from ${table} order by 1, 2`).raw().iterate())
      hash.update(JSON.stringify(row));
  }
  return hash.digest('base64url');
}

/** A byte and those of its bits that are turned. */
export interface Damage {
  readonly at: number;
  readonly bits: number;
}

/** What a file opened to. `unsound` counts rows of money that contradict each other. */
export interface OpenedCut {
  readonly content: string;
  readonly integrity: unknown;
  readonly unsound: number;
}

/** A database file and its write-ahead log, opened again and again with less of the log. */
export class CutLog implements AsyncDisposable {
  readonly frameBytes: number;
  /** The length of the log after each of its frames, and before the first. */
  readonly frameEnds: readonly number[];
  readonly #folder: string;
  readonly #file: Buffer;
  readonly #log: Buffer;

  private constructor(folder: string, file: Buffer, log: Buffer) {
    this.#folder = folder;
    this.#file = file;
    this.#log = log;
    this.frameBytes = FRAME_HEADER_BYTES + log.readUInt32BE(PAGE_BYTES_AT);
    const frames = (log.length - LOG_HEADER_BYTES) / this.frameBytes;
    this.frameEnds = Array.from({ length: frames + 1 }, (_, frame) => LOG_HEADER_BYTES + frame * this.frameBytes);
  }

  static async open(file: Buffer, log: Buffer): Promise<CutLog> {
    return new CutLog(await mkdtemp(join(tmpdir(), 'retour-cut-')), file, log);
  }

  /** Where the frame begins that a byte belongs to. */
  frameStart(at: number): number {
    return at - ((at - LOG_HEADER_BYTES) % this.frameBytes);
  }

  /**
   * Opens the file as the next start of the program would find it, with so much of the log and, if asked for, some bits of it turned. To look at
   * it, unless it shall be written to: then what is in the log goes into the file as well, which takes ten times as long.
   */
  openedAt(end: number, { damage, writable = false }: { damage?: Damage; writable?: boolean } = {}): OpenedCut {
    const path = join(this.#folder, 'shop.sqlite');
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
    writeFileSync(path, this.#file);
    const log = Buffer.from(this.#log.subarray(0, end));
    if (damage) log[damage.at] = (log[damage.at] ?? 0) ^ damage.bits;
    writeFileSync(`${path}-wal`, log);
    const file = new SqliteFile(path, { readonly: !writable });
    try {
      if (writable) file.pragma('wal_checkpoint(TRUNCATE)');
      return {
        content: hashOf(file),
        integrity: file.pragma('integrity_check', { simple: true }),
        unsound: count.parse(file.prepare(UNSOUND).pluck().get()),
      };
    } finally {
      file.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/**
 * Payouts that are settled without a refund, rows whose steps do not lead to them, and returns of which the ledger says that another sum is
 * owed than their payouts do.
 */
const UNSOUND = `
  select (select count(*) from payouts where state = 'settled' and refund_ref is null)
    + (select count(*) from payouts p where version <> (
        select count(*) from workflow_events e where e.subject_kind = 'payout' and e.subject_id = p.id))
    + (select count(*) from returns r where
        (select coalesce(sum(amount), 0) from payouts p where p.return_id = r.id and p.state in ('owed', 'failed', 'reopened'))
        <> (select coalesce(sum(case when credit = 'owed:' || r.id then amount else -amount end), 0)
            from ledger where credit = 'owed:' || r.id or debit = 'owed:' || r.id))`;
