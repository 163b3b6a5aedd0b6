// Which act of this phone a new one replaces: the last that its organisation made of the same, unless the register won't take it.

import { readAct } from '../acts/acts.js';
import { utf8 } from '../base/bytes.js';
import { isFinished, isProven } from './states.js';

/** @typedef {import('./states.js').Item} Item */
/** @typedef {{[name: string]: import('../acts/fields.js').Value | undefined}} Fields */

/** What an act is of: one of these stands for an organisation at a time. @type {{[kind: string]: string[]}} */
const SAME = { 'forms/copy': ['form', 'station', 'source'], 'forms/refusal': ['station'], 'stations/conditions': ['station'] };

/** @param {string} keyName */
const organisationOf = (keyName) => keyName.slice(0, keyName.indexOf('/'));

/**
 * @param {Item[]} items in the order in which they were added
 * @param {{kind: string, fields: Fields, keyName: string}} act
 * @returns {Promise<string | undefined>} its identity
 */
export async function previousOf(items, { kind, fields, keyName }) {
  for (const item of items.filter((one) => one.own && one.kind === kind).reverse()) {
    const before = await readAct(utf8(item.note));
    const [signer = ''] = before.signers;
    const isOfSame = (SAME[kind] ?? []).every((name) => before.fields[name] === fields[name]);
    if (isOfSame && organisationOf(signer) === organisationOf(keyName) && mayStand(item, signer === keyName)) return item.identity;
  }
  return undefined;
}

// What waits for a key that was exchanged for another may wait for ever.
/**
 * @param {Item} item
 * @param {boolean} isByThisKey
 */
const mayStand = (item, isByThisKey) => (isProven(item) ? item.outcome === 'applied' : isByThisKey && !isFinished(item));
