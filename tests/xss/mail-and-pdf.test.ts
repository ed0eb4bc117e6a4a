import { PDFDict, PDFDocument, PDFName, PDFStream } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { labelPdf } from '#app/gateways/label-pdf/label-pdf.server.ts';
import type { MailContent } from '#app/mail/content.ts';
import { writeMail } from '#app/mail/write-mail.server.tsx';
import { receiptPdf } from '#app/pdf/receipt.server.ts';
import { labelRequest } from '#tests/app/gateways-label/label-request.ts';
import { makeCorpus } from './corpus.ts';
import { dangersOf, skeletonOf } from './skeleton.ts';

const corpus = makeCorpus();
const CLEAN = 'harmless';

const mailOf = (text: string): MailContent => ({
  ...{ subject: text, preview: text, heading: text, paragraphs: [text, `Dear ${text}`], code: text },
  rows: [{ label: text, value: text, strong: true }],
  facts: [{ label: text, lines: [text, `2 × ${text}`] }],
  action: { label: text, url: 'http://localhost:3000/r/ABCD' },
  closing: [text],
});

test('a mail stays what it is made of, whatever stands in it; its subject is one line', async () => {
  // A mail has styles of its own, and addresses of a scheme and a site that we chose.
  const dangers = (html: string) => dangersOf(html).filter((one) => !one.endsWith(' style'));
  const clean = await writeMail(mailOf(CLEAN), 'en', CLEAN);
  const skeleton = skeletonOf(clean.html);
  const known = dangers(clean.html);
  for (const text of corpus) {
    const { html, text: plain, subject } = await writeMail(mailOf(text), 'en', text);
    expect(skeletonOf(html), JSON.stringify(text)).toEqual(skeleton);
    expect(dangers(html), JSON.stringify(text)).toEqual(known);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(plain.length).toBeGreaterThan(clean.text.length / 4);
  }
  console.log(`xss in mails: strings=${corpus.length} fields=11 changed=0`);
}, 600_000);

/** Names of actions and of what opens by itself, anywhere in a file. */
const ACTIVE = [
  'JS',
  'JavaScript',
  'Launch',
  'OpenAction',
  'AA',
  'URI',
  'SubmitForm',
  'EmbeddedFile',
  'RichMedia',
  'GoToR',
];

async function activeParts(pdf: Uint8Array): Promise<string[]> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  return document.context.enumerateIndirectObjects().flatMap(([, object]) => {
    const dict = object instanceof PDFStream ? object.dict : object instanceof PDFDict ? object : null;
    if (dict === null) return [];
    const names = dict.entries().flatMap(([key, value]) => [key, ...(value instanceof PDFName ? [value] : [])]);
    return names.map((name) => name.asString().slice(1)).filter((name) => ACTIVE.includes(name));
  });
}

test('a file holds nothing that runs or opens: label with slip, and the receipt of a withdrawal', async () => {
  let drawn = 0;
  const refused = new Set<string>();
  for (let at = 0; at < corpus.length; at += 10) {
    const some = corpus.slice(at, at + 10);
    const [one = ''] = some;
    const lines = some.map((title) => ({ title, sku: title.slice(0, 30), quantity: 1 }));
    const from = { ...labelRequest('en').from, name: one };
    for (const change of [{ from }, {}]) {
      const label = await labelPdf(labelRequest('en', { format: 'a4', slip: { orderNumber: one, lines }, ...change }));
      if (label.ok) {
        drawn += 1;
        expect(await activeParts(label.pdf)).toEqual([]);
      } else refused.add(label.refusal.code);
    }
    const receipt = await receiptPdf({
      ...{ language: 'en', direction: 'ltr', shop: one, title: one, lead: one, statement: one },
      ...{ rows: some.map((text) => ({ label: 'What', lines: [text] })), closing: [one] },
      ...{ subject: one, madeAt: new Date('2026-11-21T09:00:00Z') },
    });
    drawn += 1;
    expect(await activeParts(receipt)).toEqual([]);
  }
  console.log(
    `xss in files: strings=${corpus.length} drawn=${drawn} active=0 refused=${[...refused].join(',') || 'none'}`,
  );
  expect(drawn).toBeGreaterThan(100);
}, 180_000);
