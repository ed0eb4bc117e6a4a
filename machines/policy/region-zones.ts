/**
 * Regions (ISO 3166-2) whose clock is not that of the country's main zone, where the holiday library has no zone for the region or names a rare
 * one first. A region with two clocks has that of its capital.
 */
const ZONES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  PT: { 'Atlantic/Azores': '20', 'Atlantic/Madeira': '30' },
  MX: {
    'America/Tijuana': 'BCN',
    'America/Mazatlan': 'BCS NAY SIN',
    'America/Chihuahua': 'CHH',
    'America/Cancun': 'ROO',
    'America/Hermosillo': 'SON',
  },
  BR: { 'America/Belem': 'PA' },
  CA: { 'America/Halifax': 'PE', 'America/Toronto': 'QC', 'America/Edmonton': 'NT' },
  CL: { 'America/Punta_Arenas': 'MA' },
  FR: {
    'America/Guadeloupe': 'GP',
    'America/Martinique': 'MQ',
    'America/Cayenne': 'GF',
    'Indian/Reunion': 'RE',
    'Indian/Mayotte': 'YT',
    'America/St_Barthelemy': 'BL',
    'America/Marigot': 'MF',
  },
  ID: {
    'Asia/Makassar': 'BA GO KI KS KU NB NT SA SG SN SR ST',
    'Asia/Jayapura': 'MA MU PA PB PD PE PS PT',
  },
  RU: {
    'Europe/Kaliningrad': 'KGD',
    'Europe/Samara': 'SAM UD',
    'Europe/Astrakhan': 'AST',
    'Europe/Saratov': 'SAR',
    'Europe/Ulyanovsk': 'ULY',
    'Asia/Yekaterinburg': 'BA CHE KGN KHM ORE PER SVE TYU YAN',
    'Asia/Omsk': 'OMS',
    'Asia/Novosibirsk': 'NVS',
    'Asia/Barnaul': 'AL ALT',
    'Asia/Tomsk': 'TOM',
    'Asia/Novokuznetsk': 'KEM',
    'Asia/Krasnoyarsk': 'KK KYA TY',
    'Asia/Irkutsk': 'BU IRK',
    'Asia/Chita': 'ZAB',
    'Asia/Yakutsk': 'AMU SA',
    'Asia/Vladivostok': 'KHA PRI YEV',
    'Asia/Magadan': 'MAG',
    'Asia/Sakhalin': 'SAK',
    'Asia/Kamchatka': 'KAM',
    'Asia/Anadyr': 'CHU',
  },
  US: { 'America/Chicago': 'ND' },
};

/** Zones by region, such as `MX-ROO`. */
export const REGION_ZONES: ReadonlyMap<string, string> = new Map(
  Object.entries(ZONES).flatMap(([country, zones]) =>
    Object.entries(zones).flatMap(([zone, regions]) =>
      regions.split(' ').map((region): [string, string] => [`${country}-${region}`, zone]),
    ),
  ),
);
