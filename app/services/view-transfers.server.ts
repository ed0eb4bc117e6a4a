import { type BankTransferRow, countTransfersIn, listTransfersIn, loadBankTransfer } from '#db/bank-transfers.ts';
import { type Capped, COUNTED_AT_MOST, capped } from '#db/capped.ts';
import { loadOrder } from '#db/orders.ts';
import { loadPayout } from '#db/payouts.ts';
import { loadReturn } from '#db/returns.ts';
import { listStaff } from '#db/staff.ts';
import { listEventsOfReturn } from '#db/workflow-events.ts';
import { can, restore } from '#machines/kernel.ts';
import {
  ACCOUNT_REFUSALS,
  type TransferContext,
  type TransferEvent,
  type TransferState,
  transferWorkflow,
} from '#machines/transfer/index.ts';
import type { ServiceDeps } from './deps.ts';
import { isDisputed } from './disputed-payout.server.ts';
import { viewTransfer } from './payout-view.server.ts';
import { shopZone } from './shop-zone.server.ts';

/** The lists of the people who make transfers, by what has to be done. */
export const TRANSFER_LISTS = {
  'to-make': ['asked'],
  'to-confirm': ['recorded'],
  waiting: ['account-wanted'],
  done: ['confirmed', 'bounced', 'withdrawn'],
} as const satisfies Record<string, readonly TransferState[]>;
export type TransferListName = keyof typeof TRANSFER_LISTS;

const SHOWN = 100;

export interface TransferRow {
  readonly id: string;
  readonly state: TransferState;
  readonly amount: number;
  readonly currency: string;
  readonly mask: string;
  readonly rmaCode: string;
  readonly since: string;
}

export interface TransfersView {
  readonly timeZone: string;
  readonly rows: readonly TransferRow[];
  readonly counts: Readonly<Record<'to-make' | 'to-confirm' | 'waiting', Capped>>;
}

/** One list of transfers, the longest waiting first, what is done from its end; and how many wait in each. */
export async function viewTransfers({ db }: Pick<ServiceDeps, 'db'>, list: TransferListName): Promise<TransfersView> {
  const found = await listTransfersIn(db, {
    states: TRANSFER_LISTS[list],
    newestFirst: list === 'done',
    limit: SHOWN,
  });
  const [timeZone, rows, asked, recorded, wanted] = await Promise.all([
    shopZone(db),
    Promise.all(found.map((row) => rowOf(db, row))),
    countTransfersIn(db, 'asked', COUNTED_AT_MOST),
    countTransfersIn(db, 'recorded', COUNTED_AT_MOST),
    countTransfersIn(db, 'account-wanted', COUNTED_AT_MOST),
  ]);
  const counts = { 'to-make': capped(asked), 'to-confirm': capped(recorded), waiting: capped(wanted) };
  return { timeZone, rows, counts };
}

async function rowOf(db: ServiceDeps['db'], row: BankTransferRow): Promise<TransferRow> {
  const { id, amount, currency, createdAt } = row;
  const view = viewTransfer(row);
  const own = await loadReturn(db, row.returnId);
  if (!view || !own) throw new Error(`transfer ${id} has no return`);
  return {
    ...{ id, amount, currency, state: view.state, mask: view.mask },
    ...{ rmaCode: own.rmaCode, since: createdAt.toString() },
  };
}

export interface TransferStep {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  /** Who of the staff; null for the customer, the system and somebody who has left. */
  readonly name: string | null;
  readonly actor: 'customer' | 'staff' | 'system';
}

export interface TransferPage extends TransferRow {
  readonly returnId: string;
  readonly orderNumber: string;
  readonly timeZone: string;
  /** Of payout, amount, currency and account as they stand now: the forms carry it. */
  readonly contentHash: string;
  readonly record: TransferContext['record'];
  readonly recordedBy: string | null;
  readonly confirmedBy: string | null;
  readonly erasedAt: string | null;
  /** What this person may do now. */
  readonly may: Readonly<Record<'reveal' | 'record' | 'refuse' | 'void' | 'confirm' | 'bounce', boolean>>;
  /** Somebody else has to confirm: this person made it, or typed the account. */
  readonly needsOther: boolean;
  /** The payment was disputed after the transfer had been asked for: the bank pays, or may, and nobody should make it. */
  readonly disputed: boolean;
  readonly story: readonly TransferStep[];
}

/** One transfer for the person who looks at it; null when there is none with this id. */
export async function viewTransferPage(
  { db }: Pick<ServiceDeps, 'db'>,
  { transferId, staffId }: { readonly transferId: string; readonly staffId: string },
): Promise<TransferPage | null> {
  const row = await loadBankTransfer(db, transferId);
  const own = row && (await loadReturn(db, row.returnId));
  const order = own && (await loadOrder(db, own.orderId));
  if (!row || !order) return null;
  const [head, payout, staff, events, timeZone] = await Promise.all([
    rowOf(db, row),
    loadPayout(db, row.payoutId),
    listStaff(db),
    listEventsOfReturn(db, row.returnId),
    shopZone(db),
  ]);
  const context = transferWorkflow.context.parse(restore(transferWorkflow, row).context);
  const nameOf = (id: string | null) => staff.find((one) => one.id === id)?.name ?? null;
  const { record, confirmedBy } = context;
  const { returnId, contentHash } = row;
  return {
    ...{ ...head, returnId, orderNumber: order.number, timeZone, contentHash, record },
    recordedBy: nameOf(record?.by ?? null),
    confirmedBy: nameOf(confirmedBy),
    erasedAt: row.erasedAt?.toString() ?? null,
    may: actsOf(row, staffId),
    needsOther: row.state === 'recorded' && (record?.by === staffId || context.givenBy === staffId),
    disputed: row.state === 'asked' && payout !== null && (await isDisputed(db, payout)),
    story: events
      .filter((event) => event.subjectId === row.id && event.type !== 'start')
      .map(({ id, type, at, actor }) => ({
        ...{ id, type, at: at.toString(), name: nameOf(actor.replace(/^staff:/, '')) },
        actor: actor === 'customer' ? 'customer' : actor.startsWith('staff:') ? 'staff' : 'system',
      })),
  };
}

/** A button that is shown works: the machine is asked. */
function actsOf(row: BankTransferRow, by: string): TransferPage['may'] {
  const contentHash = row.contentHash === '' ? '0'.repeat(64) : row.contentHash;
  const takes = (event: TransferEvent) => can(transferWorkflow, row, event);
  return {
    reveal: row.accountSealed !== null && takes({ type: 'reveal', by }),
    record: takes({ type: 'record', by, contentHash, reference: '-', madeOn: '2000-01-01' }),
    refuse: takes({ type: 'refuse', by, reason: ACCOUNT_REFUSALS[0] }),
    void: takes({ type: 'void', by }),
    confirm: takes({ type: 'confirm', by, contentHash }),
    bounce: takes({ type: 'bounce', by, failure: '-' }),
  };
}
