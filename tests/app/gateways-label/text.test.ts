import { createHash } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LabelRequest, PostalAddress } from '#app/gateways/carrier.ts';
import { createOwnCarrier } from '#app/gateways/own-carrier.server.ts';
import { type Language, labelRequest } from './label-request.ts';
import { type Box, type ReadPage, readLabel } from './read-label.ts';

const LANGUAGES: Language[] = ['en', 'de', 'ar', 'zh'];
const FORMATS = ['4x6', 'a4'] as const;

async function pdfOf(request: LabelRequest): Promise<Uint8Array> {
  const label = await createOwnCarrier().makeLabel(request);
  if (!label.ok) throw new Error(`refused: ${JSON.stringify(label.refusal)}`);
  return label.pdf;
}

/** Drawn order is not reading order from right to left, and brackets turn round, lines wrap: compare what characters there are, without spaces. */
function letters(text: string): string {
  return [
    ...text
      .normalize('NFC')
      .replace(/[\s\p{Cf}]/gu, '')
      .replaceAll(')', '('),
  ]
    .sort()
    .join('');
}

function addressLines({ name, company, line1, line2, countryName }: PostalAddress): string[] {
  return [name, company ?? '', line1, line2 ?? '', countryName].filter(Boolean);
}

for (const language of LANGUAGES) {
  for (const format of FORMATS) {
    test(`${language} ${format}: every address line is written, with the words and the code`, async () => {
      const request = labelRequest(language, { format });
      const [page] = await readLabel(await pdfOf(request));
      const written = page?.texts.map(({ text }) => letters(text)) ?? [];
      const { words, from, to } = request;
      const expected = [words.banner, words.from, words.to, words.parcelOf, words.service, words.coverOldBarcodes];
      // A Chinese line of 24 characters is broken in two beside the postage.
      const all = written.join('');
      for (const line of [...expected, ...addressLines(to), '0234-5678-D']) expect(written).toContain(letters(line));
      for (const line of [...addressLines(from), from.city, from.postcode])
        expect(contains(all, letters(line)), line).toBe(true);
    });
  }
}

function contains(all: string, some: string): boolean {
  const left = [...all];
  return [...some].every((character) => left.splice(left.indexOf(character) >>> 0, 1).length === 1);
}

test('German lines are searchable text in order', async () => {
  const [page] = await readLabel(await pdfOf(labelRequest('de')));
  const written = page?.texts.map(({ text }) => text) ?? [];
  expect(written).toEqual(
    expect.arrayContaining([
      'Jürgen Müller-Lüdenscheidt',
      'Große Bäckerstraße 7',
      '50667 Köln',
      'Speicherstraße 12, Tor 3',
    ]),
  );
});

test('Arabic is joined, runs from the right, and keeps numbers and codes the right way round', async () => {
  const [page] = await readLabel(await pdfOf(labelRequest('ar', { format: 'a4' })));
  const written = page?.texts.map(({ text }) => text) ?? [];
  const backwards = (text: string) => [...text].reverse().join('');
  expect(written).toContain(`12211 ${backwards('الرياض')}`);
  expect(written).toContain(`0234-5678-D :${backwards('الإرجاع').replace('إلا', 'لإا')}`);
  const sender = page?.texts.find(({ text }) => text.includes('12211'));
  expect((sender?.x ?? 0) + (sender?.width ?? 0)).toBeGreaterThan((page?.width ?? 0) - 40);
});

test.each([
  ['an emoji', { name: 'Anna 😀' }, ['😀']],
  ['Thai', { city: 'กรุงเทพ' }, ['ก', 'ร', 'ุ', 'ง', 'เ', 'ท', 'พ']],
  ['Hebrew', { line1: 'רחוב' }, ['ר', 'ח', 'ו', 'ב']],
  ['Hangul', { countryName: '한국' }, ['한', '국']],
])('refuses %s by naming the characters', async (_what, change, characters) => {
  const request = labelRequest('en');
  const label = await createOwnCarrier().makeLabel({ ...request, from: { ...request.from, ...change } });
  const text = Object.values(change)[0];
  expect(label.ok ? label : label.refusal).toEqual({
    code: 'label.missing-glyph',
    text,
    characters: expect.arrayContaining(characters),
  });
});

