// Acts as a file that any phone can carry (docs/spec/outbox.md): a line that says what it is, then each note, with files that it names
// or without them, behind a line of their lengths in bytes.

import { concat, textOf, utf8 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';

/** @typedef {import('../base/bytes.js').Bytes} Bytes */
/** @typedef {{note: string, files: Bytes[]}} Carried */

const FORMAT = 'saksei/carried-acts/v2\n';
export const MOST_BYTES = 8 << 20;
export const MOST_ACTS = 1_000;
const MOST_FILES = 16;
const LENGTHS = /^[1-9][0-9]{0,4}(?: [1-9][0-9]{0,6}){0,16}$/;
const LONGEST_LINE = 6 + MOST_FILES * 8;

/** @param {Carried[]} acts */
export const writeBundle = (acts) => concat(utf8(FORMAT), ...acts.flatMap(({ note, files }) => [utf8(`${[utf8(note), ...files].map(({ length }) => length).join(' ')}\n`), utf8(note), ...files]));

/**
 * What goes into one file together: as few files as it takes, each of which a reader takes.
 * @template {{note: string}} T
 * @param {T[]} items
 * @param {(item: T) => number} bytesOfFiles
 * @param {number} [most] bytes of a file
 * @returns {T[][]}
 */
export function divide(items, bytesOfFiles, most = MOST_BYTES) {
  /** @type {T[][]} */
  const parts = [];
  let left = 0;
  for (const item of items) {
    const bytes = utf8(item.note).length + bytesOfFiles(item) + LONGEST_LINE;
    if (left < bytes || parts.at(-1)?.length === MOST_ACTS) {
      parts.push([]);
      left = most - FORMAT.length;
    }
    parts.at(-1)?.push(item);
    left -= bytes;
  }
  return parts;
}

/**
 * @param {Uint8Array} file
 * @returns {Carried[]}
 */
export function readBundle(file) {
  if (file.length > MOST_BYTES || textOf(file.subarray(0, FORMAT.length)) !== FORMAT) refuse('bundle-malformed');
  /** @type {Carried[]} */
  const acts = [];
  for (let at = FORMAT.length; at < file.length;) {
    const end = file.indexOf(10, at);
    const line = textOf(file.subarray(at, end < 0 || end - at > LONGEST_LINE ? at : end)) ?? '';
    const lengths = LENGTHS.test(line) ? line.split(' ').map(Number) : [];
    const next = end + 1 + lengths.reduce((sum, length) => sum + length, 0);
    if (lengths.length === 0 || next > file.length || acts.length >= MOST_ACTS) refuse('bundle-malformed');
    acts.push(readCarried(file.subarray(end + 1, next), lengths));
    at = next;
  }
  return acts;
}

/**
 * @param {Uint8Array} bytes
 * @param {number[]} lengths
 * @returns {Carried}
 */
function readCarried(bytes, lengths) {
  let at = 0;
  const [note = new Uint8Array(), ...files] = lengths.map((length) => bytes.slice(at, (at += length)));
  return { note: textOf(note) ?? refuse('bundle-malformed'), files };
}
