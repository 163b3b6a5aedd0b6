// The fold: every record in order, and what the rules make of it (act.md).

import { attempt, refuse } from '../base/refusal.js';
import { CaseBook } from '../cases/caseBook.js';
import { prove } from './carried.js';
import { ConsultationBook, promised } from './consultations.js';
import { ContestFold } from './contest.js';
import { FileBook } from './files.js';
import { FindingBook } from './findings.js';
import { CosigningBook } from './cosigning.js';
import { found, newRules, scripts } from './founding.js';
import { Members } from './members.js';
import { ObservationBook } from './observation.js';
import { askPlaces } from './scope.js';
import { StationBook } from './stations.js';
import { isOwn, vouch, vouchOwn } from './vouching.js';

/** @typedef {import('../acts/act.js').Act} Act */
/** @typedef {import('./members.js').Enrolled} Enrolled */
/** @typedef {{index: number, act: string, code: string, detail: string}} Voided */
/**
 * An act with what the register knows of it.
 * @typedef {object} Seen
 * @property {string} identity
 * @property {number} index
 * @property {string} kind
 * @property {any} body
 * @property {string} author its organisation
 * @property {Enrolled} signer the author's key
 * @property {Enrolled[]} signers
 * @property {import('../base/moment.js').Moment} at
 * @property {import('../base/moment.js').Moment} tick the register's time
 * @property {any} [proven] what had to be waited for
 */

/** What clerks and agents sign of consultations. */
const HEARD = ['opinion', 'batch', 'promise', 'reject', 'ask', 'review'].map((verb) => `consultations/${verb}`);

/** Kinds by the role of the author's key; a desk signs all but the tick and a recovery. */
const ROLES = /** @type {Record<string, string[]>} */ ({
  clerk: ['stations/conditions', 'forms/commit', 'forms/reveal', 'forms/copy', ...HEARD],
  agent: ['stations/conditions', 'forms/refusal', 'observation/answers', 'observation/turned-away', 'observation/incident',
    'forms/copy', ...HEARD, 'resignations/resign', 'resignations/confirm',
    'resignations/retract', 'commission/recuse', 'commission/resign'],
  clock: ['clock/tick'],
  recovery: ['organisations/revoke', 'organisations/recover'],
});

const VOICES = ['findings', 'recommendations', 'statements'];
const KNOWN_RULES = 1;

export class Fold {
  /**
   * @param {import('../definition/definition.js').Whole} definition
   * @param {string} origin
   */
  constructor(definition, origin) {
    this.definition = definition;
    this.origin = origin;
    this.members = new Members(definition);
    this.cosigning = new CosigningBook();
    this.files = new FileBook(definition, this.members);
    this.stations = new StationBook(definition.everyStation);
    this.contests = definition.contests.map((one) => new ContestFold(one, this));
    this.cases = new CaseBook(definition, this.members);
    this.observation = new ObservationBook(definition, this.members, this.stations);
    this.consultations = new ConsultationBook(definition, this.members);
    this.findings = new FindingBook(this);
    /** @type {Map<string, string>} the kinds of acts that took effect */
    this.effective = new Map();
    this.count = 0;
    this.founded = false;
    this.simulated = false;
    this.version = KNOWN_RULES;
    /** @type {import('../base/moment.js').Moment | undefined} */
    this.tick = undefined;
    /** @type {Map<string, number>} */
    this.indices = new Map();
    /** @type {Voided[]} */
    this.void = [];
  }

  /** Whether an act that follows would be read by rules that this program doesn't know. */
  get isBeyond() {
    return this.version > KNOWN_RULES;
  }

  /**
   * The key that a signature line must hold against, if the register knows it at this point.
   * @param {Act} act
   * @param {string} known
   */
  keyOf(act, known) {
    const enrolled = this.members.keys.get(known)?.key;
    if (enrolled !== undefined) return enrolled;
    if (act.kind === 'register/found' && this.count === 0) {
      return act.body.founders.flatMap((/** @type {any} */ f) => f.keys)
        .find((/** @type {any} */ key) => key.known === known);
    }
    return isOwn(this.members, act) ? act.body.keys[0] : undefined;
  }

  /**
   * What must be waited for before an act is put through the rules: signatures beside those of the act.
   * @param {Act} act
   * @returns {Promise<unknown> | undefined}
   */
  proofs(act) {
    if (act.kind === 'consultations/promise') return promised(this, act.body);
    if (act.kind === 'register/cosigning') return this.cosigning.holding(act.body);
    return act.kind === 'findings/carry' ? prove(this.definition.findings, act.body) : undefined;
  }

  /**
   * @param {Act} act
   * @param {unknown} [proven] what `proofs` gave
   * @returns {Voided | undefined}
   */
  apply(act, proven) {
    const index = this.count++;
    const { refusal } = attempt(() => this.ruled(act, index, proven));
    this.files.note(act, refusal === undefined);
    if (refusal === undefined) this.effective.set(act.identity, act.kind);
    if (!this.indices.has(act.identity)) this.indices.set(act.identity, index);
    if (refusal === undefined) return undefined;
    const made = { index, act: act.identity, code: refusal.code, detail: refusal.detail };
    this.void.push(made);
    return made;
  }

