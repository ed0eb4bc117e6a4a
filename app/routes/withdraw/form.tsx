import { data } from 'react-router';
import { guestOf } from '#app/auth/guest.server.ts';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { allow, redirectTo } from '#app/http.server.ts';
import { translatorFor } from '#app/i18n/instance.server.ts';
import { confirmLabel, entryLabel } from '#app/i18n/withdrawal-label.server.ts';
import { viewWithdrawalForm, type WithdrawalForm } from '#app/services/view-withdrawal-form.server.ts';
import type { Route } from './+types/form';
import { draftOf, keep, readKept, type StatementDraft } from './draft-cookie.server.ts';
import { readForm, type Typed } from './form-fields.server.ts';
import { problemsOf } from './problems.ts';
import { type Statement, sealStatement, statementOf } from './statement.server.ts';
import { StatementForm } from './statement-form.tsx';
import { StatementPage } from './statement-page.tsx';

export const handle = { everyLanguage: true };

/** The first step: who, which contract, and where the acknowledgement goes. Nothing is declared by coming here. */
export const loader = allow('public', async ({ request, url, deps, language, setCookie }) => {
  const guest = await guestOf(request, deps);
  const known = guest && (await viewWithdrawalForm(deps, guest));
  const kept = readKept(request, deps);
  // Tells afterwards whether this browser keeps what it is given.
  if (!kept) setCookie(keep(deps, { fresh: true }));
  const draft = draftOf(kept);
  const fits = draft !== null && draft.orderId === (known?.orderId ?? null) ? draft : null;
  return {
    known,
    title: entryLabel(language, known?.button ?? null).text,
    again: url.searchParams.has('again'),
    typed: fits ? typedOf(fits, known) : firstOf(known),
  };
});

export const action = allow('public', async ({ request, deps, language, setCookie }) => {
  const guest = await guestOf(request, deps);
  const known = guest && (await viewWithdrawalForm(deps, guest));
  const read = await readForm(request, deps, known);
  if (!read.ok) {
    const problems = problemsOf(read.errors, translatorFor(language));
    return data({ kind: 'wrong' as const, typed: read.typed, problems }, { status: 422 });
  }
  if (readKept(request, deps)) {
    setCookie(keep(deps, read.draft));
    throw redirectTo('/withdraw/confirm');
  }
  // A browser without cookies gets the second step as the answer.
  const statement = await statementOf(deps, read.draft, guest, language);
  if (!statement) throw redirectTo('/withdraw?again=1');
  return {
    kind: 'confirm' as const,
    ...shown(statement),
    sealed: sealStatement(deps, statement),
    confirm: confirmLabel(language),
  };
});

const shown = ({ name, contract, email, scope }: Statement) => ({ stated: { name, contract, email, scope } });

/** What was typed before, when the customer comes back to change it. */
function typedOf({ name, contract, email, words, lines }: StatementDraft, known: WithdrawalForm | null): Typed {
  const chosen = (known?.lines ?? []).flatMap(({ id, position }) => {
    const quantity = lines?.find(([own]) => own === position)?.[1];
    return quantity === undefined ? [] : [{ id, quantity }];
  });
  const quantities = chosen.map(({ id, quantity }) => [`quantity-${id}`, String(quantity)]);
  return {
    values: { name, contract, email, words, ...Object.fromEntries(quantities) },
    lines: lines === null ? (known?.lines ?? []).map(({ id }) => id) : chosen.map(({ id }) => id),
  };
}

/** What the order tells; every line is chosen. */
function firstOf(known: WithdrawalForm | null): Typed {
  if (!known) return { values: {}, lines: [] };
  return { values: { name: known.name, email: known.email }, lines: known.lines.map(({ id }) => id) };
}

export default function Withdraw({ loaderData, actionData }: Route.ComponentProps) {
  const { known, title, again, typed } = loaderData;
  if (actionData?.kind === 'confirm') return <StatementPage {...actionData} />;
  const problems: readonly FieldProblem[] = actionData?.problems ?? [];
  return (
    <StatementForm
      title={title}
      known={known}
      again={again && !actionData}
      typed={actionData?.typed ?? typed}
      problems={problems}
    />
  );
}
