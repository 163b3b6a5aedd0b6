// Files that acts name by hash and length. They are handed in with the act, and what it doesn't name goes nowhere with it.

import { hex, sha256 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';

/** @typedef {import('../base/bytes.js').Bytes} Bytes */
/** A file of this phone; its name is the phone's alone. @typedef {{name: string, type: string, bytes: Bytes, original?: string}} File */
/** What an act says of a file. @typedef {{sha256: string, length: number, mediaType: string}} Attachment */
/** A file by its hash. @typedef {File & {sha256: string}} HashedFile */

// With its note it fits into one file that another phone carries.
export const MOST_FILES_BYTES = 6 << 20;

/** What an act says of a file. @param {File} file @returns {Promise<Attachment>} */
export const attachmentOf = async ({ type, bytes }) => ({ sha256: hex(await sha256(bytes)), length: bytes.length, mediaType: type });

/**
 * All that an act names, each once, in whatever field it stands.
 * @param {unknown} value
 * @returns {Attachment[]}
 */
export function attachmentsIn(value) {
  /** @type {Map<string, Attachment>} */
  const found = new Map();
  collect(value, found);
  return [...found.values()];
}

/**
 * @param {unknown} value
 * @param {Map<string, Attachment>} found
 */
function collect(value, found) {
  if (value === null || typeof value !== 'object') return;
  const { sha256: hash, length, mediaType } = /** @type {Attachment} */ (value);
  if (!Array.isArray(value) && typeof hash === 'string' && typeof length === 'number' && typeof mediaType === 'string') found.set(hash, { sha256: hash, length, mediaType });
  else for (const inner of Object.values(value)) collect(inner, found);
}

/**
 * Files of an act by their hashes: each is one that it names, and none comes twice.
 * @param {Attachment[]} named
 * @param {File[]} files
 * @returns {Promise<HashedFile[]>}
 */
export async function matchFiles(named, files) {
  if (files.reduce((sum, { bytes }) => sum + bytes.length, 0) > MOST_FILES_BYTES) refuse('files-too-long');
  /** @type {Map<string, HashedFile>} */
  const matched = new Map();
  for (const file of files) {
    const hash = hex(await sha256(file.bytes));
    const attachment = named.find((one) => one.sha256 === hash && one.length === file.bytes.length) ?? refuse('file-not-named', file.name);
    if (matched.has(hash)) refuse('file-twice', file.name);
    matched.set(hash, { ...file, type: attachment.mediaType, sha256: hash });
  }
  return [...matched.values()];
}