  /**
   * @param {Act} act
   * @param {number} index
   * @param {unknown} proven
   */
  ruled(act, index, proven) {
    const before = this.indices.get(act.identity);
    if (before !== undefined) refuse('act-known', String(before));
    if (act.kind === 'register/found') return this.foundBy(act, index);
    if (!this.founded) refuse('not-founded');
    if (isOwn(this.members, act)) return vouchOwn(this.members, act.body);
    this.decide({ ...this.seen(act, index), proven });
  }

  /**
   * @param {Act} act
   * @param {number} index
   */
  foundBy(act, index) {
    if (index !== 0) refuse('found-not-first');
    found(this.members, act, this.origin);
    this.cosigning.found(act);
    this.founded = true;
    this.simulated = act.body.simulated;
    this.tick = act.at;
  }

  /**
   * Who signed, as far as they may.
   * @param {Act} act
   * @param {number} index
   * @returns {Seen}
   */
  seen(act, index) {
    const signers = act.signers.map((known) => {
      const signer = this.members.keys.get(known) ?? refuse('signer-unknown', known);
      return signer.revoked ? refuse('signer-revoked', known) : signer;
    });
    const signer = /** @type {Enrolled} */ (signers[0]);
    if (!maySign(signer.role, act)) refuse('role-not-allowed', signer.role);
    const author = signer.organisation;
    if (this.members.organisations.get(author)?.withdrawn) refuse('organisation-withdrawn', author);
    askPlaces(this.definition, signers, act.body);
    const tick = this.tick ?? act.at;
    return { identity: act.identity, index, kind: act.kind, body: act.body, author, signer, signers, at: act.at, tick };
  }

  /** @param {Seen} act */
  decide(act) {
    const { members, stations, cases } = this;
    this.files.ask(act);
    switch (act.kind) {
      case 'register/rules': this.version = newRules(members, act, this.version); return;
      case 'register/cosigning': this.cosigning.change(members, act); return;
      case 'register/scripts': scripts(act); return;
      case 'clock/tick': this.ticked(act.at); return;
      case 'organisations/accredit': members.accredit(act); return;
      case 'organisations/vouch': vouch(members, act); return;
      case 'organisations/enrol': members.enrolKeys(act); return;
      case 'organisations/revoke': members.recoveries.revoke(act); return;
      case 'organisations/recovery': members.recoveries.state(act); return;
      case 'organisations/recover': members.recoveries.recover(act); return;
      case 'files/take-down': this.files.takeDown(act); return;
      case 'stations/delivered': this.named(act).deliveries.deliver(act, members); return;
      case 'stations/conditions':
      case 'forms/refusal': stations.report(act, act.kind); return;
      case 'forms/commit': this.formed(act).forms.double.commit(act); return;
      case 'forms/reveal': this.formed(act).forms.double.reveal(act); return;
      case 'forms/copy': this.formed(act).forms.copy(act); return;
      case 'forms/adjudicate': this.formed(act).forms.adjudicate(act); return;
      case 'forms/handle': this.formed(act).forms.handle(act); return;
      case 'results/lot': this.named(act).results.draw(act); return;
      case 'results/stage': this.named(act).results.declare(act, this.simulated); return;
      case 'holders/candidates': this.named(act).holders.post(act); return;
      case 'holders/change': this.named(act).holders.change(act); return;
      case 'findings/carry': this.findings.carry(act); return;
      case 'clock/holiday': cases.holiday(act); return;
      default: this.inBook(act);
    }
  }

  /** @param {Seen} act */
  inBook(act) {
    const [book = ''] = act.kind.split('/');
    if (book === 'observation') this.observation.take(act);
    else if (book === 'consultations') this.consultations.take(act);
    else if (VOICES.includes(book)) this.findings.take(act);
    else this.cases.step(act);
  }

  /**
   * The contest that an act names.
   * @param {Seen} act
   */
  named({ body: { contest } }) {
    if (contest === undefined && this.contests.length > 1) refuse('contest-missing');
    return this.contests.find((one) => one.code === contest) ?? refuse('contest-unknown', contest);
  }

  /**
   * The contest that a sheet is of, by its form.
   * @param {Seen} act
   */
  formed({ body: { form } }) {
    return this.contests.find((one) => one.definition.form.code === form) ?? refuse('form-unknown', form);
  }

  /** @param {import('../base/moment.js').Moment} at */
  ticked(at) {
    if (this.tick !== undefined && at.second < this.tick.second) refuse('tick-earlier', at.text);
    this.tick = at;
    this.members.second = at.second;
  }
}

/**
 * Of source `official` a desk alone signs a copy.
 * @param {string} role
 * @param {Act} act
 */
function maySign(role, { kind, body }) {
  if (kind === 'forms/copy' && body.source === 'official') return role === 'desk';
  return role === 'desk' ? kind !== 'clock/tick' && kind !== 'organisations/recover' : ROLES[role]?.includes(kind) ?? false;
}

