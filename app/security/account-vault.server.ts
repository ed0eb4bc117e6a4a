import type { AccountVault } from '#app/services/account-vault.server.ts';
import { BANK_ACCOUNT, open, seal } from './seal.server.ts';

/** Keeps bank accounts under a key made from the secret of this installation. */
export const accountVault = (secret: string): AccountVault => ({
  seal: (text) => seal(text, secret, BANK_ACCOUNT),
  open: (sealed) => open(sealed, secret, BANK_ACCOUNT),
});
