export interface ErrorBody {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error' | 'rate_limit_error';
  code?: string;
  param?: string;
  decline_code?: string;
  message: string;
  /** The failed charge of a declined payment. */
  charge?: string;
  payment_intent?: Record<string, unknown>;
}

/**
 * An answer of Stripe's that is not 200. `stored` says whether an idempotency key keeps it: refusals found while the request
 * was carried out are kept, those found before (form, key, limits) are not.
 */
export class StripeRefusal extends Error {
  readonly status: number;
  readonly error: ErrorBody;
  readonly stored: boolean;
  readonly headers: Record<string, string>;

  constructor(status: number, error: ErrorBody, options: { stored?: boolean; headers?: Record<string, string> } = {}) {
    super(error.message);
    this.status = status;
    this.error = error;
    this.stored = options.stored ?? false;
    this.headers = options.headers ?? {};
  }
}

type InvalidRequest = { code?: string; param?: string; stored?: boolean; status?: number };

/** A refusal of type `invalid_request_error`, 400 unless said otherwise. */
export function invalidRequest(message: string, { status = 400, stored = false, ...where }: InvalidRequest = {}) {
  return new StripeRefusal(status, { type: 'invalid_request_error', ...where, message }, { stored });
}

export const refusals = {
  missing: (noun: string, id: string, param = 'id') =>
    invalidRequest(`No such ${noun}: '${id}'`, { status: 404, code: 'resource_missing', param, stored: true }),
  unknownParameter: (param: string) =>
    invalidRequest(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param }),
  missingParameter: (param: string) =>
    invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param }),
  unknownUrl: (method: string, path: string) =>
    invalidRequest(
      `Unrecognized request URL (${method}: ${path}). If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code.`,
      { status: 404 },
    ),
  badState: (message: string, code = 'payment_intent_unexpected_state') =>
    invalidRequest(message, { code, stored: true }),
  noKey: () => invalidRequest('You did not provide an API key.', { status: 401 }),
  wrongKey: (key: string) => {
    const shown = key.length > 12 ? `${key.slice(0, 8)}****${key.slice(-4)}` : '****';
    return invalidRequest(`Invalid API Key provided: ${shown}`, { status: 401 });
  },
  keyReused: (key: string) =>
    new StripeRefusal(400, {
      type: 'idempotency_error',
      message: `Keys for idempotent requests can only be used for the same endpoint and parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    }),
  keyInUse: (key: string) =>
    new StripeRefusal(409, {
      type: 'invalid_request_error',
      code: 'idempotency_key_in_use',
      message: `There is currently another in-progress request using this Stripe-Idempotency-Key '${key}' (that probably means you submitted twice, and the other request is still going through).`,
    }),
  rateLimit: () =>
    new StripeRefusal(
      429,
      { type: 'rate_limit_error', code: 'rate_limit', message: 'Request rate limit exceeded.' },
      { headers: { 'Stripe-Rate-Limited-Reason': 'global-rate' } },
    ),
  lockTimeout: () =>
    invalidRequest('This object cannot be accessed right now because another API request is accessing it.', {
      status: 429,
      code: 'lock_timeout',
    }),
  forbidden: () => invalidRequest('The provided key does not have the required permissions.', { status: 403 }),
  broken: (options: { stored?: boolean; headers?: Record<string, string> } = {}) =>
    new StripeRefusal(500, { type: 'api_error', message: 'An unknown error occurred.' }, options),
};
