// Vouching: founders let a newcomer in, or a body or party of the definition comes in by its own rules (act.md).

import { refuse } from '../base/refusal.js';
import { keyHash } from './members.js';

/** @typedef {import('./members.js').Members} Members */
/** @typedef {{body: any, author: string, signers: import('./members.js').Enrolled[]}} Vouching */

const GROUPS = 3;

/**
 * Whether a vouching is its newcomer's own: signed by the one key whose hash the definition has, which comes first.
 * @param {Members} members
 * @param {import('../acts/act.js').Act} act
 */
export function isOwn(members, act) {
  if (act.kind !== 'organisations/vouch' || act.signers.length !== 1) return false;
  const [first] = act.body.keys;
  if (first === undefined || first.known !== act.signers[0]) return false;
  return members.definition.known.get(act.body.organisation)?.keyHash === keyHash(first);
}

/**
 * @param {Members} members
 * @param {any} body
 */
export function vouchOwn(members, body) {
  const [first] = body.keys;
  if (members.keys.get(first.known)?.revoked) refuse('signer-revoked', first.known);
  askInterest(members, body);
  members.askKeys(body.organisation, body.keys, body.recovery, new Set([keyHash(first)]));
  for (const held of members.keys.values()) if (held.organisation === body.organisation) members.end(held);
  members.admit(body, 'own');
}

/**
 * @param {Members} members
 * @param {Vouching} act
 */
export function vouch(members, act) {
  const known = members.definition.known.get(act.body.organisation);
  if (known === undefined) return vouchAlone(members, act);
  const above = known.above !== undefined && known.above === act.author;
  if (members.organisations.has(act.body.organisation)) refuse('organisation-known', act.body.organisation);
  members.askKeys(act.body.organisation, act.body.keys, act.body.recovery);
  askInterest(members, act.body);
  if (!above) askCeremony(members, act, known.interest);
  members.admit(act.body, above ? 'above' : 'ceremony');
}

/**
 * @param {Members} members
 * @param {any} body
 */
function askInterest(members, body) {
  const stated = members.definition.known.get(body.organisation)?.interest;
  if (stated !== undefined && stated !== body.interest) refuse('interest-differs', stated);
}

/**
 * @param {Members} members
 * @param {Vouching} act
 * @param {string | undefined} own the newcomer's interest group
 */
function askCeremony(members, { signers }, own) {
  const founders = signers.filter((s) => s.role === 'desk' && members.organisations.get(s.organisation)?.founder);
  const groups = new Set(founders.map((s) => members.organisations.get(s.organisation)?.interest));
  const hasFounded = [...members.organisations.values()].some((o) => o.founder && o.interest === own);
  const enough = groups.size >= Math.max(GROUPS, members.definition.vouching);
  if (!enough || (hasFounded && !groups.has(own))) refuse('ceremony-incomplete', [...groups].sort().join(' '));
}

/**
 * @param {Members} members
 * @param {Vouching} act
 */
function vouchAlone(members, { body, author }) {
  const founder = members.organisations.get(author);
  if (!founder?.founder) return refuse('founder-only');
  if (members.organisations.has(body.organisation)) refuse('organisation-known', body.organisation);
  members.askKeys(body.organisation, body.keys, body.recovery);
  const content = contentOf(body);
  const vouched = members.vouched.get(content) ?? { groups: new Set(), founders: new Set() };
  if (vouched.founders.has(author)) refuse('vouched-already', author);
  vouched.founders.add(author);
  vouched.groups.add(founder.interest);
  members.vouched.set(content, vouched);
  if (vouched.groups.size >= members.definition.vouching) members.admit(body, 'vouching');
}

/** What has to be the same for vouchings to count together. @param {any} body */
function contentOf({ organisation, category, interest, keys, recovery }) {
  const texts = (/** @type {{text: string}[]} */ some) => some.map((key) => key.text);
  const content = [organisation, category, interest, texts(keys)];
  return JSON.stringify(recovery ? [...content, recovery.threshold, texts(recovery.keys)] : content);
}
