import {
  type CountryStatute,
  type StatutoryException,
  StatutoryFileSchema,
} from '#machines/policy/statutory-schema.ts';
import data from './statutory.json' with { type: 'json' };

export type {
  CountryStatute,
  NonWorkingKind,
  StatutoryException,
  SubdivisionStatute,
} from '#machines/policy/statutory-schema.ts';

// Parsed once, when the module is loaded: a broken file stops the program before it decides anything.
const file = StatutoryFileSchema.parse(data);
const statutes: ReadonlyMap<string, CountryStatute> = new Map(Object.entries(file.countries));
const exceptions: ReadonlyMap<string, StatutoryException> = new Map(Object.entries(file.exceptions));
const eea: ReadonlySet<string> = new Set(file.groups.EEA);
const eu: ReadonlySet<string> = new Set(file.groups.EU);

/** Day the research was closed, ISO. */
export const STATUTE_AS_OF: string = file.asOf;

/** ISO codes of the countries the file knows, sorted. */
export const STATUTE_COUNTRIES: readonly string[] = [...statutes.keys()].toSorted();

/** The wordings of the withdrawal function by language, and the first day of the duty in the Union. */
export const WITHDRAWAL_FUNCTION = file.withdrawalFunction;

/** The law of a country as far as it is computable; null for a country the file does not know: there only the merchant's policy applies. */
export function statuteOf(country: string): CountryStatute | null {
  return statutes.get(country) ?? null;
}

/** A statutory exception by its identifier, or null. */
export function exceptionOf(id: string): StatutoryException | null {
  return exceptions.get(id) ?? null;
}

/** True where Directive 2011/83/EU applies (EU and EEA), so that its articles can be named beside the national act. */
export function followsDirective(country: string): boolean {
  return eea.has(country);
}

/** True for the member states of the European Union. */
export function inUnion(country: string): boolean {
  return eu.has(country);
}
