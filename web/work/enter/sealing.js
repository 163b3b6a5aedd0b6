// Sealing what was typed, and opening it once the other clerk has sealed too (docs/spec/act.md, forms/commit and forms/reveal).

import { write } from '../acts/fields.js';
import { base64, concat, hex, randomBytes, sha256, utf8 } from '../base/bytes.js';
import { sign } from '../station/signing.js';

/** @typedef {import('../pages/workplace.js').Workplace} Workplace */
/** @typedef {import('./figures.js').Entry} Entry */

/**
 * The clerk's key is in it, so that nobody can seal another's commitment and open it with what the other revealed.
 * @param {string} keyName as it stands among the signers
 * @param {Uint8Array} salt 16 bytes
 * @param {Entry} entry
 */
export async function commitmentOf(keyName, salt, entry) {
  return hex(await sha256(concat(utf8(`saksei/entry/v1\n${keyName}\n`), salt, utf8(write('entry', /** @type {any} */ (entry))))));
}

/**
 * Kept with its salt in the same stroke: what is sealed and can't be opened would hold up its station.
 * @param {Workplace} workplace
 * @param {{form: string, station: string, sheet: string, round: number, entry: Entry, files: import('../outbox/attachments.js').File[], draft: string}} typed
 */
export async function seal(workplace, { form, station, sheet, round, entry, files, draft }) {
  const salt = randomBytes(16);
  const key = workplace.key?.keyName ?? '';
  const commitment = await commitmentOf(key, salt, entry);
  const kept = { key, form, station, round, salt: base64(salt), entry, opened: false };
  await sign(workplace, { kind: 'forms/commit', fields: { form, station, sheet, round, commitment }, files, draft, sealed: kept });
}

/**
 * @param {Workplace} workplace
 * @param {import('./states.js').Kept} kept
 */
export async function open(workplace, kept) {
  const { form, station, identity, salt, entry } = kept;
  await sign(workplace, { kind: 'forms/reveal', fields: { form, station, commit: identity, salt, entry: /** @type {any} */ (entry) }, opens: identity });
}
