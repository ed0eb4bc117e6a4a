import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import bwip from 'bwip-js/node';
import * as fontkit from 'fontkit';
import { createOwnCarrier } from '#app/gateways/own-carrier.server.ts';
import { makeRmaCode } from '#machines/rma-code.ts';
import { labelRequest } from '#tests/app/gateways-label/label-request.ts';

const ROUNDS = 40;
const WARM_UP = 3;

/**
 * Labels a second against a baseline of the same run: an empty page by the PDF library with the same Latin face cut by it and the same two
 * symbols computed. Above 1 our labels, with all that is on them, are made faster than that.
 */
export async function benchLabels(): Promise<{ name: string; ratio: number; detail: string }> {
  const carrier = createOwnCarrier();
  const label = async (rmaCode: string) => {
    const made = await carrier.makeLabel(labelRequest('en', { rmaCode, statusUrl: statusUrl(rmaCode) }));
    if (!made.ok) throw new Error(made.refusal.code);
  };
  const ours = await perSecond(label);
  const baseline = await perSecond(emptyPage);
  const detail = `${ours.toFixed(1)} labels/s, baseline ${baseline.toFixed(1)} pages/s`;
  return { name: 'label PDFs per second', ratio: ours / baseline, detail };
}

async function perSecond(make: (rmaCode: string) => Promise<void>): Promise<number> {
  let start = 0;
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    if (round === 0) start = performance.now();
    await make(makeRmaCode([1, 2, 3, 4, 5, 6, 7, (round + WARM_UP) % 31]));
  }
  return (ROUNDS * 1000) / (performance.now() - start);
}

const index = createRequire(import.meta.url).resolve('@embedpdf/fonts-latin');
const latin = readFileSync(join(index, '../../fonts/NotoSans-Regular.ttf'));

async function emptyPage(rmaCode: string): Promise<void> {
  bwip.raw('code128', rmaCode, '');
  bwip.raw('qrcode', statusUrl(rmaCode), 'eclevel=M');
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(fontkit);
  const font = await document.embedFont(latin, { subset: true });
  const page = document.addPage([288, 432]);
  // A face is embedded only when it is used.
  page.drawText(rmaCode, { font, size: 10 });
  await document.save();
}

function statusUrl(rmaCode: string): string {
  return `https://returns.nordlicht.example/r/${rmaCode}`;
}
