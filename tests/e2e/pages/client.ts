import { type APIRequestContext, type APIResponse, request } from '@playwright/test';
import type { AppProcess } from '../../support/app-process.ts';
import type { Order } from './journey.ts';
import { newNetwork } from './watched.ts';

// A customer who speaks HTTP without a browser, and so can send what no page offers.

/** Somebody with cookies and a network of their own, who follows no redirect by themselves. */
export async function newClient(app: AppProcess): Promise<APIRequestContext> {
  return request.newContext({
    baseURL: app.url,
    maxRedirects: 0,
    extraHTTPHeaders: { 'X-Forwarded-For': newNetwork(), 'Accept-Language': 'en' },
  });
}

export const post = (client: APIRequestContext, path: string, form: Record<string, string | number>) =>
  client.post(path, { form });

/** Asks for the code of an order and gives it back, without using it. */
export async function askForCode(client: APIRequestContext, app: AppProcess, order: Order): Promise<string> {
  const seen = await app.mails(order.email);
  await post(client, '/', { 'order-number': order.number, email: order.email });
  const mail = await app.waitForMail(order.email, 'code', seen);
  return (/\b\d{4} ?\d{4}\b/.exec(mail.text)?.[0] ?? '').replace(' ', '');
}

/** Opens an order and begins a return. */
export async function beginReturn(client: APIRequestContext, app: AppProcess, order: Order): Promise<Draft> {
  await post(client, '/code', { code: await askForCode(client, app, order) });
  await post(client, '/order', {});
  return readDraft(await client.get('/return/items'));
}

/** What the form of the items holds unseen: its draft, and the lines that may come back. */
export interface Draft {
  draft: string;
  lines: string[];
}

async function readDraft(page: APIResponse): Promise<Draft> {
  const html = await page.text();
  const tags = html.match(/<input [^>]*>/g) ?? [];
  const values = (name: string) =>
    tags.filter((tag) => tag.includes(`name="${name}"`)).map((tag) => /value="([^"]*)"/.exec(tag)?.[1] ?? '');
  const [draft] = values('draft');
  if (!draft) throw new Error(`no draft on ${page.url()}`);
  return { draft, lines: values('line') };
}

/** Answers everything, a fault of the first line, and stops before it is sent. */
export async function answerAll(client: APIRequestContext, { draft, lines }: Draft, photo?: Buffer): Promise<void> {
  const [line = ''] = lines;
  await post(client, '/return/items', { draft, line, [`quantity-${line}`]: 1 });
  const photos = photo ? { photos: { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo } } : {};
  await client.post(`/return/reason/${line}`, { multipart: { draft, reason: 'defective', comment: '', ...photos } });
  await post(client, '/return/refund', { draft, refund: 'original' });
  await post(client, '/return/travel', { draft, travel: 'label' });
}

/** The words of a page, without the number under which a request stands in the log. */
export async function wordsOf(answer: APIResponse): Promise<string> {
  const html = (await answer.text()).replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'id');
  return html.replaceAll(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}
