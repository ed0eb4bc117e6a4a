import { type CreditRow, listCreditsOfReturn, listRedemptions } from '#db/credits.ts';
import { findReturnByRma, loadReturn, loadReturnOfOrder } from '#db/returns.ts';
import { type CreditState, creditState, lastDayBefore } from '#machines/credit/index.ts';
import type { CreditVault } from './credit-settings.ts';
import type { ServiceDeps } from './deps.ts';
import { creditBalance } from './expire-credit.server.ts';
import { shopZone } from './shop-zone.server.ts';

/** A credit as it stands. Amounts in minor units of `currency`, instants ISO. */
export interface CreditView {
  /** The last four symbols of the code. */
  readonly hint: string;
  readonly state: CreditState;
  readonly currency: string;
  /** What is left on it. */
  readonly balance: number;
  /** What it was given for, with the bonus. */
  readonly issued: number;
  readonly bonus: number;
  readonly issuedAt: string;
  /** The first instant at which it is worth nothing; null: never. */
  readonly expiresAt: string | null;
  /** The last local day on which it can be used; null: there is none. */
  readonly lastDay: string | null;
  readonly timeZone: string;
}

export interface CreditUse {
  readonly id: string;
  readonly kind: 'redemption' | 'reversal';
  readonly amount: number;
  readonly orderRef: string | null;
  readonly at: string;
}

type Reading = Pick<ServiceDeps, 'db' | 'clock'>;

/** More uses of one credit than a page shows. */
const USES_SHOWN = 200;

/** What a credit says to the shop and to its holder. What is worth nothing any more has no balance, noted in the ledger or not. */
export async function viewCredit({ db, clock }: Reading, credit: CreditRow): Promise<CreditView> {
  const row = credit.returnId === null ? null : await loadReturn(db, credit.returnId);
  const timeZone = row?.timeZone ?? (await shopZone(db));
  const balance = await creditBalance(db, credit.id);
  const state = creditState({ ...credit, balance }, clock());
  const { codeHint, currency, amount, bonus, issuedAt, expiresAt } = credit;
  return {
    ...{ hint: codeHint, state, currency, bonus, timeZone, balance: state === 'expired' ? 0 : balance },
    issued: amount + bonus,
    issuedAt: issuedAt.toString(),
    expiresAt: expiresAt?.toString() ?? null,
    lastDay: expiresAt && lastDayBefore(expiresAt, timeZone),
  };
}

/** What was taken from a credit and given back to it, the latest first. */
export async function viewCreditUses({ db }: Pick<Reading, 'db'>, creditId: string): Promise<CreditUse[]> {
  const uses = await listRedemptions(db, creditId, USES_SHOWN);
  return uses.map(({ id, kind, amount, orderRef, at }) => ({
    ...{ id, amount, orderRef, at: at.toString() },
    kind: kind === 'reversal' ? 'reversal' : 'redemption',
  }));
}

/** A credit for the guest who has proved to own its order: with the code; null where it cannot be read any more. */
export interface OwnCredit extends CreditView {
  readonly id: string;
  readonly code: string | null;
}

/** The credits of a return of the guest's own order; none for an unknown return and for another order's. */
export async function viewCreditsOfReturn(
  deps: Reading,
  vault: CreditVault,
  input: { readonly orderId: string; readonly rmaCode: string },
): Promise<OwnCredit[]> {
  const found = await findReturnByRma(deps.db, input.rmaCode);
  const row = found && (await loadReturnOfOrder(deps.db, { returnId: found.id, orderId: input.orderId }));
  if (!row) return [];
  const credits = await listCreditsOfReturn(deps.db, row.id);
  return Promise.all(
    credits.map(async (credit) => ({
      ...(await viewCredit(deps, credit)),
      ...{ id: credit.id, code: vault.open(credit.codeSealed) },
    })),
  );
}
