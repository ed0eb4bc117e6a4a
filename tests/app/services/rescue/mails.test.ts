import { expect, test } from 'vitest';
import { returnMailContent } from '#app/effects/return-mail-content.server.ts';
import { locales } from '#app/i18n/locales.ts';
import { confirmTransfer } from '#app/services/confirm-transfer.server.ts';
import { recordTransfer } from '#app/services/record-transfer.server.ts';
import { refuseAccount } from '#app/services/refuse-account.server.ts';
import { viewReturn } from '#app/services/view-return.server.ts';
import { leaseEffects } from '#db/effects.ts';
import { openTestDatabase } from '#tests/support/databases.ts';
import { askedTransfer, IBAN, openRescue, type RescueShop, strand } from './arrange.ts';

async function wordsOf(
  shop: RescueShop,
  rmaCode: string,
  kind: 'refund-failed' | 'transfer-account' | 'transfer-sent',
) {
  const view = await viewReturn(shop, { orderId: 'o1', rmaCode });
  if (!view) throw new Error('no return');
  return locales.map((locale) =>
    returnMailContent(kind, {
      ...{ view, locale, appUrl: 'https://returns.example', shop: { name: 'Linden', supportEmail: 'h@l.example' } },
    }),
  );
}

const told: [string, string][] = [
  ['expired_or_canceled_card', 'Please choose on the page of your return'],
  ['charge_for_pending_refund_disputed', 'Your bank pays you'],
  ['a_reason_of_next_year', 'A person is looking at why'],
];

test.each(told)('the mail about a refund that failed names the next step: %s', async (failure, sentence) => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db);
  const { sent } = await strand(shop, failure);
  const mails = await wordsOf(shop, sent.rmaCode, 'refund-failed');
  expect(mails[0]?.paragraphs.join(' ')).toContain(sentence);
  for (const mail of mails) {
    expect(mail.paragraphs).toHaveLength(2);
    expect(mail.action?.url).toContain('https://returns.example/r/');
  }
});

test('a refused account is asked for again, and the confirmation tells reference and last symbols; nothing tells more', async () => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db);
  const { sent, transfer } = await askedTransfer(shop);
  const { id: transferId, contentHash } = transfer;
  const made = { reference: 'SEPA-77', madeOn: '2026-12-05' };
  await recordTransfer(shop, { transferId, staffId: 'f1', contentHash, ...made });
  await confirmTransfer(shop, { transferId, staffId: 'f2', contentHash });
  const kinds = (
    await leaseEffects(db, {
      owner: 'test',
      now: shop.clock(),
      leaseFor: Temporal.Duration.from({ minutes: 1 }),
      limit: 100,
    })
  ).map(({ effect }) => (effect.kind === 'mail' ? effect.mail : effect.kind));
  expect(kinds).toEqual(expect.arrayContaining(['refund-failed', 'transfer-sent', 'refund-sent']));
  for (const mail of await wordsOf(shop, sent.rmaCode, 'transfer-sent')) {
    const text = JSON.stringify(mail);
    expect(text).toContain('SEPA-77');
    expect(text).toContain('•••• 3000');
    expect(text).not.toContain(IBAN.slice(4, 12));
  }
});

test('the mail for another account says which one did not work, and why', async () => {
  await using db = await openTestDatabase();
  const shop = await openRescue(db);
  const { sent, transfer } = await askedTransfer(shop);
  await refuseAccount(shop, { transferId: transfer.id, staffId: 'f1', reason: 'name-differs' });
  const [english] = await wordsOf(shop, sent.rmaCode, 'transfer-account');
  const text = english?.paragraphs.join(' ') ?? '';
  expect(text).toContain('DE•• •••• 3000');
  expect(text).toContain('The name of the holder is another one.');
});
