import type { Reader } from '#db/open.ts';
import { loadReturn } from '#db/returns.ts';
import { loadShop } from '#db/shop.ts';
import {
  findWithdrawalByAccess,
  isAcknowledgementPutOff,
  loadWithdrawal,
  type WithdrawalRow,
} from '#db/withdrawals.ts';
import { restore } from '#machines/kernel.ts';
import { withdrawalWorkflow } from '#machines/withdrawal/index.ts';
import { type Scope, scopeSchema } from '#machines/withdrawal/statement.ts';
import type { ServiceDeps } from './deps.ts';

/** A statement as its acknowledgement repeats it: what was stated, and when it came. */
export interface StatementView {
  readonly id: string;
  readonly caseCode: string;
  readonly name: string;
  readonly contract: string;
  readonly email: string;
  readonly scope: Scope;
  /** ISO instant, and the zone on whose clock it is told. */
  readonly submittedAt: string;
  readonly timeZone: string;
  /** The language in which it was made. */
  readonly language: string;
}

export interface ReceiptView extends StatementView {
  readonly shop: string;
  /** The address got many acknowledgements: the mail comes in a later hour. */
  readonly mailLater: boolean;
  /**
   * What came of it, for a statement whose sender had proved to own the order. For any other the page says the same whatever came of it: it would
   * tell who knows a number and an address whether they belong together.
   */
  readonly outcome: { readonly rmaCode: string | null; readonly repeatOf: EarlierStatement | null } | null;
}

export interface EarlierStatement {
  readonly caseCode: string;
  readonly submittedAt: string;
  readonly timeZone: string;
}

/** The acknowledgement for whoever has its address; null when there is none under it. */
export async function viewReceipt(
  { db }: Pick<ServiceDeps, 'db'>,
  { accessHash }: { readonly accessHash: string },
): Promise<ReceiptView | null> {
  const row = await findWithdrawalByAccess(db, accessHash);
  const shop = row && (await loadShop(db));
  if (!row || !shop) return null;
  const { proved } = withdrawalWorkflow.context.parse(restore(withdrawalWorkflow, row).context);
  return {
    ...viewStatement(row),
    shop: shop.name,
    mailLater: await isAcknowledgementPutOff(db, row.id),
    outcome: proved ? { rmaCode: await rmaCodeOf(db, row), repeatOf: await earlierStatement(db, row) } : null,
  };
}

export function viewStatement(row: WithdrawalRow): StatementView {
  const { id, caseCode, name, contract, email, timeZone, locale: language } = row;
  const scope = scopeSchema.parse(row.scope);
  return { id, caseCode, name, contract, email, scope, timeZone, language, submittedAt: row.submittedAt.toString() };
}

/** The statement that this one says again. */
export async function earlierStatement(db: Reader, row: WithdrawalRow): Promise<EarlierStatement | null> {
  const earlier = row.repeatOf === null ? null : await loadWithdrawal(db, row.repeatOf);
  if (!earlier) return null;
  const { caseCode, timeZone } = earlier;
  return { caseCode, timeZone, submittedAt: earlier.submittedAt.toString() };
}

async function rmaCodeOf(db: Reader, row: WithdrawalRow): Promise<string | null> {
  const own =
    row.returnId ?? (row.repeatOf === null ? null : ((await loadWithdrawal(db, row.repeatOf))?.returnId ?? null));
  return own === null ? null : ((await loadReturn(db, own))?.rmaCode ?? null);
}
