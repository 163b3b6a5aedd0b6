// Offline keys that give an organisation a desk again (act.md, "organisations/revoke", "recovery", "recover").

import { refuse } from '../base/refusal.js';

/** @typedef {import('../register/keys.js').Key} Key */
/** @typedef {import('./members.js').Members} Members */
/** @typedef {import('./members.js').Enrolled} Enrolled */
/** @typedef {{body: any, author: string, signers: Enrolled[]}} Asked */
/** @typedef {{threshold: number, keys: string[], from: number}} Stated from which second of the register on it counts */

/** What a desk states alone counts only so much later. */
const NOTICE_SECONDS = 72 * 3600;

export class Recoveries {
  /** @param {Members} members */
  constructor(members) {
    this.members = members;
    /** @type {Map<string, Stated>} */
    this.stated = new Map();
  }

  /**
   * What an organisation brings with it when it comes in.
   * @param {string} organisation
   * @param {{threshold: number, keys: Key[]} | undefined} recovery
   */
  enter(organisation, recovery) {
    this.stated.set(organisation, { threshold: recovery?.threshold ?? 0, keys: (recovery?.keys ?? []).map((key) => key.known), from: this.members.second });
  }

  /** @param {Asked} act */
  revoke(act) {
    const { body: { organisation, keys } } = act;
    if (!this.mayRevoke(act)) refuse('revoke-not-allowed', organisation);
    this.askOwn(organisation, keys);
    for (const name of keys) this.members.end(this.members.keys.get(name));
  }

  /** @param {Asked} act */
  state({ body: { organisation, recovery }, author, signers }) {
    if (organisation !== author) refuse('organisation-of-another', organisation);
    const counts = this.counts(organisation);
    if (counts && !this.isMet(organisation, signers)) refuse('recovery-too-few', organisation);
    const held = new Set(this.held(organisation));
    const added = recovery.keys.filter((/** @type {Key} */ key) => !(held.has(key.known) && this.members.keys.get(key.known)?.key.text === key.text));
    if (added.length > 0) this.members.askKeys(organisation, added, undefined);
    const names = recovery.keys.map((/** @type {Key} */ key) => key.known);
    if (new Set(names).size < names.length) refuse('key-twice', organisation);
    for (const name of held) if (!names.includes(name)) this.members.end(this.members.keys.get(name));
    for (const key of added) this.members.enrol(key, organisation, 'recovery', key.known);
    this.stated.set(organisation, { threshold: recovery.threshold, keys: names, from: this.members.second + (counts ? 0 : NOTICE_SECONDS) });
  }

  /** @param {Asked} act */
  recover({ body: { organisation, keys, revokes = [] }, author, signers }) {
    if (organisation !== author) refuse('organisation-of-another', organisation);
    if (!this.isDue(organisation)) refuse('recovery-too-early', organisation);
    if (!this.isMet(organisation, signers)) refuse('recovery-too-few', organisation);
    this.members.askKeys(organisation, keys, undefined);
    this.askOwn(organisation, revokes);
    for (const name of revokes) this.members.end(this.members.keys.get(name));
    for (const key of keys) this.members.enrol(key, organisation, 'desk', key.known);
  }

  /**
   * A desk alone revokes every key but recovery keys that count.
   * @param {Asked} act
   */
  mayRevoke({ body: { organisation, keys }, author, signers }) {
    if (organisation !== author) return false;
    const counts = this.counts(organisation);
    if (counts && this.isMet(organisation, signers)) return true;
    const takesRecovery = keys.some((/** @type {string} */ name) => this.members.keys.get(name)?.role === 'recovery');
    return signers[0]?.role === 'desk' && !(counts && takesRecovery);
  }

  /**
   * Fewer than the threshold that still stand could never be enough: an organisation would keep none for ever.
   * @param {string} organisation
   */
  counts(organisation) {
    return this.isDue(organisation) && this.held(organisation).length >= (this.stated.get(organisation)?.threshold ?? Infinity);
  }

  /** @param {string} organisation */
  isDue(organisation) {
    const stated = this.stated.get(organisation);
    return stated !== undefined && stated.threshold > 0 && stated.from <= this.members.second;
  }

  /**
   * Those stated last that were not revoked.
   * @param {string} organisation
   */
  held(organisation) {
    return (this.stated.get(organisation)?.keys ?? []).filter((name) => this.members.keys.get(name)?.revoked === false);
  }

  /**
   * @param {string} organisation
   * @param {Enrolled[]} signers
   */
  isMet(organisation, signers) {
    const own = signers.filter((signer) => signer.organisation === organisation && signer.role === 'recovery');
    return new Set(own.map((signer) => signer.key.known)).size >= (this.stated.get(organisation)?.threshold ?? Infinity);
  }

  /**
   * Keys of the organisation that sign.
   * @param {string} organisation
   * @param {string[]} names
   */
  askOwn(organisation, names) {
    for (const name of names) {
      const held = this.members.keys.get(name);
      if (held?.organisation !== organisation || held?.revoked) refuse('key-unknown', name);
    }
  }
}
