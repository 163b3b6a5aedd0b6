// One seat: what it would cost others to take it, and its margin in the figures as they are (docs/spec/evidence.md).

import { ceilDiv, floorDiv } from '../base/fraction.js';
import { cheapest, costOf } from './costs.js';

/** @typedef {import('../base/fraction.js').Fraction} Fraction */
/** @typedef {import('./costs.js').Cheapest} Cheapest */
/**
 * @typedef {object} Race
 * @property {(n: bigint) => Fraction} divisor
 * @property {boolean} squared whether votes² are compared with it
 * @property {number} seats of the constituency
 * @property {Map<string, number>} votes
 * @property {number} base what the threshold is a share of; 0 without one
 * @property {Fraction | undefined} share the threshold
 * @property {boolean} moreThan
 */

/**
 * The fewest whole votes that reach a share of a base.
 * @param {Race} race
 * @param {number} base
 */
function toReach({ share, moreThan }, base) {
  if (share === undefined) return 0;
  const n = share.n * BigInt(base);
  return Number(moreThan ? floorDiv(n, share.d) + 1n : ceilDiv(n, share.d));
}

/**
 * The fewest votes, added to rivals, that take a seat or make it level.
 * @param {Race} race
 * @param {string} list
 * @param {number} ordinal
 * @param {boolean} outright
 * @param {number} [enough] what costs more needn't be known to the last vote
 * @returns {Cheapest}
 */
export function toTake(race, list, ordinal, outright, enough = Infinity) {
  const holder = race.votes.get(list) ?? 0;
  const rivals = rivalsOf(race.votes, list);
  const needed = race.seats - ordinal + 1;
  if (holder === 0) return { votes: 0, by: [] };
  let total = 0;
  for (;;) {
    const threshold = toReach(race, race.base + total);
    const asked = { ...race, ordinal, holder, outright };
    const cost = (/** @type {import('./costs.js').Rival} */ rival, /** @type {number} */ n) =>
      Math.max(costOf(asked, rival, n), threshold - rival.votes, 0);
    const found = cheapest(rivals, needed, cost);
    if (found.votes <= total || found.votes > enough || found.votes === Infinity || race.share === undefined) return below(race, holder, found);
    total = found.votes;
  }
}

/**
 * @param {Map<string, number>} votes
 * @param {string} list
 */
function rivalsOf(votes, list) {
  return [...votes].filter(([other]) => other !== list).map(([other, count]) => ({ list: other, votes: count }));
}

/**
 * Or the fewest ballots of others that put the list below the threshold, where these are fewer.
 * @param {Race} race
 * @param {number} holder
 * @param {Cheapest} found
 * @returns {Cheapest}
 */
function below(race, holder, found) {
  const { share, moreThan, base } = race;
  if (share === undefined || share.n === 0n) return found;
  const most = moreThan ? ceilDiv(BigInt(holder) * share.d, share.n) : floorDiv(BigInt(holder) * share.d, share.n) + 1n;
  const votes = Math.max(0, Number(most) - base);
  return votes < found.votes ? { votes, by: [] } : found;
}

/**
 * The fewest ballots, moved from the seat's list to others, that take the seat outright.
 * @param {Race} race
 * @param {string} list
 * @param {number} ordinal
 * @returns {Cheapest | undefined}
 */
export function toMove(race, list, ordinal) {
  const holder = race.votes.get(list) ?? 0;
  let low = 0;
  let high = holder + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (movedTo(race, list, ordinal, middle) === undefined) low = middle;
    else high = middle;
  }
  return high > holder ? undefined : movedTo(race, list, ordinal, high);
}

/**
 * @param {Race} race
 * @param {string} list
 * @param {number} ordinal
 * @param {number} moved
 * @returns {Cheapest | undefined}
 */
function movedTo(race, list, ordinal, moved) {
  const holder = (race.votes.get(list) ?? 0) - moved;
  const threshold = toReach(race, race.base);
  if (holder < threshold || holder === 0) return { votes: moved, by: [] };
  const asked = { ...race, ordinal, holder, outright: true };
  const cost = (/** @type {import('./costs.js').Rival} */ rival, /** @type {number} */ n) =>
    Math.max(costOf(asked, rival, n), threshold - rival.votes, 0);
  const found = cheapest(rivalsOf(race.votes, list), race.seats - ordinal + 1, cost);
  return found.votes <= moved ? { votes: moved, by: found.by } : undefined;
}

/**
 * Whether so many ballots, moved just to these lists, take the seat: where several ways are as cheap, any may stand.
 * @param {Race} race
 * @param {{list: string, ordinal: number}} seat
 * @param {number} moved
 * @param {readonly string[]} to
 */
export function isWayToMove(race, { list, ordinal }, moved, to) {
  const holder = (race.votes.get(list) ?? 0) - moved;
  const threshold = toReach(race, race.base);
  const needed = race.seats - ordinal + 1;
  const asked = { ...race, ordinal, holder, outright: true };
  const cost = (/** @type {import('./costs.js').Rival} */ rival, /** @type {number} */ n) =>
    Math.max(costOf(asked, rival, n), threshold - rival.votes, 0);
  const rivals = rivalsOf(race.votes, list);
  const free = rivals.filter((one) => !to.includes(one.list)).reduce((sum, one) => sum + freeOf(one, needed, cost), 0);
  return reachedBy(rivals.filter((one) => to.includes(one.list)), needed, cost)
    .some((votes, seats) => votes <= moved && needed - seats <= free);
}

/**
 * How many quotients a rival has for nothing.
 * @param {import('./costs.js').Rival} rival
 * @param {number} needed
 * @param {(rival: import('./costs.js').Rival, seats: number) => number} cost
 */
function freeOf(rival, needed, cost) {
  let seats = 0;
  while (seats < needed && cost(rival, seats + 1) === 0) seats++;
  return seats;
}

/**
 * The fewest votes by which rivals, each of whom needs some, reach 0, 1, 2 … quotients together.
 * @param {import('./costs.js').Rival[]} rivals
 * @param {number} needed
 * @param {(rival: import('./costs.js').Rival, seats: number) => number} cost
 */
function reachedBy(rivals, needed, cost) {
  let best = Array.from({ length: needed + 1 }, (_, k) => (k === 0 ? 0 : Infinity));
  for (const rival of rivals) {
    const some = Array.from({ length: needed + 1 }, (_, n) => (n === 0 ? Infinity : cost(rival, n) || Infinity));
    best = best.map((_, k) => Math.min(...some.slice(0, k + 1).map((votes, n) => votes + (best[k - n] ?? Infinity))));
  }
  return best;
}
