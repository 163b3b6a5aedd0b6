// What stands in a field while a form is typed: nothing yet, a number, blank on the paper, or illegible. Pure.

import { wholeOf } from '../pages/figures.js';

/** What is kept of a field: digits as they were typed, or one of these signs; nothing while it wasn't typed. */
export const BLANK = '\u2212';
export const ILLEGIBLE = '*';

/** @typedef {{what: 'figure' | 'vote', code: string, name: string}} Field name is the code, for a list behind `votes/` */
/** @typedef {{[name: string]: string}} Typed */
/** @typedef {{state: string, figures: {[code: string]: number}, votes: {[code: string]: number}, blank?: string[], illegible?: string[], confirmed?: string[]}} Entry */

/** Whether the paper's place was looked at. @param {string | undefined} typed */
export const isTyped = (typed) => typed === BLANK || typed === ILLEGIBLE || wholeOf(typed ?? '') !== undefined;

/**
 * Whether a field may hold this: digits of one kind that the form allows, and no other character.
 * @param {string} text
 * @param {string[]} digits latin, khmer
 */
export const mayHold = (text, digits) => (digits.includes('latin') && /^[0-9]*$/.test(text)) || (digits.includes('khmer') && /^[\u17e0-\u17e9]*$/.test(text));

/** Whether a form has room for what was typed: what it has none for could be sealed and never opened. @param {string | undefined} typed @param {number} maximum of the form */
export const fits = (typed, maximum) => (wholeOf(typed ?? '') ?? 0) <= maximum;

/** Whether it mixes digits of two kinds. @param {string} text */
export const mixes = (text) => /[0-9]/.test(text) && /[\u17e0-\u17e9]/.test(text);

/**
 * The entry that the act has: the sheet's state, and for each field what it says.
 * @param {Field[]} fields those that are asked, in the form's order
 * @param {Typed} typed
 * @param {{state: string, confirmed: string[]}} said
 * @returns {Entry}
 */
export function entryOf(fields, typed, { state, confirmed }) {
  const isBare = state === 'blank' || state === 'wrong-form';
  const of = (/** @type {string} */ sign) => (isBare ? [] : fields.filter(({ name }) => typed[name] === sign).map(({ name }) => name));
  const numbers = (/** @type {string} */ what) => Object.fromEntries(isBare ? [] : fields.flatMap((field) => {
    const value = field.what === what ? wholeOf(typed[field.name] ?? '') : undefined;
    return value === undefined ? [] : [[field.code, value]];
  }));
  const [blank, illegible] = [of(BLANK), of(ILLEGIBLE)];
  return {
    state, figures: numbers('figure'), votes: numbers('vote'),
    ...(blank.length > 0 ? { blank } : {}), ...(illegible.length > 0 ? { illegible } : {}), ...(confirmed.length > 0 && !isBare ? { confirmed } : {}),
  };
}
