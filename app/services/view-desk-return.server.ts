import { listAutomationActs } from '#db/automation-acts.ts';
import { listAutomationRules } from '#db/automation-rules.ts';
import { type BankTransferRow, listTransfersOfReturn } from '#db/bank-transfers.ts';
import { listParcelCodes } from '#db/dock-scans.ts';
import { listFilesOfReturn } from '#db/files.ts';
import { listTransfers } from '#db/ledger.ts';
import { loadOrder, type Order } from '#db/orders.ts';
import { listParcelsOfReturn, type ParcelRow } from '#db/parcels.ts';
import { listPayoutsOfReturn, type PayoutRow } from '#db/payouts.ts';
import { listPolicyVersions } from '#db/policy-versions.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { loadReturn, type ReturnRow } from '#db/returns.ts';
import { listStaff } from '#db/staff.ts';
import { loadWithdrawal } from '#db/withdrawals.ts';
import { listEventsOfReturn } from '#db/workflow-events.ts';
import { can, restore } from '#machines/kernel.ts';
import { moneyOfReturn, type ReturnMoney } from '#machines/ledger/index.ts';
import { PARCEL_STATES, parcelWorkflow } from '#machines/parcel/index.ts';
import type { FailureTaskName } from '#machines/payout/failure-task.ts';
import { PAYOUT_STATES, type PayoutWay, payoutWorkflow } from '#machines/payout/index.ts';
import { type Quote, QuoteSchema } from '#machines/policy/index.ts';
import { RETURN_STATES, returnWorkflow } from '#machines/return/index.ts';
import type { ServiceDeps } from './deps.ts';
import { type DeskLine, viewDeskLine } from './desk-line.server.ts';
import { type DeskStep, viewStory } from './desk-story.server.ts';
import { type LegalDue, legalDue } from './legal-due.server.ts';
import { wayOf } from './post-money.server.ts';
import { shopZone } from './shop-zone.server.ts';
import { taskOf } from './ways-left.server.ts';

export interface DeskPayout {
  readonly id: string;
  readonly amount: number;
  readonly state: (typeof PAYOUT_STATES)[number];
  readonly attempt: number;
  readonly way: PayoutWay;
  readonly paymentLabel: string | null;
  readonly refundRef: string | null;
  /** The bank's reference number. */
  readonly reference: string | null;
  /** The provider's code of the last refusal. */
  readonly failure: string | null;
  /** What has to be done about one that came to nothing. */
  readonly task: FailureTaskName | null;
  /** What everybody may see of the account that a transfer goes to; empty while there is none. */
  readonly accountMask: string;
  /** Where the provider asked the customer, masked, and until when it waits for an answer; ISO instant. */
  readonly asked: { readonly at: string | null; readonly until: string | null } | null;
  readonly mayRetry: boolean;
  /** Somebody can do something else about it: another way, the end of a wait or of the debt. */
  readonly open: boolean;
}

export interface DeskParcel {
  readonly state: (typeof PARCEL_STATES)[number];
  /** Why the label could not be drawn. */
  readonly labelProblem: string | null;
  readonly mayDrawAgain: boolean;
  /** A proof that it was sent can still be noted. */
  readonly mayNoteDispatch: boolean;
}

/** Everything about one return, for the person who decides on it. Amounts in minor units of `currency`, instants ISO. */
export interface DeskReturn {
  readonly id: string;
  readonly version: number;
  readonly rmaCode: string;
  readonly state: (typeof RETURN_STATES)[number];
  readonly orderNumber: string;
  readonly email: string;
  readonly country: string;
  readonly currency: string;
  readonly travel: 'label' | 'own';
  /** The statement of withdrawal that it was made from; null: the customer announced it. */
  readonly withdrawal: { readonly id: string; readonly caseCode: string } | null;
  readonly due: LegalDue;
  readonly at: { requested: string; received: string | null; decided: string | null; closed: string | null };
  /** The zone of the shop: on its clock the story is told. */
  readonly timeZone: string;
  readonly lines: readonly DeskLine[];
  readonly asked: Quote;
  readonly decided: Quote | null;
  /** Where the money of the decision stands, by the ledger. */
  readonly money: ReturnMoney;
  readonly payouts: readonly DeskPayout[];
  readonly parcel: DeskParcel | null;
  /** Carriers' numbers that its parcel is known by. */
  readonly carrierNumbers: readonly string[];
  readonly story: readonly DeskStep[];
  readonly mayDecide: boolean;
  /** The numbers of the policy versions, by id. */
  readonly policyNumbers: ReadonlyMap<string, number>;
}

