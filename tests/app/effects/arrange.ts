import type { EffectDeps } from '#app/effects/effect-deps.ts';
import type { StoredFile } from '#app/gateways/files.ts';
import type { Mailer, OutgoingMail } from '#app/gateways/mailer.ts';
import { createOwnCarrier } from '#app/gateways/own-carrier.server.ts';
import { createLogger } from '#app/observe/logger.server.ts';
import { receiptToken } from '#app/security/receipt-address.server.ts';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import type { Database } from '#db/open.ts';
import { listPayoutsOfReturn } from '#db/payouts.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { loadReturn } from '#db/returns.ts';
import { testCredits } from '#tests/support/credits.ts';
import type { Bench } from '../gateways/stand-in-bench.ts';
import { answerAll, openShop, sell, type TestShop } from '../services/customer/arrange.ts';

export interface TestWorld extends EffectDeps, TestShop {
  readonly sent: OutgoingMail[];
  readonly stored: Map<string, StoredFile>;
}

/** A shop with everything that effects reach: the real SDK and carrier, files and mails kept in memory. */
export async function openWorld(db: Database, bench: Pick<Bench, 'payments'>): Promise<TestWorld> {
  const shop = await openShop(db);
  const sent: OutgoingMail[] = [];
  const stored = new Map<string, StoredFile>();
  const mailer: Mailer = {
    keepsMail: true,
    async send(mail) {
      sent.push(mail);
      return { kind: 'sent' };
    },
    close: async () => {},
  };
  const files = {
    put: async (id: string, bytes: Uint8Array, contentType: string) => void stored.set(id, { bytes, contentType }),
    get: async (id: string) => stored.get(id) ?? null,
    delete: async (id: string) => void stored.delete(id),
  };
  return {
    ...shop,
    sent,
    stored,
    gateways: { payments: bench.payments, carrier: createOwnCarrier(), mailer, files },
    log: createLogger('silent'),
    appUrl: 'http://localhost:3000',
    credits: testCredits(),
    receiptToken: (submissionKey) => receiptToken(submissionKey, 'a secret of a test'),
    unseal: (sealed) => shop.codes[Number(sealed.replace('sealed-', '')) - 1] ?? null,
  };
}

/** Two pieces at 20.00 and what a customer sends back of them: decided in full, so that 40.00 less the label's 4.90, plus delivery, is owed. */
export async function owedReturn(
  world: TestWorld,
  id = 'o1',
): Promise<{ returnId: string; payoutId: string; total: number }> {
  await sell(world, { id, number: `#${id}`, lines: [{ id: `${id}-l1`, quantity: 2 }] });
  const draft = await answerAll(world, id, [{ lineId: `${id}-l1`, quantity: 2 }]);
  const requested = await requestReturn(world, { ...draft, locale: 'en' });
  if (!requested.ok) throw new Error(`not requested: ${requested.refusal.code}`);
  const { returnId } = requested;
  const row = await loadReturn(world.db, returnId);
  const lines = await listReturnLines(world.db, returnId);
  const decisions = lines.map((line) => ({ lineId: line.id, type: 'accept', quantity: line.quantity }) as const);
  const decided = await decideReturn(world, { returnId, version: row?.version ?? 0, staffId: 'agent', decisions });
  if (!decided.ok) throw new Error(`not decided: ${decided.refusal.code}`);
  const [payout] = await listPayoutsOfReturn(world.db, returnId);
  if (!payout) throw new Error('no payout');
  return { returnId, payoutId: payout.id, total: decided.quote.total };
}
