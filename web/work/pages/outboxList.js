// The outbox as a list: of each act how far it has come, its receipt, and what can be done.

import { bytesOfFiles, isDeletable, isProven } from '../outbox/states.js';
import { download, element, part, say, sayCode, tell } from './dom.js';
import { remember } from './remembered.js';

/** @typedef {import('../outbox/states.js').Item} Item */
/** @typedef {import('./workplace.js').Workplace} Workplace */

const RUNGS = { signed: 'n1', sent: 'n2', registered: 'n3', cosigned: 'n4', refused: 'no' };

/**
 * @param {Workplace} workplace
 * @param {(item: Item) => boolean} [wanted]
 */
export async function drawOutbox(workplace, wanted = () => true) {
  const all = await workplace.outbox.items();
  if (workplace.key !== undefined) remember(workplace.pin.origin, { waiting: all.filter((item) => item.own && !isProven(item)).length });
  const items = all.filter(wanted).reverse();
  part('items').replaceChildren(...items.map((item) => draw(workplace, item)));
  const drop = document.querySelector('[data-part=drop-carried]');
  if (drop instanceof HTMLElement) drop.hidden = items.every((item) => item.own);
  const waiting = items.filter((item) => !isProven(item)).length;
  part('waiting').textContent = items.length === 0 ? say('outbox.none') : waiting === 0 ? say('outbox.all') : say('outbox.waiting', waiting);
}

/**
 * @param {Workplace} workplace
 * @param {Item} item
 */
function draw(workplace, item) {
  const line = element('li', { 'data-act': item.identity, 'data-state': item.state });
  line.append(
    element('b', {}, say(`kind.${item.kind}`)), `${item.about} · ${item.made.slice(11, 16)}${item.own ? '' : ` · ${say('carried')}`}`,
    element('br', {}), element('span', { class: `rung ${RUNGS[item.state]}` }, sayState(item)),
  );
  const files = sayFiles(item);
  if (files) line.append(element('br', {}), element('span', { class: 'fine' }, files));
  if (item.trouble && !isProven(item)) line.append(element('br', {}), element('span', { class: 'fine' }, say(`trouble.${item.trouble}`)));
  if (item.outcome === 'void') line.append(element('br', {}), element('span', { class: 'fine' }, say('void', sayCode(item.code ?? ''))));
  line.append(element('div', { class: 'acts' }, ...buttons(workplace, item)));
  return line;
}

// What the act names beside its text: how much of it is here, or that it stayed on the phone that signed it.
/** @param {Item} item */
function sayFiles(item) {
  const { length } = item.files ?? [];
  if ((item.lacks ?? 0) > 0 && !isProven(item)) return say('lacks', item.lacks ?? 0);
  return length === 0 ? '' : say('files', length, Math.ceil(bytesOfFiles(item) / 1_000));
}

/** @param {Item} item */
function sayState(item) {
  if (item.state === 'refused') return say('state.refused', sayCode(item.code ?? ''));
  return say(`state.${item.state}`, item.sent?.slice(11, 16) ?? '');
}

/**
 * @param {Workplace} workplace
 * @param {Item} item
 */
function buttons(workplace, item) {
  const made = [];
  const { receipt } = item;
  if (receipt !== undefined) made.push(element('button', { type: 'button', class: 'quiet', click: () => download(`receipt-${item.index}.tlog-proof`, receipt) }, say('receipt', item.index ?? '')));
  made.push(element('button', { type: 'button', class: 'quiet', click: () => download(`act-${item.identity.slice(0, 12)}.note`, item.note) }, say('save-act')));
  if (isDeletable(item)) made.push(element('button', { type: 'button', class: 'stop', click: () => void remove(workplace, item).catch(tell) }, say('delete')));
  return made;
}

/**
 * @param {Workplace} workplace
 * @param {Item} item
 */
async function remove(workplace, item) {
  if (!confirm(say('delete.sure'))) return;
  await workplace.outbox.remove(item.identity);
  await drawOutbox(workplace);
}
