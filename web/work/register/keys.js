// Ed25519 keys as C2SP signed-note writes them: name+hex8+base64(0x01 ‖ 32 bytes).

import { base64, concat, fromBase64, hex, sha256, utf8 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';

/** @typedef {import('../base/bytes.js').Bytes} Bytes */

/**
 * @typedef {object} VerifierKey
 * @property {string} name
 * @property {string} id the first four bytes of its hash, in hexadecimal
 * @property {Bytes} bytes the point, 32 bytes
 * @property {string} text as acts write it
 * @property {string} keyName name+hex8, by which an act names its signer
 */

const ED25519 = 1;
/** Of a co-signer: what it signs has its time before it (C2SP tlog-cosignature). */
export const COSIGNATURE = 4;
const MOST = 400;
const PRIME = 2n ** 255n - 19n;

// The coordinates of the points of small order; the sign doesn't matter (vectors/register/ed25519-edges.json).
const SMALL_ORDER = new Set([
  0n, 1n, PRIME - 1n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n,
]);

/**
 * A key's name: no white space, no plus sign.
 * @param {string} name
 */
export const isName = (name) => name.length >= 1 && name.length <= 255 && !/[\s+\p{Cc}]/u.test(name);

/**
 * @param {string} name
 * @param {Bytes} point
 * @param {number} [type]
 * @returns {Promise<VerifierKey>}
 */
export async function keyOf(name, point, type = ED25519) {
  const id = hex((await sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), point))).subarray(0, 4));
  const keyName = `${name}+${id}`;
  return { name, id, bytes: point, keyName, text: `${keyName}+${base64(concat(Uint8Array.of(type), point))}` };
}

/**
 * What the form of a key says; `readKey` asks also whether its identifier is right.
 * @param {string} text
 * @param {number} [type]
 */
export function splitKey(text, type = ED25519) {
  const [, name = '', id = '', material = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/su.exec(text) ?? [];
  const bytes = fromBase64(material);
  if (text.length > MOST || !isName(name) || bytes?.length !== 33 || bytes[0] !== type) refuse('key-malformed', text.slice(0, 64));
  const point = bytes.slice(1);
  if (isWeak(point)) refuse('key-weak', `${name}+${id}`);
  return { name, id, point };
}

/**
 * @param {string} text
 * @param {number} [type]
 * @returns {Promise<VerifierKey>}
 */
export async function readKey(text, type = ED25519) {
  const { name, id, point } = splitKey(text, type);
  const key = await keyOf(name, point, type);
  return key.id === id ? key : refuse('key-malformed', text.slice(0, 64));
}

/**
 * Small order, or a coordinate that isn't below the prime: verifiers differ on these.
 * @param {Uint8Array} point
 */
export function isWeak(point) {
  let y = 0n;
  for (let at = 31; at >= 0; at--) y = (y << 8n) | BigInt(at === 31 ? (point[at] ?? 0) & 0x7f : (point[at] ?? 0));
  return y >= PRIME || SMALL_ORDER.has(y);
}
