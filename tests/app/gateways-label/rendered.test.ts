import { execFileSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOwnCarrier } from '#app/gateways/own-carrier.server.ts';
import { makeRmaCode } from '#machines/rma-code.ts';
import { labelRequest } from './label-request.ts';

/** A second opinion by a real renderer and another decoder, registered only on machines that have them. */
function available(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const symbols = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 8, maxLength: 8 });

if (available('pdftoppm') && available('zbarimg')) {
  test.each([
    ['4x6', 203],
    ['a4', 203],
    ['4x6', 300],
  ] as const)('%s pages rendered by poppler at %i dpi are read by zbar', { timeout: 120_000 }, async (format, dpi) => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'label');
    for (const values of fc.sample(symbols, { numRuns: 10, seed: dpi })) {
      const rmaCode = makeRmaCode(values);
      const statusUrl = `https://returns.nordlicht.example/r/${rmaCode}`;
      const label = await createOwnCarrier().makeLabel(labelRequest('ar', { format, rmaCode, statusUrl }));
      if (!label.ok) throw new Error('refused');
      writeFileSync(`${file}.pdf`, label.pdf);
      execFileSync('pdftoppm', ['-r', String(dpi), '-gray', '-singlefile', `${file}.pdf`, file], { stdio: 'pipe' });
      const read = execFileSync('zbarimg', ['-q', `${file}.pgm`], { stdio: 'pipe' })
        .toString()
        .trim()
        .split('\n')
        .sort();
      expect(read).toEqual([`CODE-128:${rmaCode}`, `QR-Code:${statusUrl}`]);
    }
  });
}

if (available('pdftotext')) {
  test.each(['en', 'de', 'zh'] as const)('poppler finds the lines of the %s label as text', async (language) => {
    using folder = temporaryFolder();
    const request = labelRequest(language);
    const label = await createOwnCarrier().makeLabel(request);
    if (!label.ok) throw new Error('refused');
    const file = join(folder.path, 'label.pdf');
    writeFileSync(file, label.pdf);
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { stdio: 'pipe' }).toString();
    const { from, to, words } = request;
    for (const line of [from.name, from.city, from.countryName, to.name, to.line1, words.banner, words.service])
      expect(text).toContain(line);
  });
}

function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'label-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}
