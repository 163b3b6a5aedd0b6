// The functions that expressions may call: what each takes, and what it gives of its arguments.

import { dateOf, ofDate, ofMoment } from './days.js';
import { absolute, add, ceiling, compare, cut, floor, fraction, INFINITY, isFinite, isNaN, NAN, ofText, place, round, sign, whole } from './numbers.js';
import { Pattern } from './pattern.js';
import { itemsOf, numberOf, numberOfText, ofNumber, ofString, ofTruth, textOf, truthOf } from './values.js';
import { textTooLong } from './steps.js';

/** @typedef {import('./numbers.js').Num} Num */
/** @typedef {import('./values.js').Value} Value */
/** @typedef {import('./steps.js').Work} Work */
/** @typedef {{least: number, most: number, of: (given: Value[], work: Work) => Value}} Signature */

const MANY = 50;
const MOST_TEXT = 10_000;

/** A value that is always there, since arguments were counted when the expression was read. @param {Value[]} given @param {number} at */
const at = (given, at) => given[at] ?? ofString('');

/** @param {Value[]} given @param {number} [index] */
const text = (given, index = 0) => textOf(at(given, index));

/** @param {Value[]} given @param {number} [index] */
const number = (given, index = 0) => numberOf(at(given, index));

/** @param {number} least @param {number} most @param {(given: Value[], work: Work) => boolean} of @returns {Signature} */
const truths = (least, most, of) => ({ least, most, of: (given, work) => ofTruth(of(given, work)) });

/** @param {number} least @param {number} most @param {(given: Value[], work: Work) => Num} of @returns {Signature} */
const numbers = (least, most, of) => ({ least, most, of: (given, work) => ofNumber(of(given, work)) });

/** @param {number} least @param {number} most @param {(given: Value[], work: Work) => string} of @returns {Signature} */
const texts = (least, most, of) => ({ least, most, of: (given, work) => ofString(of(given, work)) });

/** @param {string} text */
const words = (text) => text.split(' ').filter((word) => word !== '');

// What isn't finite stays what it is.
/** @param {(value: Num) => Num} of */
const part = (of) => numbers(1, 1, (given) => (isFinite(number(given)) ? of(number(given)) : number(given)));

/** By name; those that look at more than their arguments' values, `if`, `once` and `position`, are the evaluator's own. @type {Map<string, Signature>} */
export const FUNCTIONS = new Map(Object.entries({
  true: truths(0, 0, () => true),
  false: truths(0, 0, () => false),
  boolean: truths(1, 1, (given) => truthOf(at(given, 0))),
  not: truths(1, 1, (given) => !truthOf(at(given, 0))),
  contains: truths(2, 2, (given, work) => find(given, work) >= 0),
  'starts-with': truths(2, 2, (given) => text(given).startsWith(text(given, 1))),
  'ends-with': truths(2, 2, (given) => text(given).endsWith(text(given, 1))),
  selected: truths(2, 2, (given) => text(given).split(' ').includes(text(given, 1).replace(/^ +| +$/g, ''))),
  regex: truths(2, 2, (given, work) => new Pattern(text(given, 1)).fits(text(given), (steps) => work.charge(steps))),
  count: numbers(1, 1, (given) => whole(itemsOf(at(given, 0)).length)),
  'count-non-empty': numbers(1, 1, (given) => whole(itemsOf(at(given, 0)).filter((item) => item !== '').length)),
  sum: numbers(1, 1, (given) => itemsOf(at(given, 0)).reduce((sum, item) => add(sum, numberOfText(item)), whole(0))),
  max: numbers(1, MANY, (given) => extreme(given, 1)),
  min: numbers(1, MANY, (given) => extreme(given, -1)),
  round: numbers(1, 2, (given) => rounded(number(given), given.length > 1 ? number(given, 1) : whole(0))),
  abs: numbers(1, 1, (given) => (isFinite(number(given)) ? absolute(number(given)) : isNaN(number(given)) ? NAN : INFINITY)),
  ceiling: part(ceiling),
  floor: part(floor),
  int: part(cut),
  number: numbers(1, 1, (given) => number(given)),
  position: numbers(1, 1, () => NAN),
  'string-length': numbers(1, 1, (given) => whole(Array.from(text(given)).length)),
  'count-selected': numbers(1, 1, (given) => whole(words(text(given)).length)),
  today: texts(0, 0, (_, work) => work.today),
  once: texts(1, 1, (given) => text(given)),
  string: texts(1, 1, (given) => text(given)),
  'normalize-space': texts(1, 1, (given) => text(given).split(/[ \t\n\r]+/).filter((word) => word !== '').join(' ')),
  date: texts(1, 1, (given) => date(at(given, 0))),
  substr: texts(2, 3, slice),
  substring: texts(2, 3, substring),
  if: texts(3, 3, (given) => text(given, 1)),
  translate: texts(3, 3, translate),
  concat: texts(1, MANY, concat),
  coalesce: texts(2, 2, (given) => text(given) || text(given, 1)),
  'selected-at': texts(2, 2, (given) => (isFinite(number(given, 1)) ? words(text(given))[place(number(given, 1))] : undefined) ?? ''),
  'substring-before': texts(2, 2, (given, work) => text(given).slice(0, Math.max(0, find(given, work)))),
  'substring-after': texts(2, 2, after),
}));

