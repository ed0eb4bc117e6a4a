import { allow } from '#app/http.server.ts';
import { decisionData } from '../customer/why-words.server.ts';
import { requireReturn } from './return-page.server.ts';

/** The decisions on a return as data, with the same sentences as the desk's page. */
export const loader = allow('desk.read', async (args) => {
  const { t, locale } = args;
  const view = await requireReturn(args);
  const lines = view.lines.map(({ orderLineId, title, standing }) => ({
    lineId: orderLineId,
    title,
    verdict: standing,
  }));
  const numberOf = (id: string) => view.policyNumbers.get(id) ?? null;
  return Response.json({ rmaCode: view.rmaCode, decisions: decisionData(lines, numberOf, { t, locale }) });
});
