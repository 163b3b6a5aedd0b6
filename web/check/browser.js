// A browser, or any platform with WebCrypto: signatures by the platform, hashes by ours, which needn't be waited for.

import { sha256 } from './base/sha256.js';
import { usePlatform } from './base/platform.js';

/** @param {Uint8Array} bytes */
const plain = (bytes) => /** @type {Uint8Array<ArrayBuffer>} */ (new Uint8Array(bytes));

usePlatform({
  sha256,
  verify: async (key, message, signature) => {
    const known = await crypto.subtle.importKey('raw', plain(key), { name: 'Ed25519' }, false, ['verify']);
    return crypto.subtle.verify({ name: 'Ed25519' }, known, plain(signature), plain(message));
  },
});

/**
 * Published files below an address. They can't be listed.
 * @param {string} address ends in `/`
 * @returns {import('./check.js').Files}
 */
export function address(address) {
  return {
    place: address,
    read: async (path) => {
      const answer = await fetch(new URL(path, address));
      if (answer.status === 404 || answer.status === 410) return undefined;
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return new Uint8Array(await answer.arrayBuffer());
    },
    list: undefined,
  };
}
