// One place over HTTP: every record is read, the signatures of what is said of the place are checked, and its figures computed anew.

import { fromUtf8 } from '../base/bytes.js';
import { readOrdered } from '../base/json.js';
import { refuse } from '../base/refusal.js';
import { written } from '../base/write.js';
import { Check } from '../check.js';
import { contradictedDocument, seatsDocument, stationsOf } from '../results/documents.js';
import { tally } from '../results/tally.js';
import { namedStations } from './station.js';

/** @typedef {import('../fold/contest.js').ContestFold} ContestFold */
/** @typedef {Map<string, any>} Published */
/**
 * What was computed anew of a place in one contest.
 * @typedef {object} Placed
 * @property {string} constituency
 * @property {string | undefined} contest
 * @property {number} stations
 * @property {number} reported
 * @property {number} contradicted
 * @property {[string, number, number][]} lists each list with its votes and seats
 */

/** What isn't asked of one place. */
const OTHERS = ['rules', 'attachments', 'evidence', 'cases', 'observation', 'findings', 'consultations'];
const WHY = 'of one place it isn\'t asked';

/**
 * @param {import('../check.js').Files} files
 * @param {string} place a constituency's code
 * @param {import('../check.js').Pins} pins
 * @param {(done: number, of: number) => void} progress
 */
export async function checkPlace(files, place, pins, progress) {
  const work = new PlaceCheck(files, place, pins, progress);
  await work.run();
  return { ...work.report.json(), places: work.report.passed ? work.placed : [] };
}

class PlaceCheck extends Check {
  /**
   * @param {import('../check.js').Files} files
   * @param {string} place
   * @param {import('../check.js').Pins} pins
   * @param {(done: number, of: number) => void} progress
   */
  constructor(files, place, pins, progress) {
    super(files, pins, progress);
    this.place = place;
    /** @type {Placed[]} */
    this.placed = [];
    /** @type {Set<string>} */
    this.stations = new Set();
  }

  /** @returns {ContestFold[]} the contests of which the place is a constituency */
  get contests() {
    return (this.fold?.contests ?? []).filter(({ definition }) => definition.constituencies.includes(this.place));
  }

  /**
   * @override
   * @param {string} hash
   * @param {string} origin
   */
  async define(hash, origin) {
    await super.define(hash, origin);
    if (this.fold === undefined) return;
    if (this.contests.length === 0) refuse('place-unknown', this.place);
    const within = this.contests.flatMap(({ definition }) => [...definition.stations.values()]);
    this.stations = new Set(within.filter(({ constituency }) => constituency === this.place).map(({ code }) => code));
  }

  /**
   * What gives out keys or is about no station is asked too, or about the place's.
   * @override
   * @param {import('../check.js').Act} act
   */
  isAsked(act) {
    const named = namedStations(act);
    return named.length === 0 || named.some((code) => this.stations.has(code));
  }

  /** @override */
  async compareTiles() {
    return 0;
  }

  /** @override */
  async compareResults() {
    if (!this.isRead || this.isBeyond) return;
    for (const name of OTHERS) this.report.skip(name, WHY, 'not-asked');
    for (const contest of this.contests) await this.compareContest(contest);
  }

  /** @override */
  async accountFiles() {
    this.report.skip('files', WHY, 'not-asked');
  }

  /** @param {ContestFold} contest */
  async compareContest(contest) {
    const { definition, forms, folder, code } = contest;
    const rows = tally(definition, forms);
    const row = rows.find(({ constituency }) => constituency === this.place);
    const seats = this.ofPlace(readOrdered(seatsDocument(contest, rows).trimEnd()));
    const contradicted = this.ofStations(readOrdered(contradictedDocument(contest, stationsOf(contest)).trimEnd()));
    const tallied = this.ofPlace(listOf((await this.published('tally', `${folder}tally.json`))?.get('constituencies')));
    this.same('tally', `${folder}tally.json`, tallied, [row]);
    this.same('tally', `${folder}contradicted.json`, this.ofStations(await this.published('tally', `${folder}contradicted.json`)), contradicted);
    this.same('seats', `${folder}seats.json`, this.ofPlace(await this.published('seats', `${folder}seats.json`)), seats);
    this.report.done('tally', `figures and contradictions of ${row?.stations ?? 0} stations`);
    this.report.done('seats', `seats of ${row?.votes.size ?? 0} lists`);
    this.placed.push({
      constituency: this.place,
      contest: code,
      stations: row?.stations ?? 0,
      reported: row?.reported ?? 0,
      contradicted: contradicted.length,
      lists: seats.map((one) => [one.get('list'), one.get('votes'), one.get('seats')]),
    });
  }

  /**
   * @param {string} check
   * @param {string} file
   * @returns {Promise<any>}
   */
  async published(check, file) {
    const bytes = await this.files.read(file);
    if (bytes === undefined) this.report.missing(check, file, this.files);
    return bytes && readOrdered((fromUtf8(bytes) ?? '').trimEnd());
  }

  /** @param {any} rows @returns {Published[]} */
  ofPlace(rows) {
    return listOf(rows).filter((one) => one.get('constituency') === this.place);
  }

  /** @param {any} rows @returns {Published[]} */
  ofStations(rows) {
    return listOf(rows).filter((one) => this.stations.has(one.get('station')));
  }

  /**
   * @param {string} check
   * @param {string} file
   * @param {unknown} published
   * @param {unknown} made
   */
  same(check, file, published, made) {
    if (written(published) !== written(made)) this.report.find(check, 'result-differs', { file, detail: this.place });
  }
}

/** @param {any} value @returns {Published[]} */
const listOf = (value) => (Array.isArray(value) ? value.filter((one) => one instanceof Map) : []);
