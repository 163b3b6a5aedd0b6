// What is to be done at a station, what of it is signed here, and what comes now.

import { readAct } from '../acts/acts.js';
import { utf8 } from '../base/bytes.js';
import { isRefusedForGood } from '../outbox/states.js';
import { part, say } from '../pages/dom.js';

/** @typedef {import('../pages/workplace.js').Workplace} Workplace */
/** @typedef {import('../outbox/states.js').Item} Item */

/** What an act was about, as far as things to do need it. @typedef {{kind: string, source: string, form: string, made: string}} Done */

/**
 * @param {Item[]} items
 * @param {string} station
 * @returns {Promise<Done[]>} oldest first
 */
export async function doneAt(items, station) {
  const done = [];
  for (const item of items.filter((one) => one.own && one.about === station && !isRefusedForGood(one))) {
    const { source, form } = (await readAct(utf8(item.note))).fields;
    done.push({ kind: item.kind, source: String(source ?? ''), form: String(form ?? ''), made: item.made });
  }
  return done;
}

/**
 * When a thing was done last: an act of one of its kinds, and where it says so of its source and form.
 * @param {string} thing such as `stations/conditions`, or `forms/copy scan 1102|forms/refusal`
 * @param {Done[]} done
 */
export function lastOf(thing, done) {
  const wanted = thing.split('|').map((one) => one.split(' '));
  return done.filter((act) => wanted.some(([kind, source = act.source, form = act.form]) => act.kind === kind && act.source === source && act.form === form)).at(-1)?.made;
}

/**
 * @param {Workplace} workplace
 * @param {string} station
 */
export async function drawThings({ outbox }, station) {
  const things = /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll('[data-thing]')));
  const done = await doneAt(await outbox.items(), station);
  const times = things.map((thing) => lastOf(thing.dataset.thing ?? '', done));
  const next = times.indexOf(undefined);
  for (const [at, thing] of things.entries()) {
    const mark = part('mark', thing);
    const time = times[at];
    thing.classList.toggle('now', at === next);
    mark.className = `mark ${time !== undefined ? 'agree' : at === next ? 'now' : 'missing'}`;
    mark.textContent = time !== undefined ? say('thing.signed', time.slice(11, 16)) : say(at === next ? 'thing.now' : 'thing.not-yet');
  }
  drawNext(things[next], times.filter((time) => time !== undefined).length, things.length);
}

/**
 * @param {HTMLElement | undefined} thing
 * @param {number} done
 * @param {number} all
 */
function drawNext(thing, done, all) {
  if (all === 0) return;
  part('next').textContent = thing === undefined ? say('now.none') : say('now', thing.dataset.do ?? '');
  part('next-lead').textContent = say('now.lead', done, all);
  const [go, link] = [part('next-go'), thing?.querySelector('a')];
  go.hidden = !link;
  if (!link) return;
  go.setAttribute('href', link.getAttribute('href') ?? '');
  go.dataset.source = link.dataset.source ?? '';
  go.textContent = link.textContent;
}
