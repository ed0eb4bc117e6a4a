import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Browser } from './replay/browser.ts';
import { Customer } from './replay/customer.ts';
import { type ReadRow, type ReplayRow, readRows, spoken } from './replay/order-file.ts';
import { type Outcome, replayRow } from './replay/replay-row.ts';
import { StaffMember } from './replay/staff.ts';

const EXIT = { done: 0, wrong: 1, usage: 2 } as const;

const USAGE = `Takes real returns through the pages of a running Retour: customer, dock, desk, refund, mail.

Usage: npm run replay -- FILE [--orders FILE] [--url URL] [--at-once N] [--pace MS]

  FILE          returns.csv with the columns order, email, sku, quantity
  --orders FILE the shop's export with what the orders cost (orders.csv beside FILE)
  --url URL     where Retour runs, in development (http://localhost:3000)
  --at-once N   orders replayed side by side (4)
  --pace MS     a pause before each page, to watch (0)

Each refund is worked out from the export and compared, to the last minor unit, with the check page, the
desk, the status page and the mail. It can be stopped, and Retour too: run again it goes on from where each
return stands. Ends with 0 when everything is settled and right, 1 when not, 2 when the command was not
understood.`;

const settingsSchema = z.object({
  file: z.string().min(1),
  orders: z.string().min(1).optional(),
  url: z.url({ protocol: /^https?$/ }).default('http://localhost:3000'),
  'at-once': z.coerce.number().int().min(1).max(50).default(4),
  pace: z.coerce.number().int().min(0).max(60_000).default(0),
});
type Settings = z.output<typeof settingsSchema>;

function readSettings(args: readonly string[]): Settings | null {
  const text = { type: 'string' } as const;
  const options = {
    orders: text,
    url: text,
    'at-once': text,
    pace: text,
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (values.help || positionals.length !== 1) return null;
  return settingsSchema.parse({ ...values, file: positionals[0] });
}

async function replay(settings: Settings): Promise<boolean> {
  const ordersFile = settings.orders ?? join(dirname(settings.file), 'orders.csv');
  const [returnsCsv, ordersCsv] = await Promise.all([readFile(settings.file, 'utf8'), readFile(ordersFile, 'utf8')]);
  const rows = readRows(returnsCsv, ordersCsv);
  const browser = () => new Browser(settings.url, () => wait(settings.pace));
  const staff = { warehouse: new StaffMember(browser(), 'warehouse'), agent: new StaffMember(browser(), 'agent') };
  // The rows of one order one after the other, since the second return of an order counts on the first; orders side by side.
  const waiting = [...Map.groupBy(rows, (row) => (row.ok ? row.row.order : row.order)).values()];
  const outcomes: (Outcome | null)[] = [];
  const replayer = async () => {
    for (let order = waiting.shift(); order; order = waiting.shift()) {
      const begun = new Set<string>();
      const [first] = order.flatMap((one) => (one.ok ? [one.row] : []));
      const customer = first && new Customer(browser(), first);
      for (const read of order) {
        const outcome =
          read.ok && customer ? await replayRow(read.row, { ...staff, customer, onlooker: browser() }, begun) : null;
        outcomes.push(outcome);
        console.log(rowText(read, outcome));
      }
    }
  };
  await Promise.all(Array.from({ length: settings['at-once'] }, replayer));
  const count = (is: (outcome: Outcome | null) => boolean) => outcomes.filter(is).length;
  const settled = count((outcome) => outcome?.settled === true);
  const amountsWrong = count((outcome) => outcome?.amountRight !== true);
  const mailsWrong = count((outcome) => outcome?.mailRight !== true);
  console.log(`returns=${rows.length} settled=${settled} amounts-wrong=${amountsWrong} mails-wrong=${mailsWrong}`);
  return rows.length > 0 && settled === rows.length && amountsWrong === 0 && mailsWrong === 0;
}

function rowText(read: ReadRow, outcome: Outcome | null): string {
  if (!read.ok) return `${read.order} ${read.sku}: ${read.problem}`;
  const { order, sku, quantity } = read.row;
  return [order, `${quantity} x ${sku}`, outcome?.rmaCode ?? '-', ...outcomeTexts(read.row, outcome)].join('  ');
}

function outcomeTexts(row: ReplayRow, outcome: Outcome | null): string[] {
  if (!outcome) return [];
  const owed = spoken(row.owed, row.currency);
  const took = Object.entries(outcome.took).map(([step, ms]) => `${step} ${(ms / 1000).toFixed(2)} s`);
  return [
    outcome.amount ?? owed,
    took.join(', '),
    ...(outcome.interruptions > 0 ? [`interruptions ${outcome.interruptions}`] : []),
    ...(outcome.settled && !outcome.amountRight ? [`WRONG: ${owed} is owed`] : []),
    ...(outcome.settled && !outcome.mailRight ? ['WRONG: no mail, or not exactly one, names the sum'] : []),
    ...(outcome.problem === null ? [] : [`NOT SETTLED: ${outcome.problem}`]),
  ];
}

async function main(args: readonly string[]): Promise<number> {
  const settings = readSettings(args);
  if (!settings) {
    console.error(USAGE);
    return args.includes('--help') || args.includes('-h') ? EXIT.done : EXIT.usage;
  }
  return (await replay(settings)) ? EXIT.done : EXIT.wrong;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(
    error instanceof z.ZodError
      ? z.prettifyError(error)
      : `The replay stopped: ${error instanceof Error ? error.message : error}`,
  );
  process.exitCode = EXIT.wrong;
}
