import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

export interface Browser {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

// Without these a Chromium in a closed network spends its time on calls that nobody answers.
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The browser to test with: the one named by CHROMIUM_PATH, else the one inside an npm package, which is the same everywhere and, without windows of its own,
 * takes half the time of an installed one. That one, or Playwright's own, is for the machines that the package was not made for.
 */
export async function findBrowser(): Promise<Browser> {
  const packaged = process.platform === 'linux' && process.arch === 'x64';
  const candidates = [process.env.CHROMIUM_PATH, ...(packaged ? [] : [...INSTALLED, chromium.executablePath()])];
  const found = candidates.find((path) => path !== undefined && path !== '' && existsSync(path));
  if (found !== undefined) return { executablePath: found, args: QUIET, env: {} };
  return packagedBrowser();
}

/** A Chromium with the system libraries that it needs, unpacked from npm; made for machines that have neither. */
async function packagedBrowser(): Promise<Browser> {
  // It unpacks its own libraries only where it believes to be inside a function service.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  const executablePath = await packaged.executablePath();
  return {
    executablePath,
    args: [...QUIET, '--headless=shell'],
    env: { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '' },
  };
}
