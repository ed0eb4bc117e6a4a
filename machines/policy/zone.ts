import Holidays from 'date-holidays';
import { regionOf } from '#machines/policy/region.ts';
import { REGION_ZONES } from '#machines/policy/region-zones.ts';
import { remember } from '#machines/policy/remember.ts';
import { statuteOf } from '#machines/policy/statutory.ts';

const zones = remember<string, string>(5000);

/**
 * The IANA zone whose days count for a delivery address. A region with a clock of its own has its zone; otherwise the zone of the country's
 * capital or largest market. A country nobody knows gets UTC.
 */
export function timeZoneOf(country: string, subdivision: string | null = null): string {
  return zones(`${country}|${subdivision}`, () => {
    const region = regionOf(country, subdivision);
    return REGION_ZONES.get(`${country}-${region}`) ?? findZone(country, region);
  });
}

function findZone(country: string, region: string | null): string {
  const statute = statuteOf(country);
  if (statute && !statute.multipleTimeZones) return statute.timeZone;
  const whole = zonesFrom(new Holidays(country));
  const regional = region === null ? [] : zonesFrom(new Holidays(country, region));
  // The library answers with all zones of the country for a region it has no zone for.
  const zone = regional.length > 0 && regional.length < whole.length ? regional[0] : undefined;
  return zone ?? statute?.timeZone ?? whole[0] ?? 'UTC';
}

function zonesFrom(holidays: Holidays): string[] {
  return holidays.getTimezones() ?? [];
}
