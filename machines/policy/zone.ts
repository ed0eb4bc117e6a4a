import Holidays from 'date-holidays';
import { statuteOf } from '#machines/policy/statutory.ts';
import { subdivisionPart } from '#machines/policy/subdivision.ts';

/** Regions whose clock is not the country's main one, where the holiday library has no zone for the region or names a rare one first. */
const REGION_ZONES: Readonly<Record<string, string>> = {
  'PT-20': 'Atlantic/Azores',
  'PT-30': 'Atlantic/Madeira',
  'MX-BCN': 'America/Tijuana',
  'MX-BCS': 'America/Mazatlan',
  'MX-CHH': 'America/Chihuahua',
  'MX-NAY': 'America/Mazatlan',
  'MX-ROO': 'America/Cancun',
  'MX-SIN': 'America/Mazatlan',
  'MX-SON': 'America/Hermosillo',
  'CA-PE': 'America/Halifax',
  'CA-QC': 'America/Toronto',
  'FR-971': 'America/Guadeloupe',
  'FR-972': 'America/Martinique',
  'FR-973': 'America/Cayenne',
  'FR-974': 'Indian/Reunion',
  'FR-976': 'Indian/Mayotte',
};

const remembered = new Map<string, string>();

/**
 * The IANA zone whose days count for a delivery address. A region with a clock of its own has its zone; otherwise the zone of the country's
 * capital or largest market. A country nobody knows gets UTC.
 */
export function timeZoneOf(country: string, subdivision: string | null = null): string {
  const part = subdivisionPart(country, subdivision);
  const key = `${country}-${part ?? ''}`;
  const known = remembered.get(key) ?? REGION_ZONES[key] ?? findZone(country, part);
  if (remembered.size < 5000) remembered.set(key, known);
  return known;
}

function findZone(country: string, part: string | null): string {
  const statute = statuteOf(country);
  if (statute && (!statute.multipleTimeZones || part === null)) return statute.timeZone;
  const whole = zonesFrom(new Holidays(country));
  const regional = part === null ? [] : zonesFrom(new Holidays(country, part));
  // The library answers with all zones of the country for a region it has no zone for.
  const zone = regional.length > 0 && regional.length < whole.length ? regional[0] : undefined;
  return zone ?? statute?.timeZone ?? whole[0] ?? 'UTC';
}

function zonesFrom(holidays: Holidays): string[] {
  return holidays.getTimezones() ?? [];
}
