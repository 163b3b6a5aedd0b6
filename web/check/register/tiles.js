// Tiles and entry bundles (C2SP tlog-tiles): which there are, where they stand, and what is in them.

import { join } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';

export const WIDTH = 256;

/** @typedef {{level: number, index: number, width: number}} Tile */

/**
 * @param {number} index
 * @param {number} width
 */
function place(index, width) {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.../g) ?? [];
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return width < WIDTH ? `${path}.p/${width}` : path;
}

/** @param {Tile} tile */
export const tilePath = ({ level, index, width }) => `tile/${level}/${place(index, width)}`;

/**
 * @param {number} index
 * @param {number} width
 */
export const bundlePath = (index, width) => `tile/entries/${place(index, width)}`;

/**
 * Every tile that a size implies.
 * @param {number} size
 * @returns {Tile[]}
 */
export function tilesOf(size) {
  /** @type {Tile[]} */
  const tiles = [];
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / WIDTH)) {
    for (let index = 0; index * WIDTH < count; index++) {
      tiles.push({ level, index, width: Math.min(WIDTH, count - index * WIDTH) });
    }
  }
  return tiles;
}

/**
 * The bytes of a tile, as the tree has them.
 * @param {import('./tree.js').Tree} tree
 * @param {Tile} tile
 */
export function tileBytes(tree, { level, index, width }) {
  const row = tree.levels[8 * level] ?? [];
  return join(row.slice(index * WIDTH, index * WIDTH + width));
}

/**
 * The records of a bundle: each behind its length in two bytes, big-endian, and nothing left over.
 * @param {Uint8Array} bytes
 * @param {number} width
 */
export function recordsOf(bytes, width) {
  /** @type {Uint8Array[]} */
  const records = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const length = (/** @type {number} */ (bytes[at]) << 8) | /** @type {number} */ (bytes[at + 1]);
    if (at + 2 + length > bytes.length) break;
    records.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return at === bytes.length && records.length === width ? records : refuse('bundle-malformed');
}
