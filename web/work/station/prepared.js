// A person's own stations, prepared beforehand: their pages rest on this phone with script and looks, and open without signal.

import { refuse } from '../base/refusal.js';
import { element, onPress, part, say, tell } from '../pages/dom.js';
import { keepPage, keptAnswer, weighAll } from '../pages/kept.js';
import { doneAt, lastOf } from './things.js';

/** @typedef {import('../pages/workplace.js').Workplace} Workplace */

const MOST = 20;

/** @param {import('../outbox/database.js').Database} database @returns {Promise<string[]>} */
const codesIn = async (database) => (await database.setting('stations'))?.codes ?? [];

/** Where a station's page lies. @param {string} code */
const addressOf = (code) => `${part('work').dataset.stations ?? ''}${encodeURIComponent(code)}`;

/**
 * The list of them, and the way to more.
 * @param {Workplace} workplace
 */
export async function openPrepared(workplace) {
  const form = /** @type {HTMLFormElement} */ (part('prepare-stations'));
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem('stations'));
  form.addEventListener('submit', (event) => event.preventDefault());
  onPress(part('prepare', form), async () => {
    if (!form.reportValidity()) return;
    for (const code of field.value.split(/[\s,;]+/).filter(Boolean)) await prepare(workplace, code);
    field.value = '';
    await drawPrepared(workplace);
  });
  await drawPrepared(workplace);
  void refresh(workplace).catch(() => undefined);
}

/**
 * @param {Workplace} workplace
 * @param {string} code
 */
async function prepare({ database }, code) {
  const codes = await codesIn(database);
  if (codes.length >= MOST && !codes.includes(code)) refuse('too-many-stations', String(MOST));
  if (!navigator.serviceWorker) refuse('not-prepared', code);
  await navigator.serviceWorker.ready;
  const answer = await fetch(addressOf(code)).catch(() => refuse('not-prepared', code));
  if (answer.status === 404) refuse('station-not-found', code);
  if (!(await keepPage(addressOf(code), answer))) refuse('not-prepared', code);
  await database.keepSetting({ name: 'stations', codes: [...codes.filter((one) => one !== code), code] });
}

// As the newest script has them, where there is signal.
/** @param {Workplace} workplace */
async function refresh({ database }) {
  if (!navigator.onLine || !navigator.serviceWorker) return;
  await navigator.serviceWorker.ready;
  for (const code of await codesIn(database)) await keepPage(addressOf(code), await fetch(addressOf(code)));
}

/** @param {Workplace} workplace */
export async function drawPrepared(workplace) {
  const codes = await codesIn(workplace.database);
  const items = await workplace.outbox.items();
  part('stations').replaceChildren(...(await Promise.all(codes.map((code) => draw(workplace, code, items)))));
  part('stations-weight').textContent = codes.length === 0 ? '' : say('stations.weight', ((await weighAll()) / 1_000_000).toFixed(1));
  part('stations-part').hidden = codes.length === 0;
}

/**
 * @param {Workplace} workplace
 * @param {string} code
 * @param {import('../outbox/states.js').Item[]} items
 */
async function draw(workplace, code, items) {
  const kept = await keptAnswer(addressOf(code));
  const page = kept && new DOMParser().parseFromString(await kept.text(), 'text/html');
  const things = Array.from(page?.querySelectorAll('[data-thing]') ?? [], (thing) => thing.getAttribute('data-thing') ?? '');
  const done = await doneAt(items, code);
  const count = things.filter((thing) => lastOf(thing, done) !== undefined).length;
  const isHere = part('work').dataset.station === code;
  const mark = kept === undefined ? say('station.not-kept') : say('station.done', count, things.length);
  return element('li', { class: isHere ? 'now' : '' },
    element('a', { href: addressOf(code), ...(isHere ? { 'aria-current': 'page' } : {}) }, page?.querySelector('[data-part=station-name]')?.textContent ?? code),
    element('span', { class: `mark ${kept !== undefined && count === things.length ? 'agree' : 'missing'}` }, mark),
    ...(part('work').dataset.page !== 'key' ? [] : [element('button', { type: 'button', class: 'quiet', click: () => void remove(workplace, code).catch(tell) }, say('station.remove', code))]));
}

/**
 * @param {Workplace} workplace
 * @param {string} code
 */
async function remove(workplace, code) {
  await workplace.database.keepSetting({ name: 'stations', codes: (await codesIn(workplace.database)).filter((one) => one !== code) });
  await drawPrepared(workplace);
}
