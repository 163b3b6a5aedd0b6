// What page and service worker know of registered scripts: which register they work for, what was proved of its scripts, and how the
// server is asked. It rests in a cache, where both find it without knowing the register's name.

import { refuse } from '../base/refusal.js';
import { readKey } from '../register/keys.js';
import { findScript } from '../register/scripts.js';

/** @typedef {import('../register/scripts.js').Registered} Registered */
/** @typedef {{origin: string, log: string, proved: Registered[]}} Kept */

const CACHE = 'saksei-register';
const PLACE = '/work/register.json';
const PATIENCE = 10_000;

/** @returns {Promise<Kept | undefined>} */
const kept = async () => (await (await caches.open(CACHE)).match(PLACE))?.json();

/** @param {Kept} now */
const keep = async (now) => (await caches.open(CACHE)).put(PLACE, new Response(JSON.stringify(now)));

/**
 * The register that this browser works for here, from its first visit on. Another one is taken in its place while none of its scripts
 * was proved to be registered: from then on a server could get rid of what was proved by naming another register.
 * @param {string} origin
 * @param {string} log its key
 */
export async function keepRegister(origin, log) {
  const now = await kept();
  const isSame = now?.origin === origin && now.log === log;
  if (!isSame && now && now.proved.length > 0) refuse('register-differs', now.origin);
  if (!isSame) await keep({ origin, log, proved: [] });
}

/** @type {import('../register/scripts.js').Known} */
const known = {
  all: async () => (await kept())?.proved ?? [],
  add: async (found) => {
    const now = await kept();
    if (now && !now.proved.some(({ name, sha256 }) => name === found.name && sha256 === found.sha256)) await keep({ ...now, proved: [...now.proved, found] });
  },
};

/** @param {string} path */
async function fetchText(path) {
  const answer = await fetch(path, { signal: AbortSignal.timeout(PATIENCE), redirect: 'error' });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
}

/** @type {import('../register/scripts.js').Source} */
const source = {
  statements: async ({ name, sha256 }) => JSON.parse(await fetchText(`/scripts?name=${encodeURIComponent(name)}&sha256=${sha256}`)),
  noteAt: (index) => fetchText(`/log/acts/${index}`),
  receiptAt: (index) => fetchText(`/log/receipt/${index}.tlog-proof`),
  keyOf: async (keyName) => JSON.parse(await fetchText(`/enrolments/key?name=${encodeURIComponent(keyName)}`)).key,
};

/**
 * Whether a script stands in the register that this browser works for; nobody is asked where none was kept.
 * @param {import('../register/scripts.js').Script} script
 * @returns {Promise<import('../register/scripts.js').Found>}
 */
export async function askRegister(script) {
  const now = await kept();
  return now === undefined ? { state: 'unasked' } : findScript({ origin: now.origin, log: await readKey(now.log) }, script, source, known);
}

/** Whether any script of a name was proved to stand in the register. @param {string} name */
export const isAnyKnown = async (name) => (await known.all()).some((one) => one.name === name);
