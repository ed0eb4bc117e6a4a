import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, ConnectionLost } from './browser.ts';
import { type Customer, PATIENCE_MS, type Standing } from './customer.ts';
import { readMails, until } from './mailbox.ts';
import { type ReplayRow, spoken } from './order-file.ts';
import type { StaffMember } from './staff.ts';

export interface People {
  readonly customer: Customer;
  readonly warehouse: StaffMember;
  readonly agent: StaffMember;
  /** Of nobody in particular: it reads the mailbox of development and looks whether the program is well. */
  readonly onlooker: Browser;
}

export interface Outcome {
  readonly rmaCode: string | null;
  readonly settled: boolean;
  /** What the status page says was paid back, in its words; null when it does not say so. */
  readonly amount: string | null;
  readonly amountRight: boolean;
  readonly mailRight: boolean;
  /** How often the program went away meanwhile. */
  readonly interruptions: number;
  /** Milliseconds of each step that was gone through. */
  readonly took: Readonly<Record<string, number>>;
  /** What went wrong, in words. */
  readonly problem: string | null;
}

/** The program may be away for so long. */
const AWAY_MS = 60_000;
const MOST_INTERRUPTIONS = 200;

/**
 * Takes one row from the customer's first page to the settled refund, as the people would. Where it stands is read from the pages alone:
 * whatever was done before, by an earlier run or just before the program went away, is not done again. `begun` holds the codes of the
 * order's returns that belong to other rows.
 */
export async function replayRow(row: ReplayRow, people: People, begun: Set<string>): Promise<Outcome> {
  const took: Record<string, number> = {};
  const state = { rmaCode: null as string | null, interruptions: 0 };
  const nothing = { settled: false, amount: null, amountRight: false, mailRight: false };
  for (;;) {
    try {
      const reached = await goOn(row, people, begun, { state, took });
      return { ...state, ...reached, took, problem: reached.settled ? null : 'the refund was not settled in time' };
    } catch (error) {
      const back = error instanceof ConnectionLost && state.interruptions < MOST_INTERRUPTIONS;
      state.interruptions += 1;
      if (back && (await isBack(people.onlooker))) continue;
      return { ...state, ...nothing, took, problem: error instanceof Error ? error.message : String(error) };
    }
  }
}

type Progress = { readonly state: { rmaCode: string | null }; readonly took: Record<string, number> };

async function goOn(row: ReplayRow, people: People, begun: Set<string>, { state, took }: Progress) {
  const { customer, warehouse, agent } = people;
  const timed = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await work();
    took[step] = (took[step] ?? 0) + performance.now() - started;
    return result;
  };
  const rmaCode = await timed('request', async () => {
    const known = state.rmaCode ?? (await findBegun(row, customer, begun));
    return known ?? (await customer.request(row));
  });
  begun.add(rmaCode);
  state.rmaCode = rmaCode;
  if (!(await customer.standing(rmaCode)).paidBack) {
    await timed('receive', () => warehouse.receive(rmaCode, row));
    await timed('decide', () => agent.accept(rmaCode, row));
  }
  return timed('settle', () => settle(row, people, rmaCode));
}

/** A return of this very article and number that no other row has: one that was begun before. */
async function findBegun(row: ReplayRow, customer: Customer, begun: ReadonlySet<string>): Promise<string | null> {
  const isRow = ({ rmaCode, cancelled, lines }: Standing) =>
    !cancelled &&
    !begun.has(rmaCode) &&
    lines.length === 1 &&
    lines.every(({ title, quantity }) => title === row.title && quantity === row.quantity);
  return (await customer.returns()).find(isRow)?.rmaCode ?? null;
}

/** Waits for the money and for the mail that says so, and compares both with what is owed. */
async function settle(row: ReplayRow, { customer, onlooker }: People, rmaCode: string) {
  const owed = spoken(row.owed, row.currency);
  const paid = await until(async () => {
    const standing = await customer.standing(rmaCode);
    return standing.paidBack ? standing : null;
  }, PATIENCE_MS);
  if (!paid) return { settled: false, amount: null, amountRight: false, mailRight: false };
  const code = plain(rmaCode);
  const told = await until(async () => {
    const mails = (await readMails(onlooker, row.email)).filter(
      ({ kind, text }) => kind === 'refund-sent' && plain(text).includes(code),
    );
    return mails.length > 0 ? mails : null;
  }, PATIENCE_MS);
  const mailRight = told?.length === 1 && told.every((mail) => saysAmount(mail, owed));
  return { settled: true, amount: paid.total, amountRight: paid.total === owed, mailRight };
}

/** The subject and the text both name the sum, and it is the whole sum and not a part of a longer number. */
function saysAmount({ subject, text }: { subject: string; text: string }, amount: string): boolean {
  const named = (words: string) => words.split(/\s+/).some((word) => word.replace(/[.:;!]+$/, '') === amount);
  const spaced = /\s/.test(amount);
  return spaced ? subject.includes(amount) && text.includes(amount) : named(subject) && named(text);
}

/** A code however it is written: with a hyphen or without. */
const plain = (text: string): string => text.replaceAll('-', '').toUpperCase();

async function isBack(onlooker: Browser): Promise<boolean> {
  const giveUpAt = performance.now() + AWAY_MS;
  while (performance.now() < giveUpAt) {
    const health = await onlooker.open('/health').catch(() => null);
    if (health?.status === 200) return true;
    await wait(200);
  }
  return false;
}
