// The founding act, the version of the rules, and scripts (act.md, "register/…").

import { refuse } from '../base/refusal.js';
import { readStated } from '../register/policy.js';
import { keyHash } from './members.js';

/** @typedef {import('./members.js').Members} Members */

/**
 * @param {Members} members
 * @param {import('../acts/act.js').Act} act
 * @param {string} origin
 */
export function found(members, act, origin) {
  const { definition, simulated, log, clock, cosigning, founders } = act.body;
  if (definition !== members.definition.identity) refuse('definition-differs', definition);
  if (origin.startsWith('simulated.') !== simulated) refuse('origin-simulated', origin);
  if (log.name !== origin) refuse('origin-log', log.name);
  askFounders(founders, act.signers);
  const hashes = askKeys(members, founders);
  if (act.signers.length > founders.length) refuse('signer-unknown');
  if (cosigning !== undefined) readStated(cosigning, log);
  for (const founder of founders) members.admit(founder, 'founding');
  members.enrol(clock, '', 'clock', clock.known);
  return hashes;
}

/**
 * @param {any[]} founders
 * @param {string[]} signers
 */
function askFounders(founders, signers) {
  if (founders.length === 0) refuse('founder-missing');
  founders.forEach((founder, i) => {
    if (founder.keys.length > 0 && founder.keys[0].known !== signers[i]) refuse('founder-missing', founder.organisation);
  });
  const codes = founders.map((founder) => founder.organisation);
  const twice = codes.find((code, i) => codes.indexOf(code) < i);
  if (twice !== undefined) refuse('organisation-known', twice);
}

/**
 * @param {Members} members
 * @param {any[]} founders
 */
function askKeys(members, founders) {
  for (const { organisation, interest, keys, recovery } of founders) {
    const known = members.definition.known.get(organisation);
    const own = new Set(known?.keyHash === undefined ? [] : [known.keyHash]);
    members.askKeys(organisation, keys, recovery, own);
    if (known?.interest !== undefined && known.interest !== interest) refuse('interest-differs', known.interest);
    if (known?.keyHash !== undefined && known.keyHash !== keyHash(keys[0])) refuse('key-hash-differs', keys[0].known);
  }
}

/**
 * @param {Members} members
 * @param {{body: any, signers: import('./members.js').Enrolled[]}} act
 * @param {number} version the one that applies
 */
export function newRules(members, { body, signers }, version) {
  askEveryFounder(members, signers);
  return body.version > version ? body.version : refuse('rules-not-newer');
}

/**
 * @param {Members} members
 * @param {import('./members.js').Enrolled[]} signers
 */
export function askEveryFounder(members, signers) {
  for (const { code, founder } of members.organisations.values()) {
    if (founder && !signers.some((s) => s.organisation === code && s.role === 'desk')) refuse('founder-missing', code);
  }
}

/**
 * What organisations built changes nothing that follows.
 * @param {{body: any}} act
 */
export function scripts({ body }) {
  if (body.scripts.length === 0) refuse('scripts-missing');
  const names = body.scripts.map((/** @type {{name: string}} */ { name }) => name);
  const twice = names.find((/** @type {string} */ name, /** @type {number} */ i) => names.indexOf(name) < i);
  if (twice !== undefined) refuse('script-twice', twice);
}
