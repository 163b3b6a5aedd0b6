// An act that several sign, each at their own device (docs/spec/drafts.md). What goes through the server's letter box is sealed by a
// secret that stands in the fragment of an address, so that the server can't read it and can't put another act in its place.

import { concat, fromBase64, hex, randomBytes, sha256, textOf, utf8 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { readSecret, writeSecret } from '../keys/enrolment.js';
import { readNote, writeNote } from '../register/notes.js';

/** @typedef {import('../base/bytes.js').Bytes} Bytes */
/** @typedef {import('../register/notes.js').Signature} Signature */
/** @typedef {{secret: Bytes, name: string, key: CryptoKey}} Draft */

const SECRET_BYTES = 16;
const IV_BYTES = 12;

export const newSecret = () => randomBytes(SECRET_BYTES);

/** The fragment of an address that leads to a draft. @param {Uint8Array} secret */
export const writeDraft = (secret) => `draft=${writeSecret(secret)}`;

/**
 * @param {string} fragment with or without `#`
 * @returns {Bytes}
 */
export function readDraft(fragment) {
  const [, secret = refuse('draft-malformed')] = /^#?draft=([^/]+)$/.exec(fragment) ?? [];
  return readSecret(secret);
}

/**
 * Where it lies in the letter box, and what opens it.
 * @param {Bytes} secret
 * @returns {Promise<Draft>}
 */
export async function draftOf(secret) {
  const name = hex(await sha256(concat(utf8('saksei/draft-name/v1\n'), secret)));
  const key = await sha256(concat(utf8('saksei/draft-key/v1\n'), secret));
  return { secret, name, key: await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']) };
}

/**
 * @param {Draft} draft
 * @param {string} note
 */
export async function seal({ name, key }, note) {
  const iv = randomBytes(IV_BYTES);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(name) }, key, utf8(note));
  return concat(iv, new Uint8Array(sealed));
}

/**
 * The note, or nothing where it isn't sealed by this secret: anybody may put anything into a letter box.
 * @param {Draft} draft
 * @param {Uint8Array} bytes
 */
export async function open({ name, key }, bytes) {
  const [iv, sealed] = [new Uint8Array(bytes.subarray(0, IV_BYTES)), new Uint8Array(bytes.subarray(IV_BYTES))];
  try {
    return textOf(new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: utf8(name) }, key, sealed)));
  } catch {
    return undefined;
  }
}

/**
 * One note of several with the same text: of each signer the first signature that holds, in the order of the signers.
 * @param {string[]} notes the first says which text it is
 * @param {string[]} signers key names, as the act has them
 * @param {(signature: Signature, text: string) => Promise<boolean>} holds
 * @returns {Promise<{note: string, signed: string[]}>} who has signed, in the order of the signers
 */
export async function merge(notes, signers, holds) {
  const read = notes.map((note) => readNote(utf8(note)));
  const text = read[0]?.text ?? refuse('draft-malformed');
  const all = read.filter((one) => one.text === text).flatMap((one) => one.signatures);
  /** @type {Signature[]} */
  const kept = [];
  for (const signer of signers) {
    for (const signature of all.filter((one) => `${one.name}+${one.id}` === signer)) {
      if (!(await holds(signature, text))) continue;
      kept.push(signature);
      break;
    }
  }
  return { note: writeNote(text, kept), signed: kept.map(({ name, id }) => `${name}+${id}`) };
}

/**
 * What a letter box gave, in base 64.
 * @param {unknown} answer
 * @returns {Uint8Array[]}
 */
export function readBox(answer) {
  const { sealedNotes } = /** @type {{sealedNotes?: unknown}} */ (answer ?? {});
  return Array.isArray(sealedNotes) ? sealedNotes.flatMap((text) => (typeof text === 'string' ? (fromBase64(text) ?? []) : [])) : [];
}
