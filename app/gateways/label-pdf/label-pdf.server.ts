import type { LabelRefusal, LabelRequest, LabelResult } from '#app/gateways/carrier.ts';
import { Canvas } from '#app/pdf/canvas.server.ts';
import { writeDocument } from '#app/pdf/document.server.ts';
import { createFontBook, type FontBook } from '#app/pdf/font-book.server.ts';
import { missingCharacters } from '#app/pdf/shape.server.ts';
import { fitLine } from '#app/pdf/wrap.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { addressLines } from './address-lines.ts';
import {
  A4_CUT,
  A4_INSTRUCTIONS,
  A4_MARGIN,
  A4_SLIP,
  A4_SLIP_CONTINUED,
  outsideLayouts,
  PAGE_SIZES,
} from './layouts.server.ts';
import { drawOutside, type OutsideLayout, type SetAddresses, setAddresses } from './outside.server.ts';
import { drawInstructions, drawSlip } from './slip.server.ts';

/** A document says when it was made; ours says the same always, so that the same label is the same bytes. */
const MADE_AT = new Date('2000-01-01T00:00:00Z');

/** Draws a label, or refuses with what cannot be printed. */
export async function labelPdf(request: LabelRequest): Promise<LabelResult> {
  const missing = missingGlyphs(request);
  if (missing) return { ok: false, refusal: missing };
  const fitting = fittingLayout(request);
  if (!fitting) return { ok: false, refusal: { code: 'label.address-too-long', lines: addressTexts(request).length } };
  const fonts = createFontBook();
  const pages = request.format === 'a4' ? a4Pages(request, fonts, fitting) : [smallPage(request, fonts, fitting)];
  return { ok: true, pdf: await write(request, pages, fonts), contentType: 'application/pdf' };
}

interface Fitting {
  readonly layout: OutsideLayout;
  readonly addresses: SetAddresses;
}

function fittingLayout(request: LabelRequest): Fitting | null {
  for (const layout of outsideLayouts(request.format)) {
    const addresses = setAddresses(request, layout);
    if (addresses) return { layout, addresses };
  }
  return null;
}

function smallPage(request: LabelRequest, fonts: FontBook, { layout, addresses }: Fitting): Canvas {
  const canvas = new Canvas(PAGE_SIZES['4x6'], request.direction, fonts);
  drawOutside(canvas, request, layout, addresses);
  return canvas;
}

/** The label in the upper half, below the cut the steps and the slip; what does not fit of the slip goes on further pages. */
function a4Pages(request: LabelRequest, fonts: FontBook, { layout, addresses }: Fitting): Canvas[] {
  const { words, direction, slip } = request;
  const first = new Canvas(PAGE_SIZES.a4, direction, fonts);
  drawOutside(first, request, layout, addresses);
  first.rule(A4_CUT, 0.75, [4, 3]);
  const hint = fitLine({ text: words.cutHere, weight: 'regular', direction }, A4_CUT.width - 2 * A4_MARGIN, 7);
  first.text(hint, { ...A4_CUT, y: A4_CUT.y + 3 }, 'centre');
  drawInstructions(first, request, A4_INSTRUCTIONS);
  const pages = [first];
  let left = drawSlip(first, request, A4_SLIP, slip.lines);
  while (left.length > 0) {
    const page = new Canvas(PAGE_SIZES.a4, direction, fonts);
    left = drawSlip(page, request, A4_SLIP_CONTINUED, left);
    pages.push(page);
  }
  return pages;
}

function write(request: LabelRequest, pages: readonly Canvas[], fonts: FontBook): Promise<Uint8Array> {
  const facts = { title: request.words.title, subject: formatRmaCode(request.rmaCode), language: request.language };
  return writeDocument({ ...facts, madeAt: MADE_AT }, pages, fonts);
}

/** Every text is asked in bold and in regular, so that the answer does not depend on where it is set. */
function missingGlyphs(request: LabelRequest): LabelRefusal | null {
  const texts = printedTexts(request).map((text) => ({
    text,
    missing: [...new Set([...missingCharacters(text, 'regular'), ...missingCharacters(text, 'bold')])],
  }));
  const first = texts.find(({ missing }) => missing.length > 0);
  if (!first) return null;
  const characters = [...new Set(texts.flatMap(({ missing }) => missing))];
  return { code: 'label.missing-glyph', text: first.text, characters };
}

function addressTexts({ from, to }: LabelRequest): string[] {
  return [...addressLines(from), ...addressLines(to)];
}

function printedTexts(request: LabelRequest): string[] {
  const { words, slip, useBy, to } = request;
  const outside = [...addressTexts(request), to.phone ?? '', ...Object.values(words).flat(), useBy];
  if (request.format !== 'a4') return outside;
  return [...outside, slip.orderNumber, ...slip.lines.flatMap((line) => [line.title, line.sku])];
}
