// Answers for the dock when there is no connection: with one page that names nobody. Nothing else is kept, and with a connection nothing is answered.
const NAME = 'dock-1';
// What reads codes from the camera's picture is kept apart: only devices that use it keep it, and the page's own files may change without it.
const READER = 'dock-reader-1';

// Files of the build.
const FILE = /^\/(?:assets\/|fonts\/|dock\/code-reader-)[\w.-]+$/;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name !== NAME && name !== READER) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

// The page that is open says which page to keep, and which files it is made of.
self.addEventListener('message', (event) => {
  const { shell, assets, reader, used } = event.data ?? {};
  if (Array.isArray(reader) && reader.every((path) => FILE.test(path))) event.waitUntil(keepReader(reader, used));
  if (/^\/dock\/offline\?lang=[a-z]{2}$/.test(shell) && Array.isArray(assets)) event.waitUntil(keep(shell, assets));
});

async function keep(shell, assets) {
  const cache = await caches.open(NAME);
  // Without cookies: it is the page of nobody.
  const page = await fetch(shell, { credentials: 'omit', redirect: 'error' });
  if (!page.ok) return;
  const own = [...(await page.clone().text()).matchAll(/"(\/(?:assets|fonts)\/[\w.-]+)"/g)].map(([, path]) => path);
  const wanted = new Set([...own, ...assets.filter((path) => FILE.test(path))]);
  // Of the same build all files stay: what a page fetches later, such as the sounds, is told later too.
  const missing = await Promise.all(own.map(async (path) => !(await cache.match(path))));
  const newer = missing.includes(true);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname === '/dock/offline' || (newer && !wanted.has(pathname))) await cache.delete(request);
  }
  for (const path of wanted) if (!(await cache.match(path))) await cache.add(path).catch(() => {});
  await cache.put(shell, page);
}

/** The reader's files, on a device that has used it; of another build they take the place of those before. */
async function keepReader(paths, used) {
  const cache = await caches.open(READER);
  const before = await cache.keys();
  if (!used && before.length === 0) return;
  for (const path of paths) if (!(await cache.match(path))) await cache.add(path);
  for (const request of before) if (!paths.includes(new URL(request.url).pathname)) await cache.delete(request);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => offline(pathname)));
  // Files with a hash in their names never change.
  else if (FILE.test(pathname)) event.respondWith(fetch(request).catch(() => kept(pathname)));
});

async function kept(path) {
  return (await caches.match(path)) ?? Response.error();
}

/** The page is kept under its own address, which the framework's scripts compare with the bar: the browser is sent there. */
async function offline(pathname) {
  const cache = await caches.open(NAME);
  const [page] = (await cache.keys()).filter(({ url }) => new URL(url).pathname === '/dock/offline');
  if (!page) return Response.error();
  return pathname === '/dock/offline'
    ? ((await cache.match(page)) ?? Response.error())
    : Response.redirect(page.url, 302);
}
