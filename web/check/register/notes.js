// Signed notes (C2SP signed-note): a text, an empty line, and lines of signatures.

import { fromBase64, fromUtf8, hex } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { isKeyName } from './keys.js';

/**
 * @typedef {object} SignatureLine
 * @property {string} name
 * @property {Uint8Array} identifier the first four bytes
 * @property {string} known `name+hex8`
 * @property {Uint8Array} signature what follows the identifier
 */

/**
 * @typedef {object} Note
 * @property {Uint8Array} signed the bytes of the text
 * @property {string} text
 * @property {SignatureLine[]} lines
 */

const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

/**
 * @param {Uint8Array} bytes
 * @param {number} most the most signature lines there may be
 * @param {string} [tooMany] the code for more
 * @returns {Note}
 */
export function readNote(bytes, most, tooMany = 'too-many-signatures') {
  const whole = fromUtf8(bytes);
  if (whole === undefined || CONTROL.test(whole) || !whole.endsWith('\n')) return refuse('note-malformed');
  const split = whole.lastIndexOf('\n\n');
  if (split < 0) return refuse('note-malformed');
  const text = whole.slice(0, split + 1);
  const rest = whole.slice(split + 2, -1);
  if (rest === '') return refuse('note-malformed');
  const lines = rest.split('\n');
  if (lines.length > most) refuse(tooMany);
  const read = lines.map(readLine);
  return { signed: bytes.subarray(0, bytes.length - lengthOf(rest) - 2), text, lines: read };
}

/** The bytes that a text has in UTF-8. @param {string} text */
function lengthOf(text) {
  let length = 0;
  for (const c of text) {
    const point = /** @type {number} */ (c.codePointAt(0));
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return length;
}

/**
 * @param {string} line
 * @returns {SignatureLine}
 */
function readLine(line) {
  const parts = line.split(' ');
  const [mark, name = '', encoded = ''] = parts;
  if (parts.length !== 3 || mark !== '—' || !isKeyName(name)) return refuse('note-malformed');
  const raw = fromBase64(encoded);
  if (raw === undefined || raw.length < 5) return refuse('note-malformed');
  const identifier = raw.slice(0, 4);
  return { name, identifier, known: `${name}+${hex(identifier)}`, signature: raw.slice(4) };
}