// At each place where the second could begin, as much of it may have to be looked at as there is.
/** @param {Value[]} given @param {Work} work */
function find(given, work) {
  const [whole, wanted] = [text(given), text(given, 1)];
  work.chargeUnits(Math.max(0, whole.length - wanted.length + 1) * wanted.length);
  return whole.indexOf(wanted);
}

/** @param {Value[]} given @param {Work} work */
function after(given, work) {
  const found = find(given, work);
  return found < 0 ? '' : text(given).slice(found + text(given, 1).length);
}

// What would be too long isn't made first.
/** @param {Value[]} given */
function concat(given) {
  const parts = given.flatMap(itemsOf);
  return parts.reduce((sum, one) => sum + one.length, 0) > MOST_TEXT ? textTooLong() : parts.join('');
}

/** @param {Value[]} given @param {1 | -1} direction */
function extreme(given, direction) {
  const found = given.flatMap((value) => (value.is === 'set' ? value.items.map(numberOfText) : [numberOf(value)]));
  if (found.length === 0 || found.some(isNaN)) return NAN;
  return found.reduce((best, one) => ((compare(one, best) ?? 0) * direction > 0 ? one : best));
}

/** @param {Num} value @param {Num} places whole, from −15 to 15 */
function rounded(value, places) {
  if (places.d !== 1n || places.n > 15n || places.n < -15n) return NAN;
  return isFinite(value) ? round(value, Number(places.n)) : value;
}

/** @param {Value} given */
function date(given) {
  if (given.is === 'number') return isFinite(given.number) ? dateOf(given.number) : '';
  const whole = textOf(given);
  const day = whole.length > 10 && ofMoment(whole) ? whole.slice(0, 10) : whole;
  if (ofDate(day)) return day;
  const days = ofText(day);
  return days ? dateOf(days) : '';
}

// From 0, the end left out; places below 0 count from the end.
/** @param {Value[]} given */
function slice(given) {
  const letters = Array.from(text(given));
  const end = given.length > 2 ? placeIn(number(given, 2), letters.length) : letters.length;
  return letters.slice(placeIn(number(given, 1), letters.length), end).join('');
}

/** @param {Num} given @param {number} length */
function placeIn(given, length) {
  if (!isFinite(given)) return sign(given) > 0 ? length : 0;
  const found = place(given);
  return Math.min(length, Math.max(0, found < 0 ? found + length : found));
}

// XPath's: letters whose place, from 1, is at least the rounded start and below it and the rounded length together.
/** @param {Value[]} given */
function substring(given) {
  const start = halfUp(number(given, 1));
  const end = given.length > 2 ? add(start, halfUp(number(given, 2))) : INFINITY;
  const isIn = (/** @type {Num} */ here) => (compare(here, start) ?? -1) >= 0 && (compare(here, end) ?? 1) < 0;
  return Array.from(text(given)).filter((_, index) => isIn(whole(index + 1))).join('');
}

/** @param {Num} value */
const halfUp = (value) => (isFinite(value) ? floor(add(value, fraction(1n, 2n))) : value);

/** @param {Value[]} given */
function translate(given) {
  const [from, to] = [Array.from(text(given, 1)), Array.from(text(given, 2))];
  return Array.from(text(given), (letter) => (from.includes(letter) ? to[from.indexOf(letter)] ?? '' : letter)).join('');
}
