/** Where the page without personal data is, which is shown when the dock is opened without a connection. */
const SHELL = '/dock/offline';

/** Installs what answers for the dock without a connection, and gives it the files of this page, which have no name of anybody in them. */
export function registerDockWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  const { lang } = document.documentElement;
  const assets = performance
    .getEntriesByType('resource')
    .map((entry) => new URL(entry.name))
    .filter(({ origin, pathname }) => origin === location.origin && /^\/(assets|fonts)\//.test(pathname))
    .map(({ pathname }) => pathname);
  navigator.serviceWorker
    .register('/dock-worker.js', { scope: '/dock' })
    .then(() => navigator.serviceWorker.ready)
    .then(({ active }) => active?.postMessage({ shell: `${SHELL}?lang=${lang}`, assets }))
    // Without it the open page goes on keeping scans; only a reload without a connection shows nothing.
    .catch(() => undefined);
}
