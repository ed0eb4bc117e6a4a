import { allow, fail } from '#app/http.server.ts';
import { csvAnswer } from '#app/routes/money/csv-answer.server.ts';
import { numbersCsv } from '#app/services/view-numbers.server.ts';
import { readDays } from './numbers-page.server.ts';

export const loader = allow('desk.read', async ({ deps, url }) => {
  const days = readDays(url) ?? fail(422, 'invalid');
  return csvAnswer(`numbers-${days}-days`, numbersCsv(deps, days));
});
