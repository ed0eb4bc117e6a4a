import type { FoundAtDockWords } from '#app/components/staff/found-at-dock.tsx';
import type { StaffArgs } from '#app/http.server.ts';
import { formatInstant } from '#app/i18n/format.ts';
import { isolate } from '#app/i18n/isolate.ts';
import type { DeskReturn } from '#app/services/view-desk-return.server.ts';
import { type ToldCount, viewDockFindings } from '#app/services/view-dock-findings.server.ts';
import { weightWords } from '../dock/weight-words.server.ts';

/** What the dock found, in words; null while no parcel was counted. */
export async function dockWords(
  { deps, t, locale }: Pick<StaffArgs, 'deps' | 't' | 'locale'>,
  view: Pick<DeskReturn, 'id' | 'lines' | 'timeZone'>,
): Promise<FoundAtDockWords | null> {
  const { counts, photos } = await viewDockFindings(deps, view.id);
  const [last, ...earlier] = counts;
  if (!last) return null;
  const titleOf = (lineId: string | null) =>
    lineId === null ? t('parcel:whole') : isolate(view.lines.find((line) => line.id === lineId)?.title ?? '');
  const told = (count: ToldCount) => ({
    id: String(count.number),
    by: t('parcel:desk.by', { name: isolate(count.name), when: formatInstant(count.at, view.timeZone, locale) }),
    findings: count.findings.map(({ id, lineId, kind, serial, detail }) => ({
      id,
      text: t('parcel:desk.found', { title: titleOf(lineId), what: t(`parcel:finding.${kind}`) }),
      serial: serial && t('parcel:desk.number', { serial }),
      // The note of an item stands with the item.
      note: lineId === null ? detail : null,
    })),
    facts: [
      ...weightWords(count.weightGrams, { t, locale }),
      ...count.lines.flatMap(({ lineId, disposition, proposed }) => {
        if (!disposition) return [];
        const names = { title: titleOf(lineId), place: t(`parcel:place.${disposition}`) };
        return proposed && proposed !== disposition
          ? [t('parcel:desk.instead', { ...names, proposed: t(`parcel:place.${proposed}`) })]
          : [t('parcel:desk.goes', names)];
      }),
    ],
  });
  return {
    last: told(last),
    earlier: earlier.map(told),
    touched: last.findings.flatMap((finding) => finding.lineId ?? []),
    photos: photos.map((id, index) => ({
      ...{ id, src: `/staff/photos/${id}` },
      alt: t('staff:dock.parcel.photo', { number: index + 1, title: t('parcel:whole') }),
    })),
  };
}
