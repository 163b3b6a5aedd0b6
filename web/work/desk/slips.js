// The desk's own file of slips: a line each, with the slip's fragment, the salt of the person's commitment, and, once the desk has put
// a key into an act, that key. What one slip gave is remembered here and not in any letter box: another key by it is always noticed.

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { base64, hex, randomBytes, sha256, utf8 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { organisationOf, readSlip, writeSlip } from '../keys/enrolment.js';

/** @typedef {import('../keys/enrolment.js').Slip & {salt: string, key: string}} KeptSlip `key` is empty until there is one */

/**
 * @param {string} path
 * @returns {KeptSlip[]}
 */
export function readSlips(path) {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  const slips = lines.map((line) => {
    const [fragment = '', salt = '', key = ''] = line.split(' ');
    return { ...readSlip(fragment), salt, key };
  });
  sameOrganisation(slips);
  return slips;
}

/** An organisation's desk has a file of its own. @param {KeptSlip[]} slips */
function sameOrganisation(slips) {
  const stray = slips.find(({ name }) => organisationOf(name) !== organisationOf(slips[0]?.name ?? ''));
  if (stray !== undefined) refuse('slip-of-another-organisation', stray.name);
}

/**
 * Written anew as a whole: a file that ends in the middle would lose secrets.
 * @param {string} path
 * @param {KeptSlip[]} slips
 */
export function keepSlips(path, slips) {
  sameOrganisation(slips);
  writeFileSync(`${path}.new`, slips.map((slip) => `${[writeSlip(slip), slip.salt, slip.key].join(' ').trimEnd()}\n`).join(''), { mode: 0o600 });
  renameSync(`${path}.new`, path);
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
