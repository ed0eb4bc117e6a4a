import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { startGuestSession } from '#app/auth/guest.server.ts';
import { type Role, roles } from '#app/permissions.ts';
import { beginPolicyDraft } from '#app/services/begin-policy-draft.server.ts';
import { changePolicyDraft } from '#app/services/change-policy-draft.server.ts';
import { decideReturn } from '#app/services/decide-return.server.ts';
import { proposeDecision } from '#app/services/four-eyes/propose-decision.server.ts';
import { sendBackDecision } from '#app/services/four-eyes/send-back-decision.server.ts';
import { invitePerson } from '#app/services/people/invite-person.server.ts';
import { receiveParcel } from '#app/services/receive-parcel.server.ts';
import { requestReturn } from '#app/services/request-return.server.ts';
import { listReturnLines } from '#db/return-lines.ts';
import { loadReturn } from '#db/returns.ts';
import { seedDemo } from '#db/seed/demo.ts';
import { listStaff } from '#db/staff.ts';
import { answerAll, sell } from '#tests/app/services/customer/arrange.ts';
import { acceptAll, allThere } from '#tests/app/services/staff/arrange.ts';
import { withdraw } from '#tests/app/services/withdrawal/arrange.ts';
import { signedIn } from '#tests/app/shell/signed-in.ts';
import { asCookieHeader, type Shell } from '#tests/app/shell/support.ts';

/** Stands wherever a person wrote something; a test puts other texts into its places. */
export const MARK = 'Qzxmark';
export interface MarkedShop {
  readonly cookies: ReadonlyMap<Role | 'guest', string>;
  readonly pages: readonly { readonly path: string; readonly as: Role | 'guest' }[];
}

/** A shop in which every text that people give is the mark: of customers, of staff, of the merchant. */
export async function markShop(shell: Shell): Promise<MarkedShop> {
  const { deps } = shell;
  await seedDemo(deps.db, { now: deps.clock() });
  const cookies = new Map<Role | 'guest', string>();
  for (const role of roles)
    cookies.set(role, await signedIn(shell.deps, { email: `${role}@marked.example`, role, name: MARK }));
  const staff = await listStaff(deps.db);
  const idOf = (role: Role) => staff.find((one) => one.role === role)?.id ?? '';
  const services = {
    ...deps,
    fourEyes: { EUR: 100 },
    pass: () => undefined,
    codes: [],
    sealCode: (code: string) => code,
  };
  const order = await sell(services, {
    ...{
      id: 'marked',
      number: '#77001',
      lines: [
        { id: 'm1', quantity: 2 },
        { id: 'm2', unitPrice: 3500 },
      ],
    },
    ...{ placedAt: deps.clock().subtract({ hours: 240 }), email: 'ada@example.com', emailKey: 'ada@example.com' },
  });
  const chosen = order.lines.map(({ id, quantity }) => ({ lineId: id, quantity }));
  const sent = await requestReturn(deps, { ...(await answerAll(deps, order.id, chosen)), locale: 'en' });
  if (!sent.ok) throw new Error(sent.refusal.code);
  const { returnId, rmaCode } = sent;
  const lines = await listReturnLines(deps.db, returnId);
  await receiveParcel(deps, { rmaCode, staffId: idOf('warehouse'), counts: allThere(lines, { note: MARK }) });
  const version = (await loadReturn(deps.db, returnId))?.version ?? 0;
  const decisions = acceptAll(lines);
  const proposed = await proposeDecision(services, {
    returnId,
    version,
    decisions,
    staffId: idOf('agent'),
    device: null,
  });
  if (!proposed.ok) throw new Error(proposed.refusal.code);
  const { proposalId } = proposed;
  await sendBackDecision(deps, { returnId, proposalId, staffId: idOf('finance'), note: MARK });
  const [first, ...others] = decisions;
  if (first?.type !== 'accept') throw new Error('no line');
  const reduced = { ...first, type: 'reduce' as const, deduction: 100, reason: 'signs-of-use' as const, note: MARK };
  await decideReturn(deps, { returnId, version, staffId: idOf('agent'), decisions: [reduced, ...others] });
  const draft = await beginPolicyDraft(deps, { title: MARK, rollbackOf: null, staffId: idOf('policy') });
  if (!draft.ok) throw new Error(draft.refusal.code);
  const rule = { kind: 'rule-add', name: MARK, outcome: { keep: true } } as const;
  await changePolicyDraft(deps, { draftId: draft.draftId, version: 1, staffId: idOf('policy'), change: rule });
  await invitePerson(deps, {
    ...{ staffId: idOf('admin'), email: 'new@shop.example', name: MARK, role: 'agent', locale: 'en' },
    ...{ tokenHash: 'hash', sealedToken: 'sealed' },
  });
  const stated = await withdraw(services, { name: MARK, contract: MARK });
  markRows(shell);
  cookies.set('guest', asCookieHeader([await startGuestSession(deps, order.id)]));
  const desk = `/desk/returns/${returnId}`;
  const at = (as: Role | 'guest', ...paths: string[]) => paths.map((path) => ({ path, as }));
  return {
    cookies,
    pages: [
      ...at(
        'guest',
        '/',
        '/order',
        `/r/${rmaCode}`,
        `/r/${rmaCode}/sent`,
        `/r/${rmaCode}/why`,

        '/withdraw',
      ),
      ...at(
        'agent',
        '/desk',
        '/desk?view=paying',
        desk,
        `${desk}/proposal`,
        `/desk/withdrawals/${stated.id}`,
        '/desk/withdrawals',
      ),
      ...at('warehouse', '/dock', `/dock/${rmaCode}`),
      ...at('finance', '/money', '/money/payouts', '/money/ledger', '/money/transfers'),
      ...at(
        'policy',
        '/policy',
        '/policy/drafts',
        `/policy/drafts/${draft.draftId}`,
        `/policy/drafts/${draft.draftId}/rules`,
      ),
      ...at('admin', '/people', `/people/${idOf('agent')}`, '/staff/security', '/audit'),
      ...at('auditor', '/dev/mailbox', '/policy/versions/1'),
    ],
  };
}

