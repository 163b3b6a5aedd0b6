// Seats where a rule looks beyond one constituency: national thresholds, levelling seats (seat-rule.md).

import { compare, fraction } from '../base/fraction.js';
import { attempt, refuse } from '../base/refusal.js';
import { allocate, isAbove, run } from './allocate.js';
import { biproportional } from './biproportional.js';
import { askLot, problemWith, Race } from './race.js';
import { baseOf, hasLevels } from './rule.js';

/** @typedef {import('./rule.js').Rule} Rule */
/** @typedef {import('./allocate.js').Allocation} Allocation */
/** @typedef {import('./allocate.js').Totals} Totals */
/** @typedef {import('./allocate.js').Competitor} Competitor */
/** @typedef {{cast: bigint, counted: bigint}} Sums what the larger of ballots cast is, over all constituencies too */
/** @typedef {import('./allocate.js').Votes & {constituency: string, sums?: Sums}} Constituency */
/** @typedef {import('./race.js').Lot} Lot */
/** @typedef {import('./race.js').Tie} Tie */
/** @typedef {Map<string, Allocation>} Allocations those of constituencies whose figures aren't refused */
/**
 * @typedef {object} Nation
 * @property {Allocations} of each constituency
 * @property {Tie} [tie] one beyond the constituencies that stands open
 * @property {Lot[]} [used] lots that decided
 * @property {Map<string, import('../base/refusal.js').Refusal>} [refused] constituencies whose figures are
 */

/**
 * @param {Rule} rule
 * @param {Constituency[]} places
 * @param {Lot[]} [lots] declared beyond one constituency, in the order of the register
 * @returns {Nation}
 */
export function allocateAll(rule, places, lots = []) {
  if (!hasLevels(rule)) return apart(rule, places);
  /** @type {Lot[]} */
  const fitting = [];
  let made = allocateBy(rule, places, fitting);
  for (const lot of lots) {
    const { tie } = made;
    if (tie === undefined) break;
    if (attempt(() => askLot(lot, [tie])).refusal !== undefined) continue;
    fitting.push(lot);
    made = allocateBy(rule, places, fitting);
  }
  return { ...made, used: fitting };
}

/**
 * @param {Rule} rule
 * @param {Constituency[]} places
 * @param {Lot[]} lots that fit the ties that arise, one after the other
 * @returns {Nation}
 */
function allocateBy(rule, places, lots) {
  const totals = totalsOf(rule, places);
  return rule.biproportional === undefined ? levelled(rule, places, totals, lots) : biproportional(rule, places, totals, lots);
}

/**
 * Each constituency by itself, but for the threshold.
 * @param {Rule} rule
 * @param {Constituency[]} places
 * @returns {Nation}
 */
