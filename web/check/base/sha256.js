// SHA-256 (FIPS 180-4), for platforms whose own can't be asked without waiting.

const K = constants(64, 3);
const START = constants(8, 2);

/**
 * The first 32 bits of the fractional parts of roots of the first primes, in exact integers.
 * @param {number} count
 * @param {2|3} root
 */
function constants(count, root) {
  const words = new Int32Array(count);
  for (let i = 0, n = 2; i < count; n++) {
    if (!isPrime(n)) continue;
    words[i++] = Number(BigInt.asIntN(32, rootOf(BigInt(n) << BigInt(32 * root), root)));
  }
  return words;
}

/** @param {number} n */
function isPrime(n) {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
}

/**
 * @param {bigint} n
 * @param {2|3} root
 */
function rootOf(n, root) {
  let low = 0n;
  let high = 1n << 40n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(root) <= n) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * @param {Uint8Array} message
 * @returns {Uint8Array}
 */
export function sha256(message) {
  const blocks = padded(message);
  const state = START.slice();
  const w = new Int32Array(64);
  const view = new DataView(blocks.buffer);
  for (let at = 0; at < blocks.length; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
    round(state, w);
  }
  const digest = new Uint8Array(32);
  const out = new DataView(digest.buffer);
  state.forEach((word, i) => out.setInt32(4 * i, word));
  return digest;
}

/** @param {Uint8Array} message */
function padded(message) {
  const blocks = new Uint8Array((Math.floor((message.length + 8) / 64) + 1) * 64);
  blocks.set(message);
  blocks[message.length] = 0x80;
  new DataView(blocks.buffer).setBigUint64(blocks.length - 8, BigInt(message.length) * 8n);
  return blocks;
}

/**
 * @param {number} x
 * @param {number} n
 */
const turn = (x, n) => (x >>> n) | (x << (32 - n));

/**
 * @param {Int32Array} state
 * @param {Int32Array} w
 */
function round(state, w) {
  for (let i = 16; i < 64; i++) {
    const a = /** @type {number} */ (w[i - 15]);
    const b = /** @type {number} */ (w[i - 2]);
    const small = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
    const large = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
    w[i] = (/** @type {number} */ (w[i - 16]) + small + /** @type {number} */ (w[i - 7]) + large) | 0;
  }
  let [a, b, c, d, e, f, g, h] = /** @type {[number, number, number, number, number, number, number, number]} */ (
    /** @type {unknown} */ (Array.from(state)));
  for (let i = 0; i < 64; i++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + /** @type {number} */ (K[i]) + /** @type {number} */ (w[i])) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = (/** @type {number} */ (state[i]) + word) | 0; });
}