/** One return in full; null when there is none with this id. */
export async function viewDeskReturn(
  { db, clock }: Pick<ServiceDeps, 'db' | 'clock'>,
  returnId: string,
): Promise<DeskReturn | null> {
  const row = await loadReturn(db, returnId);
  const order = row && (await loadOrder(db, row.orderId));
  if (!row || !order) return null;
  const [
    lines,
    payouts,
    parcels,
    events,
    files,
    versions,
    staff,
    timeZone,
    transfers,
    rules,
    acts,
    moved,
    carrierNumbers,
  ] = await Promise.all([
    listReturnLines(db, row.id),
    listPayoutsOfReturn(db, row.id),
    listParcelsOfReturn(db, row.id),
    listEventsOfReturn(db, row.id),
    listFilesOfReturn(db, row.id),
    listPolicyVersions(db),
    listStaff(db),
    shopZone(db),
    listTransfersOfReturn(db, row.id),
    listAutomationRules(db),
    listAutomationActs(db, row.id),
    listTransfers(db, { returnId: row.id }),
    listParcelCodes(db, row.id),
  ]);
  const statement = row.withdrawalId === null ? null : await loadWithdrawal(db, row.withdrawalId);
  const facts = { order, events, files, versions, asked: QuoteSchema.parse(row.quote), decidedAt: row.decidedAt };
  const [parcel] = parcels;
  return {
    ...headOf(row, order, clock()),
    withdrawal: statement && { id: statement.id, caseCode: statement.caseCode },
    timeZone,
    lines: lines.map((line) => viewDeskLine(line, facts)),
    money: moneyOfReturn(row.id, moved),
    payouts: payouts.map((payout) => viewPayout(payout, order, transfers)),
    parcel: parcel ? viewParcel(parcel) : null,
    carrierNumbers,
    policyNumbers: new Map(versions.map(({ id, number }) => [id, number])),
    story: viewStory(events, { lines, order, payouts, staff, rules, acts }),
  };
}

function headOf(row: ReturnRow, order: Order, now: Temporal.Instant) {
  const { id, version, rmaCode, email, country, currency } = row;
  return {
    ...{ id, version, rmaCode, email, country, currency, orderNumber: order.number },
    state: oneOf(RETURN_STATES, row.state),
    travel: oneOf(['label', 'own'], row.travel),
    due: legalDue(row, now),
    at: {
      requested: row.requestedAt.toString(),
      received: row.receivedAt?.toString() ?? null,
      decided: row.decidedAt?.toString() ?? null,
      closed: row.closedAt?.toString() ?? null,
    },
    asked: QuoteSchema.parse(row.quote),
    decided: row.settledQuote === null ? null : QuoteSchema.parse(row.settledQuote),
    mayDecide: can(returnWorkflow, row, { type: 'decide', owed: 0 }),
  };
}

function viewPayout(payout: PayoutRow, order: Order, transfers: readonly BankTransferRow[]): DeskPayout {
  const { id, amount, paymentId, state } = payout;
  const { attempt, refundRef, reference, failure, askedAt, expiresAt } = payoutWorkflow.context.parse(
    restore(payoutWorkflow, payout).context,
  );
  const paymentLabel = order.payments.find((payment) => payment.id === paymentId)?.label ?? null;
  const task = taskOf(payout);
  return {
    ...{ id, amount, attempt, refundRef, reference, failure, paymentLabel },
    state: oneOf(PAYOUT_STATES, state),
    way: wayOf(payout),
    asked: state === 'action-needed' ? { at: askedAt, until: expiresAt } : null,
    task: task?.task ?? null,
    accountMask: transfers.find((one) => one.payoutId === id)?.accountMask ?? '',
    mayRetry: (task?.mayRetry ?? false) && can(payoutWorkflow, payout, { type: 'retry' }),
    open:
      can(payoutWorkflow, payout, { type: 'cancel', reason: 'dispute' }) ||
      can(payoutWorkflow, payout, { type: 'stop' }),
  };
}

function viewParcel(parcel: ParcelRow): DeskParcel {
  const { labelProblem } = parcelWorkflow.context.parse(restore(parcelWorkflow, parcel).context);
  return {
    state: oneOf(PARCEL_STATES, parcel.state),
    labelProblem,
    mayDrawAgain: labelProblem !== null && can(parcelWorkflow, parcel, { type: 'draw-again' }),
    mayNoteDispatch: parcel.state !== 'dispatched' && can(parcelWorkflow, parcel, { type: 'dispatched' }),
  };
}

/** A stored word as one of those we know; any other is a fault. */
function oneOf<const Known extends string>(known: readonly Known[], stored: string): Known {
  const found = known.find((one) => one === stored);
  if (!found) throw new Error(`${JSON.stringify(stored.slice(0, 40))} is none of ${known.join(', ')}`);
  return found;
}
