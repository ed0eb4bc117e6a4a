import { redirectTo, type StaffArgs } from '#app/http.server.ts';
import type { ExportDays } from '#app/services/export-ledger.server.ts';
import { readExportDays } from './export-days.server.ts';

type Write = (db: StaffArgs['deps']['db'], days: ExportDays) => AsyncGenerator<string>;

/** A file of the ledger for the days that the address names, sent as it is read; with other days, back to the form that says why. */
export async function csvFile(args: StaffArgs, name: string, write: Write): Promise<Response> {
  const read = await readExportDays(args);
  if ('problems' in read) {
    const asked = new URLSearchParams();
    for (const field of ['from', 'to']) asked.set(field, args.url.searchParams.get(field)?.slice(0, 20) ?? '');
    throw redirectTo(`/money/exports?${asked}`);
  }
  const { days } = read;
  return csvAnswer(`${name}-${days.from}-${days.to}`, write(args.deps.db, days));
}

/** Lines of a CSV file as a download of that name, sent as they are made. */
export function csvAnswer(name: string, lines: AsyncGenerator<string>): Response {
  return new Response(streamOf(lines), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
      'Cache-Control': 'no-store',
    },
  });
}

/** Reads on only as the file is taken, and no further when the download was broken off. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
