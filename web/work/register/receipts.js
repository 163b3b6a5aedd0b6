// Receipts: that a record stands in the register, shown by a checkpoint that the log signed and an inclusion proof
// (docs/spec/register.md; C2SP tlog-proof, tlog-checkpoint; RFC 9162 section 2.1.3.2).

import { concat, equal, fromBase64, sha256, textOf, utf8 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { isName } from './keys.js';
import { isSignedBy, readNote } from './notes.js';

/** @typedef {import('../base/bytes.js').Bytes} Bytes */
/** @typedef {{origin: string, size: bigint, root: Bytes}} Checkpoint */
/** @typedef {{index: bigint, hashes: Bytes[], checkpoint: Bytes}} Receipt */

const MOST_BYTES = 32 << 10;
const MOST_HASHES = 63;
const MOST_LINES = 64;

/**
 * @param {string} text
 * @returns {Checkpoint}
 */
export function readCheckpoint(text) {
  const [origin = '', size = '', root = '', behind, ...more] = text.split('\n');
  const hash = fromBase64(root);
  if (!isName(origin) || !/^(?:0|[1-9][0-9]{0,18})$/.test(size) || hash?.length !== 32 || behind !== '' || more.length > 0) refuse('checkpoint-malformed');
  if (BigInt(size) >= 2n ** 63n) refuse('checkpoint-malformed');
  return { origin, size: BigInt(size), root: hash };
}

/**
 * The checkpoint of a note, if the log signed it.
 * @param {Uint8Array} bytes
 * @param {{origin: string, log: import('./keys.js').VerifierKey}} pin
 */
export async function signedCheckpoint(bytes, pin) {
  const note = readNote(bytes, MOST_LINES);
  const checkpoint = readCheckpoint(note.text);
  if (checkpoint.origin !== pin.origin || !(await isSignedBy(note, pin.log))) refuse('checkpoint-not-signed');
  return checkpoint;
}

/**
 * @param {Uint8Array} bytes
 * @returns {Receipt}
 */
export function readReceipt(bytes) {
  const text = bytes.length > MOST_BYTES ? undefined : textOf(bytes);
  const end = text?.indexOf('\n\n') ?? -1;
  if (text === undefined || end < 0) refuse('receipt-malformed');
  const [format, ...lines] = text.slice(0, end).split('\n');
  if (lines[0]?.startsWith('extra ')) lines.shift();
  const index = /^index (0|[1-9][0-9]{0,18})$/.exec(lines.shift() ?? '')?.[1];
  if (format !== 'c2sp.org/tlog-proof@v1' || index === undefined || lines.length > MOST_HASHES) refuse('receipt-malformed');
  return { index: BigInt(index), hashes: lines.map(readHash), checkpoint: utf8(text.slice(end + 2)) };
}

/** @param {string} line */
function readHash(line) {
  const hash = fromBase64(line);
  return hash?.length === 32 ? hash : refuse('receipt-malformed');
}

/**
 * Where the record stands, if the receipt proves it; refuses otherwise.
 * @param {Uint8Array} receipt
 * @param {Uint8Array} record
 * @param {{origin: string, log: import('./keys.js').VerifierKey}} pin
 */
export async function proveRecord(receipt, record, pin) {
  const { index, hashes, checkpoint } = readReceipt(receipt);
  const { size, root } = await signedCheckpoint(checkpoint, pin);
  const leaf = await sha256(concat(Uint8Array.of(0), record));
  const computed = await rootOf(index, size, leaf, hashes);
  if (!computed || !equal(computed, root)) refuse('receipt-wrong');
  return { index: Number(index), size: Number(size) };
}

/**
 * RFC 9162, 2.1.3.2: the root that a leaf and its proof lead to; undefined where the proof has the wrong length.
 * @param {bigint} index
 * @param {bigint} size
 * @param {Bytes} leaf
 * @param {Bytes[]} hashes
 */
export async function rootOf(index, size, leaf, hashes) {
  if (index >= size) return undefined;
  let [at, last, root] = [index, size - 1n, leaf];
  for (const hash of hashes) {
    if (last === 0n) return undefined;
    if (at % 2n === 1n || at === last) {
      root = await node(hash, root);
      while (at % 2n === 0n && at !== 0n) [at, last] = [at >> 1n, last >> 1n];
    } else {
      root = await node(root, hash);
    }
    [at, last] = [at >> 1n, last >> 1n];
  }
  return last === 0n ? root : undefined;
}

/**
 * @param {Bytes} left
 * @param {Bytes} right
 */
const node = (left, right) => sha256(concat(Uint8Array.of(1), left, right));
