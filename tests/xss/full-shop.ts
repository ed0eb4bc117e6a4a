import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sessionSecret } from '#app/auth/secret.server.ts';
import { openGateways } from '#app/compose-gateways.server.ts';
import { drain } from '#app/effects/worker.server.ts';
import { creditVault } from '#app/security/credit-vault.server.ts';
import { hashReceiptToken, receiptToken } from '#app/security/receipt-address.server.ts';
import { ONE_TIME_CODE, open } from '#app/security/seal.server.ts';
import { submitWithdrawal } from '#app/services/submit-withdrawal.server.ts';
import { statement } from '#tests/app/services/withdrawal/arrange.ts';
import type { Shell } from '#tests/app/shell/support.ts';
import { type MarkedShop, markShop } from './marked-shop.ts';

const folder = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const RECEIPT = 'the-token-of-a-receipt';

/** The marked shop after its worker has been: mails are written and labels drawn; and with the files that browsers are given. */
export async function fillShop(shell: Shell): Promise<MarkedShop> {
  const { deps } = shell;
  const shop = await markShop(shell);
  const stated = await submitWithdrawal(deps, statement({ accessHash: hashReceiptToken(RECEIPT) }));
  if (!stated.ok) throw new Error(stated.refusal.code);
  const secret = sessionSecret(deps.env);
  const { gateways, close } = await openGateways(deps.env, deps.files);
  await drain({
    ...{ ...deps, gateways, appUrl: deps.env.appUrl },
    unseal: (sealed) => open(sealed, secret, ONE_TIME_CODE),
    receiptToken: (submissionKey) => receiptToken(submissionKey, secret),
    credits: { vault: creditVault(deps.env), validity: deps.env.STORE_CREDIT_VALIDITY },
  });
  await close();
  const client = join(deps.env.DATA_DIR, 'client');
  await cp(folder('public'), client, { recursive: true });
  await cp(folder('app/styles'), join(client, 'assets'), { recursive: true });
  const receipt = `/withdraw/receipt/${RECEIPT}`;
  return { ...shop, pages: [...shop.pages, { path: receipt, as: 'guest' }, { path: `${receipt}/pdf`, as: 'guest' }] };
}
