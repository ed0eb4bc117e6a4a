import type { LabelRequest, PostalAddress } from '#app/gateways/carrier.ts';
import type { Canvas, Rect } from '#app/pdf/canvas.server.ts';
import { fitLine, fitText, type Paragraph, type SetText, setter } from '#app/pdf/wrap.server.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import { addressLines } from './address-lines.ts';
import { code128, DOT, LINEAR_QUIET_ZONE, QR_QUIET_ZONE, qrCode } from './barcodes.server.ts';

/** Where the parts of the outside of a parcel stand. */
export interface OutsideLayout {
  readonly banner: Rect;
  /** Sender above, addressee below it. */
  readonly addresses: Rect;
  /** Room that the sender leaves at the end side, for the postage. */
  readonly besideSender: number;
  readonly postage: Rect;
  readonly barcode: Rect;
  /** The square code at its end side, facts at its start side. */
  readonly foot: Rect;
  /** Room that the facts leave next to the square code, when the postage stands there. */
  readonly besideFacts: number;
  readonly bannerType: number;
}

/** Both addresses, set; the addressee's type is the larger. */
export interface SetAddresses {
  readonly from: SetText;
  readonly to: SetText;
}

/** Legal minimum for an address is 8 pt (USPS DMM 202); the addressee stays above it. */
const SENDER_TYPE = { min: 8, max: 9.5 };
const ADDRESSEE_TYPE = { min: 9, max: 15 };
const HEADING_TYPE = 7;
const HEADING = 10;
const BETWEEN_ADDRESSES = 10;
const STEPS = 20;

/** Bars of 4 dots, 0.5 mm: within what retailers ask (up to 1.016 mm) and wide enough for a creased label. */
const BAR = 4 * DOT;
const CODE_TYPE = 15;
const CODE_LINE = 21;

/** Sets both addresses as large as their room allows, or answers null when they do not fit at the smallest legal size. */
export function setAddresses(request: LabelRequest, layout: OutsideLayout): SetAddresses | null {
  const { from, to } = request;
  const setFrom = setter(addressParagraphs(from, null));
  const setTo = setter(addressParagraphs(to, from.countryCode === to.countryCode ? null : (to.phone ?? null)));
  const { width, height } = layout.addresses;
  for (let step = 0; step <= STEPS; step += 1) {
    const shrunk = ({ min, max }: { min: number; max: number }) => max - ((max - min) * step) / STEPS;
    const set = {
      from: setFrom(width - layout.besideSender, shrunk(SENDER_TYPE)),
      to: setTo(width, shrunk(ADDRESSEE_TYPE)),
    };
    if (toTop(set, layout) + HEADING + set.to.height <= height) return set;
  }
  return null;
}

/** Where the addressee begins: below the sender and below the postage beside it. */
function toTop(set: SetAddresses, layout: OutsideLayout): number {
  const sender = HEADING + set.from.height;
  return Math.max(sender, layout.besideSender > 0 ? layout.postage.height : 0) + BETWEEN_ADDRESSES;
}

/**
 * An address takes the direction of its own letters. The telephone is the merchant's, and only across a border, where customs may ask; the
 * customer's is never printed.
 */
function addressParagraphs(address: PostalAddress, phone: string | null): Paragraph[] {
  const lines = addressLines(address);
  const strong = new Set([0, lines.length - 1]);
  const paragraphs = lines.map(
    (text, index): Paragraph => ({ text, weight: strong.has(index) ? 'bold' : 'regular', direction: 'auto' }),
  );
  return phone === null ? paragraphs : [...paragraphs, { text: phone, weight: 'regular', direction: 'ltr' }];
}

/** Draws everything that is read from outside the parcel, and nothing that is nobody's business there. */
export function drawOutside(
  canvas: Canvas,
  request: LabelRequest,
  layout: OutsideLayout,
  addresses: SetAddresses,
): void {
  drawBanner(canvas, request, layout);
  drawAddresses(canvas, request, layout, addresses);
  drawPostage(canvas, request, layout);
  drawBarcode(canvas, request, layout);
  drawFoot(canvas, request, layout);
}

function drawBanner(canvas: Canvas, { words, direction }: LabelRequest, { banner, bannerType }: OutsideLayout): void {
  canvas.fill(banner);
  const inner = { ...banner, x: banner.x + 8, width: banner.width - 16 };
  const title = fitLine({ text: words.banner, weight: 'bold', direction }, inner.width * 0.6, bannerType);
  const parcel = fitLine({ text: words.parcelOf, weight: 'bold', direction }, inner.width * 0.36, bannerType * 0.55);
  canvas.textInMiddle(title, inner, 'start', 1);
  canvas.textInMiddle(parcel, inner, 'end', 1);
}

