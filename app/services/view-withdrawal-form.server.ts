import { loadOrder, type Order } from '#db/orders.ts';
import { returnedQuantities } from '#db/return-lines.ts';
import { withdrawalFunctionOf } from '#machines/policy/withdrawal-function.ts';
import { SCOPE_LINES_LIMIT } from '#machines/withdrawal/statement.ts';
import type { ServiceDeps } from './deps.ts';
import { rightOf } from './withdrawal-case.server.ts';

/** Whether the way to the withdrawal is shown, and under which law's name. */
export type WithdrawalEntry = { readonly shown: true; readonly button: 'eu' | 'ar' | null } | { readonly shown: false };

/**
 * Whether a page shows the way to the withdrawal. Who has not opened an order always sees it: which one they mean is not known. With an order
 * open it is there while the law of its country wants the function and the right can be used, that is, also while its end is not known.
 * Directive 2011/83/EU art. 11a(1).
 */
export async function withdrawalEntry(
  deps: Pick<ServiceDeps, 'db' | 'clock'>,
  { orderId }: { readonly orderId: string | null },
): Promise<WithdrawalEntry> {
  const order = orderId === null ? null : await loadOrder(deps.db, orderId);
  if (!order) return { shown: true, button: null };
  const wanted = withdrawalFunctionOf(order.country);
  if (!wanted || rightOf(order, deps.clock()).kind !== 'open') return { shown: false };
  return { shown: true, button: wanted.button };
}

export interface FormLine {
  readonly id: string;
  readonly position: number;
  readonly title: string;
  readonly variant: string | null;
  readonly image: string | null;
  readonly unitPrice: number;
  /** Pieces that are not in a return yet. */
  readonly left: number;
}

/** What is known of a contract when its customer has proved to own it. */
export interface WithdrawalForm {
  readonly orderId: string;
  readonly contract: string;
  readonly name: string;
  readonly email: string;
  readonly currency: string;
  readonly button: 'eu' | 'ar';
  /** The lines that can be withdrawn from; none: the statement can only be about the whole, and people look at it. */
  readonly lines: readonly FormLine[];
}

/** The form filled in as far as the order tells. Null when the order is gone. */
export async function viewWithdrawalForm(
  { db, clock }: Pick<ServiceDeps, 'db' | 'clock'>,
  { orderId }: { readonly orderId: string },
): Promise<WithdrawalForm | null> {
  const order = await loadOrder(db, orderId);
  if (!order) return null;
  const returned = await returnedQuantities(db, orderId);
  const { number: contract, address, email, country, currency } = order;
  return {
    ...{ orderId, contract, name: address.name, email: email ?? '', currency },
    button: withdrawalFunctionOf(country)?.button ?? 'eu',
    lines: linesOf(order, returned, clock()),
  };
}

function linesOf(order: Order, returned: ReadonlyMap<string, number>, now: Temporal.Instant): FormLine[] {
  const right = rightOf(order, now);
  const rightful = right.kind === 'open' ? right.lines : order.lines.map(({ id }) => id);
  const lines = order.lines.flatMap(
    ({ id, position, title, variant, image, unitPrice, quantity, returnedElsewhere }) => {
      const left = quantity - returnedElsewhere - (returned.get(id) ?? 0);
      return rightful.includes(id) && left > 0 ? [{ id, position, title, variant, image, unitPrice, left }] : [];
    },
  );
  return lines.length > SCOPE_LINES_LIMIT ? [] : lines;
}