test('a missing character of the slip matters only where the slip is printed', async () => {
  const slip = { orderNumber: '1', lines: [{ title: 'T-Shirt 🦊', sku: '', quantity: 1 }] };
  const small = await createOwnCarrier().makeLabel(labelRequest('en', { slip }));
  const sheet = await createOwnCarrier().makeLabel(labelRequest('en', { slip, format: 'a4' }));
  expect(small.ok).toBe(true);
  expect(sheet.ok ? sheet : sheet.refusal).toEqual({
    code: 'label.missing-glyph',
    text: 'T-Shirt 🦊',
    characters: ['🦊'],
  });
});

test('draws Greek, Cyrillic, Vietnamese, Persian and Hindi', async () => {
  const from = {
    ...labelRequest('en').from,
    name: 'Ελλάδα Москва',
    line1: 'Nguyễn Thị Ánh',
    line2: 'گلشنِ اقبال، پچ',
    city: 'नई दिल्ली',
  };
  const [page] = await readLabel(await pdfOf(labelRequest('en', { from })));
  const all = letters(page?.texts.map(({ text }) => text).join('') ?? '');
  for (const line of [from.name, from.line1, from.line2, from.city])
    expect(contains(all, letters(line)), line).toBe(true);
});

test('a glyph that two characters share is read as the one that was written, label after label', async () => {
  // A Chinese face draws the radicals U+2F08 and U+2F1D with the glyphs of the words for person and mouth.
  for (const name of ['\u2F08\u2F1D', '\u4EBA\u53E3', '\u2F08\u2F1D']) {
    const [page] = await readLabel(await pdfOf(labelRequest('en', { from: { ...labelRequest('en').from, name } })));
    expect(page?.texts.map(({ text }) => text)).toContain(name);
  }
});

test('the same request gives the same bytes, whatever was printed in between', async () => {
  const digests = new Map<string, string>();
  for (let round = 0; round < 3; round += 1) {
    for (const language of round === 1 ? LANGUAGES.toReversed() : LANGUAGES) {
      for (const format of FORMATS) {
        const digest = createHash('sha256')
          .update(await pdfOf(labelRequest(language, { format })))
          .digest('hex');
        const key = `${language} ${format}`;
        expect(digest, key).toBe(digests.get(key) ?? digest);
        digests.set(key, digest);
      }
    }
  }
  expect(new Set(digests.values()).size).toBe(8);
});

test('a document knows its title and language, and is small', async () => {
  for (const language of LANGUAGES) {
    for (const format of FORMATS) {
      const pdf = await pdfOf(labelRequest(language, { format }));
      const document = await PDFDocument.load(pdf, { updateMetadata: false });
      expect(document.getTitle()).toBe(labelRequest(language).words.title);
      expect(document.getLanguage()).toBe(language);
      expect(pdf.length).toBeLessThanOrEqual(60_000);
    }
  }
});

test('the outside shows no order number, goods or telephone of the customer, and the merchant’s only across a border', async () => {
  const request = labelRequest('en');
  const [small] = await readLabel(await pdfOf(request));
  const outside = small?.texts.map(({ text }) => text).join('\n') ?? '';
  for (const secret of ['1042', 'Merino', 'MER-LS', '7946']) expect(outside).not.toContain(secret);
  expect(outside).toContain('+49 40 5550 100');
  const [domestic] = await readLabel(await pdfOf(labelRequest('de')));
  expect(domestic?.texts.map(({ text }) => text).join('\n')).not.toContain('5550');
  const [sheet] = await readLabel(await pdfOf(labelRequest('en', { format: 'a4' })));
  const upper =
    sheet?.texts
      .filter(({ y }) => y > (sheet.height ?? 0) / 2)
      .map(({ text }) => text)
      .join('\n') ?? '';
  for (const secret of ['1042', 'Merino', 'MER-LS', '7946']) expect(upper).not.toContain(secret);
});

