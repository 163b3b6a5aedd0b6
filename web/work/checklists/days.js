// Dates and times as answers have them. As numbers they are days since 1970-01-01 by the calendar and clock that they are written in; the
// offset isn't taken off.

import { add, floor, fraction, whole } from './numbers.js';

/** @typedef {import('./numbers.js').Num} Num */

const DAY = 86_400_000;
const FIRST = -719_162n;
const LAST = 2_932_896n;
const TIME = /^([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.([0-9]{3}))?)?(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?$/;

/** Days of a date; undefined for a day that there isn't. @param {string} text @returns {Num | undefined} */
export function ofDate(text) {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) || text.startsWith('0000')) return undefined;
  const moment = Date.parse(`${text}T00:00:00Z`);
  const isDay = !Number.isNaN(moment) && new Date(moment).toISOString().slice(0, 10) === text;
  return isDay ? whole(moment / DAY) : undefined;
}

/** The part of a day. @param {string} text @returns {Num | undefined} */
export function ofTime(text) {
  const found = TIME.exec(text);
  if (!found) return undefined;
  const [, hours, minutes, seconds = '0', thousandths = '0'] = found;
  return fraction(BigInt(((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(thousandths)), BigInt(DAY));
}

/** A date, a T, a time. @param {string} text @returns {Num | undefined} */
export function ofMoment(text) {
  const [date, time] = text[10] === 'T' ? [ofDate(text.slice(0, 10)), ofTime(text.slice(11))] : [];
  return date && time ? add(date, time) : undefined;
}

/** Days of any of the three. @param {string} text */
export const ofDay = (text) => ofDate(text) ?? ofTime(text) ?? ofMoment(text);

/** The date of so many days; nothing outside the years 1 to 9999. @param {Num} days */
export function dateOf(days) {
  const { n } = floor(days);
  return n < FIRST || n > LAST ? '' : new Date(Number(n) * DAY).toISOString().slice(0, 10);
}
