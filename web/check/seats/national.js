// Seats where a rule looks beyond one constituency: national thresholds, levelling seats (seat-rule.md).

import { compare, fraction } from '../base/fraction.js';
import { attempt, refuse } from '../base/refusal.js';
import { allocate, isAbove, run } from './allocate.js';
import { biproportional } from './biproportional.js';
import { Race } from './race.js';
import { baseOf } from './rule.js';

/** @typedef {import('./rule.js').Rule} Rule */
/** @typedef {import('./allocate.js').Allocation} Allocation */
/** @typedef {import('./allocate.js').Totals} Totals */
/** @typedef {import('./allocate.js').Competitor} Competitor */
/** @typedef {{cast: bigint, counted: bigint}} Sums what the larger of ballots cast is, over all constituencies too */
/** @typedef {import('./allocate.js').Votes & {constituency: string, sums?: Sums}} Constituency */
/** @typedef {Map<string, Allocation>} Allocations those of constituencies whose figures aren't refused */

/**
 * @param {Rule} rule
 * @param {Constituency[]} places
 * @returns {Allocations}
 */
export function allocateAll(rule, places) {
  if (rule.biproportional !== undefined) return biproportional(rule, places, totalsOf(rule, places));
  if (rule.levelling !== undefined) return levelled(rule, places);
  const national = rule.threshold?.national ? totalsOf(rule, places) : undefined;
  /** @type {Allocations} */
  const made = new Map();
  for (const place of places) {
    const { value } = attempt(() => allocate(rule, place, national));
    if (value !== undefined) made.set(place.constituency, value);
  }
  return made;
}

/**
 * What thresholds over all constituencies are shares of; a joint list's votes are its members'.
 * @param {Rule} rule
 * @param {Constituency[]} places
 * @returns {Totals}
 */
function totalsOf({ coalitions }, places) {
  /** @type {Map<string, bigint>} */
  const votes = new Map();
  const add = (/** @type {string} */ list, /** @type {bigint} */ count) => votes.set(list, (votes.get(list) ?? 0n) + count);
  for (const one of places.flatMap(({ lists }) => lists)) {
    add(one.list, one.votes);
    if (one.coalition !== undefined && coalitions !== undefined) add(one.coalition, one.votes);
  }
  const sum = (/** @type {(place: Constituency) => bigint} */ of) => places.reduce((total, place) => total + of(place), 0n);
  const known = (/** @type {'blank'|'cast'} */ figure) =>
    (places.some((place) => place[figure] === undefined) ? undefined : sum((place) => place[figure] ?? 0n));
  return {
    votes,
    valid: sum(({ lists }) => lists.reduce((total, list) => total + list.votes, 0n)),
    blank: known('blank'),
    cast: known('cast') === undefined ? undefined : larger(sum(({ sums, cast }) => sums?.cast ?? cast ?? 0n), sum(({ sums }) => sums?.counted ?? 0n)),
    seats: sum(({ seats }) => BigInt(seats)),
  };
}

/**
 * @param {bigint} a
 * @param {bigint} b
 */
const larger = (a, b) => (a > b ? a : b);

/**
 * Each constituency's own seats first; what lists lack of their share of the whole house are levelling seats.
 * @param {Rule} rule
 * @param {Constituency[]} places
 * @returns {Allocations}
 */
function levelled(rule, places) {
  const totals = totalsOf(rule, places);
  const national = rule.threshold?.national ? totals : undefined;
  const kept = rule.levelling?.perConstituency ?? 0;
  const made = new Map(places.map((place) =>
    [place.constituency, allocate(rule, { ...place, seats: place.seats - kept }, national)]));
  // Nothing levels what a lot may still change.
  if ([...made.values()].some(({ ties }) => ties.length > 0)) return made;
  const { value: lacking, refusal } = attempt(() => lackingOf(rule, places, totals, made));
  if (refusal?.code === 'national-tie') return made;
  if (lacking === undefined) return new Map();
  place(places, made, { lacking, kept, ties: rule.ties });
  return made;
}

/**
 * The levelling seats of each list.
 * @param {Rule} rule
 * @param {Constituency[]} places
 * @param {Totals} totals
 * @param {Allocations} made
 * @returns {Map<string, number>}
 */
