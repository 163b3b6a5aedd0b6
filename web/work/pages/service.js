// The service worker: pages of the workplaces that were opened once open without signal, and no script is kept but those that stand in
// the register; while none does, those that it was built with. What this doesn't protect against stands in SECURITY.md.

import { cacheOf, dropForeign, keepPage, keptAnswer, keptPageBeside, scriptOf } from './kept.js';
import { askRegister, isAnyKnown } from './registered.js';
import { hex, sha256 } from '../base/bytes.js';
import { mayRun, nameOf } from '../register/scripts.js';

/** @type {{[path: string]: string}} the SHA-256 of each script by its path; put in by build.js */
const SCRIPTS = JSON.parse(/** @type {any} */ (globalThis).SAKSEI_SCRIPTS);

// All scripts of a version lie in the cache that its pages lie in, and go with them.
const MAIN = Object.keys(SCRIPTS).find((path) => path.endsWith('/work.js')) ?? '';

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
const PATIENCE = 4_000;
const VERSION = /^\/work\/([0-9a-f]{12})\//;
const GONE = [404, 410];

// Beside the server's own: no script stands in a page, and each comes by this worker.
const POLICY = "script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'; frame-src 'none'";

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== worker.location.origin) return;
  if (request.destination === 'script' || address.pathname.endsWith('.js')) event.respondWith(script(address));
  else if (request.mode === 'navigate') event.respondWith(page(request).then(withPolicy));
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
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (!answer.ok || !(await mayKeep(path, hex(await sha256(bytes))))) throw new Error(`script altered: ${path}`);
  await (await caches.open(cacheOf(Object.hasOwn(SCRIPTS, path) ? MAIN : path))).put(path, new Response(bytes, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } }));
}

/**
 * A script must be the one that its address says; and stand in the register, or be of this worker while none is known to stand there.
 * @param {string} path
 * @param {string} hash
 */
async function mayKeep(path, hash) {
  const isOwn = Object.hasOwn(SCRIPTS, path);
  if (isOwn ? SCRIPTS[path] !== hash : VERSION.exec(path)?.[1] !== hash.slice(0, 12)) return false;
  const { state } = await askRegister({ name: nameOf(path), sha256: hash });
  return isOwn ? mayRun(state) : state === 'registered';
}

// A page may look at this worker's own script, which is run as none of its own.
/** @param {URL} address */
async function script(address) {
  if (address.pathname === worker.location.pathname) return fetch(address, { cache: 'no-cache' });
  return (await findScript(address.pathname)) ?? new Response('', { status: 403, statusText: 'script not registered' });
}

/**
 * A script that is kept. One that isn't is fetched where it may be kept; where no script is known to stand in the register, one that
 * this worker doesn't know comes with the server's next worker, or not at all.
 * @param {string} path
 */
async function findScript(path) {
  const kept = await keptAnswer(path);
  if (kept) return kept;
  try {
    await keepScript(path);
  } catch {
    if (!Object.hasOwn(SCRIPTS, path) && !(await isAnyKnown(nameOf(path)))) await nextWorker().catch(() => undefined);
  }
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
  if (isNewest) return answer;
  return kept ?? (answer && (await besideIt(address, answer))) ?? Response.error();
}

// A page whose script isn't registered, and of which none was kept: one that was kept says so.
/**
 * @param {string} address
 * @param {Response} answer
 */
async function besideIt(address, answer) {
  const script = scriptOf(await answer.clone().text());
  const beside = script !== undefined && (await isAnyKnown(nameOf(script))) ? await keptPageBeside(address) : undefined;
  return beside === undefined ? answer : Response.redirect(beside);
}

/** @param {Response} answer */
function withPolicy(answer) {
  if (answer.type === 'opaqueredirect' || answer.type === 'error' || answer.status < 200 || answer.redirected) return answer;
  const headers = new Headers(answer.headers);
  headers.append('Content-Security-Policy', POLICY);
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
}

/** @param {Request} request */
const look = async (request) => (await keptAnswer(request)) ?? fetch(request);
