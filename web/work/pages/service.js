// The service worker: pages of the workplaces that were opened once open without signal, and no script runs but those whose hashes
// stand here. What this doesn't protect against stands in SECURITY.md.

import { PAGE_CACHE } from './pageCache.js';

/** @type {{[path: string]: string}} the SHA-256 of each script by its path; put in by build.js */
const SCRIPTS = JSON.parse(/** @type {any} */ (globalThis).SAKSEI_SCRIPTS);

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
const SCRIPT_CACHE = `saksei scripts ${Object.values(SCRIPTS).join(' ').slice(0, 32)}`;
const PATIENCE = 4_000;
const MOST_PAGES = 64;

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== worker.location.origin) return;
  if (request.destination === 'script' || address.pathname.endsWith('.js')) event.respondWith(script(address));
  else if (request.mode === 'navigate') event.respondWith(page(request));
  else if (request.destination === 'style' || request.destination === 'image') event.respondWith(kept(request));
});

async function install() {
  for (const path of Object.keys(SCRIPTS)) await script(new URL(path, worker.location.origin));
  await worker.skipWaiting();
}

async function activate() {
  for (const name of await caches.keys()) if (name.startsWith('saksei scripts') && name !== SCRIPT_CACHE) await caches.delete(name);
  await worker.clients.claim();
}

/** @param {URL} address */
async function script(address) {
  const hash = SCRIPTS[address.pathname];
  if (hash === undefined) return new Response('', { status: 403, statusText: 'script not registered' });
  const cache = await caches.open(SCRIPT_CACHE);
  const known = await cache.match(address.pathname);
  if (known) return known;
  const answer = await fetch(address.pathname, { cache: 'no-cache', redirect: 'error' });
  const bytes = await answer.arrayBuffer();
  if (!answer.ok || (await hashOf(bytes)) !== hash) return new Response('', { status: 403, statusText: 'script altered' });
  const sound = new Response(bytes, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
  await cache.put(address.pathname, sound.clone());
  return sound;
}

/** @param {ArrayBuffer} bytes */
const hashOf = async (bytes) => Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');

// The newest page where the network gives it in time, otherwise the one that was kept.
/** @param {Request} request */
async function page(request) {
  const cache = await caches.open(PAGE_CACHE);
  const address = new URL(request.url).pathname;
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok) await keepPage(cache, address, answer.clone());
    return answer;
  } catch (failure) {
    return (await cache.match(address)) ?? Promise.reject(failure);
  }
}

/**
 * @param {Cache} cache
 * @param {string} address
 * @param {Response} answer
 */
async function keepPage(cache, address, answer) {
  await cache.put(address, answer);
  const pages = (await cache.keys()).filter(({ url }) => new URL(url).search === '' && !/\.\w+$/.test(new URL(url).pathname));
  for (const old of pages.slice(0, Math.max(0, pages.length - MOST_PAGES))) await cache.delete(old);
}

/** @param {Request} request */
async function kept(request) {
  const cache = await caches.open(PAGE_CACHE);
  const known = await cache.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}
