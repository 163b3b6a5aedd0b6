// Whether a script stands in the register (docs/spec/scripts.md). That one does is proved: by the act that names it, and its receipt
// under the log's key. That none does is the server's word, until this browser has seen a proof that one does.

import { utf8 } from '../base/bytes.js';
import { readNote } from './notes.js';
import { proveRecord } from './receipts.js';

/** @typedef {{name: string, sha256: string}} Script */
/** What was proved. @typedef {Script & {index: number, organisation: string}} Registered */
/**
 * `registered`; `other`: scripts of its name do, and this one doesn't; `none`: the server says that none does; `unproven`: some of its
 * name do, and nobody proved anything of this one; `unasked`: nobody answered, and nothing is known.
 * @typedef {'registered' | 'other' | 'none' | 'unproven' | 'unasked'} State
 */
/** @typedef {{state: State, by?: Registered}} Found */
/**
 * @typedef {object} Source
 * @property {(script: Script) => Promise<any>} statements the server's answer, as JSON
 * @property {(index: number) => Promise<string>} noteAt
 * @property {(index: number) => Promise<string>} receiptAt
 */
/** What this browser has seen proved. @typedef {{all: () => Promise<Registered[]>, add: (found: Registered) => Promise<void>}} Known */

const KIND = 'register/scripts';

/** The name of a script by its path: versions stand behind the first folder. @param {string} path */
export const nameOf = (path) => path.replace(/^\/([^/]+)\/(?:[0-9a-f]{12}\/)?/, '$1/');

/** Whether a script in such a state may be run and signed with. @param {State} state */
export const mayRun = (state) => state !== 'other' && state !== 'unproven';

/**
 * @param {import('../keys/enrolment.js').Pin} pin
 * @param {Script} script
 * @param {Source} source
 * @param {Known} known
 * @returns {Promise<Found>}
 */
export async function findScript(pin, script, source, known) {
  const seen = (await known.all()).filter(({ name }) => name === script.name);
  const before = seen.find(({ sha256 }) => sha256 === script.sha256);
  if (before) return { state: 'registered', by: before };
  const answer = await source.statements(script).catch(() => undefined);
  const named = await prove(pin, answer?.act, source, script);
  if (named) await known.add(named);
  if (named) return { state: named.sha256 === script.sha256 ? 'registered' : 'other', by: named };
  if (seen.length > 0) return { state: 'unproven' };
  return { state: answer?.state === 'none' ? 'none' : 'unasked' };
}

/**
 * The script of a name that an act of the register states, if that is proved.
 * @param {import('../keys/enrolment.js').Pin} pin
 * @param {unknown} index
 * @param {Source} source
 * @param {Script} script
 * @returns {Promise<Registered | undefined>}
 */
async function prove(pin, index, { noteAt, receiptAt }, { name }) {
  if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0) return undefined;
  try {
    const [note, receipt] = await Promise.all([noteAt(index), receiptAt(index)]);
    const place = await proveRecord(utf8(receipt), utf8(note), pin);
    const { kind, scripts, signers } = JSON.parse(readNote(utf8(note)).text.split('\n')[2] ?? '');
    const stated = kind === KIND && place.index === index ? scripts.find((/** @type {Script} */ one) => one.name === name) : undefined;
    return stated && { name, sha256: stated.sha256, index, organisation: String(signers[0]).split('/')[0] ?? '' };
  } catch {
    return undefined;
  }
}
