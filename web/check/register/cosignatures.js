// Co-signatures of a checkpoint (C2SP tlog-cosignature v1, Ed25519): who has seen it, and when.

import { join, utf8 } from '../base/bytes.js';
import { holds, isOf } from './keys.js';

/** @typedef {import('./checkpoint.js').Checkpoint} Checkpoint */
/** @typedef {import('./keys.js').Key} Key */
/** @typedef {{name: string, time: string}} Cosigned a co-signer by the policy's name; seconds since 1970, in digits */

const TIME = 8;
const LENGTH = TIME + 64;
/** Times are whole numbers of 63 bits. */
const LATEST = (1n << 63n) - 1n;

/**
 * What a co-signer signs.
 * @param {Uint8Array} text of the checkpoint
 * @param {bigint} time
 */
export const cosignedBytes = (text, time) => join([utf8(`cosignature/v1\ntime ${time}\n`), text]);

/**
 * The time of a line in a co-signer's name, or undefined where it isn't its signature.
 * @param {Key} key
 * @param {Uint8Array} text of the checkpoint
 * @param {Uint8Array} line what follows the identifier
 */
async function timeOf(key, text, line) {
  if (line.length !== LENGTH) return undefined;
  const time = new DataView(line.buffer, line.byteOffset).getBigUint64(0);
  if (time > LATEST) return undefined;
  return await holds(key, cosignedBytes(text, time), line.slice(TIME)) ? time : undefined;
}

/**
 * The latest time at which a co-signer signed; `wrong` where a line in its name isn't its signature, undefined without any.
 * @param {Key} key
 * @param {Checkpoint} checkpoint
 * @returns {Promise<bigint | 'wrong' | undefined>}
 */
export async function cosignedAt(key, { note }) {
  /** @type {bigint | undefined} */
  let latest;
  for (const line of note.lines) {
    if (!isOf(key, line)) continue;
    const time = await timeOf(key, note.signed, line.signature);
    if (time === undefined) return 'wrong';
    if (latest === undefined || time > latest) latest = time;
  }
  return latest;
}

/**
 * Who of a policy has co-signed, and in whose name a line is wrong; both in the policy's order.
 * @param {{cosigners: {name: string, key: Key}[]}} policy
 * @param {Checkpoint} checkpoint
 */
export async function cosigned({ cosigners }, checkpoint) {
  /** @type {Cosigned[]} */
  const signed = [];
  /** @type {string[]} */
  const wrong = [];
  for (const { name, key } of cosigners) {
    const time = await cosignedAt(key, checkpoint);
    if (time === 'wrong') wrong.push(name);
    else if (time !== undefined) signed.push({ name, time: String(time) });
  }
  return { signed, wrong };
}
