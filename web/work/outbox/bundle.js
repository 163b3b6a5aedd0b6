// Acts as a file that any phone can carry (docs/spec/outbox.md): a line that says what it is, then each note behind its length in bytes.

import { concat, textOf, utf8 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';

const FORMAT = 'saksei/carried-acts/v1\n';
export const MOST_BYTES = 8 << 20;
export const MOST_ACTS = 1_000;
const MOST_DIGITS = 5;

/**
 * @param {string[]} notes
 */
export const writeBundle = (notes) => concat(utf8(FORMAT), ...notes.flatMap((note) => [utf8(`${utf8(note).length}\n`), utf8(note)]));

/**
 * As many files as it takes, each of which a reader takes.
 * @template {{note: string}} T
 * @param {T[]} items
 * @param {number} [most] bytes of a file
 * @returns {{file: import('../base/bytes.js').Bytes, items: T[]}[]}
 */
export function writeBundles(items, most = MOST_BYTES) {
  /** @type {T[][]} */
  const parts = [];
  let left = 0;
  for (const item of items) {
    const bytes = utf8(item.note).length + MOST_DIGITS + 1;
    if (left < bytes || parts.at(-1)?.length === MOST_ACTS) {
      parts.push([]);
      left = most - FORMAT.length;
    }
    parts.at(-1)?.push(item);
    left -= bytes;
  }
  return parts.map((part) => ({ file: writeBundle(part.map(({ note }) => note)), items: part }));
}

/**
 * @param {Uint8Array} file
 * @returns {string[]}
 */
export function readBundle(file) {
  if (file.length > MOST_BYTES || textOf(file.subarray(0, FORMAT.length)) !== FORMAT) refuse('bundle-malformed');
  const notes = [];
  for (let at = FORMAT.length; at < file.length;) {
    const end = file.indexOf(10, at);
    const length = /^[1-9][0-9]{0,4}$/.exec(textOf(file.subarray(at, end)) ?? '')?.[0];
    if (end < 0 || length === undefined || end + 1 + Number(length) > file.length || notes.length >= MOST_ACTS) refuse('bundle-malformed');
    at = end + 1 + Number(length);
    notes.push(textOf(file.subarray(end + 1, at)) ?? refuse('bundle-malformed'));
  }
  return notes;
}