test('says prepaid only when it is', async () => {
  const texts = async (postage: 'prepaid' | 'affix') =>
    (await readLabel(await pdfOf(labelRequest('en', { postage }))))[0]?.texts.map(({ text }) => text) ?? [];
  expect(await texts('prepaid')).toContain('PREPAID');
  expect(await texts('affix')).not.toContain('PREPAID');
  expect((await texts('affix')).join(' ')).toContain('Affix postage');
});

test('a slip with more lines than the sheet holds goes on on further pages, each line once', async () => {
  const lines = Array.from({ length: 120 }, (_, index) => ({
    title: `Article-${index}-end`,
    sku: `S${index}`,
    quantity: 1,
  }));
  const pages = await readLabel(await pdfOf(labelRequest('en', { format: 'a4', slip: { orderNumber: '7', lines } })));
  expect(pages.length).toBeGreaterThan(2);
  const titles = pages
    .flatMap(({ texts }) => texts.map(({ text }) => text))
    .filter((text) => text.startsWith('Article-'));
  expect(titles).toEqual(lines.map(({ title }) => title));
  for (const page of pages) expectTidy(page);
});

const word = fc.oneof(
  fc.constantFrom(
    'Donaudampfschifffahrtsgesellschaft',
    'Müller-Lüdenscheidt',
    'Straße',
    'W',
    'O’Brien',
    'Apt. 4',
    '世纪大道一百号',
    'شارع',
    '(حي',
  ),
  fc.stringMatching(/^[A-Za-zÀ-ž]{1,30}$/),
);
const line = (limit: number) =>
  fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ').slice(0, limit).trim());
const address: fc.Arbitrary<PostalAddress> = fc.record({
  name: line(80),
  company: line(80),
  line1: line(100),
  line2: line(100),
  city: line(60),
  region: line(60),
  postcode: fc.stringMatching(/^[0-9A-Z]{4,10}$/),
  countryCode: fc.constantFrom('DE', 'US', 'GB', 'SA'),
  countryName: line(60),
});

test.each(FORMATS)('a sender with every field long fits beside an ordinary addressee on %s', async (format) => {
  const from = {
    name: 'Maximiliane-Alexandra von Hohenlohe-Langenburg-Schillingsfürst zu Waldenburg',
    company: 'Gesellschaft für wissenschaftliche Datenverarbeitung und Umwelttechnik mbH & Co.',
    line1: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsstraße 1234',
    line2: 'Hinterhof, 3. Aufgang, 4. Obergeschoss links, bei Familie Müller klingeln',
    city: 'Schmedeswurtherwesterdeich an der Nordsee',
    region: 'Schleswig-Holstein',
    postcode: '25724',
    countryCode: 'DE',
    countryName: 'Bundesrepublik Deutschland',
  };
  const [page] = await readLabel(await pdfOf(labelRequest('de', { format, from })));
  if (!page) throw new Error('no page');
  expectTidy(page);
  const all = letters(page.texts.map(({ text }) => text).join(''));
  for (const each of addressLines(from)) expect(contains(all, letters(each)), each).toBe(true);
  for (const { size, text } of page.texts.filter(({ text }) => text.includes('Hohenlohe')))
    expect(size, text).toBeGreaterThanOrEqual(8);
});

