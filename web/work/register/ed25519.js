// Ed25519 by the platform where it has it, otherwise by @noble/ed25519. Which of the two is said to the person who signs: the platform
// keeps a key that no script can read, the other can't.

import * as noble from '@noble/ed25519';
import { concat, equal } from '../base/bytes.js';
import { isWeak } from './keys.js';

/** @typedef {import('../base/bytes.js').Bytes} Bytes */

const ALGORITHM = { name: 'Ed25519' };

/** @type {Promise<boolean> | undefined} */
let asked;

/** Whether this platform's WebCrypto makes Ed25519 keys (Chrome 137, Firefox 129, Safari 17). Asked once. */
export const platformSigns = () => (asked ??= tryPlatform());

async function tryPlatform() {
  try {
    await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {Bytes} point
 * @param {Bytes} message
 * @param {Bytes} signature
 */
export async function verify(point, message, signature) {
  if (signature.length !== 64 || isWeak(point) || isWeak(signature.subarray(0, 32))) return false;
  return (await platformSigns()) ? verifyByPlatform(point, message, signature) : verifyHere(point, message, signature);
}

/**
 * @param {Bytes} point
 * @param {Bytes} message
 * @param {Bytes} signature
 */
export async function verifyByPlatform(point, message, signature) {
  try {
    const key = await crypto.subtle.importKey('raw', point, ALGORITHM, false, ['verify']);
    return await crypto.subtle.verify(ALGORITHM, key, signature, message);
  } catch {
    return false;
  }
}

/**
 * Without the cofactor, as the register's own verifier: R must be S·B − k·A byte for byte.
 * @param {Bytes} point
 * @param {Bytes} message
 * @param {Bytes} signature
 */
export async function verifyHere(point, message, signature) {
  try {
    const order = noble.Point.CURVE().n;
    const s = littleEndian(signature.subarray(32));
    if (s >= order) return false;
    const hashed = await crypto.subtle.digest('SHA-512', concat(signature.subarray(0, 32), point, message));
    const k = littleEndian(new Uint8Array(hashed)) % order;
    const key = noble.Point.fromBytes(point);
    const expected = noble.Point.BASE.multiply(s, false).subtract(key.multiply(k, false));
    return equal(expected.toBytes(), signature.subarray(0, 32));
  } catch {
    return false;
  }
}

/** @param {Uint8Array} bytes */
function littleEndian(bytes) {
  let number = 0n;
  for (let at = bytes.length - 1; at >= 0; at--) number = (number << 8n) | BigInt(bytes[at] ?? 0);
  return number;
}
