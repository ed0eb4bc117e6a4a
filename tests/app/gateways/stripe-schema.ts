import { Ajv, type ValidateFunction } from 'ajv';
import type { Form } from '#app/gateways/stripe-standin/form.server.ts';
import type { Exchange } from '#app/gateways/stripe-standin/requests.server.ts';
import openapi from '#tests/fixtures/stripe/openapi.json' with { type: 'json' };

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Turns Stripe's OpenAPI 3.0 into JSON schema: `nullable` becomes a choice with null. For answers, what Stripe always sends is
 * required too, and an open enum takes any value.
 */
function toJsonSchema(node: unknown, side: 'request' | 'answer'): unknown {
  if (Array.isArray(node)) return node.map((item) => toJsonSchema(item, side));
  if (!isObject(node)) return node;
  const { nullable, 'x-sdkPresent': present, ...rest } = node;
  if (side === 'answer' && rest['x-openEnum'] === true) delete rest.enum;
  if (side === 'answer' && Array.isArray(present)) {
    rest.required = [...new Set([...(Array.isArray(rest.required) ? rest.required : []), ...present])];
  }
  const schema = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, toJsonSchema(value, side)]));
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
}

function compiler(side: 'request' | 'answer') {
  const ajv = new Ajv({
    strict: false,
    validateFormats: false,
    allErrors: true,
    coerceTypes: side === 'request' ? 'array' : false,
  });
  const document = toJsonSchema(openapi, side);
  if (!isObject(document)) throw new TypeError('the API description is no object');
  ajv.addSchema({ $id: 'stripe', ...document });
  return (pointer: string): ValidateFunction => ajv.compile({ $ref: `stripe#${pointer}` });
}

const compileAnswer = compiler('answer');
const compileRequest = compiler('request');
const cache = new Map<string, ValidateFunction>();

function check(compile: typeof compileAnswer, pointer: string, value: unknown): string[] {
  const validate = cache.get(pointer) ?? compile(pointer);
  cache.set(pointer, validate);
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

function toJson(form: Form): { [name: string]: Json } {
  const entries = [...form].map(([name, value]): [string, Json] => {
    if (typeof value === 'string') return [name, value];
    const isList = [...value.keys()].every((key) => /^\d+$/.test(key));
    return [name, isList && value.size > 0 ? Object.values(toJson(value)) : toJson(value)];
  });
  return Object.fromEntries(entries);
}

/** What an object of Stripe's has against the schema that its `object` names. Empty: nothing. */
export function objectErrors(value: unknown): string[] {
  const name = isObject(value) ? String(value.object) : 'nothing';
  const errors = check(compileAnswer, `/components/schemas/${name}`, value);
  const data = name === 'event' && isObject(value) && isObject(value.data) ? objectErrors(value.data.object) : [];
  return [...errors, ...data];
}

const escapePointer = (path: string): string => path.replaceAll('/', '~1');

/** A described path and a route are the same when they differ in the names of their placeholders only. */
const sameRoute = (path: string, route: string): boolean =>
  path.replaceAll(/\{\w+\}/g, ':') === route.replaceAll(/:\w+/g, ':');

function pathOf(route: string): string {
  const path = Object.keys(openapi.paths).find((known) => sameRoute(known, route));
  if (path === undefined) throw new RangeError(`${route} is not described`);
  return path;
}

function queryErrors(path: string, form: Form): string[] {
  const found = Object.entries(openapi.paths).find(([known]) => known === path)?.[1];
  const operation: unknown = found && 'get' in found ? found.get : undefined;
  const parameters = isObject(operation) && Array.isArray(operation.parameters) ? operation.parameters : [];
  const names = new Set(parameters.filter(isObject).map((parameter) => parameter.name));
  return [...form.keys()].filter((name) => !names.has(name)).map((name) => `${path} has no parameter ${name}`);
}

/** What an exchange has against the API's description: the parameters that were sent, and the body that came back. */
export function exchangeErrors(exchange: Exchange): string[] {
  const { method, route, form, status, body } = exchange;
  const answer: unknown = JSON.parse(body);
  if (status !== 200) return check(compileAnswer, '/components/schemas/error', answer);
  const path = pathOf(route);
  const operation = `/paths/${escapePointer(path)}/${method.toLowerCase()}`;
  const requestSchema = `${operation}/requestBody/content/application~1x-www-form-urlencoded/schema`;
  const sent = method === 'POST' ? check(compileRequest, requestSchema, toJson(form)) : queryErrors(path, form);
  const came = check(compileAnswer, `${operation}/responses/200/content/application~1json/schema`, answer);
  const inner = isObject(answer) && Array.isArray(answer.data) ? answer.data.flatMap(objectErrors) : [];
  return [...sent, ...came, ...inner].map((error) => `${method} ${route}: ${error}`);
}
