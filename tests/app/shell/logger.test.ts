import { expect, test } from 'vitest';
import { createLogger } from '#app/observe/logger.server.ts';

function capture() {
  const written: string[] = [];
  return { written, log: createLogger('info', { write: (line) => written.push(line) }) };
}

test('one JSON line each, with level and time in words', () => {
  const { written, log } = capture();
  log.info({ requestId: 'r1' }, 'request');
  log.debug('not at this level');
  expect(written).toHaveLength(1);
  expect(JSON.parse(written[0] ?? '')).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    requestId: 'r1',
    msg: 'request',
  });
});

test('personal and secret values are left out, wherever they are', () => {
  const { written, log } = capture();
  log.warn({ email: 'a@b.example', input: { password: 'p4ss', deeper: { token: 't0ken' } } }, 'x');
  expect(written.join()).not.toMatch(/a@b\.example|p4ss|t0ken/);
});

test('an error keeps its place but not the values of its query', () => {
  const { written, log } = capture();
  const error = new Error('Failed query: insert into t\nparams: a@b.example,two\nlines', { cause: new Error('inner') });
  log.error({ err: error }, 'failed');
  expect(written.join()).not.toMatch(/a@b\.example|two/);
  expect(JSON.parse(written[0] ?? '')).toMatchObject({
    err: {
      message: 'Failed query: insert into t',
      stack: expect.stringContaining('logger.test.ts'),
      cause: { message: 'inner' },
    },
  });
});
