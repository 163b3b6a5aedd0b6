// Whether a script stands in the register (docs/spec/scripts.md). That one does is proved: by the act that names it, and its receipt
// under the log's key. That none does is the server's word, until this browser has seen a proof that one does. Void acts stand in the log
// too: so the act's own signature must hold, and its signer's name be none of an agent or clerk. What else voids one isn't seen here.

import { utf8 } from '../base/bytes.js';
import { readKey } from './keys.js';
import { isSignedBy, readNote } from './notes.js';
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
 * @property {(keyName: string) => Promise<string>} keyOf the key of a name, as acts write it
 */
/** What this browser has seen proved. @typedef {{all: () => Promise<Registered[]>, add: (found: Registered) => Promise<void>}} Known */

const KIND = 'register/scripts';

// Names of slips say the role (docs/spec/enrolment.md); only desks state scripts.
const NO_DESK = /^[^/]+\/(?:agent|clerk)-/;

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
async function prove(pin, index, source, { name }) {
  if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0) return undefined;
  try {
    const [note, receipt] = await Promise.all([source.noteAt(index), source.receiptAt(index)]);
    const place = await proveRecord(utf8(receipt), utf8(note), pin);
    const read = readNote(utf8(note));
    const { kind, scripts, signers } = JSON.parse(read.text.split('\n')[2] ?? '');
    const stated = kind === KIND && place.index === index ? scripts.find((/** @type {Script} */ one) => one.name === name) : undefined;
    if (!stated || !(await isByDesk(read, String(signers[0]), source))) return undefined;
    return { name, sha256: stated.sha256, index, organisation: String(signers[0]).split('/')[0] ?? '' };
  } catch {
    return undefined;
  }
}

/**
 * Whether the key that an act names first signed it, and may be a desk's by its name.
 * @param {import('./notes.js').Note} note
 * @param {string} keyName
 * @param {Source} source
 */
async function isByDesk(note, keyName, { keyOf }) {
  if (NO_DESK.test(keyName)) return false;
  const key = await readKey(await keyOf(keyName));
  return key.keyName === keyName && isSignedBy(note, key);
}
