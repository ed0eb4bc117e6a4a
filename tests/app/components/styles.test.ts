import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const files = readdirSync('app/styles').filter((name) => name.endsWith('.css'));
const sheets = files.map((name) => ({
  name,
  text: readFileSync(`app/styles/${name}`, 'utf8').replace(/\/\*.*?\*\//gs, ''),
}));
const tokens = readFileSync('app/styles/tokens.css', 'utf8');

/** The colours of one scheme, by token name. */
function colours(scheme: 'light' | 'dark'): Map<string, string> {
  const [light = '', dark = ''] = tokens.split('@media (prefers-color-scheme: dark)');
  const own = scheme === 'light' ? light : dark.slice(0, dark.indexOf('\n}\n'));
  return new Map(Array.from(own.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g), (match) => [match[1] ?? '', match[2] ?? '']));
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['paper', 'sheet', 'well'];
const tones = ['success', 'warning', 'danger', 'info'];
/** Text on ground: at least 4.5 to 1. */
const text: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ['ink', ground],
    ['ink-soft', ground],
    ['brand', ground],
    ['brand-deep', ground],
    ['danger', ground],
    ['success', ground],
  ]),
  ...tones.flatMap((tone): [string, string][] => [
    [tone, `${tone}-wash`],
    ['ink', `${tone}-wash`],
    ['brand', `${tone}-wash`],
  ]),
  ['ink', 'brand-wash'],
  ['ink-soft', 'brand-wash'],
  ['brand', 'brand-wash'],
  ['success', 'brand-wash'],
  ['on-brand', 'brand'],
  ['on-brand', 'brand-deep'],
  ['on-brand-soft', 'brand'],
];
/** Edges of controls, rings and marks beside a ground: at least 3 to 1. */
const edges: [string, string][] = [...grounds, 'brand-wash'].flatMap((ground): [string, string][] => [
  ['line-strong', ground],
  ['focus', ground],
  ['brand', ground],
]);

const schemes = ['light', 'dark'] as const;

test.each(schemes.flatMap((scheme) => text.map(([ink, ground]) => ({ scheme, ink, ground }))))(
  '$scheme: $ink can be read on $ground',
  ({ scheme, ink, ground }) => {
    const known = colours(scheme);
    expect(contrast(known.get(ink) ?? 'missing', known.get(ground) ?? 'missing')).toBeGreaterThanOrEqual(4.5);
  },
);

test.each(schemes.flatMap((scheme) => edges.map(([edge, ground]) => ({ scheme, edge, ground }))))(
  '$scheme: $edge can be made out on $ground',
  ({ scheme, edge, ground }) => {
    const known = colours(scheme);
    expect(contrast(known.get(edge) ?? 'missing', known.get(ground) ?? 'missing')).toBeGreaterThanOrEqual(3);
  },
);

test('every colour of the light scheme has its dark counterpart', () => {
  expect([...colours('dark').keys()]).toEqual([...colours('light').keys()]);
});

test('the formula agrees with the known ratios', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test.each(sheets)('$name names no physical side and never takes the focus ring away', ({ text }) => {
  expect(text).not.toMatch(/(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b/);
  expect(text).not.toMatch(/(?:^|[\s;{])(?:left|right|top|bottom|width|height|(?:min|max)-(?:width|height)):/m);
  expect(text).not.toMatch(/outline:\s*(?:none|0)\b/);
});

test('all sheets are imported', () => {
  const index = readFileSync('app/styles/index.css', 'utf8');
  expect(files.filter((name) => name !== 'index.css' && !index.includes(`"./${name}"`))).toEqual([]);
});

test('what a first visit fetches stays small', () => {
  expect(gzipSync(sheets.map((sheet) => sheet.text).join('')).length).toBeLessThan(20_000);
  expect(readFileSync('public/enhance.js').length).toBeLessThanOrEqual(2048);
  expect(readFileSync('public/fonts/figtree-latin.woff2').length).toBeLessThan(40_000);
});
