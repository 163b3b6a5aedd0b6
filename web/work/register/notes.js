// Signed notes, C2SP signed-note: a text, a blank line, signature lines.

import { base64, concat, fromBase64, hex, textOf, utf8 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { verify } from './ed25519.js';
import { isName } from './keys.js';

/** @typedef {import('../base/bytes.js').Bytes} Bytes */
/** @typedef {{name: string, id: string, signature: Bytes}} Signature */
/** @typedef {{text: string, signatures: Signature[]}} Note */

const MOST_SIGNATURES = 16;
const DASH = '— ';

/**
 * @param {Uint8Array} bytes
 * @param {number} [most] how many signature lines
 * @returns {Note}
 */
export function readNote(bytes, most = MOST_SIGNATURES) {
  const whole = textOf(bytes);
  // eslint-disable-next-line no-control-regex
  if (whole === undefined || /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.test(whole)) refuse('note-malformed');
  const end = whole.lastIndexOf('\n\n');
  if (end < 0 || !whole.endsWith('\n')) refuse('note-malformed');
  const lines = whole.slice(end + 2).split('\n').slice(0, -1);
  if (lines.length === 0) refuse('note-malformed');
  if (lines.length > most) refuse('too-many-signatures');
  return { text: whole.slice(0, end + 1), signatures: lines.map(readSignature) };
}

/**
 * @param {string} line
 * @returns {Signature}
 */
function readSignature(line) {
  const [, name = '', material = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = fromBase64(material);
  if (!isName(name) || bytes === undefined || bytes.length < 5) refuse('note-malformed');
  return { name, id: hex(bytes.subarray(0, 4)), signature: bytes.slice(4) };
}

/**
 * @param {string} text ends with a newline
 * @param {{name: string, id: string, signature: Uint8Array}[]} signatures
 */
export function writeNote(text, signatures) {
  const lines = signatures.map(({ name, id, signature }) => `${DASH}${name} ${base64(concat(idBytes(id), signature))}\n`);
  return `${text}\n${lines.join('')}`;
}

/**
 * Whether a key has signed a note.
 * @param {Note} note
 * @param {import('./keys.js').VerifierKey} key
 */
export async function isSignedBy(note, key) {
  const text = utf8(note.text);
  for (const { name, id, signature } of note.signatures)
    if (name === key.name && id === key.id) return verify(key.bytes, text, signature);
  return false;
}

/** @param {string} id */
const idBytes = (id) => Uint8Array.from(id.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
