// results/evidence.json anew, as far as the specification says what stands in it (docs/spec/evidence.md).

import { thresholdOf } from '../seats/rule.js';
import { copiesOf } from './copies.js';
import { BASES, openOf, poolOf, Reading, sum } from './open.js';
import { noBoundOf } from './noBound.js';
import { isWayToMove, toMove, toTake } from './seat.js';

/** @typedef {import('../fold/contest.js').ContestFold} Fold */
/** @typedef {import('../results/tally.js').Row} Row */
/** @typedef {import('./open.js').Open} Open */
/** @typedef {import('./seat.js').Race} Race */

/** As averages votes / (seats + 1) are. @param {bigint} n */
const DHONDT = (n) => ({ n, d: 1n });

/** @typedef {{station: string, state: string, grade: string | undefined}} Standing */

/**
 * @param {Fold} fold
 * @param {Row[]} rows
 * @param {Standing[]} stations
 */
export function constituenciesOf(fold, rows, stations) {
  const reading = new Reading(fold);
  /** @type {Map<string, Standing[]>} */
  const byPlace = new Map(rows.map((row) => [row.constituency, []]));
  for (const one of stations) byPlace.get(fold.definition.stations.get(one.station)?.constituency ?? '')?.push(one);
  return rows.map((row) => new Place(fold, reading, row, byPlace.get(row.constituency) ?? []));
}

/** One constituency: its open stations, its votes, its seats. */
export class Place {
  /**
   * @param {Fold} fold
   * @param {Reading} reading
   * @param {Row} row
   * @param {Standing[]} stations
   */
  constructor(fold, reading, row, stations) {
    this.fold = fold;
    this.reading = reading;
    this.row = row;
    this.constituency = row.constituency;
    this.noBound = noBoundOf(fold, row.constituency);
    this.seatCount = fold.definition.seats?.get(row.constituency) ?? 0;
    const judged = stations.map((one) => ({ ...one, reason: reading.reason(one) }));
    const open = judged.flatMap((one) => (one.reason === undefined ? [] : [{ ...one, reason: one.reason }]));
    const unsure = judged.filter((one) => one.reason !== undefined || reading.isUnsure(one));
    this.open = openOf(fold, open);
    this.unsure = openOf(fold, unsure.map((one) => ({ ...one, reason: one.reason ?? 'uncorroborated' })));
    this.settled = this.without(this.open);
    this.sure = this.without(this.unsure);
    this.pool = poolOf(this.open);
    this.copies = this.open.length === 0 ? undefined : copiesOf(this);
  }

  /**
   * Official votes, and what the threshold is a share of, but for some stations.
   * @param {Open[]} open
   */
  without(open) {
    const votes = new Map(this.row.votes);
    let base = this.officialBase();
    for (const { station } of open) {
      const entry = this.fold.forms.figure(station);
      if (entry === undefined) continue;
      for (const [list, count] of entry.votes) votes.set(list, (votes.get(list) ?? 0) - count);
      base -= this.reading.baseOf(entry) ?? 0;
    }
    return { votes, base };
  }

  officialBase() {
    const { results } = this.fold;
    const votes = sum(this.row.votes.values());
    if (this.reading.of === 'valid-with-blank') return votes + Number(results.sum(this.row, 'blank') ?? 0n);
    return this.reading.of === 'cast' ? Number(results.sum(this.row, 'cast') ?? 0n) : votes;
  }

  /**
   * @param {{votes: Map<string, number>, base: number}} sums
   * @returns {Race}
   */
  race({ votes, base }) {
    const { rule } = this.fold.results;
    if (rule === undefined) throw new Error('an election without seats');
    const threshold = thresholdOf(rule);
    const divisor = rule.method.divisor ?? DHONDT;
    const { share: stated, moreThan } = threshold ?? { share: undefined, moreThan: false };
    const parts = this.reading.of === 'quota' ? BigInt(this.seatCount) : 1n;
    const share = stated && { n: stated.n, d: stated.d * parts };
    const { squared } = rule.method;
    return { divisor, squared, seats: this.seatCount, votes, base: threshold === undefined ? 0 : base, share, moreThan };
  }

