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
  const national = new Holidays(country);
  // Asked for a region that it does not know the library fails in some countries.
  const known = region !== null && Object.hasOwn(national.getStates(country) ?? {}, region);
  const [regional] = known ? zonesFrom(new Holidays(country, region)) : [];
  return regional ?? statute?.timeZone ?? zonesFrom(national)[0] ?? 'UTC';
}

function zonesFrom(holidays: Holidays): string[] {
  return holidays.getTimezones() ?? [];
}
