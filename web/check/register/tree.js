// The Merkle tree of RFC 6962 section 2.1.

import { join, sameBytes } from '../base/bytes.js';
import { sha256 } from '../base/platform.js';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** @param {Uint8Array} record */
export const leafHash = (record) => sha256(join([LEAF, record]));

/**
 * @param {Uint8Array} left
 * @param {Uint8Array} right
 */
export const nodeHash = (left, right) => sha256(join([NODE, left, right]));

/** A tree that grows leaf by leaf; `levels[k]` holds the roots of all whole ranges of 2^k leaves. */
export class Tree {
  constructor() {
    /** @type {Uint8Array[][]} */
    this.levels = [[]];
  }

  get size() {
    return /** @type {Uint8Array[]} */ (this.levels[0]).length;
  }

  /** @param {Uint8Array} record */
  append(record) {
    let hash = leafHash(record);
    for (let level = 0; ; level++) {
      const row = (this.levels[level] ??= []);
      row.push(hash);
      if (row.length % 2 === 1) return;
      hash = nodeHash(/** @type {Uint8Array} */ (row[row.length - 2]), hash);
    }
  }

  /**
   * The root of the first leaves.
   * @param {number} size
   */
  rootAt(size) {
    return size === 0 ? sha256(new Uint8Array()) : this.range(0, size);
  }

  root() {
    return this.rootAt(this.size);
  }

  /**
   * The root of the leaves from one index to before another.
   * @param {number} from
   * @param {number} to
   * @returns {Uint8Array}
   */
  range(from, to) {
    const count = to - from;
    const level = Math.log2(count);
    if (Number.isInteger(level) && from % count === 0) {
      return /** @type {Uint8Array} */ (/** @type {Uint8Array[]} */ (this.levels[level])[from / count]);
    }
    const split = from + largestPowerBelow(count);
    return nodeHash(this.range(from, split), this.range(split, to));
  }

  /**
   * The hashes from the leaf to the root's child.
   * @param {number} index
   * @param {number} size
   */
  inclusion(index, size) {
    /** @type {Uint8Array[]} */
    const path = [];
    let from = 0;
    let to = size;
    while (to - from > 1) {
      const split = from + largestPowerBelow(to - from);
      const left = index < split;
      path.unshift(left ? this.range(split, to) : this.range(from, split));
      if (left) to = split;
      else from = split;
    }
    return path;
  }
}

/** @param {number} count more than one */
function largestPowerBelow(count) {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

/**
 * RFC 9162 section 2.1.3.2: whether the proof leads from the leaf to the root.
 * @param {{leaf: Uint8Array, index: number, size: number, proof: readonly Uint8Array[], root: Uint8Array}} claim
 */
export function includes({ leaf, index, size, proof, root }) {
  if (index < 0 || index >= size || proof.length > 63) return false;
  let hash = leaf;
  let at = BigInt(index);
  let last = BigInt(size) - 1n;
  for (const part of proof) {
    if (last === 0n) return false;
    if (at % 2n === 1n || at === last) {
      hash = nodeHash(part, hash);
      while (at % 2n === 0n && at !== 0n) { at >>= 1n; last >>= 1n; }
    } else {
      hash = nodeHash(hash, part);
    }
    at >>= 1n;
    last >>= 1n;
  }
  return last === 0n && sameBytes(hash, root);
}

/**
 * RFC 9162 section 2.1.4.2: whether a smaller tree is the beginning of a larger one.
 * @param {{small: number, large: number, smallRoot: Uint8Array, largeRoot: Uint8Array, proof: readonly Uint8Array[]}} claim
 */
export function extendsTo({ small, large, smallRoot, largeRoot, proof }) {
  if (small < 1 || small > large || proof.length > 63) return false;
  if (small === large) return proof.length === 0 && sameBytes(smallRoot, largeRoot);
  const isPower = Number.isInteger(Math.log2(small));
  const roots = rootsOf(isPower ? [smallRoot, ...proof] : proof, BigInt(small), BigInt(large));
  return roots !== undefined && sameBytes(roots.before, smallRoot) && sameBytes(roots.after, largeRoot);
}

/**
 * The roots of two sizes that hashes give, of which the first is a node of both trees; undefined where one is missing or left over.
 * @param {readonly Uint8Array[]} hashes
 * @param {bigint} small
 * @param {bigint} large
 */
export function rootsOf([first, ...rest], small, large) {
  if (first === undefined || small < 1n || small >= large) return undefined;
  let at = small - 1n;
  let last = large - 1n;
  while (at % 2n === 1n) { at >>= 1n; last >>= 1n; }
  let before = first;
  let after = first;
  for (const part of rest) {
    if (last === 0n) return undefined;
    if (at % 2n === 1n || at === last) {
      before = nodeHash(part, before);
      after = nodeHash(part, after);
      while (at % 2n === 0n && at !== 0n) { at >>= 1n; last >>= 1n; }
    } else {
      after = nodeHash(after, part);
    }
    at >>= 1n;
    last >>= 1n;
  }
  return last === 0n ? { before, after } : undefined;
}
