// The published tree over HTTP: only the tiles that a proof needs are read (register.md, "Tiles").

import { refuse } from '../base/refusal.js';
import { extendsTo, includes, leafHash, nodeHash } from '../register/tree.js';
import { tilePath, WIDTH } from '../register/tiles.js';
import { sha256 } from '../base/platform.js';

const HASH = 32;

/** @param {number} count more than one */
function largestPowerBelow(count) {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

export class HttpTree {
  /**
   * @param {(path: string) => Promise<Uint8Array | undefined>} read
   * @param {import('../register/checkpoint.js').Checkpoint} checkpoint
   */
  constructor(read, checkpoint) {
    this.read = read;
    this.checkpoint = checkpoint;
    /** @type {Map<string, Promise<Uint8Array>>} */
    this.tiles = new Map();
  }

  /**
   * @param {number} level
   * @param {number} index
   */
  tile(level, index) {
    const width = Math.min(WIDTH, Math.floor(this.checkpoint.size / WIDTH ** level) - index * WIDTH);
    const path = tilePath({ level, index, width });
    let found = this.tiles.get(path);
    if (found === undefined) {
      found = this.read(path).then((bytes) => (bytes?.length === width * HASH ? bytes : refuse('tile-differs', path)));
      this.tiles.set(path, found);
    }
    return found;
  }

  /**
   * Asks for all tiles at once that a leaf's proof needs: those above it, and the last of each level.
   * @param {number} leaf
   */
  ask(leaf) {
    for (let level = 0, count = this.checkpoint.size; count > 0; level++, count = Math.floor(count / WIDTH)) {
      void this.tile(level, Math.floor(leaf / WIDTH ** (level + 1))).catch(() => undefined);
      void this.tile(level, Math.floor((count - 1) / WIDTH)).catch(() => undefined);
    }
  }

  /**
   * The root of the leaves from one index to before another.
   * @param {number} from
   * @param {number} to
   * @returns {Promise<Uint8Array>}
   */
  async range(from, to) {
    const count = to - from;
    if (count === 0) return sha256(new Uint8Array());
    const power = Math.log2(count);
    if (Number.isInteger(power) && from % count === 0) return this.whole(power, from / count);
    const split = from + largestPowerBelow(count);
    return nodeHash(await this.range(from, split), await this.range(split, to));
  }

  /**
   * The root of a whole range of 2^power leaves.
   * @param {number} power
   * @param {number} index
   */
  async whole(power, index) {
    const level = Math.floor(power / 8);
    const entries = 2 ** (power % 8);
    const first = index * entries;
    const bytes = await this.tile(level, Math.floor(first / WIDTH));
    let row = Array.from({ length: entries }, (_, i) => {
      const at = ((first % WIDTH) + i) * HASH;
      return bytes.subarray(at, at + HASH);
    });
    while (row.length > 1) {
      row = row.filter((_, i) => i % 2 === 0).map((left, i) => nodeHash(left, /** @type {Uint8Array} */ (row[2 * i + 1])));
    }
    return /** @type {Uint8Array} */ (row[0]);
  }

  /**
   * Whether a record stands at an index of the tree that the checkpoint signs.
   * @param {number} index
   * @param {Uint8Array} record
   */
  async has(index, record) {
    const { size, root } = this.checkpoint;
    if (index >= size) return false;
    return includes({ leaf: leafHash(record), index, size, root, proof: await this.inclusion(index) });
  }

  /** @param {number} index */
  async inclusion(index) {
    /** @type {Uint8Array[]} */
    const path = [];
    let from = 0;
    let to = this.checkpoint.size;
    while (to - from > 1) {
      const split = from + largestPowerBelow(to - from);
      const left = index < split;
      path.unshift(await (left ? this.range(split, to) : this.range(from, split)));
      if (left) to = split;
      else from = split;
    }
    return path;
  }

  /**
   * Whether an older checkpoint's tree is the beginning of this one.
   * @param {import('../register/checkpoint.js').Head} older
   */
  async extendsFrom({ size, root }) {
    const { size: large, root: largeRoot } = this.checkpoint;
    if (size < 1 || size > large) return false;
    const proof = await this.consistency(size, 0, large, true);
    return extendsTo({ small: size, large, smallRoot: root, largeRoot, proof });
  }

  /**
   * RFC 6962 section 2.1.2.
   * @param {number} small leaves of the older tree within this range
   * @param {number} from
   * @param {number} to
   * @param {boolean} known whether the older tree's root is that of this range
   * @returns {Promise<Uint8Array[]>}
   */
  async consistency(small, from, to, known) {
    if (small === to - from) return known ? [] : [await this.range(from, to)];
    const split = largestPowerBelow(to - from);
    if (small <= split) {
      return [...await this.consistency(small, from, from + split, known), await this.range(from + split, to)];
    }
    return [...await this.consistency(small - split, from + split, to, false), await this.range(from, from + split)];
  }
}
