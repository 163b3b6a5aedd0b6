// Ed25519 keys as C2SP signed-note writes them: name+hex8+base64(type ‖ key); 0x01 signs texts, 0x04 co-signs checkpoints.

import { fromBase64, hex, join, sameBytes, utf8 } from '../base/bytes.js';
import { sha256, verifyEd25519 } from '../base/platform.js';
import { refuse } from '../base/refusal.js';

/**
 * @typedef {object} Key
 * @property {string} name before the first plus
 * @property {string} known `name+hex8`, as acts name signers
 * @property {string} text the whole key
 * @property {Uint8Array} identifier its four bytes
 * @property {Uint8Array} bytes the 32 bytes of the key
 */

/** Types of keys: what signs a text, and what co-signs a checkpoint. */
const SIGNS = 0x01;
const COSIGNS = 0x04;

const FORM = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/;
const PRIME = (1n << 255n) - 19n;

/** The y of points of small order: 0, 1, -1, and those of order eight; whatever the sign of x. */
const SMALL = new Set([
  0n, 1n, PRIME - 1n,
  littleEndian('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'),
  littleEndian('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'),
]);

/** @param {string} digits */
function littleEndian(digits) {
  return BigInt(`0x${(digits.match(/../g) ?? []).reverse().join('')}`);
}

/**
 * Whether a point is of small order, or its coordinate 2^255 − 19 or above.
 * @param {Uint8Array} point
 */
export function isWeak(point) {
  const y = littleEndian(hex(point)) & ((1n << 255n) - 1n);
  return y >= PRIME || SMALL.has(y);
}

/**
 * @param {string} name
 * @param {Uint8Array} bytes
 * @param {number} [type]
 */
export function identifierOf(name, bytes, type = SIGNS) {
  return sha256(join([utf8(name), Uint8Array.of(0x0a, type), bytes])).slice(0, 4);
}

/** @param {string} name */
export function isKeyName(name) {
  return name.length >= 1 && name.length <= 255 && !/[\s+\p{Cc}]/u.test(name);
}

/** @type {Map<string, Key>} */
const read = new Map();

/**
 * @param {string} text
 * @returns {Key}
 */
export function readKey(text) {
  let key = read.get(text);
  if (key === undefined) {
    key = readAnew(text, SIGNS);
    if (read.size < 100_000) read.set(text, key);
  }
  return key;
}

/** A co-signer's key. @param {string} text */
export const readCosignerKey = (text) => readAnew(text, COSIGNS);

/**
 * @param {string} text
 * @param {number} type
 * @returns {Key}
 */
function readAnew(text, type) {
  const parts = text.length <= 400 ? FORM.exec(text) : null;
  if (parts === null) return refuse('key-malformed', text);
  const [, name = '', digits = '', encoded = ''] = parts;
  const raw = fromBase64(encoded);
  if (!isKeyName(name) || raw === undefined || raw.length !== 33 || raw[0] !== type) return refuse('key-malformed', text);
  const bytes = raw.slice(1);
  const identifier = identifierOf(name, bytes, type);
  if (hex(identifier) !== digits) refuse('key-malformed', text);
  if (isWeak(bytes)) refuse('key-weak', text);
  return { name, known: `${name}+${digits}`, text, identifier, bytes };
}

/**
 * @param {Key} key
 * @param {Uint8Array} message
 * @param {Uint8Array} signature 64 bytes
 * @returns {Promise<boolean>}
 */
export function holds(key, message, signature) {
  if (signature.length !== 64 || isWeak(signature.subarray(0, 32))) return Promise.resolve(false);
  return verifyEd25519(key.bytes, message, signature);
}

/**
 * @param {Key} key
 * @param {{name: string, identifier: Uint8Array}} line
 */
export const isOf = (key, line) => key.name === line.name && sameBytes(key.identifier, line.identifier);
