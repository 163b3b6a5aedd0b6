// What both pages have: the register, this phone's database, its key, its outbox, and the one tab that works.

import { openKey } from '../keys/device.js';
import { openDatabase } from '../outbox/database.js';
import { Outbox } from '../outbox/outbox.js';
import { refuse } from '../base/refusal.js';
import { readKey } from '../register/keys.js';
import { door } from './door.js';
import { part, say, sayCode, tell } from './dom.js';
import { keepPage } from './kept.js';
import { keepRegister } from './registered.js';
import { checkNewest, checkOwnScript, mayInstall } from './scriptCheck.js';
import { remembered } from './remembered.js';

/**
 * @typedef {object} Workplace
 * @property {import('../keys/enrolment.js').Pin} pin
 * @property {import('../outbox/database.js').Database} database
 * @property {Outbox} outbox
 * @property {import('../keys/device.js').DeviceKey | undefined} key
 * @property {() => Promise<void>} send
 * @property {() => Promise<void>} changed draws anew what the page shows of the outbox; each page has its own
 */

/** @returns {Promise<Workplace>} */
export async function openWorkplace() {
  const { origin = '', logKey = '' } = part('work').dataset;
  const pin = { origin, log: await readKey(logKey) };
  if (pin.log.name !== origin) refuse('origin-differs', origin);
  const database = await openDatabase(origin, () => sayGone(sayCode('storage-cleared')));
  await keepPin(database, logKey);
  await keepRegister(origin, logKey);
  checkOwnScript();
  const [stored] = await database.keys();
  if (stored === undefined) sayWhatIsGone(origin);
  const outbox = new Outbox(database, door, pin);
  const workplace = { pin, database, outbox, key: stored && (await openKey(stored)), changed: async () => undefined, send: async () => undefined };
  workplace.send = async () => {
    await outbox.send();
    await workplace.changed();
  };
  return workplace;
}

/** @param {string} origin */
function sayWhatIsGone(origin) {
  const rests = remembered(origin);
  if (rests !== undefined) sayGone(say('cleared', rests.waiting));
}

// In a place of its own: what fails in its wake doesn't take it away.
/** @param {string} text */
function sayGone(text) {
  part('cleared').textContent = text;
  part('cleared').hidden = false;
}

// The log's key that the page named first; a server that names another one later isn't the register that this phone works for.
/**
 * @param {import('../outbox/database.js').Database} database
 * @param {string} logKey
 */
async function keepPin(database, logKey) {
  const known = await database.setting('log');
  if (known !== undefined && known.key !== logKey) refuse('log-differs', logKey);
  if (known === undefined) await database.keepSetting({ name: 'log', key: logKey });
}

/**
 * Whether this tab is the one that works. Where the browser has no locks it is: sending twice is harmless.
 * @returns {Promise<boolean>}
 */
export function holdTheLock() {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    const held = navigator.locks.request(`saksei ${location.host}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise(() => undefined);
    });
    held.catch(() => resolve(true));
  });
}

/**
 * On opening, on coming online, on becoming visible.
 * @param {() => Promise<void>} send
 */
export function sendWhenPossible(send) {
  const now = () => void send().catch(tell);
  addEventListener('online', now);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && now());
  now();
}

/** Where the browser offers to put the pages on the home screen, the person is offered it. */
export function offerInstall() {
  const button = part('install');
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    button.hidden = false;
    button.onclick = () => void (/** @type {Event & {prompt: () => Promise<void>}} */ (event).prompt());
  });
  addEventListener('appinstalled', () => {
    button.hidden = true;
    void askToPersist();
  });
}

/** Asks the browser not to clear what rests here, and says where it may. */
export async function askToPersist() {
  const persists = (await navigator.storage?.persisted?.()) || (await navigator.storage?.persist?.());
  part('may-clear').hidden = persists === true;
}

/** Pages that were opened once open without signal; only the scripts that were built run. */
export async function keepOffline() {
  const { service, scope } = part('work').dataset;
  if (!navigator.serviceWorker || !service || !scope || !navigator.onLine || !(await mayInstall(service))) return;
  await navigator.serviceWorker.register(service, { scope, type: 'classic' });
  await navigator.serviceWorker.ready;

  // This page was asked for before there was a service worker that could keep it.
  const answer = await fetch(location.pathname);
  if (await keepPage(location.pathname, answer.clone())) part('offline').textContent = say('offline.ready');
  else await checkNewest(await answer.text());
}
