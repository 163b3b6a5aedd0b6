// What a platform must give. Set once by its adapter: node.js or browser.js.

/**
 * @typedef {object} Platform
 * @property {(bytes: Uint8Array) => Uint8Array} sha256
 * @property {(key: Uint8Array, message: Uint8Array, signature: Uint8Array) => Promise<boolean>} verify Ed25519,
 *   cofactorless, as RFC 8032 has it; what keys and points are refused before is ours (register/keys.js)
 */

/** @type {Platform | undefined} */
let chosen;

/** @param {Platform} platform */
export function usePlatform(platform) {
  chosen = platform;
}

/** @returns {Platform} */
function platform() {
  if (chosen === undefined) throw new Error('no platform: import node.js or browser.js first');
  return chosen;
}

/** @param {Uint8Array} bytes */
export const sha256 = (bytes) => platform().sha256(bytes);

/**
 * @param {Uint8Array} key
 * @param {Uint8Array} message
 * @param {Uint8Array} signature
 */
export const verifyEd25519 = (key, message, signature) => platform().verify(key, message, signature);
