// Which act of this phone a new one replaces: the last that its organisation made of the same, unless the register won't take it.

import { readAct } from '../acts/acts.js';
import { utf8 } from '../base/bytes.js';
import { organisationOf } from '../keys/enrolment.js';
import { isFinished, isProven } from './states.js';

/** @typedef {import('./states.js').Item} Item */
/** @typedef {{[name: string]: import('../acts/fields.js').Value | undefined}} Fields */

/** What an act is of: one of these stands for an organisation at a time. @type {{[kind: string]: string[]}} */
const SAME = { 'forms/copy': ['form', 'station', 'source'], 'forms/refusal': ['station'], 'stations/conditions': ['station'], 'observation/answers': ['station', 'checklist', 'team'] };

/**
 * What the page knows of the register: all versions of a checklist, any of which is the same; and what stands there, perhaps by another phone.
 * @typedef {{versions: string[], standing?: {act: string, index: number}}} Register
 */

/**
 * @param {Item[]} items in the order in which they were added
 * @param {{kind: string, fields: Fields, keyName: string}} act
 * @param {Register} [register]
 * @returns {Promise<string | undefined>} its identity
 */
export async function previousOf(items, act, { versions, standing } = { versions: [] }) {
  const own = await lastOf(items, act, versions);
  return own === undefined || (isProven(own) && (own.index ?? 0) < (standing?.index ?? 0)) ? standing?.act : own.identity;
}

/**
 * @param {Item[]} items
 * @param {{kind: string, fields: Fields, keyName: string}} act
 * @param {string[]} versions
 */
async function lastOf(items, { kind, fields, keyName }, versions) {
  const same = SAME[kind];
  if (same === undefined) return undefined;
  const areSame = (/** @type {unknown} */ one, /** @type {unknown} */ other) => one === other || (versions.includes(String(one)) && versions.includes(String(other)));
  for (const item of items.filter((one) => one.own && one.kind === kind).reverse()) {
    const before = await readAct(utf8(item.note));
    const [signer = ''] = before.signers;
    const isOfSame = same.every((name) => areSame(before.fields[name], fields[name]));
    if (isOfSame && organisationOf(signer) === organisationOf(keyName) && mayStand(item, signer === keyName)) return item;
  }
  return undefined;
}

// What waits for a key that was exchanged for another may wait for ever.
/**
 * @param {Item} item
 * @param {boolean} isByThisKey
 */
const mayStand = (item, isByThisKey) => (isProven(item) ? item.outcome === 'applied' : isByThisKey && !isFinished(item));
