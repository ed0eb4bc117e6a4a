// Answers for the dock when there is no connection: with one page that names nobody. Nothing else is kept, and with a connection nothing is answered.
const NAME = 'dock-1';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name !== NAME) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

// The page that is open says which page to keep, and which files it is made of.
self.addEventListener('message', (event) => {
  const { shell, assets } = event.data ?? {};
  if (/^\/dock\/offline\?lang=[a-z]{2}$/.test(shell) && Array.isArray(assets)) event.waitUntil(keep(shell, assets));
});

async function keep(shell, assets) {
  const cache = await caches.open(NAME);
  // Without cookies: it is the page of nobody.
  const page = await fetch(shell, { credentials: 'omit', redirect: 'error' });
  if (!page.ok) return;
  const own = [...(await page.clone().text()).matchAll(/"(\/(?:assets|fonts)\/[\w.-]+)"/g)].map(([, path]) => path);
  const wanted = new Set([...own, ...assets.filter((path) => /^\/(assets|fonts)\/[\w.-]+$/.test(path))]);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (!wanted.has(pathname)) await cache.delete(request);
  }
  for (const path of wanted) if (!(await cache.match(path))) await cache.add(path).catch(() => {});
  await cache.put(shell, page);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => offline(pathname)));
  // Files with a hash in their names never change.
  else if (pathname.startsWith('/assets/') || pathname.startsWith('/fonts/'))
    event.respondWith(fetch(request).catch(() => kept(pathname)));
});

async function kept(path) {
  return (await (await caches.open(NAME)).match(path)) ?? Response.error();
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
