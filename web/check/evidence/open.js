// Which stations are open in a reading, and how many ballots may be in their boxes (docs/spec/evidence.md).

import { thresholdOf } from '../seats/rule.js';

/** @typedef {import('../fold/contest.js').ContestFold} Fold */
/** @typedef {import('../fold/forms.js').Entry} Entry */
/** @typedef {{station: string, reason: string, ballots: number | undefined, base: string}} Open */
/** @typedef {{station: string, state: string, grade: string | undefined}} Standing */

/** From the strongest to the weakest. */
export const BASES = ['delivered', 'legal-maximum', 'register', 'unbounded'];

/**
 * The most ballots that can have been cast at a station, and why.
 * @param {Fold} fold
 * @param {string} station
 */
export function boundOf({ definition, deliveries }, station) {
  const delivered = deliveries.delivered.get(station)?.ballots;
  if (delivered !== undefined) return { ballots: delivered, base: 'delivered' };
  if (definition.stationMaximum !== undefined) return { ballots: definition.stationMaximum, base: 'legal-maximum' };
  const registered = definition.stations.get(station)?.registered;
  return registered === undefined ? { ballots: undefined, base: 'unbounded' } : { ballots: registered, base: 'register' };
}

export class Reading {
  /** @param {Fold} fold */
  constructor(fold) {
    this.fold = fold;
    const { definition, results } = fold;
    this.meanings = new Map(definition.form.fields.flatMap((field) =>
      (field.meaning === undefined ? [] : [/** @type {const} */ ([field.meaning, field.code])])));
    const threshold = results.rule && thresholdOf(results.rule);
    this.of = threshold?.of;
    /** Whether there is a threshold that a list could fail: one of nought is none. */
    this.hasBase = threshold !== undefined && (threshold.share?.n !== 0n || threshold.kinds.size > 0);
    this.disputed = disputedStations(fold);
  }

  /**
   * Why a station is open whatever its copies say, if it is; or why in the reading `contradicted`.
   * @param {Standing} standing
   */
  reason({ station, state }) {
    const { fold } = this;
    const entry = fold.forms.figure(station);
    const annulled = fold.forms.adjudications.get(station)?.outcome === 'annulled';
    if (entry === undefined) return annulled ? this.opened(station, state) : 'missing';
    if (!this.isComplete(station, entry)) return 'incomplete';
    const { ballots } = boundOf(fold, station);
    if (ballots !== undefined && this.ballotsOf(entry) > ballots) return 'above-bound';
    return this.opened(station, state);
  }

  /**
   * @param {string} station
   * @param {string} state
   */
  opened(station, state) {
    if (state === 'contradicted') return 'contradicted';
    if (this.disputed.has(station)) return 'disputed';
    const { closedOpens } = this.fold.definition.observation;
    return closedOpens && this.fold.observation.isClosed(station) ? 'closed-count' : undefined;
  }

  /**
   * Why a station is open besides where uncorroborated ones are.
   * @param {Standing} standing
   */
  isUnsure({ station, state }) {
    const adjudication = this.fold.forms.adjudications.get(station);
    return adjudication === undefined ? state === 'uncorroborated' : !adjudication.final;
  }

  /**
   * @param {string} station
   * @param {Entry} entry
   */
  isComplete(station, entry) {
    const { definition } = this.fold;
    const lists = definition.standing.get(definition.stations.get(station)?.constituency ?? '') ?? [];
    if (lists.some((list) => !entry.votes.has(list.code))) return false;
    const field = this.baseField();
    if (field === undefined) return true;
    const figure = entry.figures.get(field);
    return figure !== undefined && (this.of !== 'cast' || sum(entry.votes.values()) <= figure);
  }

  /** The figure that the threshold is a share of beside the lists' votes. */
  baseField() {
    if (this.of === 'valid-with-blank') return this.meanings.get('blank');
    return this.of === 'cast' ? this.meanings.get('cast') : undefined;
  }

  /**
   * What the threshold is a share of, as one sheet has it.
   * @param {Entry} entry
   */
  baseOf(entry) {
    if (!this.hasBase) return undefined;
    const votes = sum(entry.votes.values());
    const field = entry.figures.get(this.baseField() ?? '') ?? 0;
    return this.of === 'cast' ? field : votes + field;
  }

  /**
   * The ballots that a sheet has: in the box, or those that it counts.
   * @param {Entry} entry
   */
  ballotsOf(entry) {
    const figure = (/** @type {string} */ meaning) => entry.figures.get(this.meanings.get(meaning) ?? '') ?? 0;
    return Math.max(figure('cast'), sum(entry.votes.values()) + figure('blank') + figure('invalid'));
  }
}

/** @param {Iterable<number>} values */
export function sum(values) {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/**
 * Stations that a complaint opens: one that asks for a recount or an annulment, until it is rejected, refused for its
 * form, withdrawn or carried out; or one that is upheld with such an order.
 * @param {Fold} fold
 */
function disputedStations({ cases }) {
  const reopens = (/** @type {string | undefined} */ remedy) => remedy === 'recount' || remedy === 'annulment';
  /** @type {Set<string>} */
  const stations = new Set();
  for (const one of cases.cases.values()) {
    if (one.book !== 'complaints') continue;
    const waits = (one.state === 'filed' || one.state === 'heard') && reopens(one.remedy);
    const ordered = one.state === 'upheld' && (reopens(one.remedy) || reopens(one.stays.at(-1)?.remedy));
    if (waits || ordered) for (const station of one.stations ?? []) stations.add(station);
  }
  return stations;
}

/**
 * Open stations, those with the most ballots first and those without a bound last.
 * @param {Fold} fold
 * @param {{station: string, reason: string}[]} stations in the definition's order
 * @returns {Open[]}
 */
export function openOf(fold, stations) {
  const open = stations.map(({ station, reason }) => ({ station, reason, ...boundOf(fold, station) }));
  return open.sort((a, b) => (b.ballots ?? -1) - (a.ballots ?? -1));
}

/**
 * All ballots that open stations may hold; undefined where one has no bound.
 * @param {Open[]} open
 */
export function poolOf(open) {
  return open.some((one) => one.ballots === undefined) ? undefined : sum(open.map((one) => one.ballots ?? 0));
}