test('long addresses wrap and shrink to 8 pt, never over anything; what cannot fit is refused', {
  timeout: 120_000,
}, async () => {
  let [made, refused] = [0, 0];
  for (const [from, to, format, language] of fc.sample(
    fc.tuple(address, fc.option(address), fc.constantFrom(...FORMATS), fc.constantFrom(...LANGUAGES)),
    { numRuns: 120, seed: 8 },
  )) {
    const request = labelRequest(language, { from, format, ...(to && { to }) });
    const label = await createOwnCarrier().makeLabel(request);
    if (!label.ok) {
      expect(label.refusal.code).toBe('label.address-too-long');
      refused += 1;
      continue;
    }
    made += 1;
    const [page] = await readLabel(label.pdf);
    if (!page) throw new Error('no page');
    expectTidy(page);
    const all = letters(page.texts.map(({ text }) => text).join(''));
    for (const each of addressLines(from)) expect(contains(all, letters(each)), each).toBe(true);
  }
  expect(made).toBeGreaterThan(60);
  expect(refused).toBeGreaterThan(0);
});

/** Nothing leaves the page, no line of text touches another, and none touches a bar or a module. */
function expectTidy(page: ReadPage): void {
  const bodies = page.texts.map((text) => ({ ...text, y: text.y - 0.1 * text.size, height: 0.8 * text.size }));
  for (const [index, body] of bodies.entries()) {
    expect(body.x, body.text).toBeGreaterThanOrEqual(9);
    expect(body.x + body.width, body.text).toBeLessThanOrEqual(page.width - 9);
    expect(body.y, body.text).toBeGreaterThanOrEqual(9);
    for (const other of bodies.slice(index + 1))
      expect(overlap(body, other), `${body.text} | ${other.text}`).toBe(false);
  }
  // The first rectangle is the banner, which has its words on it.
  for (const box of page.filled.filter(({ width }) => width < 100)) {
    expect(bodies.filter((body) => overlap(body, box))).toEqual([]);
  }
}

function overlap(a: Box, b: Box): boolean {
  const edge = 0.01;
  return (
    a.x + a.width > b.x + edge &&
    b.x + b.width > a.x + edge &&
    a.y + a.height > b.y + edge &&
    b.y + b.height > a.y + edge
  );
}

test('words at their limits still fit', async () => {
  const wide = (limit: number) => 'W'.repeat(limit);
  const { words } = labelRequest('en');
  const limits: Record<keyof typeof words, number> = {
    title: 120,
    banner: 30,
    from: 30,
    to: 30,
    useBy: 40,
    affixPostage: 60,
    prepaid: 30,
    service: 60,
    parcelOf: 30,
    weight: 30,
    coverOldBarcodes: 120,
    scanForStatus: 80,
    cutHere: 120,
    instructionsTitle: 60,
    instructions: 0,
    slipTitle: 60,
    orderNumber: 40,
    rmaCode: 40,
    item: 40,
    sku: 30,
    quantity: 20,
  };
  const longest = Object.fromEntries(Object.entries(limits).map(([key, limit]) => [key, wide(limit)]));
  for (const format of FORMATS) {
    for (const postage of ['prepaid', 'affix'] as const) {
      const request = labelRequest('en', { format, postage, useBy: wide(40) });
      const instructions = Array.from({ length: 8 }, () => wide(200));
      const [page] = await readLabel(await pdfOf({ ...request, words: { ...words, ...longest, instructions } }));
      if (page) expectTidy(page);
    }
  }
});

test('a request outside the limits is a fault of the caller', async () => {
  const carrier = createOwnCarrier();
  const request = labelRequest('en');
  await expect(carrier.makeLabel({ ...request, rmaCode: '0234-5678-D' })).rejects.toThrow();
  await expect(carrier.makeLabel({ ...request, parcel: { index: 3, count: 2 } })).rejects.toThrow();
  await expect(carrier.makeLabel({ ...request, statusUrl: 'javascript:alert(1)' })).rejects.toThrow();
  await expect(carrier.makeLabel({ ...request, from: { ...request.from, name: 'x'.repeat(81) } })).rejects.toThrow();
});
