// Copies of stations' forms and what was adjudicated of them (act.md, "forms/…"; corroboration.md).

import { refuse } from '../base/refusal.js';
import { DoubleEntries, saidIn } from './doubleEntry.js';
import { askHeld } from './stations.js';

/** @typedef {import('../definition/definition.js').Definition} Definition */
/** @typedef {{sha256: string, length: number, mediaType: string}} Attachment */
/**
 * What one sheet says.
 * @typedef {object} Entry
 * @property {string} state
 * @property {Map<string, number>} figures
 * @property {Map<string, number>} votes
 * @property {any[]} [signatures]
 * @property {string[]} [blank] places in which nothing is written: a field's code, or `votes/` and a list's
 * @property {string[]} [illegible] places that can't be read
 * @property {string[]} [confirmed] checks that fail on the paper itself
 */
/**
 * @typedef {object} Copy
 * @property {string} act the act that made it
 * @property {number} index the place of that act in the register
 * @property {string} organisation
 * @property {string} source
 * @property {string} sheet
 * @property {Entry} entry
 * @property {boolean} twice whether two people entered it
 * @property {Attachment[]} attachments
 */
/**
 * @typedef {object} Adjudication
 * @property {string} act
 * @property {string} organisation
 * @property {string} outcome
 * @property {boolean} final
 * @property {Entry | undefined} entry the figures that it settles
 */
/** @typedef {{identity: string, index: number, body: any, author: string, signer: import('./members.js').Enrolled}} FormAct */

export class FormBook {
  /**
   * @param {Definition} definition
   * @param {import('./members.js').Members} members
   * @param {Set<string>} everyStation
   */
  constructor(definition, members, everyStation) {
    this.everyStation = everyStation;
    this.definition = definition;
    this.members = members;
    /** @type {Map<string, Copy[]>} copies that stand, by station, in the order of the register */
    this.copies = new Map();
    /** @type {Map<string, Copy[]>} copies that were replaced */
    this.replaced = new Map();
    /** @type {Map<string, Adjudication>} */
    this.adjudications = new Map();
    /** @type {Map<string, string>} the act that handled a check last, by the copy's act and the check's code */
    this.handled = new Map();
    this.double = new DoubleEntries(this);
    const { fields } = definition.form;
    this.fields = new Set(fields.map((field) => field.code));
    this.lists = new Set(definition.lists.map((list) => list.code));
    this.places = [...this.fields, ...[...this.lists].map((list) => `votes/${list}`)];
    this.standing = new Map([...definition.standing].map(([c, lists]) => [c, new Set(lists.map((l) => l.code))]));
  }

  /** @param {string} station */
  at(station) {
    return this.copies.get(station) ?? [];
  }

  /**
   * @param {string} station
   * @param {string} organisation
   * @param {string} source
   */
  find(station, organisation, source) {
    return this.at(station).find((copy) => copy.organisation === organisation && copy.source === source);
  }

  /** @param {{form: string, station: string}} body */
  askPlace({ form, station }) {
    if (form !== this.definition.form.code) refuse('form-unknown', form);
    askHeld(station, this.definition, this.everyStation);
  }

  /** @param {string} sheet */
  askSheet(sheet) {
    if (!this.definition.sheets.has(sheet)) refuse('sheet-unknown', sheet);
  }

  /**
   * The rules of every entry.
   * @param {string} station
   * @param {Entry} entry
   */
  askEntry(station, entry) {
    this.askOnForm(entry);
    const said = countsOf(saidIn(entry).map(([place]) => place));
    this.askStanding(station, said);
    const marked = this.places.find((place) => (said.get(place) ?? 0) > 1);
    if (marked !== undefined) refuse('figure-marked', marked);
    const check = entry.confirmed?.find((code) => !this.definition.form.checks.some((one) => one.code === code));
    if (check !== undefined) refuse('check-unknown', check);
    const isEmpty = said.size === 0;
    if (entry.state === 'complete' && isEmpty) refuse('figures-missing', station);
    if ((entry.state === 'blank' || entry.state === 'wrong-form') && !isEmpty) refuse('figures-on-blank-sheet', station);
  }

  /** @param {Entry} entry */
  askOnForm({ figures, votes, blank = [], illegible = [] }) {
    for (const field of figures.keys()) if (!this.fields.has(field)) refuse('field-not-on-form', field);
    for (const list of votes.keys()) if (!this.lists.has(list)) refuse('field-not-on-form', list);
    for (const place of [...blank, ...illegible]) {
      const list = place.startsWith('votes/') ? place.slice('votes/'.length) : undefined;
      const isKnown = list === undefined ? this.fields.has(place) : this.lists.has(list);
      if (!isKnown) refuse('field-not-on-form', list ?? place);
    }
  }

  /**
   * @param {string} station
   * @param {Map<string, number>} said the places of which a sheet says something
   */
  askStanding(station, said) {
    const { constituency } = /** @type {{constituency: string}} */ (this.definition.stations.get(station));
    const standing = this.standing.get(constituency);
    const others = [...this.lists].filter((list) => said.has(`votes/${list}`) && !standing?.has(list));
    const last = others.at(-1);
    if (last !== undefined) refuse('list-not-standing', last);
  }

