// Two clerks type one sheet without seeing each other's: sealed, opened, compared (act.md, "forms/commit", "forms/reveal").

import { hex, join, utf8 } from '../base/bytes.js';
import { sha256 } from '../base/platform.js';
import { refuse } from '../base/refusal.js';

/** @typedef {import('./forms.js').Entry} Entry */
/** @typedef {import('./forms.js').FormAct} FormAct */
/** @typedef {import('./forms.js').Attachment} Attachment */
/** @typedef {number | 'blank' | 'illegible'} Said a figure, or why there is none */
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
 * @property {Entry | undefined} agreed what both typed or marked alike in earlier rounds
 * @property {Set<string>} confirmed what either confirmed in any round
 * @property {Map<string, Attachment>} attachments those of every round, by hash
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
    const { station, sheet, round, commitment, attachments = [] } = body;
    forms.askPlace(body);
    forms.askSheet(sheet);
    if (!forms.members.holds('official', author)) refuse('office-not-held', 'official');
    if (forms.find(station, author, 'official') !== undefined) refuse('copy-exists', station);
    const double = this.open.get(`${station} ${author}`) ?? fresh(sheet);
    if (double.sheet !== sheet) refuse('sheet-differs', sheet);
    if (double.round !== round) refuse('round-not-open', station);
    if (double.sealed.length > 1) refuse('entries-sealed', station);
    if (double.sealed[0]?.person === signer.person) refuse('entry-same-person', station);
    const sealed = { act: identity, key: signer.key.known, person: signer.person, commitment, opened: undefined };
    double.sealed.push(sealed);
    for (const file of attachments) if (!double.attachments.has(file.sha256)) double.attachments.set(file.sha256, file);
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
    for (const check of [...a.confirmed ?? [], ...b.confirmed ?? []]) double.confirmed.add(check);
    if (!sameSheet(a, b)) return nextRound(double, double.asked, double.agreed);
    const agreed = merged(double.agreed, a, b);
    const differing = differences(a, b);
    if (differing.size > 0) return nextRound(double, differing, agreed);
    this.open.delete(`${body.station} ${author}`);
    const { sheet } = double;
    const entry = { ...agreed, confirmed: [...double.confirmed] };
    const attachments = [...double.attachments.values()];
    const copy = { act: identity, index, organisation: author, source: 'official', sheet, entry, twice: true, attachments };
    this.forms.put(body.station, copy);
  }
}

/**
 * @param {string} sheet
 * @returns {Double}
 */
function fresh(sheet) {
  return { sheet, round: 1, asked: undefined, sealed: [], agreed: undefined, confirmed: new Set(), attachments: new Map() };
}

/**
 * What an entry says of each place on the sheet; votes by `votes/` and the list's code.
 * @param {Entry} entry
 * @returns {[string, Said][]}
 */
export function saidIn({ figures, votes, blank = [], illegible = [] }) {
  return [
    ...figures,
    ...[...votes].map(([list, number]) => /** @type {[string, Said]} */ ([`votes/${list}`, number])),
    ...blank.map((place) => /** @type {[string, Said]} */ ([place, 'blank'])),
    ...illegible.map((place) => /** @type {[string, Said]} */ ([place, 'illegible'])),
  ];
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
  return saidIn(entry).every(([place]) => asked.has(place));
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
 * The places of which the two don't say the same.
 * @param {Entry} a
 * @param {Entry} b
 */
function differences(a, b) {
  const [ofA, ofB] = [new Map(saidIn(a)), new Map(saidIn(b))];
  return new Set([...ofA.keys(), ...ofB.keys()].filter((place) => ofA.get(place) !== ofB.get(place)));
}

/**
 * What is agreed so far, with what both typed or marked alike.
 * @param {Entry | undefined} before
 * @param {Entry} a
 * @param {Entry} b
 * @returns {Entry}
 */
function merged(before, a, b) {
  const alike = (/** @type {Map<string, number>} */ x, /** @type {Map<string, number>} */ y) =>
    [...x].filter(([code, value]) => y.get(code) === value);
  const both = (/** @type {string[]} */ x = [], /** @type {string[]} */ y = []) => x.filter((place) => y.includes(place));
  return {
    state: before?.state ?? a.state,
    figures: new Map([...(before?.figures ?? []), ...alike(a.figures, b.figures)]),
    votes: new Map([...(before?.votes ?? []), ...alike(a.votes, b.votes)]),
    signatures: before === undefined ? a.signatures : before.signatures,
    blank: [...(before?.blank ?? []), ...both(a.blank, b.blank)],
    illegible: [...(before?.illegible ?? []), ...both(a.illegible, b.illegible)],
  };
}
