import { allow } from '#app/http.server.ts';
import { summaryCsv } from '#app/services/export-ledger.server.ts';
import { csvFile } from './csv-answer.server.ts';

export const loader = allow('money.export', (args) => csvFile(args, 'summary', summaryCsv));
