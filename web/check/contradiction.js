// A file by which a log contradicts itself (docs/spec/contradictions.md): read strictly, and judged.

import { fromBase64, fromUtf8, sameBytes, utf8 } from './base/bytes.js';
import { JsonReader } from './base/json.js';
import { attempt, refuse } from './base/refusal.js';
import { readCheckpoint } from './register/checkpoint.js';
import { cosigned } from './register/cosignatures.js';
import { holds, isOf, readKey } from './register/keys.js';
import { rootsOf } from './register/tree.js';

/** @typedef {import('./register/checkpoint.js').Checkpoint} Checkpoint */
/** @typedef {import('./register/keys.js').Key} Key */
/** @typedef {{log: Key, smaller: Uint8Array, larger: Uint8Array, hashes: Uint8Array[]}} File */
/** @typedef {{size: string, root: string, cosigned: Record<string, string>}} Side */
/** @typedef {{proves: boolean, code: string, log: string, smaller?: Side, larger?: Side, signedBoth: string[]}} Judged */

/** The most bytes of a file, of a note in it, and the most hashes. */
export const LONGEST = 64 * 1024;
const LONGEST_NOTE = 16 * 1024;
const MOST = 64;

/**
 * @param {Uint8Array} bytes
 * @returns {File}
 */
export function readContradiction(bytes) {
  if (bytes.length > LONGEST) refuse('contradiction-too-long');
  const text = fromUtf8(bytes) ?? refuse('contradiction-malformed');
  const { value } = attempt(() => readMembers(text));
  if (value === undefined) return refuse('contradiction-malformed');
  return { ...value, log: readKey(value.log) };
}

/** @param {string} text */
function readMembers(text) {
  const reader = new JsonReader(text, { escapes: true });
  const expected = ['format', 'log', 'smaller', 'larger', 'hashes'];
  /** @type {string[]} */
  const texts = [];
  /** @type {Uint8Array[]} */
  let hashes = [];
  reader.object((name) => {
    if (name !== expected.shift()) refuse('contradiction-malformed');
    if (name === 'hashes') hashes = reader.array(() => readHash(reader.code()), MOST);
    else texts.push(wellFormed(reader.string()));
  });
  reader.end();
  const [format = '', log = '', smaller = '', larger = ''] = texts;
  if (expected.length > 0 || format !== 'saksei/contradiction/v1') refuse('contradiction-malformed');
  return { log, smaller: utf8(smaller), larger: utf8(larger), hashes };
}

/** Half of a pair of UTF-16 is no text. @param {string} text */
function wellFormed(text) {
  return /\p{Surrogate}/u.test(text) ? refuse('contradiction-malformed') : text;
}

/** @param {string} text */
function readHash(text) {
  const hash = fromBase64(text);
  return hash?.length === 32 ? hash : refuse('contradiction-malformed');
}

/**
 * What a file proves; `code` says why it proves nothing.
 * @param {Uint8Array} bytes
 * @param {{logKey?: string | undefined, policy?: import('./register/policy.js').Policy | undefined}} [known]
 * @returns {Promise<Judged>}
 */
export async function judge(bytes, { logKey, policy } = {}) {
  const { value: file, refusal } = attempt(() => readContradiction(bytes));
  if (file === undefined) return nothing('', refusal.code);
  const read = await both(file);
  if (typeof read === 'string') return nothing(file.log.text, read);
  const { smaller, larger } = read;
  const code = compare(smaller, larger, file.hashes) ?? others(file.log.text, logKey, policy);
  if (code !== undefined) return nothing(file.log.text, code);
  const [a, b] = [await sideOf(smaller, policy), await sideOf(larger, policy)];
  return { proves: true, code: '', log: file.log.text, smaller: a, larger: b, signedBoth: Object.keys(a.cosigned).filter((name) => name in b.cosigned).sort() };
}

