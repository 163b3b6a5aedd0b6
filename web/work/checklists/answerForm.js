// The forms in which the values of each type are written.

import { ofDate, ofMoment, ofTime } from './days.js';
import { compare, ofText, whole } from './numbers.js';
import { isSelect } from './form.js';

/** @typedef {import('./form.js').Row} Row */
/** @typedef {import('./form.js').Choice} Choice */

const MOST_TEXT = 10_000;
const INTEGER = /^-?(?:0|[1-9][0-9]{0,17})$/;
const DECIMAL = /^-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,15})?$/;
const PICTURE = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}$/;
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/**
 * Whether a value may stand as an answer, but for what the form's expressions say.
 * @param {Row} row
 * @param {string} value
 * @param {Choice[]} choices those of its list
 */
export function fits({ type }, value, choices) {
  if (!isSelect(type)) return fitsType(type, value);
  const chosen = type === 'select_one' ? [value] : value.split(' ');
  return new Set(chosen).size === chosen.length && chosen.every((name) => choices.some((choice) => choice.name === name));
}

/**
 * @param {string} type
 * @param {string} value
 */
function fitsType(type, value) {
  switch (type) {
    case 'integer': return INTEGER.test(value);
    case 'decimal': return DECIMAL.test(value);
    case 'date': case 'today': return ofDate(value) !== undefined;
    case 'dateTime': case 'start': case 'end': return ofMoment(value) !== undefined;
    case 'time': return ofTime(value) !== undefined;
    case 'acknowledge': return value === 'OK';
    case 'image': return PICTURE.test(value);
    case 'geopoint': return isPoint(value.split(' '));
    default: return value.length <= MOST_TEXT && !CONTROL.test(value);
  }
}

// Latitude, longitude, and perhaps altitude and accuracy.
/** @param {string[]} parts */
function isPoint(parts) {
  if (parts.length < 2 || parts.length > 4 || !parts.every((part) => DECIMAL.test(part))) return false;
  return isWithin(parts[0] ?? '', 90) && isWithin(parts[1] ?? '', 180);
}

/** @param {string} text @param {number} bound */
function isWithin(text, bound) {
  const value = ofText(text);
  return value !== undefined && (compare(value, whole(bound)) ?? 1) <= 0 && (compare(value, whole(-bound)) ?? -1) >= 0;
}
