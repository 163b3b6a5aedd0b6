// A key that is made on this device and stays there (docs/spec/enrolment.md).
// `platform`: WebCrypto keeps it, and no script can read it. `page`: an older engine, where the page computes the signature itself;
// its seed rests sealed by a key that the engine keeps, but a script of this address could read it. Neither stops a script of this
// address from signing.

import * as noble from '@noble/ed25519';
import { concat, fromBase64, randomBytes } from '../base/bytes.js';
import { platformSigns } from '../register/ed25519.js';
import { keyOf } from '../register/keys.js';

/** @typedef {import('../base/bytes.js').Bytes} Bytes */
/** @typedef {'platform' | 'page'} Held */
/** @typedef {{iv: Bytes, sealed: Bytes, wrapper: CryptoKey}} SealedSeed */
/** As it rests in IndexedDB. @typedef {{name: string, point: Bytes, held: Held, secret: CryptoKey | SealedSeed}} StoredKey */
/**
 * @typedef {object} DeviceKey
 * @property {import('../register/keys.js').VerifierKey} key
 * @property {Held} held
 * @property {string} name
 * @property {string} id
 * @property {string} keyName
 * @property {(text: Uint8Array) => Promise<Bytes>} sign
 */

const ALGORITHM = { name: 'Ed25519' };
const PKCS8 = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);

/** @type {() => Promise<void>} */
let mayUse = async () => undefined;

/**
 * From now on no key of this device is made or signs but where this lets it: whatever page asks, and however.
 * @param {() => Promise<void>} ask refuses, or doesn't
 */
export const useKeysOnlyIf = (ask) => void (mayUse = ask);

/** Who keeps a key that is made here. @returns {Promise<Held>} */
export const heldHere = async () => ((await platformSigns()) ? 'platform' : 'page');

/**
 * A new key, and its seed for a moment, so that the person may take a wrapped copy with them; without `keepSeed` the platform's is
 * made so that nobody ever had it.
 * @param {string} name
 * @param {{held?: Held, keepSeed?: boolean}} [options]
 * @returns {Promise<{stored: StoredKey, seed?: Bytes}>}
 */
export async function makeKey(name, { held, keepSeed = false } = {}) {
  await mayUse();
  const by = held ?? (await heldHere());
  if (by === 'platform' && !keepSeed) {
    const pair = /** @type {CryptoKeyPair} */ (await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']));
    const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
    return { stored: { name, point, held: by, secret: pair.privateKey } };
  }
  const seed = randomBytes(32);
  const stored = await storeSeed(name, seed, by);
  return keepSeed ? { stored, seed } : { stored };
}

/**
 * @param {string} name
 * @param {Bytes} seed
 * @param {Held} [held]
 * @returns {Promise<StoredKey>}
 */
export async function storeSeed(name, seed, held) {
  const by = held ?? (await heldHere());
  return by === 'platform' ? storeByPlatform(name, seed) : storeByPage(name, seed);
}

/**
 * @param {string} name
 * @param {Bytes} seed
 * @returns {Promise<StoredKey>}
 */
async function storeByPlatform(name, seed) {
  const der = concat(PKCS8, seed);
  const open = await crypto.subtle.importKey('pkcs8', der, ALGORITHM, true, ['sign']);
  const { x = '' } = await crypto.subtle.exportKey('jwk', open);
  const point = fromBase64(`${x.replaceAll('-', '+').replaceAll('_', '/')}=`);
  if (point?.length !== 32) throw new Error('the platform gave no public key');
  return { name, point, held: 'platform', secret: await crypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']) };
}

/**
 * @param {string} name
 * @param {Bytes} seed
 * @returns {Promise<StoredKey>}
 */
async function storeByPage(name, seed) {
  const wrapper = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const iv = randomBytes(12);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, wrapper, seed));
  const point = /** @type {Bytes} */ (new Uint8Array(await noble.getPublicKeyAsync(seed)));
  return { name, point, held: 'page', secret: { iv, sealed, wrapper } };
}

/**
 * @param {StoredKey} stored
 * @returns {Promise<DeviceKey>}
 */
export async function openKey({ name, point, held, secret }) {
  const key = await keyOf(name, point);
  const sign = 'wrapper' in secret ? signHere(secret) : signByPlatform(secret);
  return { key, held, name, id: key.id, keyName: key.keyName, sign: (text) => mayUse().then(() => sign(text)) };
}

/** @param {CryptoKey} secret */
const signByPlatform = (secret) => async (/** @type {Uint8Array} */ text) =>
  new Uint8Array(await crypto.subtle.sign(ALGORITHM, secret, /** @type {Bytes} */ (text)));

/** @param {SealedSeed} sealed */
const signHere = ({ iv, sealed, wrapper }) => async (/** @type {Uint8Array} */ text) => {
  const seed = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, wrapper, sealed));
  return /** @type {Bytes} */ (await noble.signAsync(text, seed));
};

/**
 * @param {string} name
 * @param {Bytes} seed
 * @param {Held} [held]
 */
export const keyOfSeed = async (name, seed, held) => openKey(await storeSeed(name, seed, held));
