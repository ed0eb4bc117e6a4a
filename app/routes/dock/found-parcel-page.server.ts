import { data } from 'react-router';
import { z } from 'zod';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { fail, parseForm, redirectTo, refusalStatus, type StaffArgs } from '#app/http.server.ts';
import { formatInstant } from '#app/i18n/format.ts';
import { may } from '#app/permissions.ts';
import {
  closeFoundParcel,
  type FoundRefusal,
  matchFoundParcel,
  reopenFoundParcel,
} from '#app/services/match-found-parcel.server.ts';
import { type LikelyOrder, viewFound } from '#app/services/view-found.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { CLOSE_REASONS } from '#machines/scan/found.ts';
import type { LikelyReason } from '#machines/scan/likely.ts';

const idOf = ({ params }: StaffArgs) => (params.id ?? '').slice(0, 64);

/** One found parcel in words. */
export async function loadFoundParcelPage(args: StaffArgs) {
  const { deps, staff, t, locale, url } = args;
  const view = await viewFound(deps, idOf(args));
  if (!view) fail(404, 'not-found');
  const when = (instant: string) => formatInstant(instant, view.timeZone, locale);
  const why = CLOSE_REASONS.find((one) => one === view.closed?.why);
  return {
    ...{ number: view.number, state: view.state, mayChange: may(staff.role, 'dock.found') },
    saved: url.searchParams.get('saved') === 'yes' ? t('found:saved', { number: view.number }) : null,
    age: t(`dock-said:age.${view.age.unit}`, { count: view.age.count }),
    by: t('found:by', { when: when(view.arrivedAt), who: view.by }),
    closed:
      view.closed && t('found:closed', { when: when(view.closed.at), why: why ? t(`found:close.reason.${why}`) : '' }),
    photos: view.photoIds.map((id, index) => ({
      ...{ id, src: `/dock/found/photos/${id}`, alt: t('found:photo', { number: index + 1 }) },
    })),
    facts: [
      [t('found:field.code'), view.code],
      [t('found:field.name'), view.senderName],
      [t('found:field.place'), view.senderPlace],
      [t('found:field.goods'), view.goods],
      [t('found:field.note'), view.note],
    ].flatMap(([label, value]) => (label && value ? [{ label, value }] : [])),
    matches: view.matches.map(({ orderNumber, rmaCode }) => ({
      ...{ order: orderNumber, code: rmaCode && formatRmaCode(rmaCode), href: rmaCode && `/dock/${rmaCode}` },
    })),
    likely: view.likely.map((one) => likelyWords(one, t)),
  };
}

function likelyWords(
  { orderId, orderNumber, returnId, rmaCode, name, place, reasons }: LikelyOrder,
  t: StaffArgs['t'],
) {
  return {
    target: returnId ? `return:${returnId}` : `order:${orderId}`,
    title: rmaCode
      ? t('found:likely.return', { code: formatRmaCode(rmaCode), order: orderNumber })
      : t('found:likely.order', { order: orderNumber }),
    who: t('found:likely.who', { name, place }),
    why: t('found:likely.why', { reasons: reasons.map((reason) => reasonWords(reason, t)).join(', ') }),
  };
}

const reasonWords = (reason: LikelyReason, t: StaffArgs['t']): string =>
  'what' in reason ? t(`found:reason.${reason.code}`, { what: reason.what }) : t(`found:reason.${reason.code}`);

const schema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('match'), target: z.string().regex(/^(return|order):.{1,80}$/) }),
  z.object({ intent: z.literal('by-hand'), code: z.string().trim().min(1).max(512) }),
  z.object({ intent: z.literal('close'), why: z.enum(CLOSE_REASONS) }),
  z.object({ intent: z.literal('reopen') }),
]);

/** Does what a button on the page asks, and shows the page again. */
export async function changeFoundParcel(args: StaffArgs) {
  const { request, t } = args;
  const form = await parseForm(request, schema);
  if (!form.ok) {
    const intent = form.values.intent ?? '';
    const field = intent === 'close' ? 'why' : intent === 'by-hand' ? 'code' : '';
    const message = t(`found:error.${intent === 'close' ? 'reason' : 'target'}`);
    return data(
      { problems: [{ field, message }] satisfies FieldProblem[], typed: form.values.code ?? '' },
      { status: 422 },
    );
  }
  const done = await act(args, form.data);
  if (done.ok) return redirectTo(`/dock/found/${idOf(args)}`);
  const { code } = done.refusal;
  if (code === 'found.not-found') fail(404, 'not-found');
  const typed = form.data.intent === 'by-hand' ? form.data.code : '';
  const problems: FieldProblem[] = [{ field: typed ? 'code' : '', message: refusalWords(code, t) }];
  return data({ problems, typed }, { status: code === 'found.not-now' ? 409 : refusalStatus(code) });
}

function act({ deps, staff, ...args }: StaffArgs, asked: z.output<typeof schema>) {
  const input = { id: idOf({ deps, staff, ...args }), staffId: staff.id };
  switch (asked.intent) {
    case 'match': {
      const [kind, id] = [
        asked.target.startsWith('return:') ? 'return' : 'order',
        asked.target.replace(/^\w+:/, ''),
      ] as const;
      return matchFoundParcel(deps, { ...input, target: { kind, id } });
    }
    case 'by-hand':
      return matchFoundParcel(deps, { ...input, target: { kind: 'typed', code: asked.code } });
    case 'close':
      return closeFoundParcel(deps, { ...input, why: asked.why });
    case 'reopen':
      return reopenFoundParcel(deps, input);
  }
}

function refusalWords(code: Exclude<FoundRefusal, 'found.not-found'>, t: StaffArgs['t']): string {
  if (code === 'found.no-order') return t('found:error.no-order');
  if (code === 'found.return-over') return t('found:error.return-over');
  if (code === 'found.several') return t('staff:dock.verdict.several.text');
  return t('found:error.not-now');
}
