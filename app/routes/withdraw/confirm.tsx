import { data } from 'react-router';
import { z } from 'zod';
import { guestOf } from '#app/auth/guest.server.ts';
import { sessionSecret } from '#app/auth/secret.server.ts';
import { allow, parseForm, redirectTo } from '#app/http.server.ts';
import { confirmLabel } from '#app/i18n/withdrawal-label.server.ts';
import { hashReceiptToken, receiptToken } from '#app/security/receipt-address.server.ts';
import { joinStatement } from '#app/services/join-withdrawal.server.ts';
import { submitWithdrawal } from '#app/services/submit-withdrawal.server.ts';
import { supportEmail } from '#app/services/support-email.server.ts';
import type { Route } from './+types/confirm';
import { draftOf, keep, readKept } from './draft-cookie.server.ts';
import { LimitPage } from './limit-page.tsx';
import { openStatement, sealStatement, statementOf } from './statement.server.ts';
import { StatementPage } from './statement-page.tsx';

export const handle = { everyLanguage: true };

export const loader = allow('public', async ({ request, deps, language }) => {
  const kept = readKept(request, deps);
  // The Back button after the receipt: what is done is shown as done.
  if (kept && 'done' in kept) throw redirectTo(receiptPath(kept.done));
  const draft = draftOf(kept);
  if (!draft) throw redirectTo('/withdraw');
  const statement = await statementOf(deps, draft, await guestOf(request, deps), language);
  if (!statement) throw redirectTo('/withdraw?again=1');
  const { name, contract, email, scope } = statement;
  return {
    stated: { name, contract, email, scope },
    sealed: sealStatement(deps, statement),
    confirm: confirmLabel(language),
  };
});

/** A statement seals to some kilobytes; one that names many lines to more. */
const fields = z.object({ statement: z.string().min(1).max(300_000) });

/** Makes the statement: from here on it is one, whatever happens to mails, orders and periods. */
export const action = allow('public', async ({ request, deps, language, clientIp, setCookie }) => {
  const form = await parseForm(request, fields, { maxBytes: 512 * 1024 });
  const statement = form.ok ? openStatement(deps, form.data.statement) : null;
  if (!statement) throw redirectTo('/withdraw?again=1');
  const guest = await guestOf(request, deps);
  const { key, orderId, ...stated } = statement;
  const token = receiptToken(key, sessionSecret(deps.env));
  const submitted = await submitWithdrawal(deps, {
    ...stated,
    ...{ submissionKey: key, accessHash: hashReceiptToken(token), language, clientIp },
    orderId: guest?.orderId === orderId ? orderId : null,
  });
  if (!submitted.ok) return data({ support: await supportEmail(deps) }, { status: 429 });
  if (guest && guest.orderId === orderId) {
    // Whoever owns the order need not wait for the return to appear. What fails here is done by the worker.
    await joinStatement(deps, submitted).catch((error: unknown) => deps.log.warn({ err: error }, 'joined later'));
  }
  setCookie(keep(deps, { done: token }));
  throw redirectTo(receiptPath(token));
});

const receiptPath = (token: string): string => `/withdraw/receipt/${token}`;

export default function Confirm({ loaderData, actionData }: Route.ComponentProps) {
  return actionData ? <LimitPage support={actionData.support} /> : <StatementPage {...loaderData} />;
}
