// What is known of stations beside their forms: ballots delivered, how the count was held, copies refused.

import { refuse } from '../base/refusal.js';

/** @typedef {import('../definition/definition.js').Definition} Definition */
/** @typedef {{identity: string, index: number, body: any, author: string}} Report */

/** The ballots delivered for one contest. */
export class Deliveries {
  /**
   * @param {Definition} definition
   * @param {Set<string>} everyStation
   */
  constructor(definition, everyStation) {
    this.definition = definition;
    this.everyStation = everyStation;
    /** @type {Map<string, {act: string, ballots: number}>} the delivery that stands, by station */
    this.delivered = new Map();
  }

  /**
   * @param {Report} act
   * @param {import('./members.js').Members} members
   */
  deliver({ identity, body, author }, members) {
    if (!members.holds('deliver', author)) refuse('office-not-held', 'deliver');
    /** @type {Set<string>} */
    const named = new Set();
    for (const { station, previous } of body.deliveries) {
      askHeld(station, this.definition, this.everyStation);
      if (named.has(station)) refuse('station-twice', station);
      if (this.delivered.get(station)?.act !== previous) refuse('stale-edit', station);
      named.add(station);
    }
    for (const { station, ballots } of body.deliveries) this.delivered.set(station, { act: identity, ballots });
  }
}

/**
 * Whether a contest is held at a station.
 * @param {string} station
 * @param {Definition} definition
 * @param {Set<string>} everyStation
 */
export function askHeld(station, definition, everyStation) {
  if (!everyStation.has(station)) refuse('station-unknown', station);
  if (!definition.stations.has(station)) refuse('station-not-in-contest', station);
}

/** How the count was held, as organisations saw it. */
export class StationBook {
  /** @param {Set<string>} everyStation */
  constructor(everyStation) {
    this.everyStation = everyStation;
    /** @type {Map<string, Map<string, Report>>} the report that stands, by kind and station, by organisation */
    this.reports = new Map();
  }

  /** @param {string} station */
  ask(station) {
    if (!this.everyStation.has(station)) refuse('station-unknown', station);
  }

  /**
   * @param {Report} act
   * @param {string} kind
   */
  report(act, kind) {
    const { station, previous, handed } = act.body;
    this.ask(station);
    const names = (handed ?? []).map((/** @type {any} */ h) => h.organisation);
    if (new Set(names).size < names.length) refuse('organisation-twice', station);
    const here = this.at(kind, station);
    if (here.get(act.author)?.identity !== previous) refuse('stale-edit', station);
    this.reports.set(`${kind} ${station}`, here.set(act.author, act));
  }

  /**
   * What stands of a kind at a station, by organisation.
   * @param {string} kind
   * @param {string} station
   * @returns {Map<string, Report>}
   */
  at(kind, station) {
    return this.reports.get(`${kind} ${station}`) ?? new Map();
  }
}
