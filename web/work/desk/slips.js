// The desk's own slips: of each its fragment, the salt of the person's commitment, and, once the desk has put a key into an act, that
// key. What one slip gave is remembered here and not in any letter box: another key by it is always noticed.

import { base64, hex, randomBytes, sha256, utf8 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { organisationOf, readSlip, writeSlip } from '../keys/enrolment.js';

/** @typedef {import('../keys/enrolment.js').Slip & {salt: string, key: string}} KeptSlip `key` is empty until there is one */

/**
 * A file of slips: a line each.
 * @param {string} text
 * @returns {KeptSlip[]}
 */
export function parseSlips(text) {
  const slips = text.split('\n').filter(Boolean).map((line) => {
    const [fragment = '', salt = '', key = ''] = line.split(' ');
    return { ...readSlip(fragment), salt, key };
  });
  return sameOrganisation(slips);
}

/** An organisation's desk has slips of its own. @param {KeptSlip[]} slips */
export function sameOrganisation(slips) {
  const stray = slips.find(({ name }) => organisationOf(name) !== organisationOf(slips[0]?.name ?? ''));
  return stray === undefined ? slips : refuse('slip-of-another-organisation', stray.name);
}

/** @param {KeptSlip[]} slips */
export const writeSlips = (slips) => sameOrganisation(slips).map((slip) => `${[writeSlip(slip), slip.salt, slip.key].join(' ').trimEnd()}\n`).join('');

/**
 * Slips that come from elsewhere beside those that are known. A key that is known by a slip is never forgotten, and one number of a name
 * has one secret.
 * @param {KeptSlip[]} known
 * @param {KeptSlip[]} come
 */
export function mergeSlips(known, come) {
  const merged = new Map(known.map((slip) => [`${slip.name} ${slip.number}`, slip]));
  for (const slip of come) {
    const before = merged.get(`${slip.name} ${slip.number}`);
    if (before !== undefined && writeSlip(before) !== writeSlip(slip)) refuse('slip-differs', `${slip.name} ${slip.number}`);
    merged.set(`${slip.name} ${slip.number}`, { ...slip, key: before?.key || slip.key });
  }
  return sameOrganisation([...merged.values()]);
}

/**
 * The next slip of each name; none where one of the names isn't of the form.
 * @param {KeptSlip[]} known
 * @param {string[]} names
 */
export function nextSlips(known, names) {
  const last = new Map(known.map((slip) => [slip.name, slip]));
  return names.map((name) => {
    const before = last.get(name);
    const slip = { name, number: (before?.number ?? 0) + 1, secret: randomBytes(16), salt: before?.salt ?? base64(randomBytes(16)), key: '' };
    readSlip(writeSlip(slip));
    last.set(name, slip);
    return slip;
  });
}

/** Keys of one person bear one hash. @param {KeptSlip} slip */
export const personOf = async ({ name, salt }) => hex(await sha256(utf8(`saksei/person/v1\n${name}\n${salt}\n`)));
