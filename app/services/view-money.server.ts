import { COUNTED_AT_MOST, capped } from '#db/capped.ts';
import { ledgerTotals, sumKindsSince, type TotalName } from '#db/ledger-totals.ts';
import type { Reader } from '#db/open.ts';
import { countDifferences } from '#db/reconciliation-differences.ts';
import { latestRun } from '#db/reconciliation-runs.ts';
import { BACK_KINDS, PAID_KINDS } from '#machines/ledger/index.ts';
import { UNSOLVED } from '#machines/reconciliation/index.ts';
import type { ServiceDeps } from './deps.ts';
import { loadProviderHealth, type ProviderHealth } from './provider-health.server.ts';
import { countsSchema, type ReconciliationCounts } from './reconciliation-counts.ts';
import { shopZone } from './shop-zone.server.ts';

const DAYS = 30;
/** Where the money of one currency stands, in minor units. */
export interface CurrencyMoney {
  readonly currency: string;
  readonly owed: number;
  readonly transit: number;
  readonly paidToday: number;
  readonly paidLately: number;
  readonly backLately: number;
  readonly credit: number;
  readonly disputed: number;
}

export interface MoneyView {
  readonly timeZone: string;
  readonly currencies: readonly CurrencyMoney[];
  /** How the ledger agreed with the payouts when a run last looked; null: none has. */
  readonly ledger: ReconciliationCounts['ledger'];
  readonly lastRun: { readonly id: string; readonly finishedAt: Temporal.Instant | null } | null;
  readonly differences: { readonly count: number; readonly more: boolean };
  /** Null when the provider answers. */
  readonly provider: ProviderHealth | null;
}

/** Where all money stands, by currency: every figure is a sum of the ledger. */
export async function viewMoney(deps: Pick<ServiceDeps, 'db' | 'clock'>): Promise<MoneyView> {
  const { db } = deps;
  const timeZone = await shopZone(db);
  const [currencies, run, found, provider] = await Promise.all([
    currenciesOf(db, deps.clock().toZonedDateTimeISO(timeZone)),
    latestRun(db, 'finished'),
    countDifferences(db, UNSOLVED, COUNTED_AT_MOST),
    loadProviderHealth(deps),
  ]);
  return {
    ...{ timeZone, currencies, provider },
    ledger: run && countsSchema.parse(run.counts).ledger,
    lastRun: run && { id: run.id, finishedAt: run.finishedAt },
    differences: capped(found),
  };
}

async function currenciesOf(db: Reader, now: Temporal.ZonedDateTime): Promise<CurrencyMoney[]> {
  const midnight = now.startOfDay();
  const since = (days: number) => midnight.subtract({ days }).toInstant();
  const [totals, today, lately] = await Promise.all([
    ledgerTotals(db),
    sumKindsSince(db, PAID_KINDS, since(0)),
    sumKindsSince(db, [...PAID_KINDS, ...BACK_KINDS], since(DAYS - 1)),
  ]);
  const codes = [...new Set(totals.map(({ currency }) => currency))].toSorted();
  return codes.map((currency) => {
    const of = (name: TotalName) => totals.find((one) => one.currency === currency && one.name === name)?.total ?? 0;
    const moved = (sums: typeof lately, kinds: readonly string[]) =>
      sums.reduce((sum, one) => sum + (one.currency === currency && kinds.includes(one.kind) ? one.total : 0), 0);
    return {
      ...{ currency, owed: of('owed'), transit: of('transit'), credit: of('credit'), disputed: of('dispute') },
      ...{
        paidToday: moved(today, PAID_KINDS),
        paidLately: moved(lately, PAID_KINDS),
        backLately: moved(lately, BACK_KINDS),
      },
    };
  });
}
