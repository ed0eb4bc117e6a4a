import { formatInstant, formatMoney } from '#app/i18n/format.ts';
import type { LedgerView } from '#app/services/view-ledger.server.ts';
import { accountName } from '#machines/ledger/index.ts';
import { TRANSFER_KINDS } from '#machines/ledger/transfer.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import type { MoneySpeech } from './run-words.server.ts';

const NAMES = [
  ...(['payment', 'sales', 'owed', 'transit', 'credit', 'redeemed', 'breakage', 'bank', 'fees'] as const),
  ...(['bonus', 'goodwill', 'dispute', 'outside'] as const),
] as const;

/** The ledger of a subject, in the reader's words. */
export function ledgerWords(view: LedgerView, speech: Omit<MoneySpeech, 'timeZone'>) {
  const { t, locale } = speech;
  const { subject, transfers, balances } = view;
  const say = (account: string) => accountWords(account, view, speech);
  return {
    subject: subject && t(`money:ledger.of.${subject.kind}`, { name: nameOf(subject) }),
    transfers: transfers.map(({ id, kind, debit, credit, amount, currency, at }) => {
      const known = TRANSFER_KINDS.find((one) => one === kind);
      return {
        ...{ id, debit: say(debit), credit: say(credit) },
        kind: known ? t(`money:transfer.${known}`) : kind,
        amount: formatMoney({ amount, currency }, locale),
        at: formatInstant(at.toString(), view.timeZone, locale),
      };
    }),
    balances: balances.map(({ account, amount, currency }) => ({
      id: account,
      account: say(account),
      amount: formatMoney({ amount, currency }, locale),
    })),
  };
}

const nameOf = ({ kind, name }: NonNullable<LedgerView['subject']>): string =>
  kind === 'return' ? formatRmaCode(name) : name;

/** An account by its name and by what people call its subject. */
function accountWords(account: string, { names }: LedgerView, { t }: Omit<MoneySpeech, 'timeZone'>) {
  const name = NAMES.find((one) => one === accountName(account));
  const id = account.slice(account.indexOf(':') + 1);
  const code = names.returns.get(id);
  const credit = names.credits.get(id);
  const called =
    names.orders.get(id) ?? (code && formatRmaCode(code)) ?? names.payments.get(id) ?? (credit && `…${credit}`) ?? id;
  return { name: name ? t(`money:account.${name}`) : account, subject: called };
}
