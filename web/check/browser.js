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
  let size = '';
  /** @type {Map<string, Promise<Uint8Array | undefined>>} */
  const coming = new Map();
  const ask = (/** @type {string} */ path) => fetched(new URL(path.startsWith('results/') ? path + size : path, address));
  return {
    place: address,
    at: (known) => { size = `?at=${known}`; },
    ahead: (path) => {
      if (coming.has(path)) return;
      const answer = ask(path);
      answer.catch(() => undefined);
      coming.set(path, answer);
    },
    read: async (path) => {
      const answer = coming.get(path) ?? ask(path);
      coming.delete(path);
      return answer;
    },
    list: undefined,
  };
}

/** A busy server is asked again when it says, so often. */
const AGAIN = 5;

/**
 * @param {URL} at
 * @returns {Promise<Uint8Array | undefined>}
 */
async function fetched(at) {
  for (let turn = 0; ; turn++) {
    const answer = await fetch(at);
    if (answer.status === 404 || answer.status === 410) return undefined;
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
    const wait = Number(answer.headers.get('Retry-After'));
    if (turn >= AGAIN || !(wait > 0)) throw new Error(`${at.pathname}: ${answer.status}`);
    await new Promise((resolve) => { setTimeout(resolve, Math.min(wait, 120) * 1000); });
  }
}
