// Bytes and the texts that stand for them. What isn't in its one canonical form is undefined, never repaired.

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

const encoder = new TextEncoder();

/**
 * @param {string} text
 * @returns {Bytes}
 */
export const utf8 = (text) => encoder.encode(text);

/**
 * The text that bytes are, or undefined where they aren't UTF-8. A byte order mark stays what it is.
 * @param {Uint8Array} bytes
 */
export function textOf(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * @param {...Uint8Array} parts
 * @returns {Bytes}
 */
export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @param {Uint8Array} bytes */
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * @param {string} text
 * @returns {Bytes | undefined}
 */
export function fromHex(text) {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** @param {Uint8Array} bytes */
export function base64(bytes) {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/**
 * Only the canonical form of RFC 4648 section 4 is read: with padding, and with no bits set behind the last byte.
 * @param {string} text
 * @returns {Bytes | undefined}
 */
export function fromBase64(text) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  return base64(bytes) === text ? bytes : undefined;
}

/**
 * @param {Uint8Array} left
 * @param {Uint8Array} right
 */
export function equal(left, right) {
  if (left.length !== right.length) return false;
  let differ = 0;
  for (let at = 0; at < left.length; at++) differ |= (left[at] ?? 0) ^ (right[at] ?? 0);
  return differ === 0;
}

/**
 * @param {number} count
 * @returns {Bytes}
 */
export const randomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));

/**
 * @param {Uint8Array} bytes
 * @returns {Promise<Bytes>}
 */
export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', /** @type {Bytes} */ (bytes)));
