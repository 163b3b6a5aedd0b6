// Moments: 2028-07-23T17:42:10+07:00, whole seconds, kept with the text that they were written in.

import { refuse } from './refusal.js';

/**
 * @typedef {object} Moment
 * @property {number} second since 1970-01-01T00:00:00Z
 * @property {string} text
 */

const FORM = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:Z|([+-])(\d\d):(\d\d))$/;
export const DAY = 86400;

/**
 * Days since 1970-01-01 in the Gregorian calendar.
 * @param {number} year
 * @param {number} month
 * @param {number} day
 */
export function dayNumber(year, month, day) {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/**
 * @param {number} days
 * @returns {[number, number, number]}
 */
function dateOf(days) {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524)
    - Math.floor(dayOfEra / 146096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1];
}

/**
 * @param {number} days
 * @returns {string} YYYY-MM-DD
 */
export function dateText(days) {
  const [year, month, day] = dateOf(days);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/**
 * The number of a day, or undefined where there is no such day.
 * @param {string} text YYYY-MM-DD
 */
export function dayOf(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const days = dayNumber(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)));
  return Number(text.slice(5, 7)) >= 1 && Number(text.slice(5, 7)) <= 12 && dateText(days) === text ? days : undefined;
}

/**
 * @param {string} text
 * @param {string} [code]
 * @returns {Moment}
 */
export function readMoment(text, code = 'time-malformed') {
  const parts = FORM.exec(text);
  const days = parts === null ? undefined : dayOf(text.slice(0, 10));
  if (parts === null || days === undefined) return refuse(code);
  const [hour, minute, second] = [Number(parts[4]), Number(parts[5]), Number(parts[6])];
  const offset = offsetOf(text.slice(19));
  const year = Number(parts[1]);
  if (hour > 23 || minute > 59 || second > 59 || offset === undefined || year < 1970) return refuse(code);
  return { second: days * DAY + hour * 3600 + minute * 60 + second - offset, text };
}

/**
 * Seconds ahead of UTC; zero only as `Z`.
 * @param {string} text
 */
export function offsetOf(text) {
  if (text === 'Z') return 0;
  const parts = /^([+-])(\d\d):(\d\d)$/.exec(text);
  if (parts === null || Number(parts[3]) > 59) return undefined;
  const seconds = Number(parts[2]) * 3600 + Number(parts[3]) * 60;
  if (seconds === 0 || seconds > 14 * 3600) return undefined;
  return parts[1] === '-' ? -seconds : seconds;
}
