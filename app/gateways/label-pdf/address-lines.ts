import type { PostalAddress } from '#app/gateways/carrier.ts';

/** Countries that write the postcode behind the town (`Austin, TX 78701`). */
const POSTCODE_BEHIND = new Set([
  'US',
  'CA',
  'AU',
  'NZ',
  'IN',
  'SG',
  'HK',
  'TW',
  'KR',
  'JP',
  'TH',
  'PH',
  'SA',
  'AE',
  'EG',
  'ZA',
]);
/** Countries that give it a line of its own. */
const POSTCODE_ALONE = new Set(['GB', 'IE', 'GG', 'JE', 'IM', 'GI', 'MT']);

/** The lines of an address as its country writes them; the last is the country, spelled out. */
export function addressLines(address: PostalAddress): string[] {
  const { name, company, line1, line2, countryName } = address;
  const lines = [name, company, line1, line2, ...townLines(address), countryName];
  return lines.filter((text): text is string => text !== undefined && text !== '');
}

function townLines({ city, region, postcode, countryCode }: PostalAddress): (string | undefined)[] {
  if (POSTCODE_ALONE.has(countryCode)) return [city, region, postcode];
  if (POSTCODE_BEHIND.has(countryCode)) return [`${[city, region].filter(Boolean).join(', ')} ${postcode}`.trim()];
  return [`${postcode} ${city}`.trim(), region];
}
