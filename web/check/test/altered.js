// vectors/register/altered.json: what is done to the small register, and what every checker says of it then.

import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { json, ROOT } from './vectors.js';

/** @typedef {{name: string, steps: string[][], fail: string[], notChecked: string[], codes: string[][]}} Case */

const golden = fileURLToPath(new URL('register/golden/published', ROOT));

/** @type {Case[]} */
export const cases = json('register/altered.json').cases;

/** What the names in braces stand for: paths of this register. */
const places = new Map([
  ['entries', `tile/entries/000.p/${readdirSync(join(golden, 'tile/entries/000.p'))[0]}`],
  ['tile', `tile/0/000.p/${readdirSync(join(golden, 'tile/0/000.p'))[0]}`],
  ...attachments(),
]);

/** @returns {[string, string][]} */
function attachments() {
  const { acts } = json('register/golden/acts.json');
  const [founding] = acts;
  const [, paper] = /"attachments":\[\{"sha256":"([0-9a-f]{64})/.exec(acts.map((/** @type {any} */ one) => one.note).join()) ?? [];
  const taken = JSON.parse(acts.find((/** @type {any} */ one) => one.kind === 'files/take-down').note.split('\n')[2]).file;
  const hash = JSON.parse(founding.note.split('\n')[2]).definition;
  const { files } = JSON.parse(readFileSync(join(golden, 'attachments', hash), 'utf8'));
  return [['definition', `attachments/${hash}`], ['paper', `attachments/${paper}`], ['taken', `attachments/${taken}`], ...files.map((/** @type {any} */ one) =>
    /** @type {[string, string]} */ ([one.role, `attachments/${one.sha256}`]))];
}

/**
 * The small register, altered, in a folder of its own.
 * @param {Case} one
 * @param {string} folder
 */
export function alter({ steps }, folder) {
  cpSync(golden, folder, { recursive: true });
  for (const [what, place = '', ...more] of steps) {
    const path = join(folder, place.replace(/\{(\w+)\}/, (_, name) => places.get(name) ?? ''));
    if (what === 'remove') rmSync(path, { recursive: true });
    else if (what === 'folder') mkdirSync(path);
    else if (what === 'put') writeFileSync(path, more[0] ?? '');
    else if (what === 'link') symlinkSync(more[0] ?? '', path);
    else writeFileSync(path, changed(readFileSync(path), /** @type {string} */ (what), more));
  }
}

/**
 * @param {Buffer} bytes
 * @param {string} what
 * @param {string[]} more
 */
function changed(bytes, what, [text = '', plus = '0']) {
  if (what === 'append') return Buffer.concat([bytes, Buffer.from(text)]);
  if (what === 'cut') return bytes.subarray(0, Number(text));
  if (what !== 'flip') throw new Error(`no such step: ${what}`);
  const at = bytes.indexOf(text) + Number(plus);
  bytes[at] = /** @type {number} */ (bytes[at]) ^ 1;
  return bytes;
}
