// The checkpoint (C2SP tlog-checkpoint, without extension lines): origin, size and root, signed by the log.

import { fromBase64 } from '../base/bytes.js';
import { attempt, refuse } from '../base/refusal.js';
import { holds, isKeyName, isOf } from './keys.js';
import { readNote } from './notes.js';

/** @typedef {{origin: string, size: number, root: Uint8Array}} Head */
/** @typedef {Head & {note: import('./notes.js').Note}} Checkpoint */

const LONGEST = 16 * 1024;
const SIGNATURES = 64;

/**
 * @param {string} text
 * @returns {Head}
 */
export function readHead(text) {
  const lines = text.split('\n');
  const [origin = '', digits = '', encoded = '', end] = lines;
  if (lines.length !== 4 || end !== '' || !isKeyName(origin)) return refuse('checkpoint-malformed');
  if (!/^(0|[1-9][0-9]{0,18})$/.test(digits) || BigInt(digits) >= 1n << 63n) return refuse('checkpoint-malformed');
  const root = fromBase64(encoded);
  if (root === undefined || root.length !== 32) return refuse('checkpoint-malformed');
  return { origin, size: Number(digits), root };
}

/**
 * @param {Uint8Array} bytes
 * @returns {Checkpoint}
 */
export function readCheckpoint(bytes) {
  if (bytes.length > LONGEST) return refuse('checkpoint-malformed');
  const { value: note, refusal } = attempt(() => readNote(bytes, SIGNATURES, 'checkpoint-signatures'));
  if (note === undefined) {
    return refuse(refusal.code === 'checkpoint-signatures' ? refusal.code : 'checkpoint-malformed');
  }
  return { ...readHead(note.text), note };
}

/**
 * Whether the log signed it: every line of its key holds, and there is one. Lines of other keys mean nothing.
 * @param {Checkpoint} checkpoint
 * @param {import('./keys.js').Key} log
 */
export async function isSignedBy(checkpoint, log) {
  const own = checkpoint.note.lines.filter((line) => isOf(log, line));
  for (const line of own) if (!(await holds(log, checkpoint.note.signed, line.signature))) return false;
  return own.length > 0;
}
