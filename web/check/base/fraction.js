// Exact fractions of whole numbers; the denominator is above zero.

import { refuse } from './refusal.js';

/** @typedef {{n: bigint, d: bigint}} Fraction */

/**
 * @param {bigint} n
 * @param {bigint} [d]
 * @returns {Fraction}
 */
export const fraction = (n, d = 1n) => ({ n, d });

/**
 * @param {bigint} n
 * @param {bigint} d above zero
 * @returns {Fraction} the same in lowest terms
 */
export function reduced(n, d) {
  let [a, b] = [n < 0n ? -n : n, d];
  while (b > 0n) [a, b] = [b, a % b];
  return a === 0n ? { n, d } : { n: n / a, d: d / a };
}

/**
 * Below zero, zero or above, as the first is less, equal or more.
 * @param {Fraction} a
 * @param {Fraction} b
 */
export function compare(a, b) {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * A number as rules write it: "3", "3.5", "7/2".
 * @param {string} text
 * @returns {Fraction}
 */
export function readFraction(text) {
  const parts = /^([0-9]{1,18})(?:([./])([0-9]{1,18}))?$/.exec(text);
  if (parts === null) return refuse('share-invalid', text);
  const [, whole = '', mark, rest = ''] = parts;
  if (mark === undefined) return fraction(BigInt(whole));
  if (mark === '/') return BigInt(rest) === 0n ? refuse('share-invalid', text) : fraction(BigInt(whole), BigInt(rest));
  return fraction(BigInt(whole + rest), 10n ** BigInt(rest.length));
}

/** @param {bigint} n @param {bigint} d above zero */
export const floorDiv = (n, d) => (n >= 0n || n % d === 0n ? n / d : n / d - 1n);

/** @param {bigint} n @param {bigint} d above zero */
export const ceilDiv = (n, d) => -floorDiv(-n, d);