function drawAddresses(canvas: Canvas, request: LabelRequest, layout: OutsideLayout, set: SetAddresses): void {
  const { addresses } = layout;
  const heading = (text: string) =>
    fitLine(
      { text, weight: 'bold', direction: request.direction },
      addresses.width - layout.besideSender,
      HEADING_TYPE,
    );
  canvas.text(heading(request.words.from), addresses);
  const sender = { ...addresses, y: addresses.y + HEADING, width: addresses.width - layout.besideSender };
  // Mirroring turns a box about the page, so the narrower box keeps to its own side by itself.
  canvas.text(set.from, sender);
  const to = { ...addresses, y: addresses.y + toTop(set, layout) };
  canvas.rule({ ...to, y: to.y - BETWEEN_ADDRESSES / 2 }, 0.75);
  canvas.text(heading(request.words.to), to);
  canvas.text(set.to, { ...to, y: to.y + HEADING });
}

function drawPostage(canvas: Canvas, { postage, words, direction }: LabelRequest, layout: OutsideLayout): void {
  const box = layout.postage;
  const prepaid = postage === 'prepaid';
  canvas.outline(box, prepaid ? 1.5 : 1, prepaid ? [] : [3, 2]);
  const inner = { x: box.x + 5, y: box.y + 4, width: box.width - 10, height: box.height - 8 };
  const text = prepaid ? words.prepaid : words.affixPostage;
  const set = fitWords([{ text, weight: prepaid ? 'bold' : 'regular', direction }], inner, prepaid ? 15 : 10);
  canvas.textInMiddle(set, inner, 'centre');
}

function drawBarcode(canvas: Canvas, { rmaCode }: LabelRequest, { barcode }: OutsideLayout): void {
  const symbol = code128(rmaCode);
  const width = symbol.modules * BAR;
  const x = toDots(barcode.x + (barcode.width - width) / 2);
  if (x - barcode.x < LINEAR_QUIET_ZONE * BAR) throw new Error('the barcode has no quiet zone in this layout');
  const height = barcode.height - CODE_LINE;
  canvas.symbol(
    { x, y: barcode.y, width, height },
    symbol.dark.map((dark) => ({ x: dark.x * BAR, y: 0, width: dark.width * BAR, height })),
  );
  const code: Paragraph = { text: formatRmaCode(rmaCode), weight: 'bold', direction: 'ltr' };
  const line = { ...barcode, y: barcode.y + height + 2, height: CODE_LINE - 2 };
  canvas.textInMiddle(fitLine(code, width, CODE_TYPE), line, 'centre');
}

function drawFoot(canvas: Canvas, request: LabelRequest, { foot, besideFacts }: OutsideLayout): void {
  const symbol = qrCode(request.statusUrl);
  const module = Math.floor(foot.height / DOT / (symbol.modules + 2 * QR_QUIET_ZONE)) * DOT;
  const quiet = QR_QUIET_ZONE * module;
  const side = symbol.modules * module;
  const square = {
    x: toDots(foot.x + foot.width - side - quiet),
    y: foot.y + (foot.height - side) / 2,
    width: side,
    height: side,
  };
  canvas.symbol(
    square,
    symbol.dark.map((dark) => ({ x: dark.x * module, y: dark.y * module, width: dark.width * module, height: module })),
  );
  const facts = { ...foot, width: foot.width - foot.height - besideFacts };
  canvas.textInMiddle(fitWords(factParagraphs(request), facts, 9), facts);
}

function factParagraphs({ words, useBy, weightGrams, language, direction }: LabelRequest): Paragraph[] {
  const plain = (text: string): Paragraph => ({ text, weight: 'regular', direction });
  const kilograms = new Intl.NumberFormat(language, { style: 'unit', unit: 'kilogram', maximumFractionDigits: 2 });
  return [
    { text: `${words.useBy}: ${useBy}`, weight: 'bold', direction },
    plain(words.service),
    ...(weightGrams === null ? [] : [plain(`${words.weight}: ${kilograms.format(weightGrams / 1000)}`)]),
    plain(words.coverOldBarcodes),
    plain(words.scanForStatus),
  ];
}

/** Sets words of the interface: their limits are such that they always fit, so it is a fault of ours when they do not. */
export function fitWords(
  paragraphs: readonly Paragraph[],
  box: { width: number; height: number },
  max: number,
): SetText {
  const set = fitText(paragraphs, box, { min: 3, max });
  if (set === null) throw new Error('words within their limits do not fit their place on the label');
  return set;
}

function toDots(length: number): number {
  return Math.round(length / DOT) * DOT;
}