  /** @param {FormAct} act */
  copy({ identity, index, body, author }) {
    const { station, source, sheet, entry, attachments = [], previous } = body;
    this.askPlace(body);
    this.askSheet(sheet);
    if (source === 'official' && !this.members.holds('official', author)) refuse('office-not-held', 'official');
    this.askEntry(station, entry);
    const held = this.find(station, author, source);
    if (held !== undefined && previous === undefined) refuse('copy-exists', station);
    if (held?.act !== previous) refuse('stale-edit', station);
    if (held?.twice) refuse('entered-twice', station);
    if (source === 'official' && this.double.isOpen(station, author)) refuse('entries-sealed', station);
    this.put(station, { act: identity, index, organisation: author, source, sheet, entry, twice: false, attachments }, held);
  }

  /**
   * A copy that replaces another stands in its place.
   * @param {string} station
   * @param {Copy} copy
   * @param {Copy} [held] the one that it replaces
   */
  put(station, copy, held) {
    const copies = this.at(station);
    if (held === undefined) {
      this.copies.set(station, [...copies, copy]);
      return;
    }
    this.replaced.set(station, [...(this.replaced.get(station) ?? []), held]);
    this.copies.set(station, copies.map((other) => (other === held ? copy : other)));
  }

  /** @param {FormAct} act */
  adjudicate({ identity, body, author }) {
    const { station, outcome, ground, previous, entry, adopts, considered, final } = body;
    this.askPlace(body);
    if (!this.members.holds('adjudicate', author)) refuse('office-not-held', 'adjudicate');
    if (!this.definition.grounds.has(ground)) refuse('ground-unknown', ground);
    const held = this.adjudications.get(station);
    if (held?.act !== previous) refuse('stale-edit', station);
    if (held?.final) refuse('adjudication-final', station);
    const figures = outcome === 'corrected' || outcome === 'recounted';
    if ((entry !== undefined) !== figures) refuse('adjudication-entry', station);
    if ((adopts !== undefined) !== (outcome === 'copy-adopted')) refuse('adjudication-adopts', station);
    if (entry !== undefined) this.askEntry(station, entry);
    for (const act of [...considered, ...(adopts === undefined ? [] : [adopts])]) {
      if (!this.at(station).some((copy) => copy.act === act)) refuse('copy-unknown', act);
    }
    const adopted = this.at(station).find((copy) => copy.act === adopts);
    this.adjudications.set(station, { act: identity, organisation: author, outcome, final, entry: entry ?? adopted?.entry });
  }

  /** @param {FormAct} act */
  handle({ identity, body, author }) {
    const { station, copy: made, check: code, previous } = body;
    this.askPlace(body);
    if (!this.members.holds('official', author) && !this.members.holds('adjudicate', author)) refuse('office-not-held', 'official');
    const copy = this.at(station).find(({ act }) => act === made) ?? refuse('copy-unknown', made);
    const check = this.definition.form.checks.find((one) => one.code === code) ?? refuse('check-unknown', code);
    if (!fails(check, copy.entry)) refuse('check-holds', code);
    const key = `${made} ${code}`;
    if (this.handled.get(key) !== previous) refuse('stale-edit', station);
    this.handled.set(key, identity);
  }

  /**
   * The copy of source official that counts: the first in the register by a holder of the office.
   * @param {string} station
   */
  official(station) {
    return this.at(station).find((c) => c.source === 'official' && this.members.holds('official', c.organisation));
  }

  /**
   * What the official figure is, if there is one.
   * @param {string} station
   * @returns {Entry | undefined}
   */
  figure(station) {
    const adjudication = this.adjudications.get(station);
    const entry = adjudication === undefined ? this.official(station)?.entry : adjudication.entry;
    return entry === undefined || entry.figures.size + entry.votes.size === 0 ? undefined : entry;
  }
}

/**
 * How often each stands.
 * @param {string[]} places
 */
function countsOf(places) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  return counts;
}

/**
 * Whether both sums are there and don't compare as they should.
 * @param {import('../definition/definition.js').FormCheck} check
 * @param {Entry} entry
 */
function fails({ left, is, right }, entry) {
  const [one, other] = [sum(left, entry), sum(right, entry)];
  if (one === undefined || other === undefined) return false;
  return is === 'at-most' ? one > other : one !== other;
}

/**
 * A side of a check; nothing where a figure of it isn't on the sheet.
 * @param {string[]} side
 * @param {Entry} entry
 */
function sum(side, entry) {
  let total = 0;
  for (const code of side) {
    const all = code === 'votes' ? votesOn(entry) : [entry.figures.get(code)].filter((figure) => figure !== undefined);
    if (all.length === 0) return undefined;
    for (const figure of all) total += figure;
  }
  return total;
}

/**
 * The votes of all lists on a sheet; none where a list's place is blank or can't be read: the others don't add up to all.
 * @param {Entry} entry
 */
function votesOn({ votes, blank = [], illegible = [] }) {
  return [...blank, ...illegible].some((place) => place.startsWith('votes/')) ? [] : [...votes.values()];
}
