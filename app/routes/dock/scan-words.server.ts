import type { Verdict } from '#app/components/staff/scan/verdict.ts';
import type { StaffArgs } from '#app/http.server.ts';
import { formatInstant } from '#app/i18n/format.ts';
import type { FoundReturn } from '#app/services/find-return.server.ts';
import type { ScanView } from '#app/services/view-scan.server.ts';
import { RETURN_STATES } from '#machines/return/index.ts';
import { formatRmaCode } from '#machines/rma-code.ts';

type Speaker = Pick<StaffArgs, 't' | 'locale'> & { readonly timeZone: string };

/** A scan in the reader's words. */
export function verdictWords(view: ScanView, speaker: Speaker): Verdict {
  const { t } = speaker;
  const { title, text } = sentences(view, speaker);
  return {
    ...{ id: view.id, result: view.result, title },
    text: view.clockWrong ? `${text} ${t('dock-said:verdict.clock')}` : text,
    go: countAt(view),
    links: linksOf(view, speaker),
  };
}

/** Where a scanned parcel is counted, also once more; null for what is stopped or not known. */
export function countAt({ result, returns }: ScanView): string | null {
  const [only, ...others] = returns;
  const here = (result === 'ok' || result === 'already') && others.length === 0;
  return here && only ? `/dock/${only.rmaCode}` : null;
}

function linksOf(view: ScanView, { t }: Speaker): Verdict['links'] {
  if (view.reason === 'several') return view.returns.map((one) => choiceOf(one, t));
  if (view.foundParcelId !== null)
    return [{ href: `/dock/found/${view.foundParcelId}`, label: t('dock-said:verdict.open-found'), note: '' }];
  const unclear = ['unknown', 'address', 'no-returns', 'misread'].includes(view.reason);
  return unclear ? [{ href: `/dock/found/new?scan=${view.id}`, label: t('dock-said:verdict.register'), note: '' }] : [];
}

/** A return as a choice among several. */
export function choiceOf({ rmaCode, state }: FoundReturn, t: Speaker['t']): Verdict['links'][number] {
  const known = RETURN_STATES.find((one) => one === state);
  return {
    href: `/dock/${rmaCode}`,
    label: formatRmaCode(rmaCode),
    note: known ? t(`terms:state.return.${known}`) : '',
  };
}

function sentences(view: ScanView, { t, locale, timeZone }: Speaker): { title: string; text: string } {
  const code = formatRmaCode(view.returns[0]?.rmaCode ?? '');
  const names = { code, order: view.order ?? '' };
  switch (view.reason) {
    case 'arrived':
      return { title: t('dock-said:verdict.arrived.title', names), text: t('dock-said:verdict.arrived.text', names) };
    case 'scanned':
    case 'counted': {
      const title = t(`dock-said:verdict.${view.reason}.title`, names);
      if (!view.before) return { title, text: t('dock-said:verdict.counted-now') };
      const said = { when: formatInstant(view.before.at, timeZone, locale), who: view.before.by };
      return { title, text: t(`dock-said:verdict.${view.reason}.text`, said) };
    }
    case 'cancelled':
    case 'decided':
      return { title: t(`staff:dock.stop.${view.reason}.title`), text: t(`staff:dock.stop.${view.reason}.text`) };
    case 'found':
    case 'layout':
    case 'address':
    case 'product':
    case 'too-long':
      return { title: t(`dock-said:verdict.${view.reason}.title`), text: t(`dock-said:verdict.${view.reason}.text`) };
    case 'empty':
    case 'misread':
    case 'several':
    case 'no-returns':
      return { title: t(`staff:dock.verdict.${view.reason}.title`), text: t(`staff:dock.verdict.${view.reason}.text`) };
    default:
      return { title: t('staff:dock.verdict.unknown.title'), text: t('staff:dock.verdict.unknown.text') };
  }
}

/** A scan that was not taken: its id named another scan before. */
export function refusalWords({ id, code }: { id: string; code: 'scan.conflict' }, t: Speaker['t']): Verdict {
  const words = { 'scan.conflict': ['scan:verdict.conflict.title', 'scan:verdict.conflict.text'] } as const;
  const [title, text] = words[code];
  return { id, result: 'stop', go: null, links: [], title: t(title), text: t(text) };
}
