// The service worker: pages of the workplaces that were opened once open without signal, and no script runs but those whose hashes
// stand in a service worker that was installed here. What this doesn't protect against stands in SECURITY.md.

import { cacheOf, dropForeign, keepPage, keptAnswer } from './kept.js';

/** @type {{[path: string]: string}} the SHA-256 of each script by its path; put in by build.js */
const SCRIPTS = JSON.parse(/** @type {any} */ (globalThis).SAKSEI_SCRIPTS);

// All scripts of a version lie in the cache that its pages lie in, and go with them.
const MAIN = Object.keys(SCRIPTS).find((path) => path.endsWith('/work.js')) ?? '';

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
const PATIENCE = 4_000;
const GONE = [404, 410];

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== worker.location.origin) return;
  if (request.destination === 'script' || address.pathname.endsWith('.js')) event.respondWith(script(address));
  else if (request.mode === 'navigate') event.respondWith(page(request));
  else if (request.destination === 'style' || request.destination === 'image') event.respondWith(look(request));
});

async function install() {
  for (const path of Object.keys(SCRIPTS)) await keepScript(path);
  await worker.skipWaiting();
}

async function activate() {
  await dropForeign();
  await worker.clients.claim();
}

/** @param {string} path */
async function keepScript(path) {
  const answer = await fetch(path, { cache: 'no-cache', redirect: 'error' });
  const bytes = await answer.arrayBuffer();
  if (!answer.ok || (await hashOf(bytes)) !== SCRIPTS[path]) throw new Error(`script altered: ${path}`);
  await (await caches.open(cacheOf(MAIN))).put(path, new Response(bytes, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } }));
}

/** @param {ArrayBuffer} bytes */
const hashOf = async (bytes) => Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** @param {URL} address */
const script = async (address) => (await findScript(address.pathname)) ?? new Response('', { status: 403, statusText: 'script not registered' });

/**
 * A script that is kept. One of this worker that was cleared away is fetched anew; one that this worker doesn't know comes with the
 * server's next worker, or not at all.
 * @param {string} path
 */
async function findScript(path) {
  const kept = await keptAnswer(path);
  if (kept) return kept;
  await (Object.hasOwn(SCRIPTS, path) ? keepScript(path) : nextWorker()).catch(() => undefined);
  return keptAnswer(path);
}

// Until the next worker is installed, if there is one: it takes over when this one has answered.
async function nextWorker() {
  const { registration } = worker;
  await registration.update();
  const next = registration.installing;
  if (next !== null) await new Promise((done) => next.addEventListener('statechange', done, { once: true }));
}

// The newest page where the network gives it in time, otherwise the one that was kept. A failing server, a portal or a page whose
// script can't be had is no reason to show nothing.
/** @param {Request} request */
async function page(request) {
  const address = new URL(request.url).pathname;
  const kept = await keptAnswer(address);
  const answer = await fetch(request, kept ? { signal: AbortSignal.timeout(PATIENCE) } : {}).catch(() => undefined);
  const isNewest = answer !== undefined && (GONE.includes(answer.status) || (await keepPage(address, answer.clone(), findScript).catch(() => false)));
  return (isNewest ? answer : (kept ?? answer)) ?? Response.error();
}

/** @param {Request} request */
const look = async (request) => (await keptAnswer(request)) ?? fetch(request);
