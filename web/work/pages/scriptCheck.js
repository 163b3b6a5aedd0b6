// A page asks whether its own script stands in the register, and says so where it doesn't: then nothing is signed. A script that was
// altered so that it doesn't ask says nothing: SECURITY.md has what this can't protect against.

import { base64, hex, sha256 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { useKeysOnlyIf } from '../keys/device.js';
import { mayRun, nameOf } from '../register/scripts.js';
import { element, say } from './dom.js';
import { scriptOf } from './kept.js';
import { askRegister, isAnyKnown } from './registered.js';

/** @typedef {import('../register/scripts.js').Found} Found */

/** How long a signature waits for an answer while no script is known to be registered. */
const PATIENCE = 4_000;

/** The script of this page, as the page names it. @returns {HTMLScriptElement | null} */
const ownScript = () => document.querySelector('script[type=module][src^="/work/"]');

/** Asks, closes signing where the answer says so, and says it. */
export function checkOwnScript() {
  const script = ownScript();
  if (script === null) return;
  const path = new URL(script.src).pathname;
  const asked = askFor(path, script.integrity).catch(() => unanswered(path));
  useKeysOnlyIf(() => askBeforeUse(path, asked));
  void asked.then(show);
}

/**
 * @param {string} path
 * @param {Promise<Found>} asked
 */
async function askBeforeUse(path, asked) {
  const isKnown = await isAnyKnown(nameOf(path));
  const found = await (isKnown ? asked : Promise.race([asked, new Promise((later) => setTimeout(later, PATIENCE))]));
  if (found !== undefined && !mayRun(found.state)) refuse('script-not-registered');
}

/**
 * Of the bytes that run: those that the browser held against the page's integrity.
 * @param {string} path
 * @param {string} [integrity]
 * @returns {Promise<Found>}
 */
async function askFor(path, integrity = '') {
  const answer = await fetch(path, { cache: integrity ? 'force-cache' : 'no-cache' });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (integrity && integrity !== `sha384-${base64(new Uint8Array(await crypto.subtle.digest('SHA-384', bytes)))}`) return unanswered(path);
  return askRegister({ name: nameOf(path), sha256: hex(await sha256(bytes)) });
}

/** @param {string} path @returns {Promise<Found>} */
const unanswered = async (path) => ({ state: (await isAnyKnown(nameOf(path))) ? 'unproven' : 'unasked' });

/** @param {Found} found */
function show({ state, by }) {
  if (!mayRun(state)) warn(`script.${state}`);
  const line = document.querySelector('[data-part=script-state]');
  if (line) line.textContent = state === 'registered' && by ? say('script.registered', by.organisation, by.index) : state === 'none' ? say('script.none') : '';
}

/** @param {string} text */
function warn(text) {
  const note = document.querySelector('[data-part=script-note]');
  if (!(note instanceof HTMLElement)) return;
  note.lastElementChild?.before(element('p', {}, say(text)));
  note.hidden = false;
}

/**
 * Whether the server's service worker may be installed; says so where not.
 * @param {string} service
 */
export async function mayInstall(service) {
  const { state } = await askFor(service);
  if (!mayRun(state)) warn('script.service');
  return mayRun(state);
}

/**
 * Where the server's page names another script than this page's and it wasn't kept, once scripts are registered: says so.
 * @param {string} html
 */
export async function checkNewest(html) {
  const [own, newest] = [ownScript()?.getAttribute('src'), scriptOf(html)];
  if (own && newest && newest !== own && (await isAnyKnown(nameOf(newest)))) warn('script.newer');
}