/** @param {string} log @param {string} code @returns {Judged} */
const nothing = (log, code) => ({ proves: false, code, log, signedBoth: [] });

/**
 * @param {string} log
 * @param {string | undefined} logKey
 * @param {import('./register/policy.js').Policy | undefined} policy
 */
function others(log, logKey, policy) {
  if (logKey !== undefined && logKey !== log) return 'log-key-not-pinned';
  return policy !== undefined && policy.log.text !== log ? 'policy-other-log' : undefined;
}

/** Both notes, or the code of the first that is wrong. @param {File} file */
async function both({ log, smaller, larger }) {
  const first = await signed(smaller, log);
  if (typeof first === 'string') return first;
  const second = await signed(larger, log);
  return typeof second === 'string' ? second : { smaller: first, larger: second };
}

/**
 * @param {Uint8Array} note
 * @param {Key} log
 * @returns {Promise<Checkpoint | string>}
 */
async function signed(note, log) {
  if (note.length > LONGEST_NOTE) return 'checkpoint-too-long';
  const { value: checkpoint, refusal } = attempt(() => readCheckpoint(note));
  if (checkpoint === undefined) return refusal.code;
  if (checkpoint.origin !== log.name) return 'origin-differs';
  const own = checkpoint.note.lines.filter((line) => isOf(log, line));
  for (const line of own) if (!(await holds(log, checkpoint.note.signed, line.signature))) return 'checkpoint-signature';
  return own.length === 0 ? 'checkpoint-signature' : checkpoint;
}

/** With all its digits: a number of JavaScript has 53 bits. @param {Checkpoint} checkpoint */
const sizeOf = (checkpoint) => BigInt(checkpoint.note.text.split('\n')[1] ?? '0');

/**
 * Why two checkpoints of one log don't contradict each other; undefined where they do.
 * @param {Checkpoint} smaller
 * @param {Checkpoint} larger
 * @param {Uint8Array[]} hashes
 */
function compare(smaller, larger, hashes) {
  const [small, large] = [sizeOf(smaller), sizeOf(larger)];
  if (small > large) return 'contradiction-order';
  if (small === large) return sameBytes(smaller.root, larger.root) ? 'contradiction-none' : hashes.length === 0 ? undefined : 'contradiction-hashes';
  const roots = rootsOf(hashes, small, large);
  if (roots === undefined || !sameBytes(roots.after, larger.root)) return 'contradiction-unproved';
  return sameBytes(roots.before, smaller.root) ? 'contradiction-none' : undefined;
}

/**
 * @param {Checkpoint} checkpoint
 * @param {import('./register/policy.js').Policy | undefined} policy
 * @returns {Promise<Side>}
 */
async function sideOf(checkpoint, policy) {
  const who = policy === undefined ? [] : (await cosigned(policy, checkpoint)).signed;
  const root = checkpoint.note.text.split('\n')[2] ?? '';
  return { size: String(sizeOf(checkpoint)), root, cosigned: Object.fromEntries(who.map(({ name, time }) => [name, time])) };
}

/** The same in words. @param {Judged} judged */
export function inWords({ proves, code, log, smaller, larger, signedBoth }) {
  if (!proves || smaller === undefined || larger === undefined) return `This file proves nothing: ${code}`;
  const lines = [`log ${log}`, ...[smaller, larger].flatMap(({ size, root, cosigned: who }) => [`${size} acts, root ${root}`,
    ...Object.entries(who).map(([name, time]) => `  co-signed by ${name} at second ${time} since 1970`)])];
  lines.push(smaller.size === larger.size ? `The log signed two different registers of ${smaller.size} acts. Both can't be true.`
    : `The log signed a register of ${larger.size} acts whose first ${smaller.size} aren't the ${smaller.size} that it signed as well. Both can't be true.`);
  return [...lines, ...signedBoth.map((name) => `${name} co-signed both: it contradicts itself too.`)].join('\n');
}
