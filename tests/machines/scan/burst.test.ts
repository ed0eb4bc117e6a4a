import { expect, test } from 'vitest';
import { BURST_GAP_MS, codeInField, type KeyPress, pressKey, QUIET, TAKEN_UP_MS } from '#machines/scan/burst.ts';

type Key = string | Partial<KeyPress>;

/** Presses keys with a gap between them; gives what was heard as a scan. */
function type(keys: readonly Key[], gap: number): string[] {
  let burst = QUIET;
  return keys.flatMap((one, index) => {
    const press = typeof one === 'string' ? { key: one } : one;
    const pressed = pressKey(burst, { key: '', code: '', shift: false, ctrl: false, at: index * gap, ...press });
    burst = pressed.burst;
    return pressed.scan === null ? [] : [pressed.scan.text];
  });
}

test.each([
  ['a scanner that ends with Enter', [...'7K3F9QX24', 'Enter'], 10, ['7K3F9QX24']],
  ['with Tab', [...'7K3F9QX24', 'Tab'], 30, ['7K3F9QX24']],
  ['two codes one after the other', [...'1001', 'Enter', ...'1002', 'Enter'], 5, ['1001', '1002']],
  ['a person', [...'7K3F9QX24', 'Enter'], 90, []],
  ['at the edge', [...'1001', 'Enter'], BURST_GAP_MS, ['1001']],
  ['a little slower', [...'1001', 'Enter'], BURST_GAP_MS + 1, []],
  ['too few', [...'100', 'Enter'], 10, []],
  ['no end', [...'7K3F9QX24'], 10, []],
  ['Shift between letters', ['Shift', 'A', 'Shift', 'B', 'C', 'D', 'Enter'], 10, ['ABCD']],
  ['another key between', ['A', 'B', 'ArrowLeft', 'C', 'D', 'Enter'], 10, []],
  [
    'FNC1 as Ctrl and bracket',
    [{ key: ']', code: 'BracketRight', ctrl: true }, ...'00123', 'Enter'],
    10,
    ['\u001D00123'],
  ],
  ['a shortcut', [{ key: 'c', ctrl: true }, ...'123', 'Enter'], 10, []],
] as const)('%s', (_name, keys, gap, heard) => {
  expect(type(keys, gap)).toEqual(heard);
});

test('a pause begins anew: what a person typed before a scan is no part of it', () => {
  let burst = pressKey(QUIET, { key: 'x', code: 'KeyX', shift: false, ctrl: false, at: 0 }).burst;
  for (const [index, key] of [...'1001'].entries())
    burst = pressKey(burst, { key, code: `Digit${key}`, shift: false, ctrl: false, at: 1000 + index }).burst;
  expect(pressKey(burst, { key: 'Enter', code: 'Enter', shift: false, ctrl: false, at: 1010 }).scan).toEqual({
    text: '1001',
    typed: '1001',
    fresh: true,
  });
});

test('letters of another script are read by the place of their keys', () => {
  const keys = [
    { key: 'Я', code: 'KeyZ', shift: true },
    { key: 'ß', code: 'Minus' },
    { key: 'Dead', code: 'Equal' },
    { key: 'é', code: 'Digit2' },
    { key: '2', code: 'Numpad2', shift: true },
    { key: '@', code: 'Digit2', shift: true },
    'Enter',
  ];
  expect(type(keys, 10)).toEqual(['Z-=22@']);
});

test('what is plain text already stays as the computer reads it: the scanner may know its keyboard', () => {
  expect(type([{ key: 'Z', code: 'KeyY', shift: true }, ...'123', 'Enter'], 10)).toEqual(['Z123']);
});

/** What the field for codes sends when it gets these signs at these times, with Enter at the last one. */
function sent(value: string, signs: readonly (readonly [sign: string, at: number])[]): string {
  let burst = QUIET;
  for (const [key, at] of signs) {
    const pressed = pressKey(burst, { key, code: '', shift: false, ctrl: false, at });
    burst = pressed.burst;
    if (key === 'Enter') return codeInField(value, pressed.scan);
  }
  return 'not sent';
}

/** Each sign four milliseconds after the one before it. */
const inOneGo = (text: string, from: number): [string, number][] =>
  [...text].map((sign, index): [string, number] => [sign, from + index * 4]);

test.each([
  ['a scan alone', '7K3F9QX24', [...inOneGo('7K3F9QX24', 0), ['Enter', 36]], '7K3F9QX24'],
  [
    'a scan behind what was typed by half',
    '7K37K3F9QX24',
    [...inOneGo('7K3', 0), ...inOneGo('7K3F9QX24', 10 + TAKEN_UP_MS), ['Enter', 550]],
    '7K3F9QX24',
  ],
  [
    'a scan that came in pieces',
    '7K3F9QX24',
    [...inOneGo('7K3F', 0), ...inOneGo('9QX24', 90), ['Enter', 110]],
    '7K3F9QX24',
  ],
  [
    'in pieces, a little less than a pause apart',
    '7K3F9QX24',
    [...inOneGo('7K3F', 0), ...inOneGo('9QX24', 11 + TAKEN_UP_MS), ['Enter', 540]],
    '7K3F9QX24',
  ],
  [
    'a person',
    '1001',
    [
      ['1', 0],
      ['0', 150],
      ['0', 300],
      ['1', 450],
      ['Enter', 600],
    ],
    '1001',
  ],
  ['pasted, and Enter', '7K3F9QX24', [['Enter', 0]], '7K3F9QX24'],
] as const)('the field for codes sends %s whole', (_name, value, signs, code) => {
  expect(sent(value, signs)).toBe(code);
});
