// Node: hashes, signatures and folders by its own means.

import { createHash, createPublicKey, verify } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { usePlatform } from './base/platform.js';

/** What comes before the 32 bytes of an Ed25519 key in SubjectPublicKeyInfo (RFC 8410). */
const PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** @type {Map<string, import('node:crypto').KeyObject>} */
const keys = new Map();

/** @param {Uint8Array} key */
function keyObject(key) {
  const name = Buffer.from(key).toString('hex');
  let found = keys.get(name);
  if (found === undefined) {
    found = createPublicKey({ key: Buffer.concat([PREFIX, key]), format: 'der', type: 'spki' });
    keys.set(name, found);
  }
  return found;
}

usePlatform({
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  verify: (key, message, signature) => new Promise((resolve) => {
    verify(null, message, keyObject(key), signature, (error, holds) => resolve(error === null && holds));
  }),
});

/**
 * A folder of published files; nothing is followed out of it.
 * @param {string} root
 * @returns {import('./check.js').Files}
 */
export function folder(root) {
  return {
    place: root,
    read: (path) => (stateOf(root, path) === 'file' ? new Uint8Array(readFileSync(join(root, path))) : undefined),
    isOther: (path) => stateOf(root, path) === 'other',
    list: () => walk(root, ''),
  };
}

/**
 * Whether a regular file is there, without a link on the way, or anything else.
 * @param {string} root
 * @param {string} path
 * @returns {'file' | 'other' | 'missing'}
 */
function stateOf(root, path) {
  const names = path.split('/');
  for (let i = 1; i <= names.length; i++) {
    const one = lstatSync(join(root, ...names.slice(0, i)), { throwIfNoEntry: false });
    if (one === undefined) return 'missing';
    if (i === names.length) return one.isFile() ? 'file' : 'other';
    if (!one.isDirectory()) return 'other';
  }
  return 'missing';
}

/**
 * Every name below a folder; a folder that holds nothing ends in `/`.
 * @param {string} root
 * @param {string} below
 * @returns {string[]}
 */
function walk(root, below) {
  const entries = readdirSync(join(root, below), { withFileTypes: true });
  if (entries.length === 0 && below !== '') return [below];
  return entries.flatMap((entry) =>
    entry.isDirectory() ? walk(root, `${below}${entry.name}/`) : [below + entry.name]);
}
