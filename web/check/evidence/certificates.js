// Certificates of level 2: whether each proves what it stands for, in whole numbers (docs/spec/evidence.md).

import { fraction } from '../base/fraction.js';
import { allocate } from '../seats/allocate.js';
import { reaches } from '../seats/rule.js';
import { sum } from './open.js';
import { toTake } from './seat.js';
import { byWeights } from './weights.js';

/** @typedef {import('./document.js').Place} Place */
/** @typedef {import('./copies.js').Choice} Choice */
/** @typedef {{list: string, ordinal: number}} Seat */
/** @typedef {Map<string, any>} Published as it was published */

const CHOICES = 4096;

/**
 * What a certificate proves of a seat, or undefined where it doesn't prove anything.
 * @param {Place} place
 * @param {Seat} seat
 * @param {Published} certificate
 * @returns {'settled'|'open'|undefined}
 */
export function proves(place, seat, certificate) {
  switch (certificate.get('kind')) {
    case 'nothing-open': return place.open.length === 0 ? 'settled' : undefined;
    case 'pool': return byPool(place, seat, certificate);
    case 'any-figures': return isWithinAnyFigures(place) && isSettledAtLevel1(place, seat) ? 'settled' : undefined;
    case 'caps': return byCaps(place, seat, certificate);
    case 'weights': return byWeights(place, seat, certificate);
    case 'every-choice': return everyChoice(place, seat, certificate);
    case 'choice': return oneChoice(place, seat, certificate);
    default: return undefined;
  }
}

/**
 * What a certificate of a kind must say, where the acts leave no choice.
 * @param {Place} place
 * @param {Seat} seat
 * @param {Published} certificate
 */
export function stated(place, seat, certificate) {
  const kind = certificate.get('kind');
  const needed = place.seatCount - seat.ordinal + 1;
  switch (kind) {
    case 'nothing-open':
    case 'any-figures': return { kind };
    case 'caps': return { kind, needed, caps: [...capsOf(place, seat)].map(([list, seats]) => ({ list, seats })) };
    case 'every-choice': return { kind, choices: certificate.get('choices') };
    case 'pool': return poolOf(place, seat);
    default: return undefined;
  }
}

/**
 * @param {Place} place
 * @param {Seat} seat
 */
function poolOf(place, { list, ordinal }) {
  const { copies } = place;
  if (copies?.pool === undefined) return undefined;
  const sums = { votes: copies.fixedVotes, base: copies.fixedBase ?? 0 };
  return place.poolCertificate(copies.pool, ordinal, toTake(place.race(sums), list, ordinal, false, copies.pool));
}

/**
 * @param {Place} place
 * @param {Seat} seat
 */
function isSettledAtLevel1(place, seat) {
  return place.claim(place.settled, place.open, place.pool, seat).level1 === 'settled';
}

/**
 * Whether all that copies can add is at most the ballots that are open.
 * @param {Place} place
 */
export function isWithinAnyFigures({ copies, pool, settled }) {
  if (copies?.pool === undefined || pool === undefined) return false;
  const fixed = copies.fixedBase === undefined ? sum(copies.fixedVotes.values()) - sum(settled.votes.values())
    : copies.fixedBase - settled.base;
  const sizes = copies.stations.map(({ options }) =>
    Math.max(...options.map((option) => Math.max(option.base ?? 0, sum(option.votes.values())))));
  return fixed + sum(sizes) + copies.pool <= pool;
}

/**
 * Without a choice of copies the cheapest cost says it.
 * @param {Place} place
 * @param {Seat} seat
 * @param {Published} certificate
 */
function byPool(place, { list, ordinal }, certificate) {
  const { copies } = place;
  if (copies === undefined || copies.pool === undefined || copies.stations.length > 0) return undefined;
  const sums = { votes: copies.fixedVotes, base: copies.fixedBase ?? 0 };
  const cheapest = toTake(place.race(sums), list, ordinal, false, copies.pool);
  if (certificate.get('votes') !== (Number.isFinite(cheapest.votes) ? cheapest.votes : null) || certificate.get('pool') !== copies.pool) return undefined;
  return cheapest.votes > copies.pool ? 'settled' : 'open';
}

/**
 * The most quotients that each rival can have at once with those of the seat's list, whatever copies are right.
 * @param {Place} place
 * @param {Seat} seat
 * @returns {Map<string, number>}
 */
export function capsOf(place, { list, ordinal }) {
  const needed = place.seatCount - ordinal + 1;
  const lists = [...place.row.votes.keys()].filter((other) => other !== list);
  return new Map(lists.map((rival) => {
    let cap = 0;
    while (cap < needed && canReach(place, { list, ordinal }, rival, cap + 1)) cap++;
    return /** @type {const} */ ([rival, cap]);
  }).filter(([, cap]) => cap > 0));
}

/**
 * Whether a rival's n-th quotient can be level with the seat's, with the best copies for it and all the pool.
 * @param {Place} place
 * @param {Seat} seat
 * @param {string} rival
 * @param {number} n
 */
