// Who is in the register: organisations, their keys, and how they came in (act.md, "organisations/…").

import { hex, utf8 } from '../base/bytes.js';
import { sha256 } from '../base/platform.js';
import { refuse } from '../base/refusal.js';
import { Recoveries } from './recovery.js';
import { askScope, scopeOf } from './scope.js';

/** @typedef {import('../register/keys.js').Key} Key */
/** @typedef {{threshold: number, keys: Key[]}} Recovery */
/**
 * @typedef {object} Organisation
 * @property {string} code
 * @property {string} interest
 * @property {'founding'|'accreditation'|'vouching'|'own'|'ceremony'|'above'} by
 * @property {boolean} founder
 * @property {boolean} withdrawn
 */
/**
 * @typedef {object} Enrolled
 * @property {Key} key
 * @property {string} organisation
 * @property {string} role
 * @property {string} person a commitment, or the key's own name where it came with the organisation
 * @property {import('./scope.js').Scope | undefined} scope undefined: everywhere
 * @property {boolean} revoked
 * @property {number} since the register's second at which it was enrolled
 * @property {number} until at which it was revoked
 */

/** @param {Key} key */
export const keyHash = (key) => hex(sha256(utf8(key.text)));

export class Members {
  /** @param {import('../definition/definition.js').Whole} definition */
  constructor(definition) {
    this.definition = definition;
    /** @type {Map<string, Organisation>} */
    this.organisations = new Map();
    /** @type {Map<string, Enrolled>} */
    this.keys = new Map();
    this.recoveries = new Recoveries(this);
    /** The register's second, 0 before the first tick. */
    this.second = 0;
    /** @type {Map<string, {groups: Set<string>, founders: Set<string>}>} */
    this.vouched = new Map();
    /** @type {Map<string, string>} organisation by hash */
    this.reserved = new Map();
    for (const [code, { keyHash: reserved }] of definition.known) {
      if (reserved !== undefined) this.reserved.set(reserved, code);
    }
  }

  /**
   * Of the keys with which an organisation comes in, or that it enrols.
   * @param {string} organisation
   * @param {Key[]} keys
   * @param {Recovery | undefined} recovery
   * @param {Set<string>} [mayBeReserved] hashes that may stand here though the definition has them
   */
  askKeys(organisation, keys, recovery, mayBeReserved = new Set()) {
    const all = [...keys, ...(recovery?.keys ?? [])];
    if (keys.length === 0) refuse('keys-missing', organisation);
    for (const key of all) {
      if (!key.name.startsWith(`${organisation}/`)) refuse('key-name-of-another', key.known);
      if (this.keys.has(key.known)) refuse('key-known', key.known);
      const hash = keyHash(key);
      if (this.reserved.has(hash) && !mayBeReserved.has(hash)) refuse('key-reserved', key.known);
    }
    if (new Set(all.map((key) => key.known)).size < all.length) refuse('key-twice', organisation);
  }

  /**
   * @param {{organisation: string, interest: string, keys: Key[], recovery?: Recovery}} newcomer
   * @param {Organisation['by']} by
   */
  admit({ organisation, interest, keys, recovery }, by) {
    const founder = by === 'founding' || (this.organisations.get(organisation)?.founder ?? false);
    this.organisations.set(organisation, { code: organisation, interest, by, founder, withdrawn: false });
    this.recoveries.enter(organisation, recovery);
    for (const key of keys) this.enrol(key, organisation, 'desk', key.known);
    for (const key of recovery?.keys ?? []) this.enrol(key, organisation, 'recovery', key.known);
  }

  /**
   * @param {Key} key
   * @param {string} organisation
   * @param {string} role
   * @param {string} person
   * @param {import('./scope.js').Scope} [scope]
   */
  enrol(key, organisation, role, person, scope) {
    this.keys.set(key.known, { key, organisation, role, person, scope, revoked: false, since: this.second, until: Infinity });
  }

  /**
   * Whether the organisation is one of those that hold an office.
   * @param {string} office
   * @param {string} organisation
   */
  holds(office, organisation) {
    return this.definition.offices[office]?.includes(organisation) ?? false;
  }

  /** @param {{body: any, author: string}} act */
  accredit({ body, author }) {
    if (!this.holds('accredit', author)) refuse('office-not-held', 'accredit');
    if (body.outcome === 'granted') return this.grant(body);
    if (body.ground === undefined || body.article === undefined) refuse('ground-missing');
    const held = this.organisations.get(body.organisation);
    if (body.outcome === 'refused') return held && refuse('organisation-known', body.organisation);
    if (held?.by !== 'accreditation' || held.withdrawn) return refuse('not-accredited', body.organisation);
    held.withdrawn = true;
  }

  /** @param {any} body */
  grant(body) {
    if (this.definition.known.has(body.organisation)) refuse('name-reserved', body.organisation);
    if (this.organisations.has(body.organisation)) refuse('organisation-known', body.organisation);
    this.askKeys(body.organisation, body.keys ?? [], body.recovery);
    this.admit(body, 'accreditation');
  }

  /** @param {{body: any, author: string}} act */
  enrolKeys({ body, author }) {
    if (body.organisation !== author) refuse('organisation-of-another', body.organisation);
    this.askKeys(body.organisation, body.keys.map((/** @type {any} */ k) => k.key), undefined);
    for (const one of body.keys) askScope(this.definition, scopeOf(one));
    for (const one of body.keys) this.enrol(one.key, body.organisation, one.role, one.person, scopeOf(one));
  }

  /** @param {Enrolled | undefined} held */
  end(held) {
    if (held !== undefined && !held.revoked) Object.assign(held, { revoked: true, until: this.second });
  }
}
