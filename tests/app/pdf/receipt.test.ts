import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { type Receipt, receiptPdf } from '#app/pdf/receipt.server.ts';
import { readLabel } from '../gateways-label/read-label.ts';

const receipt: Receipt = {
  ...{ language: 'pl', direction: 'ltr', shop: 'Linden', title: 'Otrzymaliśmy oświadczenie', lead: 'Potwierdzamy.' },
  statement: 'Odstępuję od umowy.',
  rows: [
    { label: 'Imię i nazwisko', lines: ['Łucja Żółć'] },
    { label: 'Towary', lines: ['2 × Kubek', 'Ελληνικά, Кирилица'] },
  ],
  ...{ closing: ['Co dalej'], subject: 'ABCD-EFGH-J', madeAt: new Date('2026-11-21T09:00:00Z') },
};

/** The words of each page, line by line as they are written. */
async function linesOf(change: Partial<Receipt> = {}): Promise<string[][]> {
  const pages = await readLabel(await receiptPdf({ ...receipt, ...change }));
  return pages.map(({ texts }) => {
    const lines = Map.groupBy(texts, ({ y }) => Math.round(y));
    return [...lines.values()].map((parts) => parts.map(({ text }) => text).join(''));
  });
}

test('the file says what was stated, letter by letter, and can be searched', async () => {
  const [page = []] = await linesOf();
  expect(page).toEqual([
    ...['Linden', 'Otrzymaliśmy oświadczenie', 'Potwierdzamy.', 'Odstępuję od umowy.', 'Imię i nazwisko', 'Łucja Żółć'],
    ...['Towary', '2 × Kubek', 'Ελληνικά, Кирилица', 'Co dalej'],
  ]);
});

test('it names its language, its case and when it was made, and is the same bytes each time', async () => {
  const pdf = await receiptPdf(receipt);
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  expect([document.getTitle(), document.getSubject(), document.getCreationDate()]).toEqual([
    receipt.title,
    receipt.subject,
    receipt.madeAt,
  ]);
  expect(Buffer.from(pdf).toString('latin1')).toContain('/Lang (pl)');
  expect(Buffer.from(await receiptPdf(receipt)).equals(Buffer.from(pdf))).toBe(true);
});

test('three hundred items take as many pages as they need, and none is lost', async () => {
  const lines = Array.from({ length: 300 }, (_, n) => `1 × Item ${n + 1}`);
  const pages = await linesOf({ rows: [{ label: 'Items', lines }] });
  expect(pages.length).toBeGreaterThan(4);
  expect(pages.flat().filter((line) => line.startsWith('1 × Item'))).toEqual(lines);
});

test('a long word is cut to the width of the page, a character without a glyph is a question mark', async () => {
  const [page = []] = await linesOf({ rows: [{ label: 'Name', lines: ['W'.repeat(500), 'Ada 🐈 ปู'] }] });
  expect(page.filter((line) => /^W+$/.test(line)).join('')).toBe('W'.repeat(500));
  expect(page).toContain('Ada ? ??');
});

test('on a right-to-left page the words begin on the right', async () => {
  const [page] = await readLabel(
    await receiptPdf({ ...receipt, language: 'ar', direction: 'rtl', title: 'استلمنا انسحابك', lead: 'تأكيد' }),
  );
  const ends = (page?.texts ?? []).filter(({ text }) => /[\u0600-\u06FF]/.test(text)).map(({ x, width }) => x + width);
  expect(ends.length).toBeGreaterThan(1);
  for (const end of ends) expect(end).toBeGreaterThan(500);
});
