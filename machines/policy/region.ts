import { subdivisionPart } from '#machines/policy/subdivision.ts';

/** Spanish provinces (ISO 3166-2) by the autonomous community that sets their holidays. */
const SPAIN: Readonly<Record<string, string>> = {
  AN: 'AL CA CO GR H J MA SE',
  AR: 'HU TE Z',
  AS: 'O',
  CB: 'S',
  CL: 'AV BU LE P SA SG SO VA ZA',
  CM: 'AB CR CU GU TO',
  CN: 'GC TF',
  CT: 'B GI L T',
  EX: 'BA CC',
  GA: 'C LU OR PO',
  IB: 'PM',
  MC: 'MU',
  MD: 'M',
  NC: 'NA',
  PV: 'BI SS VI',
  RI: 'LO',
  VC: 'A CS V',
};

/** French overseas departments by their number, and the regions of the mainland without a holiday of their own. */
const FRANCE: Readonly<Record<string, string>> = { GP: '971', MQ: '972', GF: '973', RE: '974', YT: '976' };
const FRENCH_MAINLAND_REGIONS = new Set('ARA BFC BRE COR CVL HDF IDF NAQ NOR OCC PAC PDL 20R'.split(' '));

const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({ ES: SPAIN, FR: FRANCE }).flatMap(([country, regions]) =>
    Object.entries(regions).flatMap(([region, parts]) =>
      parts.split(' ').map((part): [string, string] => [`${country}-${part}`, region]),
    ),
  ),
);

/**
 * The region that sets the holidays and the clock of a place: the part of its ISO 3166-2 code, a Spanish province as its community, a French
 * overseas department by its letters. null: not known.
 */
export function regionOf(country: string, subdivision: string | null): string | null {
  const part = subdivisionPart(country, subdivision);
  return ALIASES.get(`${country}-${part}`) ?? part;
}

/**
 * Whether a French part is a department of the mainland (01 to 95, 2A, 2B), or a region of it that has just the national holidays. Grand Est (GES)
 * is none: of its departments, Moselle and the two of Alsace have holidays of their own.
 */
export function isPlainFrance(part: string): boolean {
  return FRENCH_MAINLAND_REGIONS.has(part) || /^(0[1-9]|[1-8]\d|9[0-5]|2[AB])$/.test(part);
}
