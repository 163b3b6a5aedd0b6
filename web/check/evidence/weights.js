// The certificate "weights": each way of sharing the quotients contradicts itself (docs/spec/evidence.md, "Certificates").

import { readFraction } from '../base/fraction.js';
import { capsOf } from './certificates.js';

/** @typedef {import('./document.js').Place} Place */
/** @typedef {import('./copies.js').Copies} Copies */
/** @typedef {{list: string, ordinal: number}} Seat */
/** @typedef {Map<string, any>} Published */
/**
 * A sum of conditions as a function of votes and of what the threshold is a share of; it must not be below zero.
 * @typedef {{votes: Map<string, bigint>, base: bigint, less: bigint}} Sum
 */

const SHARINGS = 100_000;

/**
 * @param {Place} place
 * @param {Seat} seat
 * @param {Published} certificate
 * @returns {'settled' | undefined}
 */
export function byWeights(place, seat, certificate) {
  const needed = place.seatCount - seat.ordinal + 1;
  const caps = sharesOf(certificate.get('caps'));
  const reaches = [...capsOf(place, seat)].every(([list, cap]) => (caps.get(list) ?? 0) >= cap);
  if (!reaches || certificate.get('needed') !== needed || place.copies?.pool === undefined) return undefined;
  /** @type {Published[]} */
  const sharings = certificate.get('sharings');
  const stated = new Map(sharings.map((one) => [keyOf(sharesOf(one.get('seats'))), one]));
  const all = everySharing([...caps], needed);
  if (all === undefined) return undefined;
  const contradicts = (/** @type {Map<string, number>} */ sharing) => {
    const one = stated.get(keyOf(sharing));
    return one !== undefined && isBelowZero(place, place.copies, sumOf(place, seat, sharing, one.get('weights')));
  };
  return all.every(contradicts) ? 'settled' : undefined;
}

/** @param {Published[]} rows */
const sharesOf = (rows) => new Map(rows.map((row) => /** @type {[string, number]} */ ([row.get('list'), row.get('seats')])));

/** @param {Map<string, number>} sharing */
const keyOf = (sharing) => [...sharing].filter(([, n]) => n > 0).map(([list, n]) => `${list} ${n}`).sort().join(', ');

/**
 * Every way of sharing just so many quotients within the caps; undefined where there are too many to try.
 * @param {[string, number][]} caps
 * @param {number} needed
 */
export function everySharing(caps, needed) {
  /** @type {[Map<string, number>, number][]} */
  let ways = [[new Map(), needed]];
  let behind = caps.reduce((sum, [, cap]) => sum + cap, 0);
  for (const [list, cap] of caps) {
    // What the lists behind can't take together, this one must.
    behind -= cap;
    ways = ways.flatMap(([taken, left]) => Array.from({ length: Math.min(cap, left) + 1 }, (_, n) =>
      /** @type {[Map<string, number>, number]} */ ([new Map([...taken, [list, n]]), left - n])).filter(([, rest]) => rest <= behind));
    if (ways.length > SHARINGS) return undefined;
  }
  return ways.filter(([, left]) => left === 0).map(([taken]) => taken);
}

/**
 * The conditions of a sharing, multiplied by their weights and added up.
 * @param {Place} place
 * @param {Seat} seat
 * @param {Map<string, number>} sharing
 * @param {Published[]} weights
 * @returns {Sum | undefined}
 */
function sumOf(place, { list, ordinal }, sharing, weights) {
  const { divisor, share, moreThan } = place.official();
  const read = weights.map((one) => ({ rival: one.get('list'), quotient: one.get('condition') === 'quotient', ...readFraction(one.get('weight')) }));
  const low = divisor(BigInt(ordinal));
  const highs = read.map(({ rival }) => divisor(BigInt(sharing.get(rival) ?? 0)));
  const scale = [low.d, ...highs.map((high) => high.d), ...read.map((one) => one.d)].reduce((a, b) => a * b, 1n);
  /** @type {Sum} */
  const total = { votes: new Map(), base: 0n, less: 0n };
  const add = (/** @type {string} */ to, /** @type {bigint} */ n) => total.votes.set(to, (total.votes.get(to) ?? 0n) + n);
  for (const [i, { rival, quotient, n, d }] of read.entries()) {
    const high = /** @type {import('../base/fraction.js').Fraction} */ (highs[i]);
    if ((sharing.get(rival) ?? 0) < 1) return undefined;
    if (quotient) {
      add(rival, (n * low.n * scale) / (d * low.d));
      add(list, -(n * high.n * scale) / (d * high.d));
    } else if (share !== undefined) {
      add(rival, (n * share.d * scale) / d);
      total.base -= (n * share.n * scale) / d;
      total.less += moreThan ? (n * scale) / d : 0n;
    }
  }
  return total;
}

/**
 * Whether the sum is below zero with the best option at each station and the best use of the pool.
 * @param {Place} place
 * @param {Copies | undefined} copies
 * @param {Sum | undefined} total
 */
function isBelowZero(place, copies, total) {
  if (total === undefined || copies?.pool === undefined) return false;
  const worth = (/** @type {Map<string, number>} */ votes, /** @type {number} */ base) =>
    [...total.votes].reduce((sum, [list, n]) => sum + n * BigInt(votes.get(list) ?? 0), total.base * BigInt(base));
  let best = worth(copies.fixedVotes, copies.fixedBase ?? 0) - total.less;
  for (const { options } of copies.stations) {
    best += options.map((option) => worth(option.votes, option.base ?? 0)).reduce((a, b) => (a > b ? a : b));
  }
  const vote = [...place.row.votes.keys()].map((list) => (total.votes.get(list) ?? 0n) + total.base)
    .reduce((a, b) => (a > b ? a : b), 0n);
  return best + vote * BigInt(copies.pool) < 0n;
}
