// The fewest votes by which rivals can reach quotients, in whole numbers (docs/spec/evidence.md, "Level 1").

import { ceilDiv, floorDiv } from '../base/fraction.js';

/** @typedef {import('../base/fraction.js').Fraction} Fraction */
/** @typedef {{list: string, votes: number}} Rival */
/** @typedef {{list: string, seats: number, votes: number}} Share */
/** @typedef {{votes: number, by: Share[]}} Cheapest */

/** Whole numbers below this are exact in a product of two. */
const EXACT = 2 ** 53;

/** @type {WeakMap<(n: bigint) => Fraction, (Fraction & {whole: {n: number, d: number}})[]>} */
const divisors = new WeakMap();

/**
 * A divisor, computed once; also in numbers.
 * @param {(n: bigint) => Fraction} divisor
 * @param {number} at
 */
function nth(divisor, at) {
  const known = divisors.get(divisor) ?? [];
  if (known.length === 0) divisors.set(divisor, known);
  const found = known[at];
  if (found !== undefined) return found;
  const { n, d } = divisor(BigInt(at));
  return (known[at] = { n, d, whole: { n: Number(n), d: Number(d) } });
}

/**
 * What a rival needs for its n-th quotient to be level with the holder's i-th, or above it.
 * @param {object} race
 * @param {(n: bigint) => Fraction} race.divisor
 * @param {boolean} race.squared whether votes² are compared with it
 * @param {number} race.ordinal of the holder's seat
 * @param {number} race.holder votes of the seat's list
 * @param {boolean} race.outright
 * @param {Rival} rival
 * @param {number} seats
 */
export function costOf({ divisor, squared, ordinal, holder, outright }, rival, seats) {
  const high = nth(divisor, seats);
  const low = nth(divisor, ordinal);
  const small = holder * high.whole.n * low.whole.d;
  const most = high.whole.d * low.whole.n;
  if (!squared && low.n > 0n && high.n > 0n && small < EXACT && most < EXACT) {
    const left = small % most;
    const least = (small - left) / most + (outright ? 1 : left > 0 ? 1 : 0);
    return Math.max(0, least - rival.votes);
  }
  const votes = BigInt(holder);
  if (low.n === 0n && high.n > 0n) return Infinity;
  const level = low.n === 0n;
  // Only a list with votes has a quotient, also where it comes before all others.
  if (high.n === 0n && !level) return Math.max(0, 1 - rival.votes);
  const n = level ? votes : high.n * low.d * votes * (squared ? votes : 1n);
  const d = level ? 1n : high.d * low.n;
  const whole = (/** @type {bigint} */ least) => (squared && !level ? rootAbove(least) : least);
  const reach = outright ? whole(floorDiv(n, d) + 1n) : whole(ceilDiv(n, d));
  return Math.max(0, Number(reach) - rival.votes);
}

/**
 * The least whole number whose square is no less.
 * @param {bigint} least
 */
function rootAbove(least) {
  let low = -1n;
  let high = least + 1n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle * middle >= least) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * The cheapest way to share just so many quotients among rivals.
 * @param {Rival[]} rivals
 * @param {number} needed
 * @param {(rival: Rival, seats: number) => number} cost of so many quotients, at least one
 * @returns {Cheapest}
 */
export function cheapest(rivals, needed, cost) {
  let best = [0, ...Array.from({ length: needed }, () => Infinity)];
  /** @type {number[][]} */
  const taken = [];
  for (const rival of rivals) {
    const costs = Array.from({ length: needed + 1 }, (_, n) => (n === 0 ? 0 : cost(rival, n)));
    /** @type {number[]} */
    const chosen = [];
    best = best.map((_, k) => {
      let least = Infinity;
      for (let n = 0; n <= k; n++) {
        const total = (best[k - n] ?? Infinity) + (costs[n] ?? Infinity);
        if (total < least) {
          least = total;
          chosen[k] = n;
        }
      }
      return least;
    });
    taken.push(chosen);
  }
  return { votes: best[needed] ?? Infinity, by: traced(rivals, taken, needed, cost) };
}

/**
 * @param {Rival[]} rivals
 * @param {number[][]} taken
 * @param {number} needed
 * @param {(rival: Rival, seats: number) => number} cost
 */
function traced(rivals, taken, needed, cost) {
  /** @type {Share[]} */
  const by = [];
  let left = needed;
  for (let i = rivals.length - 1; i >= 0; i--) {
    const seats = taken[i]?.[left] ?? 0;
    const rival = /** @type {Rival} */ (rivals[i]);
    if (seats > 0) by.unshift({ list: rival.list, seats, votes: cost(rival, seats) });
    left -= seats;
  }
  return by;
}
