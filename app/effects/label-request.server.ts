import { type LabelRequest, labelRequestSchema, type PostalAddress } from '#app/gateways/carrier.ts';
import { countryNameIn } from '#app/i18n/country-name.ts';
import { formatDay } from '#app/i18n/format.ts';
import { translatorFor } from '#app/i18n/instance.server.ts';
import { defaultLocale, directionOf, isLocale, type Locale, localeFacts } from '#app/i18n/locales.ts';
import { destinationOf } from '#app/services/destination.server.ts';
import { isKept } from '#app/services/frozen-verdict.server.ts';
import type { StoredAddress } from '#db/address.ts';
import { loadOrder, type Order } from '#db/orders.ts';
import { listParcelsOfReturn, type ParcelRow } from '#db/parcels.ts';
import { listPolicyVersions } from '#db/policy-versions.ts';
import { listReturnLines, type ReturnLine } from '#db/return-lines.ts';
import { loadReturn, type ReturnRow } from '#db/returns.ts';
import { loadShop } from '#db/shop.ts';
import { parcelWorkflow } from '#machines/parcel/index.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import type { EffectDeps } from './effect-deps.ts';

/** Fourteen days for sending back, as the Directive has them (2011/83/EU art. 14(1)); a parcel that comes later is taken all the same. */
const SEND_WITHIN_DAYS = 14;

type Facts = {
  row: ReturnRow;
  order: Order;
  to: StoredAddress;
  lines: readonly ReturnLine[];
  parcel: ParcelRow;
  index: number;
  count: number;
};
type Requests = { ok: true; request: Omit<LabelRequest, 'format'> } | { ok: false; code: string };

/** What the carrier shall print for a parcel, in the customer's language; a code where an address has not what a label needs. */
export async function labelRequests(deps: EffectDeps, parcel: ParcelRow): Promise<Requests> {
  const row = await loadReturn(deps.db, parcel.returnId);
  const order = row && (await loadOrder(deps.db, row.orderId));
  const shop = await loadShop(deps.db);
  if (!row || !order || !shop) return { ok: false, code: 'label.facts-missing' };
  const parcels = await listParcelsOfReturn(deps.db, row.id);
  const index = parcels.findIndex((one) => one.id === parcel.id) + 1;
  const locale = isLocale(row.locale) ? row.locale : defaultLocale;
  const lines = (await listReturnLines(deps.db, row.id)).filter((line) => !isKept(line));
  const to = destinationOf(lines, await listPolicyVersions(deps.db), shop);
  const facts = { row, order, to, lines, parcel, index, count: parcels.length };
  const parsed = labelRequestSchema.safeParse({
    ...paper(facts, locale, deps.appUrl),
    slip: { orderNumber: order.number, lines: slipLines(facts) },
    format: 'a4',
  });
  if (!parsed.success)
    return { ok: false, code: `label.${String(parsed.error.issues[0]?.path[0] ?? 'request')}-incomplete` };
  const { format: _, ...request } = parsed.data;
  return { ok: true, request };
}

function paper({ row, order, to, parcel, index, count }: Facts, locale: Locale, appUrl: string) {
  const { travel } = parcelWorkflow.context.parse(parcel.context);
  const prepaid = travel === 'label';
  const until = row.requestedAt.toZonedDateTimeISO(row.timeZone).toPlainDate().add({ days: SEND_WITHIN_DAYS });
  return {
    language: localeFacts[locale].format.split('-')[0],
    direction: directionOf(locale),
    rmaCode: row.rmaCode,
    statusUrl: `${appUrl}/r/${formatRmaCode(row.rmaCode)}`,
    from: printed(order.address, locale),
    to: printed(to, locale),
    postage: prepaid ? 'prepaid' : 'affix',
    service: prepaid ? 'drop-off' : 'own-postage',
    parcel: { index, count },
    weightGrams: null,
    useBy: formatDay(until.toString(), locale),
    words: words(locale, prepaid, index, count),
  };
}

function words(locale: Locale, prepaid: boolean, index: number, count: number) {
  const t = translatorFor(locale);
  return {
    title: t('mail:label.title'),
    banner: t('mail:label.banner'),
    from: t('mail:label.from'),
    to: t('mail:label.to'),
    useBy: t('mail:label.use-by'),
    affixPostage: t('mail:label.affix-postage'),
    prepaid: t('mail:label.prepaid'),
    service: prepaid ? t('mail:label.service-drop-off') : t('mail:label.service-own'),
    parcelOf: t('mail:label.parcel-of', { index, count }),
    weight: t('mail:label.weight'),
    coverOldBarcodes: t('mail:label.cover-old-barcodes'),
    scanForStatus: t('mail:label.scan-for-status'),
    cutHere: t('mail:label.cut-here'),
    instructionsTitle: t('mail:label.instructions-title'),
    instructions: [
      t('mail:label.step-slip'),
      t('mail:label.step-close'),
      t('mail:label.step-stick'),
      prepaid ? t('mail:label.step-drop-off') : t('mail:label.step-own'),
      t('mail:label.step-receipt'),
    ],
    slipTitle: t('mail:label.slip-title'),
    orderNumber: t('mail:label.order-number'),
    rmaCode: t('mail:label.rma-code'),
    item: t('mail:label.item'),
    sku: t('mail:label.sku'),
    quantity: t('mail:label.quantity'),
  };
}

function slipLines({ order, lines }: Facts) {
  return lines.map((line) => {
    const bought = order.lines.find((one) => one.id === line.orderLineId);
    const title = [bought?.title, bought?.variant].filter(Boolean).join(', ').slice(0, 200);
    return { title: title || (bought?.sku ?? ''), sku: (bought?.sku ?? '').slice(0, 60), quantity: line.quantity };
  });
}

/** An address with its country spelled out; what is empty is left out, and what a label cannot do without fails the request's schema. */
function printed(address: StoredAddress, locale: Locale): Partial<PostalAddress> {
  const filled = Object.entries({
    name: address.name.slice(0, 80),
    company: address.company?.slice(0, 80),
    line1: address.line1.slice(0, 100),
    line2: address.line2?.slice(0, 100),
    city: address.city.slice(0, 60),
    region: address.region?.slice(0, 60),
    countryCode: address.country,
    countryName: countryName(address.country, locale),
  }).filter(([, value]) => value);
  return { ...Object.fromEntries(filled), postcode: address.postcode.slice(0, 20) };
}

function countryName(country: string, locale: Locale): string | undefined {
  return /^[A-Z]{2}$/.test(country) ? countryNameIn(country, locale) : undefined;
}
