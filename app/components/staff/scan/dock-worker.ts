import { installDockWorker } from './workers.ts';

/** Where the page without personal data is, which is shown when the dock is opened without a connection. */
const SHELL = '/dock/offline';

/** Installs what answers for the dock without a connection, and gives it the files of this page, which have no name of anybody in them. */
export function registerDockWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  const { lang } = document.documentElement;
  // Among them what is no file of the build: the worker takes what it knows the shape of.
  const assets = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
  installDockWorker()
    .then(() => navigator.serviceWorker.ready)
    .then(({ active }) => active?.postMessage({ shell: `${SHELL}?lang=${lang}`, assets }))
    // Without it the open page goes on keeping scans; only a reload without a connection shows nothing.
    .catch(() => undefined);
}
