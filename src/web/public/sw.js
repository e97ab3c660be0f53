// Opens a client's phone without a network. Keeps the shell alone (the page and its hashed files), never an answer
// about anybody: what a client may read offline is sealed by the app itself (web/keep).
const SHELL = 'shell';
const hashed = (url) => url.pathname.startsWith('/assets/');
const fixed = (url) => ['/icon.svg', '/manifest.webmanifest'].includes(url.pathname);

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// The app names the files of this build; those of an earlier one go.
self.addEventListener('message', (event) => {
  const wanted = event.data?.keep;
  if (Array.isArray(wanted)) event.waitUntil(keep(wanted.map((path) => new URL(path, self.location.origin).href)).then(() => event.source?.postMessage({ kept: wanted.length })));
});

async function keep(wanted) {
  const cache = await caches.open(SHELL);
  const held = (await cache.keys()).map((request) => request.url);
  await Promise.all(held.filter((url) => hashed(new URL(url)) && !wanted.includes(url)).map((url) => cache.delete(url)));
  await Promise.all(wanted.filter((url) => !held.includes(url)).map((url) => cache.add(url).catch(() => undefined)));
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (hashed(url) || fixed(url)) event.respondWith(file(request));
});

/** The page from the network, as it carries its own nonce; without one, the page as it was last. */
async function page(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok && answer.headers.get('content-type')?.includes('text/html')) {
      const copy = answer.clone();
      const cache = await caches.open(SHELL);
      await cache.put('/', copy);
    }
    return answer;
  } catch {
    return (await caches.match('/')) ?? Response.error();
  }
}

async function file(request) {
  const held = await caches.match(request);
  if (held) return held;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(SHELL)).put(request, answer.clone());
  return answer;
}
