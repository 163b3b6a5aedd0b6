// A key that a person takes along, wrapped under a passphrase (docs/spec/enrolment.md): by choice, when it is made. And the file of a key
// that the command made, such as a founder's, which is taken over so that a desk can work in a browser.

import { base64, fromBase64, randomBytes, utf8 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { readKey } from '../register/keys.js';
import { openKey, storeSeed } from './device.js';

/** @typedef {import('../base/bytes.js').Bytes} Bytes */

const FORMAT = 'saksei/wrapped-key/v1';
const ROUNDS = 600_000;
const MOST_ROUNDS = 10_000_000;
const SHORTEST = 10;

/** @param {string} passphrase */
export const isLongEnough = (passphrase) => Array.from(passphrase.normalize('NFC')).length >= SHORTEST;

/**
 * @param {string} passphrase
 * @param {Bytes} salt
 * @param {number} iterations
 */
async function wrapperOf(passphrase, salt, iterations) {
  const words = await crypto.subtle.importKey('raw', utf8(passphrase.normalize('NFC')), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, words, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/**
 * @param {string} keyText the public key
 * @param {Bytes} seed
 * @param {string} passphrase
 * @param {number} [rounds]
 */
export async function wrap(keyText, seed, passphrase, rounds = ROUNDS) {
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const head = `${FORMAT}\n${keyText}\nPBKDF2-SHA-256 ${rounds} ${base64(salt)}\n`;
  const wrapper = await wrapperOf(passphrase, salt, rounds);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(head) }, wrapper, seed);
  return `${head}AES-256-GCM ${base64(iv)} ${base64(new Uint8Array(sealed))}\n`;
}

/**
 * The key, ready to be stored on this device; refused with `passphrase-wrong` where the words don't open it.
 * @param {string} text
 * @param {string} passphrase
 * @param {import('./device.js').Held} [held]
 */
export async function unwrap(text, passphrase, held) {
  const lines = /^(saksei\/wrapped-key\/v1\n(\S{1,400})\nPBKDF2-SHA-256 ([1-9]\d{0,7}) (\S{24})\n)AES-256-GCM (\S{16}) (\S{64})\n$/.exec(text) ?? refuse('wrapped-key-malformed');
  const [, head = '', keyText = '', rounds = '', salt = '', iv = '', sealed = ''] = lines;
  const [saltBytes, ivBytes, sealedBytes] = [fromBase64(salt), fromBase64(iv), fromBase64(sealed)];
  if (!saltBytes || !ivBytes || !sealedBytes || Number(rounds) > MOST_ROUNDS) refuse('wrapped-key-malformed');
  const key = await readKey(keyText);
  const wrapper = await wrapperOf(passphrase, saltBytes, Number(rounds));
  const seed = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: ivBytes, additionalData: utf8(head) }, wrapper, sealedBytes).catch(() => refuse('passphrase-wrong'));
  const stored = await storeSeed(key.name, new Uint8Array(seed), held);
  return (await openKey(stored)).key.text === keyText ? stored : refuse('wrapped-key-malformed');
}

/**
 * The key of a file that `saksei key` or a founding wrote: `PRIVATE+KEY+name+hex8+base64(0x01 ‖ seed)`, unwrapped.
 * @param {string} text
 * @param {import('./device.js').Held} [held]
 */
export async function readPrivateKey(text, held) {
  const [, name = '', id = '', material = ''] = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(\S{44})\n?$/u.exec(text) ?? [];
  const bytes = fromBase64(material);
  if (bytes?.length !== 33 || bytes[0] !== 1) refuse('wrapped-key-malformed');
  const stored = await storeSeed(name, bytes.slice(1), held);
  return (await openKey(stored)).id === id ? stored : refuse('wrapped-key-malformed');
}

/** Whether a file is such a key. @param {string} text */
export const isPrivateKey = (text) => text.startsWith('PRIVATE+KEY+');
