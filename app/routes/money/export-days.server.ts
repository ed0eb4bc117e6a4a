import { z } from 'zod';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import type { StaffArgs } from '#app/http.server.ts';
import { EXPORT_DAYS, type ExportDays, exportDays } from '#app/services/export-ledger.server.ts';
import { shopZone } from '#app/services/shop-zone.server.ts';

const day = z.iso.date();

type Read = { readonly days: ExportDays } | { readonly problems: readonly FieldProblem[] };

/** The days that the address names, or a sentence for each that is missing or makes no sense. */
export async function readExportDays({ deps, url, t }: StaffArgs): Promise<Read> {
  const timeZone = await shopZone(deps.db);
  const read = (name: string) => day.safeParse(url.searchParams.get(name)?.trim());
  const [from, to] = [read('from'), read('to')];
  const problems: FieldProblem[] = [];
  if (!from.success) problems.push({ field: 'from', message: t('money:export.no-day') });
  if (!to.success) problems.push({ field: 'to', message: t('money:export.no-day') });
  if (!from.success || !to.success) return { problems };
  const checked = exportDays(Temporal.PlainDate.from(from.data), Temporal.PlainDate.from(to.data), timeZone);
  if (checked.ok) return { days: checked.days };
  const { code } = checked.refusal;
  return { problems: [{ field: 'to', message: t(`terms:code.${code}`, { limit: EXPORT_DAYS }) }] };
}

/** The form, on the last whole month unless other days were asked for; a file whose days were wrong leads back here. */
export async function exportPage(args: StaffArgs) {
  const { deps, url, staff, t } = args;
  const timeZone = await shopZone(deps.db);
  const month = deps.clock().toZonedDateTimeISO(timeZone).toPlainDate().with({ day: 1 }).subtract({ months: 1 });
  const asked = url.searchParams.has('from') || url.searchParams.has('to');
  const read = asked ? await readExportDays(args) : null;
  const shown = (name: string, usual: Temporal.PlainDate) => {
    const typed = url.searchParams.get(name)?.trim();
    return typed !== undefined && day.safeParse(typed).success ? typed : usual.toString();
  };
  return {
    role: staff.role,
    from: shown('from', month),
    to: shown('to', month.add({ months: 1 }).subtract({ days: 1 })),
    problems: read && 'problems' in read ? read.problems : [],
    zone: t('money:export.zone', { zone: timeZone }),
  };
}
