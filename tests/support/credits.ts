import { createCreditVault } from '#app/security/credit-vault.server.ts';
import type { CreditSettings } from '#app/services/credit-settings.ts';

/** Store credit as a test keeps it: for as long as the law asks, unless it says otherwise. */
export const testCredits = (validity: CreditSettings['validity'] = 'law'): CreditSettings => ({
  ...{ vault: createCreditVault(['a secret of a test, long enough']), validity },
});
