import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Browser } from './browser.ts';

const mailsSchema = z.array(z.object({ id: z.string(), kind: z.string(), subject: z.string(), text: z.string() }));
export type Mail = z.output<typeof mailsSchema>[number];

/** The mails to an address that the mailbox of development keeps, newest first. */
export async function readMails(browser: Browser, recipient: string): Promise<Mail[]> {
  return mailsSchema.parse(await browser.json(`/dev/mailbox.json?to=${encodeURIComponent(recipient)}`));
}

/** Asks again and again, ever more slowly, until there is an answer; null when there is none in that time. */
export async function until<T>(ask: () => Promise<T | null>, patienceMs: number): Promise<T | null> {
  const giveUpAt = performance.now() + patienceMs;
  for (let pauseMs = 50; ; pauseMs = Math.min(1000, pauseMs * 1.5)) {
    const answer = await ask();
    if (answer !== null || performance.now() > giveUpAt) return answer;
    await wait(pauseMs);
  }
}
