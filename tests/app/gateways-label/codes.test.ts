import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOwnCarrier } from '#app/gateways/own-carrier.server.ts';
import { makeRmaCode } from '#machines/rma-code.ts';
import { labelRequest } from './label-request.ts';
import { readLabel, scan } from './read-label.ts';

const symbols = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 8, maxLength: 8 });
const host = fc.stringMatching(/^[a-z]{1,40}\.example(\/[a-z]{1,80})?$/);

test.each(['4x6', 'a4'] as const)(
  '100 random %s labels burnt at 203 dpi are read as exactly what was asked',
  async (format) => {
    const carrier = createOwnCarrier();
    for (const [values, place] of fc.sample(fc.tuple(symbols, host), { numRuns: 100, seed: 203 })) {
      const rmaCode = makeRmaCode(values);
      const statusUrl = `https://${place}/r/${rmaCode}`;
      const label = await carrier.makeLabel(labelRequest('en', { format, rmaCode, statusUrl }));
      const [page] = label.ok ? await readLabel(label.pdf) : [];
      expect(page && (await scan(page))).toEqual([`Code128 ${rmaCode}`, `QRCode ${statusUrl}`]);
    }
  },
  120_000,
);

test.each(['4x6', 'a4'] as const)(
  'on %s bars are at least 25 mm high, whole dots wide and have ten modules of paper on each side',
  async (format) => {
    const label = await createOwnCarrier().makeLabel(labelRequest('ar', { format }));
    const [page] = label.ok ? await readLabel(label.pdf) : [];
    if (!page) throw new Error('no label');
    const bars = page.filled.filter(({ width, height }) => height > 60 && width < 20);
    expect(bars.length).toBeGreaterThanOrEqual(28);
    const dot = 72 / 203;
    const edges = bars.map(({ x, width }) => ({ left: x, right: x + width }));
    const first = Math.min(...edges.map(({ left }) => left));
    const last = Math.max(...edges.map(({ right }) => right));
    const middle = (bars[0]?.y ?? 0) + 10;
    for (const bar of bars) {
      expect(bar.height).toBeGreaterThanOrEqual((25 * 72) / 25.4 - 0.01);
      expect(Math.abs(bar.width / dot - Math.round(bar.width / dot))).toBeLessThan(0.02);
      expect(Math.abs((bar.x - first) / dot - Math.round((bar.x - first) / dot))).toBeLessThan(0.02);
    }
    const quiet = 10 * 4 * dot;
    expect(first).toBeGreaterThanOrEqual(quiet);
    expect(last).toBeLessThanOrEqual(page.width - quiet);
    const beside = page.texts.filter(
      ({ x, y, width }) => y > middle - 10 && y < middle + 60 && x + width > first - quiet && x < last + quiet,
    );
    expect(beside).toEqual([]);
  },
);