/** What comes with orders, from the shop's own system, and what no service takes in a test. */
const COLUMNS: readonly (readonly [table: string, column: string])[] = [
  ...(['title', 'variant', 'sku', 'vendor', 'category'] as const).map((column) => ['order_lines', column] as const),
  ...(['shipping_method', 'channel', 'coupon_code'] as const).map((column) => ['orders', column] as const),
  ...[
    ['payments', 'label'],
    ['payments', 'reference'],
    ['shop', 'name'],
    ['return_lines', 'comment'],
  ].map(([table = '', column = '']) => [table, column] as const),
  ['policy_versions', 'reason'],
  ['policy_versions', 'published_by'],
  ['session', 'user_agent'],
  ['mails', 'subject'],
  ['mails', 'text'],
];

function markRows(shell: Shell): void {
  const file = openFile(shell);
  for (const [table, column] of COLUMNS) file.prepare(`update ${table} set ${column} = ?`).run(MARK);
  file
    .prepare("update orders set address = json_set(address, '$.name', ?, '$.line1', ?, '$.city', ?)")
    .run(MARK, MARK, MARK);
  file.close();
}

const openFile = ({ deps }: Shell) => new SqliteFile(join(deps.env.DATA_DIR, 'test.sqlite'), { timeout: 5000 });

interface Cell {
  readonly table: string;
  readonly column: string;
  readonly rowid: number;
  readonly text: string;
}

/** The places of the mark in all tables. The acts are left as they are: nobody can change them, and their reasons stand elsewhere too. So are the words that a search only compares. */
export function markedCells(shell: Shell): Cell[] {
  const file = openFile(shell);
  const tables = file
    .prepare(
      "select name from sqlite_master where type = 'table' and name not in ('audit', 'mails_fts', 'search_terms')",
    )
    .pluck()
    .all();
  const cells = tables.flatMap((table): Cell[] => {
    const columns = file
      .prepare(`select name from pragma_table_info('${table}') where type = 'text' or type = 'TEXT'`)
      .pluck()
      .all();
    return columns.flatMap((column) =>
      file
        .prepare<[string], { rowid: number; text: string }>(
          `select rowid, ${column} as text from ${table} where instr(${column}, ?) > 0`,
        )
        .all(MARK)
        .map((row) => ({ table: String(table), column: String(column), ...row })),
    );
  });
  file.close();
  return cells;
}

/** The editor keeps no longer name of a rule; a document with one is nothing that can be there. */
const LONGEST_RULE_NAME = 80;
const fitted = ({ table, column }: Cell, text: string) =>
  table === 'policy_drafts' && column === 'document' ? text.slice(0, LONGEST_RULE_NAME).toWellFormed() : text;

/** Puts a text into every place of the mark, each time into what stood there first. */
export function putTexts(shell: Shell, cells: readonly Cell[], textOf: (cell: Cell, index: number) => string): void {
  const file = openFile(shell);
  file.transaction(() => {
    for (const [index, cell] of cells.entries()) {
      const text = fitted(cell, textOf(cell, index));
      const json = /^[[{"]/.test(cell.text);
      const written = cell.text.replaceAll(MARK, () => (json ? JSON.stringify(text).slice(1, -1) : text));
      file.prepare(`update ${cell.table} set ${cell.column} = ? where rowid = ?`).run(written, cell.rowid);
    }
  })();
  file.close();
}
