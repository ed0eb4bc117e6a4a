import { singleKeysOn } from '#app/http/keys-cookie.server.ts';
import { redirectTo, type StaffArgs } from '#app/http.server.ts';
import { formatInstant } from '#app/i18n/format.ts';
import { may } from '#app/permissions.ts';
import { staffNames } from '#app/services/staff-names.server.ts';
import { type DockReturn, viewDockReturn } from '#app/services/view-dock-return.server.ts';
import { formatRmaCode, parseRmaCode } from '#machines/rma-code.ts';
import { weightField } from './weight-words.server.ts';

/** The return that the address names, in any spelling of its code; a misread or unknown one is told by the page with the scan field. */
export async function requireParcel({ deps, params }: StaffArgs): Promise<DockReturn> {
  const typed = (params.rma ?? '').slice(0, 512);
  const code = parseRmaCode(typed);
  const view = code.ok ? await viewDockReturn(deps, code.code) : null;
  if (!view) throw redirectTo(`/dock?code=${encodeURIComponent(typed)}`);
  return view;
}

const stops = { cancelled: 'cancelled', decided: 'decided', closed: 'decided' } as const;

/** What the dock sees of one parcel. */
export async function loadParcelPage(args: StaffArgs) {
  const view = await requireParcel(args);
  const { t, locale, staff, request, deps } = args;
  const { state, timeZone, receivedAt } = view;
  const when = (instant: string) => formatInstant(instant, timeZone, locale);
  const stop = view.mayCount || state === 'open' || state === 'received' ? null : stops[state];
  return {
    ...{ code: formatRmaCode(view.rmaCode), order: view.orderNumber, path: `/dock/${view.rmaCode}` },
    announced: t('staff:dock.parcel.announced', { when: when(view.requestedAt) }),
    countedBefore: receivedAt && state === 'received' ? await beforeWords(view, receivedAt, args) : null,
    stop: stop && { title: t(`staff:dock.stop.${stop}.title`), text: t(`staff:dock.stop.${stop}.text`) },
    mayReceive: stop === null && may(staff.role, 'dock.receive'),
    keysOn: singleKeysOn(request, deps.env),
    lines: view.lines,
    whole: { ...view.parcel, weight: weightField(view.parcel.weightGrams, t) },
    replaces: view.counted.number,
  };
}

async function beforeWords({ timeZone, counted }: DockReturn, receivedAt: string, { t, locale, deps }: StaffArgs) {
  const received = t('staff:dock.parcel.counted-before', { when: formatInstant(receivedAt, timeZone, locale) });
  if (!counted.by || !counted.at) return received;
  const nameOf = await staffNames(deps.db);
  const when = formatInstant(counted.at, timeZone, locale);
  return `${received} · ${t('parcel:counted-by', { name: nameOf(counted.by), when })}`;
}
