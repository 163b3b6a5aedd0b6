// Two clerks type one sheet without seeing each other's: sealed, opened, compared (act.md, "forms/commit", "forms/reveal").

import { hex, join, utf8 } from '../base/bytes.js';
import { sha256 } from '../base/platform.js';
import { refuse } from '../base/refusal.js';

/** @typedef {import('./forms.js').Entry} Entry */
/** @typedef {import('./forms.js').FormAct} FormAct */
/**
 * @typedef {object} Sealed
 * @property {string} act
 * @property {string} key
 * @property {string} person
 * @property {string} commitment
 * @property {Entry | undefined} opened
 */
/**
 * @typedef {object} Double
 * @property {string} sheet
 * @property {number} round
 * @property {Set<string> | undefined} asked the figures that this round asks; all, where undefined
 * @property {Sealed[]} sealed
 * @property {Entry | undefined} agreed what both typed alike in earlier rounds
 */

export class DoubleEntries {
  /** @param {import('./forms.js').FormBook} forms */
  constructor(forms) {
    this.forms = forms;
    /** @type {Map<string, Double>} by station and organisation */
    this.open = new Map();
  }

  /**
   * @param {string} station
   * @param {string} organisation
   */
  isOpen(station, organisation) {
    return this.open.has(`${station} ${organisation}`);
  }

  /** @param {FormAct} act */
  commit({ identity, body, author, signer }) {
    const { forms } = this;
    const { station, sheet, round, commitment } = body;
    forms.askPlace(body);
    forms.askSheet(sheet);
    if (!forms.members.holds('official', author)) refuse('office-not-held', 'official');
    if (forms.find(station, author, 'official') !== undefined) refuse('copy-exists', station);
    /** @type {Double} */
    const fresh = { sheet, round: 1, asked: undefined, sealed: [], agreed: undefined };
    const double = this.open.get(`${station} ${author}`) ?? fresh;
    if (double.sheet !== sheet) refuse('sheet-differs', sheet);
    if (double.round !== round) refuse('round-not-open', station);
    if (double.sealed.length > 1) refuse('entries-sealed', station);
    if (double.sealed[0]?.person === signer.person) refuse('entry-same-person', station);
    const sealed = { act: identity, key: signer.key.known, person: signer.person, commitment, opened: undefined };
    double.sealed.push(sealed);
    this.open.set(`${station} ${author}`, double);
  }

  /** @param {FormAct} act */
  reveal(act) {
    const { forms } = this;
    const { station, commit, entry } = act.body;
    forms.askPlace(act.body);
    const double = this.open.get(`${station} ${act.author}`) ?? refuse('commit-unknown', station);
    forms.askEntry(station, entry);
    if (double.sealed.length < 2) refuse('second-entry-missing', station);
    const sealed = double.sealed.find((one) => one.act === commit) ?? refuse('commit-unknown', station);
    if (sealed.opened !== undefined) refuse('entry-opened', station);
    if (sealed.key !== act.signer.key.known) refuse('entry-of-another', station);
    if (commitmentOf(sealed.key, act.body) !== sealed.commitment) refuse('commitment-differs', station);
    if (!answers(double.asked, entry)) refuse('fields-not-asked', station);
    sealed.opened = entry;
    if (double.sealed.every((one) => one.opened !== undefined)) this.compare(double, act);
  }

  /**
   * @param {Double} double
   * @param {FormAct} act
   */
  compare(double, { identity, index, body, author }) {
    const [a, b] = /** @type {[Entry, Entry]} */ (double.sealed.map((one) => one.opened));
    if (!sameSheet(a, b)) return nextRound(double, double.asked, double.agreed);
    const agreed = merged(double.agreed, a, b);
    const differing = differences(a, b);
    if (differing.size > 0) return nextRound(double, differing, agreed);
    this.open.delete(`${body.station} ${author}`);
    const { sheet } = double;
    const copy = { act: identity, index, organisation: author, source: 'official', sheet, entry: agreed, twice: true };
    this.forms.put(body.station, copy);
  }
}

/**
 * @param {string} key
 * @param {any} body
 */
function commitmentOf(key, { salt, entry }) {
  return hex(sha256(join([utf8(`saksei/entry/v1\n${key}\n`), salt, utf8(entry.written)])));
}

/**
 * @param {Set<string> | undefined} asked
 * @param {Entry} entry
 */
function answers(asked, entry) {
  if (asked === undefined) return true;
  return [...entry.figures.keys()].every((field) => asked.has(field))
    && [...entry.votes.keys()].every((list) => asked.has(`votes/${list}`));
}

/**
 * @param {Entry} a
 * @param {Entry} b
 */
function sameSheet(a, b) {
  return a.state === b.state && JSON.stringify(a.signatures ?? []) === JSON.stringify(b.signatures ?? []);
}

/**
 * @param {Double} double
 * @param {Set<string> | undefined} asked
 * @param {Entry | undefined} agreed
 */
function nextRound(double, asked, agreed) {
  double.round++;
  double.asked = asked;
  double.sealed = [];
  double.agreed = agreed;
}

/**
 * @param {Entry} a
 * @param {Entry} b
 */
function differences(a, b) {
  /** @type {Set<string>} */
  const differing = new Set();
  for (const field of [...a.figures.keys(), ...b.figures.keys()]) {
    if (a.figures.get(field) !== b.figures.get(field)) differing.add(field);
  }
  for (const list of [...a.votes.keys(), ...b.votes.keys()]) {
    if (a.votes.get(list) !== b.votes.get(list)) differing.add(`votes/${list}`);
  }
  return differing;
}

/**
 * What is agreed so far, with what both typed alike.
 * @param {Entry | undefined} before
 * @param {Entry} a
 * @param {Entry} b
 * @returns {Entry}
 */
function merged(before, a, b) {
  const alike = (/** @type {Map<string, number>} */ x, /** @type {Map<string, number>} */ y) =>
    [...x].filter(([code, value]) => y.get(code) === value);
  return {
    state: before?.state ?? a.state,
    figures: new Map([...(before?.figures ?? []), ...alike(a.figures, b.figures)]),
    votes: new Map([...(before?.votes ?? []), ...alike(a.votes, b.votes)]),
    signatures: before === undefined ? a.signatures : before.signatures,
  };
}
