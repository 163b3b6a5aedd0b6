// What the door's answer to an act means (docs/spec/http.md). Only what the log signed counts: a receipt that proves this act, or a
// refusal of these bytes. Anything else, be it from a portal, a proxy or a server that lies, is no answer, and the act is sent again.

import { hex, sha256, utf8 } from '../base/bytes.js';
import { Refusal } from '../base/refusal.js';
import { isSignedBy, readNote } from '../register/notes.js';
import { proveRecord } from '../register/receipts.js';

/** @typedef {import('./states.js').Event} Event */
/** @typedef {import('./states.js').Item} Item */
/** @typedef {{status: number, body: string}} Answer */
/** @typedef {import('../keys/enrolment.js').Pin} Pin */

const REFUSAL = 'saksei/refusal/v1';
const MOST_BODY = 256 << 10;

// Refusals that say nothing about the act: its files were cut off on the way, or who answers can't take it now.
const PASSING = new Set(['too-many-requests', 'server-busy', 'register-read-only', 'register-taken-over', 'server-failed', 'multipart-malformed']);

/**
 * @param {Answer} answer
 * @param {Item} item
 * @param {Pin} pin
 * @param {(index: number) => Promise<string>} noteAt the note at a place of the register
 * @returns {Promise<Event>}
 */
export async function judge({ status, body }, item, pin, noteAt) {
  const said = body.length > MOST_BODY ? undefined : parse(body);
  if (said === undefined) return { is: 'unanswered', trouble: 'not-the-register' };
  return status === 200 ? judgeReceipt(said, item, pin, noteAt) : judgeRefusal(said, item, pin);
}

/**
 * @param {string} body
 * @returns {Record<string, unknown> | undefined}
 */
function parse(body) {
  try {
    const value = JSON.parse(body);
    return value !== null && typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** @param {unknown} value */
const textOr = (value) => (typeof value === 'string' ? value : '');

/**
 * @param {Record<string, unknown>} said
 * @param {Item} item
 * @param {Pin} pin
 * @param {(index: number) => Promise<string>} noteAt
 * @returns {Promise<Event>}
 */
async function judgeReceipt(said, item, pin, noteAt) {
  const receipt = textOr(said.receipt);
  try {
    const note = said.otherSignatures === true ? await noteAt(Number(said.index)) : item.note;
    if (!isSameText(note, item.note)) return { is: 'unanswered', trouble: 'receipt-wrong' };
    const { index, size } = await proveRecord(utf8(receipt), utf8(note), pin);
    const outcome = said.outcome === 'void' ? 'void' : 'applied';
    return { is: 'proven', index, size, receipt, outcome, code: textOr(said.code), detail: textOr(said.detail) };
  } catch (failure) {
    if (failure instanceof Refusal) return { is: 'unanswered', trouble: 'receipt-wrong' };
    return { is: 'unanswered', trouble: 'unreachable' };
  }
}

// The text is what an act is; who else signed it how may differ.
/**
 * @param {string} note
 * @param {string} own
 */
const isSameText = (note, own) => note === own || note.slice(0, note.lastIndexOf('\n\n')) === own.slice(0, own.lastIndexOf('\n\n'));

/**
 * @param {Record<string, unknown>} said
 * @param {Item} item
 * @param {Pin} pin
 * @returns {Promise<Event>}
 */
async function judgeRefusal(said, item, pin) {
  const refusal = textOr(said.refusal);
  const code = await signedCode(refusal, item, pin);
  if (code === undefined) return { is: 'unanswered', trouble: PASSING.has(textOr(said.code)) ? textOr(said.code) : 'not-the-register' };
  return PASSING.has(code) ? { is: 'unanswered', trouble: code } : { is: 'refused', code, detail: textOr(said.detail), refusal };
}

/**
 * The code of a refusal of just these bytes that the log signed.
 * @param {string} refusal
 * @param {Item} item
 * @param {Pin} pin
 */
async function signedCode(refusal, item, pin) {
  try {
    const note = readNote(utf8(refusal));
    const [format, origin, line = ''] = note.text.split('\n');
    const { act, code } = parse(line) ?? {};
    const isOurs = format === REFUSAL && origin === pin.origin && act === hex(await sha256(utf8(item.note)));
    return isOurs && typeof code === 'string' && (await isSignedBy(note, pin.log)) ? code : undefined;
  } catch (failure) {
    if (failure instanceof Refusal) return undefined;
    throw failure;
  }
}
