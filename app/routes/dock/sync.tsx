import type { Verdict } from '#app/components/staff/scan/verdict.ts';
import { allow, answerJson, fail, parseJson } from '#app/http.server.ts';
import { recordScan } from '#app/services/record-scan.server.ts';
import { shopZone } from '#app/services/shop-zone.server.ts';
import { viewScan } from '#app/services/view-scan.server.ts';
import { refusalWords, verdictWords } from './scan-words.server.ts';
import { SYNC_BYTES_LIMIT, syncBody } from './sync-body.ts';

/** There is nothing to see at this address. */
export const loader = allow('dock.receive', () => fail(404, 'not-found'));

/**
 * Takes the scans that a device has kept, one after the other, and answers each: sent again they are answered the same and change nothing. One that
 * is refused does not hold up those behind it.
 */
export const action = allow('dock.receive', async ({ request, deps, staff, t, locale }) => {
  const body = await parseJson(request, syncBody, { maxBytes: SYNC_BYTES_LIMIT });
  if (!body.ok) return body.answer;
  const { device, sentAt, scans } = body.data;
  const timeZone = await shopZone(deps.db);
  const verdicts: Verdict[] = [];
  for (const scan of scans) {
    const recorded = await recordScan(deps, { device, sentAt, staffId: staff.id }, scan);
    verdicts.push(
      recorded.ok
        ? verdictWords(await viewScan(deps.db, recorded.scan), { t, locale, timeZone })
        : refusalWords({ id: scan.id, code: recorded.refusal.code }, t),
    );
  }
  return answerJson({ verdicts });
});