function apart(rule, places) {
  const national = rule.threshold?.national ? totalsOf(rule, places) : undefined;
  const nation = { of: new Map(), refused: new Map() };
  for (const place of places) {
    const { value, refusal } = attempt(() => allocate(rule, place, national));
    if (refusal === undefined) nation.of.set(place.constituency, value);
    else nation.refused.set(place.constituency, refusal);
  }
  return nation;
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
 * @param {Totals} totals
 * @param {Lot[]} lots
 * @returns {Nation}
 */
function levelled(rule, places, totals, lots) {
  const national = rule.threshold?.national ? totals : undefined;
  const kept = rule.levelling?.perConstituency ?? 0;
  const of = new Map(places.map((place) =>
    [place.constituency, allocate(rule, { ...place, seats: place.seats - kept }, national)]));
  // Nothing levels what a lot may still change, or nobody's votes.
  if ([...of.values()].some(({ ties }) => ties.length > 0) || totals.valid === 0n) return { of };
  const { lacking, tie } = lackingOf(rule, places, totals, { of, lots });
  return { of, tie: tie ?? place(places, of, { lacking, kept, ties: rule.ties, lots: lots.filter(isOf('levelling')) }) };
}

/** @param {string} level @returns {(lot: Lot) => boolean} */
export const isOf = (level) => ({ within }) => within === level;

/**
 * The levelling seats of each list, or a round in which lists are level.
 * @param {Rule} rule
 * @param {Constituency[]} places
 * @param {Totals} totals
 * @param {{of: Allocations, lots: Lot[]}} direct
 * @returns {{lacking: Map<string, number>, tie?: Tie}}
 */
function lackingOf({ levelling, ties }, places, totals, { of, lots }) {
  if (levelling === undefined) return { lacking: new Map() };
  const direct = new Map([...totals.votes.keys()].map((list) =>
    [list, [...of.values()].reduce((sum, { seats }) => sum + (seats.get(list) ?? 0), 0)]));
  const kinds = new Map(places.flatMap(({ lists }) => lists.map((one) => [one.list, one.kind])));
  const base = baseOf(levelling.threshold.of, totals);
  const above = [...totals.votes].filter(([list, votes]) => votes > 0n
    && isAbove(levelling.threshold, { list, votes, kind: kinds.get(list) ?? 'single' }, base));
  if (above.length === 0) refuse('levelling-no-list-qualifies');
  let drawn = lots.filter(isOf('country'));
  let taking = above;
  for (;;) {
    const outside = [...direct].filter(([list]) => !taking.some(([one]) => one === list));
    const house = Number(totals.seats) - outside.reduce((sum, [, seats]) => sum + seats, 0);
    const { share, tie, left } = shared(levelling.method, ties, taking, house, drawn);
    if (tie !== undefined) return { lacking: new Map(), tie };
    const over = taking.filter(([list]) => (direct.get(list) ?? 0) > (share.get(list) ?? 0));
    if (over.length === 0) {
      return { lacking: new Map(taking.map(([list]) => [list, (share.get(list) ?? 0) - (direct.get(list) ?? 0)])) };
    }
    taking = taking.filter((one) => !over.includes(one));
    drawn = left;
  }
}

/**
 * The whole house by national votes. A tie takes the first of the lots, and `left` are those for what follows.
 * @param {import('./rule.js').Method} method
 * @param {import('./rule.js').Link[]} ties
 * @param {[string, bigint][]} lists
 * @param {number} seats
 * @param {Lot[]} lots
 * @returns {{share: Map<string, number>, tie: Tie | undefined, steps: number, left: Lot[]}}
 */
export function shared(method, ties, lists, seats, lots) {
  const runners = lists.map(([list, votes]) => ({ list, votes, seats: 0, byQuota: 0, most: Infinity, exhausted: false }));
  const race = new Race(runners, ties, lots.slice(0, 1), 'country');
  run(race, method, seats, lists.reduce((sum, [, votes]) => sum + votes, 0n));
  return {
    share: new Map(runners.map((runner) => [runner.list, runner.seats])),
    tie: race.tie,
    steps: race.steps.length,
    left: lots.slice(race.used.size),
  };
}

/**
 * @typedef {object} Cell
 * @property {Constituency} place
 * @property {string} list
 * @property {bigint} votes
 * @property {bigint} all votes of the constituency
 */

/** @param {{constituency: string}} place @param {string} list */
export const nameOf = ({ constituency }, list) => `${constituency}/${list}`;

/**
 * Each levelling seat to the constituency with the highest quotient, until the list and the constituency have theirs; up to the
 * first one that only a lot decides which isn't drawn.
 * @param {Constituency[]} places
 * @param {Allocations} made
 * @param {{lacking: Map<string, number>, kept: number, ties: import('./rule.js').Link[], lots: Lot[]}} levelling
 * @returns {Tie | undefined}
 */
function place(places, made, { lacking, kept, ties, lots }) {
  const free = new Map(places.map(({ constituency }) => [constituency, kept]));
  const cells = places.flatMap((place) => {
    const all = place.lists.reduce((sum, list) => sum + list.votes, 0n);
    return place.lists.filter(({ votes }) => votes > 0n).map(({ list, votes }) => ({ place, list, votes, all }));
  });
  const quotient = (/** @type {Cell} */ { place, list, votes, all }) => {
    const held = made.get(place.constituency)?.seats.get(list) ?? 0;
    return fraction(votes * BigInt(place.seats - kept), BigInt(2 * held + 1) * all);
  };
  const seats = [...lacking.values()].reduce((a, b) => a + b, 0);
  for (let step = 1; step <= seats; step++) {
    const open = cells.filter(({ place, list }) => (lacking.get(list) ?? 0) > 0 && (free.get(place.constituency) ?? 0) > 0);
    const [first] = open;
    if (first === undefined) return refuse('levelling-no-place');
    const best = open.reduce((a, b) => (compare(quotient(b), quotient(a)) > 0 ? b : a), first);
    const level = open.filter((one) => compare(quotient(one), quotient(best)) === 0);
    const left = allFit(level, lacking, free) ? [best] : told(level, ties);
    const tie = left.length > 1 ? tieOf(left, step, ties) : undefined;
    const next = tie === undefined ? left[0] : drawn(left, tie, lots);
    if (next === undefined) return tie;
    take(next, made, lacking, free);
  }
}

/**
 * @param {Cell} cell
 * @param {Allocations} made
 * @param {Map<string, number>} lacking
 * @param {Map<string, number>} free
 */
function take({ place: { constituency }, list }, made, lacking, free) {
  const seats = /** @type {Map<string, number>} */ (made.get(constituency)?.seats);
  seats.set(list, (seats.get(list) ?? 0) + 1);
  lacking.set(list, (lacking.get(list) ?? 0) - 1);
  free.set(constituency, (free.get(constituency) ?? 0) - 1);
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
 * Those of level cells that the links by votes leave level.
 * @param {Cell[]} level
 * @param {import('./rule.js').Link[]} ties
 */
function told(level, ties) {
  let left = level;
  for (const { by } of ties) {
    if (by !== 'more-votes' && by !== 'fewer-votes') continue;
    const votes = left.map((one) => one.votes).reduce((a, b) => ((by === 'more-votes') === (a > b) ? a : b));
    left = left.filter((one) => one.votes === votes);
  }
  return left;
}

/**
 * @param {Cell[]} level
 * @param {number} step
 * @param {import('./rule.js').Link[]} ties
 * @returns {Tie}
 */
function tieOf(level, step, ties) {
  const by = ties.find((link) => link.by === 'older-candidate' || link.by === 'lot')?.by ?? 'lot';
  return { step, lists: level.map(({ place, list }) => nameOf(place, list)), seats: 1, least: 1, turn: 0, within: 'levelling', by };
}

/**
 * The cell drawn first, if the lot was drawn.
 * @param {Cell[]} level
 * @param {Tie} tie
 * @param {Lot[]} lots
 */
function drawn(level, tie, lots) {
  const lot = lots.find((one) => problemWith(one, tie) === undefined);
  return level.find(({ place, list }) => nameOf(place, list) === lot?.drawn[0]);
}