function lackingOf({ levelling, ties }, places, totals, made) {
  if (levelling === undefined) return new Map();
  const direct = new Map([...totals.votes.keys()].map((list) =>
    [list, [...made.values()].reduce((sum, { seats }) => sum + (seats.get(list) ?? 0), 0)]));
  const kinds = new Map(places.flatMap(({ lists }) => lists.map((one) => [one.list, one.kind])));
  const base = baseOf(levelling.threshold.of, totals);
  const above = [...totals.votes].filter(([list, votes]) => votes > 0n
    && isAbove(levelling.threshold, { list, votes, kind: kinds.get(list) ?? 'single' }, base));
  if (above.length === 0) refuse('levelling-no-list-qualifies');
  let taking = above;
  for (;;) {
    const outside = [...direct].filter(([list]) => !taking.some(([one]) => one === list));
    const house = Number(totals.seats) - outside.reduce((sum, [, seats]) => sum + seats, 0);
    const share = shared(levelling.method, ties, taking, house);
    const over = taking.filter(([list]) => (direct.get(list) ?? 0) > (share.get(list) ?? 0));
    if (over.length === 0) return new Map(taking.map(([list]) => [list, (share.get(list) ?? 0) - (direct.get(list) ?? 0)]));
    taking = taking.filter((one) => !over.includes(one));
  }
}

/**
 * The whole house by national votes.
 * @param {import('./rule.js').Method} method
 * @param {import('./rule.js').Link[]} ties
 * @param {[string, bigint][]} lists
 * @param {number} seats
 * @returns {Map<string, number>}
 */
export function shared(method, ties, lists, seats) {
  const runners = lists.map(([list, votes]) => ({ list, votes, seats: 0, byQuota: 0, most: Infinity, exhausted: false }));
  const race = new Race(runners, ties, []);
  run(race, method, seats, lists.reduce((sum, [, votes]) => sum + votes, 0n));
  if (race.tie !== undefined) refuse('national-tie');
  return new Map(runners.map((runner) => [runner.list, runner.seats]));
}

/**
 * @typedef {object} Cell
 * @property {Constituency} place
 * @property {string} list
 * @property {bigint} votes
 * @property {bigint} all votes of the constituency
 */

/**
 * Each levelling seat to the constituency with the highest quotient, until the list and the constituency have theirs; up to the
 * first one that only a lot decides.
 * @param {Constituency[]} places
 * @param {Allocations} made
 * @param {{lacking: Map<string, number>, kept: number, ties: import('./rule.js').Link[]}} levelling
 */
function place(places, made, { lacking, kept, ties }) {
  const free = new Map(places.map(({ constituency }) => [constituency, kept]));
  const cells = places.flatMap((place) => {
    const all = place.lists.reduce((sum, list) => sum + list.votes, 0n);
    return place.lists.filter(({ votes }) => votes > 0n).map(({ list, votes }) => ({ place, list, votes, all }));
  });
  const quotient = (/** @type {Cell} */ { place, list, votes, all }) => {
    const held = made.get(place.constituency)?.seats.get(list) ?? 0;
    return fraction(votes * BigInt(place.seats - kept), BigInt(2 * held + 1) * all);
  };
  for (let left = [...lacking.values()].reduce((a, b) => a + b, 0); left > 0; left--) {
    const open = cells.filter(({ place, list }) => (lacking.get(list) ?? 0) > 0 && (free.get(place.constituency) ?? 0) > 0);
    const [first] = open;
    if (first === undefined) return refuse('levelling-no-place');
    const best = open.reduce((a, b) => (compare(quotient(b), quotient(a)) > 0 ? b : a), first);
    const level = open.filter((one) => compare(quotient(one), quotient(best)) === 0);
    const next = allFit(level, lacking, free) ? best : told(level, ties);
    if (next === undefined) return;
    const seats = /** @type {Map<string, number>} */ (made.get(next.place.constituency)?.seats);
    seats.set(next.list, (seats.get(next.list) ?? 0) + 1);
    lacking.set(next.list, (lacking.get(next.list) ?? 0) - 1);
    free.set(next.place.constituency, (free.get(next.place.constituency) ?? 0) - 1);
  }
}

/**
 * Whether all cells that are level get a seat, so that their order decides nothing.
 * @param {Cell[]} level
 * @param {Map<string, number>} lacking
 * @param {Map<string, number>} free
 */
function allFit(level, lacking, free) {
  const count = (/** @type {(one: Cell) => boolean} */ is) => level.filter(is).length;
  return level.every(({ place, list }) => count((one) => one.list === list) <= (lacking.get(list) ?? 0)
    && count((one) => one.place === place) <= (free.get(place.constituency) ?? 0));
}

/**
 * The one of level cells that the links by votes tell from the others.
 * @param {Cell[]} level
 * @param {import('./rule.js').Link[]} ties
 */
function told(level, ties) {
  let left = level;
  for (const { by } of ties) {
    if (by === 'more-seats') refuse('national-tie');
    if (by !== 'more-votes' && by !== 'fewer-votes') break;
    const votes = left.map((one) => one.votes).reduce((a, b) => ((by === 'more-votes') === (a > b) ? a : b));
    left = left.filter((one) => one.votes === votes);
  }
  return left.length === 1 ? left[0] : undefined;
}
