// Times of the doors. Each word is signed at once; what was said before goes along in the next act, because an organisation has one that
// stands: closed, open, or both by turns.

import { readAct } from '../acts/acts.js';
import { momentOf } from '../acts/moments.js';
import { utf8 } from '../base/bytes.js';
import { isRefusedForGood } from '../outbox/states.js';
import { element, onPress, part, say } from '../pages/dom.js';
import { drawTimes } from './times.js';
import { sign } from './signing.js';

/** @typedef {import('../pages/workplace.js').Workplace} Workplace */
/** @typedef {import('../outbox/states.js').Said} Said */
/** @typedef {import('../acts/fields.js').Value} Value */

const KIND = 'stations/conditions';

/**
 * @param {Workplace} workplace
 * @param {HTMLFormElement} form
 * @param {string} station
 * @returns {Promise<() => Promise<void>>} draws it anew
 */
export async function openDoors(workplace, form, station) {
  form.addEventListener('submit', (event) => event.preventDefault());
  const time = /** @type {HTMLInputElement} */ (part('door-time', form));
  for (const button of form.querySelectorAll('button[data-door]')) {
    const { door = '', now } = /** @type {HTMLElement} */ (button).dataset;
    onPress(/** @type {HTMLElement} */ (button), async () => {
      if (now === undefined && !time.reportValidity()) return;
      await signDoor(workplace, station, { what: door, at: momentOf(now === undefined ? new Date(time.value) : new Date()) });
      time.value = '';
    });
  }
  return async () => draw(form, await saidAt(workplace, station));
}

/**
 * @param {Workplace} workplace
 * @param {string} station
 */
async function itemsAt({ outbox }, station) {
  return (await outbox.items()).filter((item) => item.own && item.kind === KIND && item.about === station && !isRefusedForGood(item));
}

/**
 * What was said here, by the time that it is about.
 * @param {Workplace} workplace
 * @param {string} station
 */
const saidAt = async (workplace, station) => inOrder((await itemsAt(workplace, station)).flatMap(({ said }) => said ?? []));

/** @param {Said[]} said */
const inOrder = (said) => [...said].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));

/**
 * @param {Workplace} workplace
 * @param {string} station
 * @param {Said} said
 */
async function signDoor(workplace, station, said) {
  const last = (await itemsAt(workplace, station)).at(-1);
  const before = last === undefined ? {} : (await readAct(utf8(last.note))).fields;
  await sign(workplace, { kind: KIND, fields: conditionsOf(station, inOrder([...(await saidAt(workplace, station)), said]), before), said });
}

/**
 * @param {string} station
 * @param {Said[]} said
 * @param {{[name: string]: Value}} before what the act says that this one replaces: of other things than doors it stays
 * @returns {{[name: string]: Value | undefined}}
 */
export function conditionsOf(station, said, before) {
  const { presence = [], posted = 'not-seen', handed = [] } = before;
  const states = new Set(said.map(({ what }) => what));
  const [first, last] = [said[0], said.at(-1)];
  const doors = states.size > 1 ? 'partly' : (first?.what ?? 'not-seen');
  return { station, doors, presence, posted, handed, from: first?.at, until: said.length > 1 ? last?.at : undefined };
}

/**
 * @param {HTMLFormElement} form
 * @param {Said[]} said
 */
function draw(form, said) {
  part('door-times', form).replaceChildren(...(said.length > 1 ? [drawTimes(said, (what) => say(`door.${what}`), say('door.drawn'))] : []));
  part('doors-said', form).replaceChildren(...said.map(({ what, at }) => element('li', {}, say('door.said', at.slice(11, 16), say(`door.${what}`)))));
}
