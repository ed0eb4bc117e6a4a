import { expect, test } from 'vitest';
import { open, seal } from '#app/security/seal.server.ts';

const SECRET = 'a secret of at least thirty-two characters';

test('what was sealed opens with the same secret and purpose only', () => {
  const sealed = seal('12345678', SECRET, 'mail');
  expect(open(sealed, SECRET, 'mail')).toBe('12345678');
  expect(open(sealed, `${SECRET}!`, 'mail')).toBeNull();
  expect(open(sealed, SECRET, 'other')).toBeNull();
});

test('the same text is sealed differently each time and is not readable', () => {
  const both = [seal('12345678', SECRET, 'mail'), seal('12345678', SECRET, 'mail')];
  expect(both[0]).not.toBe(both[1]);
  expect(Buffer.from(both[0] ?? '', 'base64url').includes('12345678')).toBe(false);
});

test('every changed byte is noticed, and so is anything else', () => {
  const bytes = Buffer.from(seal('12345678', SECRET, 'mail'), 'base64url');
  for (let index = 0; index < bytes.length; index += 1) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(open(changed.toString('base64url'), SECRET, 'mail')).toBeNull();
  }
  expect(open('', SECRET, 'mail')).toBeNull();
  expect(open('not sealed at all', SECRET, 'mail')).toBeNull();
});
