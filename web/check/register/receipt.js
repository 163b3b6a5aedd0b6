// Receipts (C2SP tlog-proof): that a record stands at an index of a register, shown without any network.

import { fromBase64, fromUtf8, utf8 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { isSignedBy, readCheckpoint } from './checkpoint.js';
import { includes, leafHash } from './tree.js';

/** @typedef {{index: number, proof: Uint8Array[], checkpoint: import('./checkpoint.js').Checkpoint}} Receipt */

const FIRST = 'c2sp.org/tlog-proof@v1';

/**
 * @param {Uint8Array} bytes
 * @returns {Receipt}
 */
export function readReceipt(bytes) {
  const text = fromUtf8(bytes) ?? refuse('receipt-malformed');
  const split = text.indexOf('\n\n');
  if (split < 0) return refuse('receipt-malformed');
  const [first, ...rest] = text.slice(0, split).split('\n');
  if (first !== FIRST) return refuse('receipt-malformed');
  if (rest[0]?.startsWith('extra ')) rest.shift();
  const [line = '', ...hashes] = rest;
  const index = /^index (0|[1-9][0-9]{0,15})$/.exec(line);
  if (index === null || hashes.length > 63) return refuse('receipt-malformed');
  const proof = hashes.map((hash) => {
    const part = fromBase64(hash);
    return part?.length === 32 ? part : refuse('receipt-malformed');
  });
  return { index: Number(index[1]), proof, checkpoint: readCheckpoint(utf8(text.slice(split + 2))) };
}

/**
 * Whether it shows that the record stands in the register of this log.
 * @param {Receipt} receipt
 * @param {Uint8Array} record
 * @param {import('./keys.js').Key} log
 */
export async function proves(receipt, record, log) {
  const { checkpoint, index, proof } = receipt;
  if (checkpoint.origin !== log.name || !(await isSignedBy(checkpoint, log))) return false;
  return includes({ leaf: leafHash(record), index, size: checkpoint.size, proof, root: checkpoint.root });
}
