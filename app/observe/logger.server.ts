import { type DestinationStream, type LoggerOptions, type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';

/** Structured lines: `log.info({ requestId, … }, 'what happened')`. No names, addresses, codes or order contents in any of them. */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'> & {
  child(bindings: Record<string, string | number>): Logger;
};

/** Should something personal or secret ever be handed to the logger, under these names it is not written. */
const secretKeys = [
  'email',
  'password',
  'token',
  'secret',
  'cookie',
  'authorization',
  'address',
  'phone',
  'recipient',
  'oneTimeCode',
  // PostgreSQL repeats the offending row here.
  'detail',
];
const redacted = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/** A logger that writes JSON lines to standard output, or to `destination`. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: redacted, censor: '[redacted]' },
    serializers: { err: withoutValues },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** An error as type, message and stack. A failed query's message ends with the values it carried: they are cut off. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const message = error.message.replace(/\nparams: [\s\S]*/, '');
  return {
    type: error.name,
    message,
    stack: (error.stack ?? '').replace(error.message, () => message),
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(error.cause === undefined ? {} : { cause: withoutValues(error.cause) }),
  };
}
