import type { StoredAddress } from '../address.ts';
import type { MarketCode } from './markets.ts';

/** A customer of the demo shop. Nobody is real: every e-mail address lies in a domain reserved for examples (RFC 2606). */
export type Person = { email: string; market: MarketCode; address: StoredAddress };

function person(
  market: MarketCode,
  email: string,
  name: string,
  street: string,
  town: string,
  region: string | null = null,
): Person {
  const [postcode = '', city = ''] = town.split('|');
  const rest = { company: null, line2: null, region, country: market, phone: null };
  return { email, market, address: { name, line1: street, postcode, city, ...rest } };
}

/** At least two of each market; the first of each is the one of the stories. */
export const people: readonly Person[] = [
  person('DE', 'lena.hoffmann@example.com', 'Lena Hoffmann', 'Lindenallee 14', '10115|Berlin'),
  person('DE', 'jonas.weber@example.org', 'Jonas Weber', 'Am Brunnen 3', '50667|Köln'),
  person('DE', 'mira.yildiz@example.com', 'Mira Yıldız', 'Hafenstraße 27', '20457|Hamburg'),
  person('AT', 'paul.gruber@example.com', 'Paul Gruber', 'Seegasse 8/12', '1090|Wien'),
  person('AT', 'anna.steiner@example.org', 'Anna Steiner', 'Mühlweg 21', '5020|Salzburg'),
  person('FR', 'camille.moreau@example.com', 'Camille Moreau', '18 rue des Tilleuls', '69002|Lyon'),
  person('FR', 'hugo.lefevre@example.org', 'Hugo Lefèvre', '4 impasse du Moulin', '75011|Paris'),
  person('NL', 'sanne.devries@example.com', 'Sanne de Vries', 'Kersenlaan 52', '1012 AB|Amsterdam'),
  person('NL', 'bram.jansen@example.org', 'Bram Jansen', 'Molenpad 9', '3511 GK|Utrecht'),
  person('PL', 'zofia.nowak@example.com', 'Zofia Nowak', 'ul. Lipowa 7/3', '00-316|Warszawa'),
  person('PL', 'kacper.wojcik@example.org', 'Kacper Wójcik', 'ul. Polna 22', '31-027|Kraków'),
  person('CH', 'nina.keller@example.com', 'Nina Keller', 'Rosenweg 5', '8001|Zürich'),
  person('CH', 'luca.bernasconi@example.org', 'Luca Bernasconi', 'Via del Sole 11', '6900|Lugano'),
  person('GB', 'grace.bennett@example.com', 'Grace Bennett', '27 Orchard Lane', 'LS6 2AB|Leeds'),
  person('GB', 'omar.khan@example.org', 'Omar Khan', '5 Mill Terrace', 'BS1 4QA|Bristol'),
  person('SE', 'elsa.lindqvist@example.com', 'Elsa Lindqvist', 'Björkvägen 16', '113 47|Stockholm'),
  person('SE', 'oskar.berg@example.org', 'Oskar Berg', 'Strandgatan 2', '413 01|Göteborg'),
  person('US', 'maya.rivera@example.com', 'Maya Rivera', '340 Maple Street, Apt 4B', '11201|Brooklyn', 'NY'),
  person('US', 'ethan.cole@example.org', 'Ethan Cole', '12 Harbor Road', '14201|Buffalo', 'NY'),
  person('AU', 'ruby.walker@example.com', 'Ruby Walker', '88 Wattle Street', '2000|Sydney', 'NSW'),
  person('AU', 'liam.obrien@example.org', "Liam O'Brien", '3 Bay Parade', '2300|Newcastle', 'NSW'),
  person('JP', 'haruka.sato@example.com', '佐藤 春香', '神宮前1丁目2-3', '150-0001|東京都渋谷区'),
  person('JP', 'kenji.mori@example.org', '森 健二', '中之島4丁目5-6', '530-0005|大阪市北区'),
  person('KW', 'noor.alsabah@example.com', 'نور الصباح', 'شارع سالم المبارك، قطعة 4', '20004|السالمية'),
  person('KW', 'yousef.alali@example.org', 'يوسف العلي', 'شارع الخليج العربي، قطعة 2', '13001|مدينة الكويت'),
  person('AR', 'julieta.romero@example.com', 'Julieta Romero', 'Calle Jacarandá 1420', 'C1414|Buenos Aires'),
  person('AR', 'tomas.ibarra@example.org', 'Tomás Ibarra', 'Pasaje Ceibo 88', 'X5000|Córdoba'),
];

/** The customer at a place in the list of a market, counted round and round. */
export function personIn(market: MarketCode, place: number): Person {
  const there = people.filter((person) => person.market === market);
  const person = there[place % there.length];
  if (!person) throw new RangeError(`nobody lives in ${market}`);
  return person;
}