function canReach(place, { list, ordinal }, rival, n) {
  const { copies } = place;
  if (copies?.pool === undefined) return true;
  const { divisor, share } = place.official();
  const [low, high] = [divisor(BigInt(ordinal)), divisor(BigInt(n))];
  const forRival = low.n * high.d;
  const forHolder = high.n * low.d;
  const worth = (/** @type {Map<string, number>} */ votes) =>
    forRival * BigInt(votes.get(rival) ?? 0) - forHolder * BigInt(votes.get(list) ?? 0);
  const best = most(worth(copies.fixedVotes), copies.stations, (option) => worth(option.votes));
  if (best + forRival * BigInt(copies.pool) < 0n) return false;
  if (share === undefined) return true;
  const above = (/** @type {Map<string, number>} */ votes, /** @type {number} */ base) =>
    share.d * BigInt(votes.get(rival) ?? 0) - share.n * BigInt(base);
  const reach = most(above(copies.fixedVotes, copies.fixedBase ?? 0), copies.stations,
    (option) => above(option.votes, option.base ?? 0));
  return reach + (share.d - share.n) * BigInt(copies.pool) >= (place.official().moreThan ? 1n : 0n);
}

/**
 * @param {bigint} fixed
 * @param {Choice[]} stations
 * @param {(option: import('./copies.js').Option) => bigint} worth
 */
function most(fixed, stations, worth) {
  return stations.reduce((total, { options }) =>
    total + options.map(worth).reduce((a, b) => (a > b ? a : b)), fixed);
}

/**
 * @param {Place} place
 * @param {Seat} seat
 * @param {Published} certificate
 */
function byCaps(place, seat, certificate) {
  const needed = place.seatCount - seat.ordinal + 1;
  const least = capsOf(place, seat);
  const stated = new Map(certificate.get('caps').map((/** @type {Published} */ cap) => [cap.get('list'), cap.get('seats')]));
  const covers = [...least].every(([list, cap]) => Number(stated.get(list) ?? 0) >= cap);
  const total = sum(/** @type {Iterable<number>} */ (stated.values()));
  return covers && total < needed && certificate.get('needed') === needed ? 'settled' : undefined;
}

/**
 * Every choice of copies, if there are few enough.
 * @param {Place} place
 * @param {Seat} seat
 * @param {Published} certificate
 */
function everyChoice(place, seat, certificate) {
  const { copies } = place;
  if (copies?.pool === undefined) return undefined;
  const count = copies.stations.reduce((product, { options }) => product * options.length, 1);
  if (count > CHOICES || certificate.get('choices') !== count) return undefined;
  for (let choice = 0; choice < count; choice++) {
    let left = choice;
    const picks = copies.stations.map(({ options }) => {
      const pick = left % options.length;
      left = Math.floor(left / options.length);
      return pick;
    });
    const cheapest = toTake(place.race(chosen(place, picks)), seat.list, seat.ordinal, false);
    if (cheapest.votes <= copies.pool) return undefined;
  }
  return 'settled';
}

/**
 * @param {Place} place
 * @param {number[]} picks an option of each station
 */
function chosen({ copies }, picks) {
  const votes = new Map(copies?.fixedVotes ?? []);
  let base = copies?.fixedBase ?? 0;
  copies?.stations.forEach(({ options }, i) => {
    const option = options[picks[i] ?? 0];
    for (const [list, count] of option?.votes ?? []) votes.set(list, (votes.get(list) ?? 0) + count);
    base += option?.base ?? 0;
  });
  return { votes, base };
}

/**
 * Whether so many ballots of others put a list below the threshold, or it has no votes to stand on.
 * @param {Place} place
 * @param {Seat} seat
 * @param {{votes: Map<string, number>, base: number}} sums
 * @param {number} ballots
 */
function fallsBelow(place, { list }, sums, ballots) {
  const { share, moreThan } = place.official();
  const votes = sums.votes.get(list) ?? 0;
  // A list without votes has no seat, also where it would reach a threshold of nothing.
  if (votes === 0 || share === undefined) return votes === 0;
  return !reaches(BigInt(votes), share, fraction(BigInt(sums.base + ballots)), moreThan);
}

/**
 * One choice by which the seat is lost or comes to a lot.
 * @param {Place} place
 * @param {Seat} seat
 * @param {Published} certificate
 */
function oneChoice(place, seat, certificate) {
  const { copies, fold } = place;
  const stated = certificate.get('copies');
  if (copies === undefined || !(stated instanceof Map) || stated.size !== copies.stations.length) return undefined;
  const picks = copies.stations.map(({ station }) => stated.get(station));
  if (copies.stations.some(({ options }, i) => options[picks[i]] === undefined)) return undefined;
  const sums = chosen(place, picks);
  const shares = (certificate.get('by') ?? []).map((/** @type {Published} */ one) => one.get('seats'));
  if (shares.length > 0 && sum(shares) !== place.seatCount - seat.ordinal + 1) return undefined;
  const added = (certificate.get('by') ?? []).map((/** @type {Published} */ one) =>
    /** @type {[string, number]} */ ([one.get('list'), one.get('votes') ?? 0]));
  const total = sum(added.map((/** @type {[string, number]} */ [, votes]) => votes));
  if (added.length > 0 && total !== certificate.get('votes')) return undefined;
  if (copies.pool !== undefined && Math.max(total, certificate.get('votes')) > copies.pool) return undefined;
  if (added.length === 0) return fallsBelow(place, seat, sums, certificate.get('votes')) ? 'open' : undefined;
  for (const [list, votes] of added) sums.votes.set(list, (sums.votes.get(list) ?? 0) + votes);
  const { rule } = fold.results;
  if (rule === undefined) return undefined;
  const seats = allocate({ ...rule, ties: [] }, {
    seats: place.seatCount,
    lists: [...sums.votes].map(([list, votes]) => ({ list, votes: BigInt(votes), kind: 'single' })),
    blank: BigInt(sums.base + total - sum(sums.votes.values())), cast: BigInt(sums.base + total), lots: [],
  }).seats;
  return (seats.get(seat.list) ?? 0) < seat.ordinal ? 'open' : undefined;
}
