// What becomes of an act on this phone. Pure: a state and what happened give the next state. Nothing waits for the server to become
// true: an act is signed when the person presses the button, and its identity is its hash, so that sending it again is harmless.
//
//   signed ──sending──► sent ──proven──► registered ──cosigned──► cosigned
//                        │ ▲
//                 refused▼ │sending (while the refusal may pass: the desk hasn't enrolled the key yet)
//                       refused ──proven──► registered (another phone carried it)

/** @typedef {'signed' | 'sent' | 'registered' | 'cosigned' | 'refused'} State */

/**
 * @typedef {object} Item
 * @property {string} identity
 * @property {string} note its bytes, as they go to the door
 * @property {string} kind
 * @property {string} about the station, or what else it is about
 * @property {string} made when the button was pressed, by this phone's clock
 * @property {boolean} own whether it was signed here, or is carried for another phone
 * @property {State} state
 * @property {number} asked how often it went to the door
 * @property {boolean} left whether it has left this phone in any way
 * @property {{sha256: string, name: string, length: number}[]} [files] files that it names and that rest here
 * @property {number} [lacks] how many files that it names don't
 * @property {string} [sent] when it first went
 * @property {string} [trouble] why there is no answer yet
 * @property {string} [receipt]
 * @property {number} [index]
 * @property {number} [size]
 * @property {string} [outcome] applied or void, by the server's word
 * @property {string} [code] why it is refused, or void
 * @property {string} [detail]
 * @property {string} [refusal] the refusal as the log signed it
 * @property {number} [refusals] how often it was refused
 * @property {string[]} [cosigners]
 */

/**
 * @typedef {{is: 'sending', at: string} | {is: 'exported'} | {is: 'unanswered', trouble: string}
 *   | {is: 'refused', code: string, detail: string, refusal: string}
 *   | {is: 'proven', index: number, size: number, receipt: string, outcome: string, code: string, detail: string}
 *   | {is: 'cosigned', by: string[]}} Event
 */

// A refusal that may pass without another act: the desk enrols the key, or the photograph comes along.
const MAY_PASS = new Set(['key-unknown', 'attachment-missing']);

// How often another phone's act is handed in where the refusal may pass.
const MOST_REFUSALS = 20;

/**
 * @param {Item} item
 * @param {Event} event
 * @returns {Item}
 */
export function after(item, event) {
  switch (event.is) {
    case 'sending': return isFinished(item) ? item : { ...without(item, 'trouble'), state: item.state === 'refused' ? 'refused' : 'sent', asked: item.asked + 1, left: true, sent: item.sent ?? event.at };
    case 'exported': return { ...item, left: true };
    case 'unanswered': return isFinished(item) ? item : { ...item, trouble: event.trouble };
    case 'refused': return isFinished(item) ? item : { ...without(item, 'trouble'), state: 'refused', code: event.code, detail: event.detail, refusal: event.refusal, refusals: (item.refusals ?? 0) + 1 };
    case 'proven': return isProven(item) ? item : proven(item, event);
    case 'cosigned': return isProven(item) ? { ...item, state: 'cosigned', cosigners: event.by } : item;
  }
}

/**
 * @param {Item} item
 * @param {Event & {is: 'proven'}} event
 * @returns {Item}
 */
function proven(item, { index, size, receipt, outcome, code, detail }) {
  const kept = without(without(without(without(item, 'trouble'), 'code'), 'detail'), 'refusal');
  return { ...kept, state: 'registered', index, size, receipt, outcome, ...(outcome === 'void' ? { code, detail } : {}) };
}

/**
 * @param {Item} item
 * @param {'trouble' | 'code' | 'detail' | 'refusal'} name
 * @returns {Item}
 */
function without(item, name) {
  const { [name]: _, ...others } = item;
  return others;
}

/** Whether a receipt shows that it is in the register. @param {Item} item */
export const isProven = (item) => item.state === 'registered' || item.state === 'cosigned';

/** Whether a refusal can't pass: only another act can help. @param {Item} item */
export const isRefusedForGood = (item) => item.state === 'refused' && !MAY_PASS.has(item.code ?? '');

/** Whether it is another phone's and was refused so often that this one carries it no longer. @param {Item} item */
export const isGivenUp = (item) => !item.own && item.state === 'refused' && (item.refusals ?? 0) >= MOST_REFUSALS;

/** Whether there is nothing more to ask. @param {Item} item */
export const isFinished = (item) => isProven(item) || isRefusedForGood(item);

/**
 * What has left this phone may come to stand in the register, so that it can't be taken back here; what was refused for good won't.
 * What is carried for another phone rests there too.
 * @param {Item} item
 */
export const isDeletable = (item) => !item.own || (item.state === 'signed' && !item.left) || isRefusedForGood(item);

/** Bytes of its files that rest here. @param {Item} item */
export const bytesOfFiles = (item) => (item.files ?? []).reduce((sum, { length }) => sum + length, 0);
