import type { Reader } from '#db/open.ts';
import { lockOrder } from '#db/orders.ts';
import { listParcelsOfReturn, type ParcelRow } from '#db/parcels.ts';
import { findReturnByRma, loadReturnOfOrder, type ReturnRow, updateReturn } from '#db/returns.ts';
import { can } from '#machines/kernel.ts';
import { parcelWorkflow } from '#machines/parcel/index.ts';
import { type Quote, type QuoteInput, quoteReturn } from '#machines/policy/index.ts';
import { QuoteInputSchema } from '#machines/policy/quote-input.ts';
import { type Result, refuse, type ServiceDeps } from './deps.ts';
import { commit, move } from './unit-of-work.server.ts';

interface Key {
  readonly orderId: string;
  readonly rmaCode: string;
}

/** The merchant's label for a return that goes by the customer's own carrier, with what it then brings back. */
export interface LabelOffer {
  readonly fee: Quote['returnFee'];
  readonly total: number;
  readonly currency: string;
}

/**
 * What the merchant's label would cost a customer who withdrew. Nobody asked them how the parcel should travel, because a statement of withdrawal
 * asks nothing; so they may say it afterwards, as long as nothing has been sent. Null where no label is offered.
 */
export async function viewLabelOffer({ db }: Pick<ServiceDeps, 'db'>, key: Key): Promise<LabelOffer | null> {
  const found = await findOffer(db, key);
  return found && { fee: found.quote.returnFee, total: found.quote.total, currency: found.quote.currency };
}

/** Takes the offer: the label is drawn, and its price stands in the refund from then on. Refuses where there is none, or no longer. */
export async function wantLabel(deps: ServiceDeps, key: Key): Promise<Result<object, 'label.not-offered'>> {
  return commit(deps, 'customer', async (unit) => {
    await lockOrder(unit.tx, key.orderId);
    const found = await findOffer(unit.tx, key);
    if (!found) return refuse('label.not-offered');
    const { row, parcel, quote, input } = found;
    const moved = await move(unit, parcelWorkflow, parcel, { type: 'label-wanted' });
    if (!moved.ok) return refuse('label.not-offered');
    await updateReturn(unit.tx, row.id, { travel: 'label', quote, quoteInput: input, total: quote.total });
    return { ok: true };
  });
}

interface Found {
  readonly row: ReturnRow;
  readonly parcel: ParcelRow;
  readonly quote: Quote;
  readonly input: QuoteInput;
}

/** The same quote once more, with the label: on the terms that were frozen with the statement. */
async function findOffer(db: Reader, { orderId, rmaCode }: Key): Promise<Found | null> {
  const found = await findReturnByRma(db, rmaCode);
  const row = found && (await loadReturnOfOrder(db, { returnId: found.id, orderId }));
  if (row?.state !== 'open' || row.withdrawalId === null || row.quoteInput === null) return null;
  const [parcel] = await listParcelsOfReturn(db, row.id);
  if (!parcel || !can(parcelWorkflow, parcel, { type: 'label-wanted' })) return null;
  const input = { ...QuoteInputSchema.parse(row.quoteInput), usesMerchantLabel: true };
  const quoted = quoteReturn(input);
  if (!quoted.ok || ['fee.no-label-offered', 'fee.other-currency'].includes(quoted.quote.returnFee.code)) return null;
  return { row, parcel, quote: quoted.quote, input };
}
