import { invalidRequest, refusals } from './errors.server.ts';

/** A decoded form or query: `a=1`, `a[b]=1`, `a[0]=1` and `a[]=1`, a name to a value or to further names. */
export interface Form extends Map<string, string | Form> {}

const mostFields = 1_000;
const deepest = 5;

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw invalidRequest('Invalid request: the body is not a well-formed form.');
  }
}

function place(form: Form, names: readonly string[], value: string): void {
  const [name = '', ...rest] = names;
  const key = name === '' ? String(form.size) : name;
  if (rest.length === 0) {
    form.set(key, value);
    return;
  }
  const known = form.get(key);
  const inner: Form = known instanceof Map ? known : new Map();
  form.set(key, inner);
  place(inner, rest, value);
}

/** The pairs of a form in order, decoded. Refuses broken escapes and absurd sizes. */
export function formPairs(text: string): [name: string, value: string][] {
  const parts = text.split('&').filter((part) => part !== '');
  if (parts.length > mostFields) throw invalidRequest('Invalid request: too many parameters.');
  return parts.map((part) => {
    const equals = part.indexOf('=');
    return equals < 0 ? [decode(part), ''] : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))];
  });
}

/** Nests the pairs of a form. Refuses unbalanced brackets. */
export function parseForm(text: string): Form {
  const form: Form = new Map();
  for (const [name, value] of formPairs(text)) {
    const shape = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
    const names = shape
      ? [shape[1] ?? '', ...[...(shape[2] ?? '').matchAll(/\[([^\]]*)\]/g)].map((m) => m[1] ?? '')]
      : [];
    if (names.length === 0 || names.length > deepest)
      throw invalidRequest(`Invalid parameter name: ${name.slice(0, 100)}`);
    place(form, names, value);
  }
  return form;
}

export function onlyKnown(form: Form, known: readonly string[]): void {
  for (const name of form.keys()) if (!known.includes(name)) throw refusals.unknownParameter(name);
}

export function readText(form: Form, name: string): string | null {
  const value = form.get(name);
  if (value === undefined) return null;
  if (typeof value !== 'string') throw invalidRequest(`Invalid string: ${name}`, { param: name });
  if (value === '') {
    throw invalidRequest(`You passed an empty string for '${name}'.`, { code: 'parameter_invalid_empty', param: name });
  }
  if (value.length > 5_000) throw invalidRequest(`Invalid ${name}: too long.`, { param: name });
  return value;
}

export function readInteger(form: Form, name: string, least: number): number | null {
  const text = readText(form, name);
  if (text === null) return null;
  const refused = (message: string) => invalidRequest(message, { code: 'parameter_invalid_integer', param: name });
  if (!/^-?\d{1,15}$/.test(text)) throw refused(`Invalid integer: ${text.slice(0, 50)}`);
  if (Number(text) < least) throw refused(`This value must be greater than or equal to ${least}.`);
  return Number(text);
}

export function readBoolean(form: Form, name: string): boolean {
  const text = readText(form, name);
  if (text !== null && text !== 'true' && text !== 'false') {
    throw invalidRequest(`Invalid boolean: ${text.slice(0, 50)}`, { param: name });
  }
  return text === 'true';
}

export function readChoice<T extends string>(form: Form, name: string, choices: readonly T[]): T | null {
  const text = readText(form, name);
  if (text === null) return null;
  const choice = choices.find((known) => known === text);
  if (choice !== undefined) return choice;
  const all = choices.length < 2 ? choices.join() : `${choices.slice(0, -1).join(', ')}, or ${choices.at(-1)}`;
  throw invalidRequest(`Invalid ${name}: must be one of ${all}`, { param: name });
}

export function readList(form: Form, name: string): string[] {
  const value = form.get(name);
  if (value === undefined) return [];
  const items = value instanceof Map ? [...value.values()] : [value];
  return items.map((item) => {
    if (typeof item !== 'string') throw invalidRequest(`Invalid array: ${name}`, { param: name });
    return item;
  });
}

/** Stripe's limits: 50 keys, 40 characters a key, 500 a value. Null when the parameter is absent. */
export function readMetadata(form: Form): Map<string, string> | 'clear' | null {
  const value = form.get('metadata');
  if (value === undefined) return null;
  if (value === '') return 'clear';
  if (typeof value === 'string') throw invalidRequest('Invalid object', { param: 'metadata' });
  const entries = new Map<string, string>();
  for (const [key, entry] of value) {
    const param = `metadata[${key}]`;
    if (typeof entry !== 'string') throw invalidRequest('Metadata values must be strings.', { param });
    if (key.length > 40) throw invalidRequest('Metadata keys can have up to 40 characters.', { param });
    if (entry.length > 500) throw invalidRequest('Metadata values can have up to 500 characters.', { param });
    entries.set(key, entry);
  }
  if (entries.size > 50) throw invalidRequest('Metadata can have up to 50 keys.', { param: 'metadata' });
  return entries;
}

/** Applies sent metadata to what an object has: an empty value removes its key. */
export function mergeMetadata(present: Record<string, string>, sent: Map<string, string> | 'clear' | null) {
  if (sent === 'clear') return {};
  const merged = new Map([...Object.entries(present), ...(sent ?? [])]);
  return Object.fromEntries([...merged].filter(([, value]) => value !== ''));
}

/** The inner form of `name[…]`; null when absent. */
export function readGroup(form: Form, name: string): Form | null {
  const value = form.get(name);
  if (value === undefined || value === '') return null;
  if (typeof value === 'string') throw invalidRequest('Invalid object', { param: name });
  return value;
}

/** The inner forms of `name[0][…]`, in order. */
export function readGroups(form: Form, name: string): Form[] {
  return [...(readGroup(form, name)?.values() ?? [])].map((item) => {
    if (typeof item === 'string') throw invalidRequest('Invalid array', { param: name });
    return item;
  });
}

export function required<T>(value: T | null, param: string): T {
  if (value === null) throw refusals.missingParameter(param);
  return value;
}

/** A currency as Stripe writes it; required. */
export function readCurrency(form: Form): string {
  const currency = required(readText(form, 'currency'), 'currency').toLowerCase();
  if (!/^[a-z]{3}$/.test(currency)) throw invalidRequest(`Invalid currency: ${currency}`, { param: 'currency' });
  return currency;
}
