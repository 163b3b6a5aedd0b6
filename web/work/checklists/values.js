// Values of XPath 1.0, and how one kind turns into another.

import { ofDay } from './days.js';
import { compare, isNaN, NAN, ofText, sign, toText, whole } from './numbers.js';

/** @typedef {import('./numbers.js').Num} Num */
/** @typedef {{is: 'set', items: string[]} | {is: 'text', text: string} | {is: 'number', number: Num} | {is: 'truth', truth: boolean}} Value */

/** @param {string[]} items @returns {Value} */
export const ofSet = (items) => ({ is: 'set', items });

/** @param {string} text @returns {Value} */
export const ofString = (text) => ({ is: 'text', text });

/** @param {Num} number @returns {Value} */
export const ofNumber = (number) => ({ is: 'number', number });

/** @param {boolean} truth @returns {Value} */
export const ofTruth = (truth) => ({ is: 'truth', truth });

/** string(): of a set its first value, or nothing. @param {Value} value @returns {string} */
export function textOf(value) {
  switch (value.is) {
    case 'set': return value.items[0] ?? '';
    case 'text': return value.text;
    case 'number': return toText(value.number);
    case 'truth': return String(value.truth);
  }
}

/** number() of a text: its digits, or its days. @param {string} text */
export const numberOfText = (text) => ofText(text) ?? ofDay(text) ?? NAN;

/** @param {Value} value @returns {Num} */
export function numberOf(value) {
  if (value.is === 'number') return value.number;
  return value.is === 'truth' ? whole(value.truth ? 1 : 0) : numberOfText(textOf(value));
}

/** boolean(). @param {Value} value @returns {boolean} */
export function truthOf(value) {
  switch (value.is) {
    case 'set': return value.items.length > 0;
    case 'text': return value.text !== '';
    case 'number': return !isNaN(value.number) && sign(value.number) !== 0;
    case 'truth': return value.truth;
  }
}

/** The values of a set; of anything else its text. @param {Value} value */
export const itemsOf = (value) => (value.is === 'set' ? value.items : [textOf(value)]);

/** How long its texts are together, in UTF-16 units; of a number and a truth nothing. @param {Value} value */
export function unitsOf(value) {
  if (value.is === 'set') return value.items.reduce((sum, item) => sum + item.length, 0);
  return value.is === 'text' ? value.text.length : 0;
}

/** @param {Value} value */
const numbersOf = (value) => (value.is === 'number' || value.is === 'truth' ? [numberOf(value)] : itemsOf(value).map(numberOfText));

/**
 * Each text is read as a number once, and not once for each that it is held against.
 * @param {Value} a
 * @param {Value} b
 * @param {(order: number | undefined) => boolean} fits
 */
function anyPair(a, b, fits) {
  const others = numbersOf(b);
  return numbersOf(a).some((left) => others.some((right) => fits(compare(left, right))));
}

/**
 * = where `wanted`, else !=.
 * @param {Value} a
 * @param {Value} b
 * @param {boolean} wanted
 */
export function areEqual(a, b, wanted) {
  if (a.is === 'truth' || b.is === 'truth') return (truthOf(a) === truthOf(b)) === wanted;
  if (a.is === 'number' || b.is === 'number') return anyPair(a, b, (order) => (order === 0) === wanted);
  return itemsOf(a).some((left) => itemsOf(b).some((right) => (left === right) === wanted));
}

/**
 * @param {Value} a
 * @param {Value} b
 * @param {(order: number) => boolean} fits
 */
export const anyCompares = (a, b, fits) => anyPair(a, b, (order) => order !== undefined && fits(order));