  official() {
    const cast = this.reading.of === 'cast' ? Number(this.fold.results.cast(this.row) ?? 0n) : undefined;
    return this.race({ votes: this.row.votes, base: cast ?? this.officialBase() });
  }

  bound() {
    /** @type {Map<string, number>} */
    const bases = new Map();
    for (const base of BASES) {
      const count = this.open.filter((one) => one.base === base).length;
      if (count > 0) bases.set(base, count);
    }
    return {
      stations: this.open.length,
      ballots: this.pool ?? null,
      base: [...bases.keys()].at(-1),
      bases,
      uncorroboratedOpen: { stations: this.unsure.length, ballots: poolOf(this.unsure) ?? null },
    };
  }

  /** Whether nothing is claimed of what copies say: where a station's ballots have no bound, or votes are squared. */
  isBeyondLevel2() {
    const { copies, fold } = this;
    if (copies === undefined) return false;
    return copies.pool === undefined || (copies.stations.length > 0 && (fold.results.rule?.method.squared ?? false));
  }

  /** Every seat that is given, list by list. */
  seats() {
    const allocation = this.fold.results.allocations([this.row]).get(this.constituency);
    return [...(allocation?.seats ?? [])].flatMap(([list, count]) =>
      Array.from({ length: count }, (_, i) => ({ list, ordinal: i + 1 })));
  }

  ties() {
    const ties = this.fold.results.ties(this.row).map(({ lists, seats }) => ({ lists, seats }));
    return ties.length === 0 ? undefined : ties;
  }

  /**
   * Level 1, and the margin: what follows from the votes alone.
   * @param {{list: string, ordinal: number}} seat
   * @param {readonly string[] | undefined} movedTo as published: any of the cheapest ways may stand
   */
  level1({ list, ordinal }, movedTo) {
    const official = this.official();
    const added = toTake(official, list, ordinal, true);
    const moved = toMove(official, list, ordinal);
    const any = moved !== undefined && movedTo !== undefined && isWayToMove(official, { list, ordinal }, moved.votes, movedTo);
    const margin = {
      added: Number.isFinite(added.votes) ? added.votes : null,
      moved: moved?.votes ?? null,
      addedTo: added.by.filter((one) => one.votes > 0).map((one) => one.list),
      movedTo: any ? movedTo : moved?.by.filter((one) => one.votes > 0).map((one) => one.list) ?? [],
    };
    return {
      margin,
      ...this.claim(this.settled, this.open, this.pool, { list, ordinal }),
      uncorroboratedOpen: this.claim(this.sure, this.unsure, poolOf(this.unsure), { list, ordinal }).level1,
    };
  }

  /**
   * @param {{votes: Map<string, number>, base: number}} sums
   * @param {Open[]} open
   * @param {number | undefined} pool
   * @param {{list: string, ordinal: number}} seat
   */
  claim(sums, open, pool, { list, ordinal }) {
    if (open.length === 0) return { level1: 'settled', certificate: { kind: 'nothing-open' } };
    if (pool === undefined) return { level1: 'no-bound', certificate: undefined };
    const cheapest = toTake(this.race(sums), list, ordinal, false);
    return { level1: cheapest.votes > pool ? 'settled' : 'open', certificate: this.poolCertificate(pool, ordinal, cheapest) };
  }

  /**
   * @param {number} pool
   * @param {number} ordinal
   * @param {import('./costs.js').Cheapest} cheapest
   */
  poolCertificate(pool, ordinal, cheapest) {
    const [votes, by] = Number.isFinite(cheapest.votes) ? [cheapest.votes, cheapest.by] : [null, []];
    return { kind: 'pool', pool, needed: this.seatCount - ordinal + 1, votes, by };
  }
}
