// node web/check/alter.js OUT SEED COUNT FOLDER: altered copies of a publication, one folder each, and a line of JSON for each
// that says what was done. A checker must find each, and says of what it finds the same as others do.

import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mkdirSync } from 'node:fs';

const [published = '', seedText = '20230723', countText = '200', folder = ''] = process.argv.slice(2);
if (folder === '') {
  console.error('node web/check/alter.js OUT SEED COUNT FOLDER');
  process.exit(2);
}

let state = Number(seedText);

/** @param {number} below */
function next(below) {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
  return Math.floor((state / 0x80000000) * below);
}

const paths = readdirSync(published, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(published.length + 1)).sort();

const pick = () => /** @type {string} */ (paths[next(paths.length)]);

/** @typedef {(root: string) => string} Alteration does it, and says what it did */

/**
 * @param {string} name
 * @param {(bytes: Buffer) => Buffer} change
 * @returns {Alteration}
 */
const within = (name, change) => (root) => {
  const path = pick();
  const bytes = readFileSync(join(root, path));
  writeFileSync(join(root, path), change(bytes));
  return `${name} ${path}`;
};

/**
 * @param {Buffer} bytes
 * @param {(lines: string[], at: number) => string[]} change
 */
function byLines(bytes, change) {
  const lines = bytes.toString('latin1').split(/(?<=[\n,])/);
  return Buffer.from(change(lines, next(lines.length)).join(''), 'latin1');
}

/** @type {Alteration[]} */
const ALTERATIONS = [
  within('bit', (bytes) => {
    const at = next(bytes.length);
    bytes[at] = /** @type {number} */ (bytes[at]) ^ (1 << next(8));
    return bytes;
  }),
  within('digit', (bytes) => {
    const digits = [...bytes.keys()].filter((at) => /[0-9]/.test(String.fromCharCode(/** @type {number} */ (bytes[at]))));
    const at = digits[next(digits.length)] ?? 0;
    bytes[at] = 0x30 + ((/** @type {number} */ (bytes[at]) - 0x30 + 1 + next(9)) % 10);
    return bytes;
  }),
  within('byte out', (bytes) => {
    const at = next(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
  }),
  within('byte in', (bytes) => {
    const at = next(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), Buffer.of(next(256)), bytes.subarray(at)]);
  }),
  within('cut', (bytes) => bytes.subarray(0, next(bytes.length))),
  within('line out', (bytes) => byLines(bytes, (lines, at) => lines.toSpliced(at, 1))),
  within('line twice', (bytes) => byLines(bytes, (lines, at) => lines.toSpliced(at, 0, lines[at] ?? ''))),
  within('lines exchanged', (bytes) => byLines(bytes, (lines, at) => lines.toSpliced(at, 2, lines[at + 1] ?? '', lines[at] ?? ''))),
  (root) => {
    const path = pick();
    rmSync(join(root, path));
    return `file out ${path}`;
  },
  (root) => {
    const [a, b] = [pick(), pick()];
    const bytes = readFileSync(join(root, a));
    writeFileSync(join(root, a), readFileSync(join(root, b)));
    writeFileSync(join(root, b), bytes);
    return `files exchanged ${a} ${b}`;
  },
  (root) => {
    const path = `${dirname(pick())}/${next(1000)}`;
    writeFileSync(join(root, path), 'x');
    return `file in ${path}`;
  },
];

for (let i = 0; i < Number(countText); i++) {
  const root = join(folder, String(i).padStart(4, '0'));
  rmSync(root, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(published, root, { recursive: true });
  const alteration = /** @type {Alteration} */ (ALTERATIONS[next(ALTERATIONS.length)]);
  console.log(JSON.stringify({ folder: root, done: alteration(root) }));
}
