// Until when: deadlines computed from procedures and calendar (docs/spec/procedures.md, "Deadlines").

import { DAY } from '../base/moment.js';

/** @typedef {import('../definition/procedures.js').Procedures} Procedures */
/** @typedef {import('../definition/procedures.js').Deadline} Deadline */
/** @typedef {import('../definition/procedures.js').Holiday} Holiday */
/** @typedef {import('./case.js').Case} Case */
/** @typedef {import('./case.js').Stay} Stay */

/** A free day more moves an end by one day; so often at most. */
const ROUNDS = 4000;

/**
 * @param {Procedures} procedures
 * @param {number} second
 */
function offsetAt({ offsets }, second) {
  return (offsets.findLast((one) => one.from <= second) ?? offsets[0])?.offset ?? 0;
}

/**
 * The day, in local time, of a moment.
 * @param {Procedures} procedures
 * @param {number} second
 */
export function localDay(procedures, second) {
  return Math.floor((second + offsetAt(procedures, second)) / DAY);
}

/**
 * The last second in time of a day that closes at an hour of local time.
 * @param {Procedures} procedures
 * @param {number} day
 * @param {number} closesAt
 */
function endOf(procedures, day, closesAt) {
  const local = day * DAY + closesAt - (closesAt === DAY ? 1 : 0);
  return local - offsetAt(procedures, local - offsetAt(procedures, local));
}

/**
 * The last second in time, with the holidays that were announced before the end that they would move.
 * @param {Procedures} procedures
 * @param {readonly Holiday[]} holidays
 * @param {Deadline} deadline
 * @param {number} trigger
 */
export function endAfter(procedures, holidays, deadline, trigger) {
  if (deadline.unit === 'hours') return trigger + deadline.length * 3600;
  const known = holidays.filter((holiday) => holiday.announced <= trigger);
  const later = holidays.filter((holiday) => holiday.announced > trigger).sort((a, b) => a.announced - b.announced);
  let end = endWith(procedures, known, deadline, trigger);
  for (const holiday of later) {
    if (holiday.announced > end) break;
    known.push(holiday);
    end = endWith(procedures, known, deadline, trigger);
  }
  return end;
}

/**
 * @param {Procedures} procedures
 * @param {readonly Holiday[]} holidays
 * @param {Deadline} deadline
 * @param {number} trigger
 */
function endWith(procedures, holidays, deadline, trigger) {
  const { unit, length, closesAt, movesOffFreeDays, before } = deadline;
  const isFree = (/** @type {number} */ day) =>
    procedures.weekend.has(((day + 3) % 7 + 7) % 7) || holidays.some((holiday) => holiday.day === day);
  const way = before ? -1 : 1;
  let day = localDay(procedures, trigger);
  if (unit !== 'working-days') day += way * length;
  for (let left = unit === 'working-days' ? length : 0, round = 0; left > 0 && round < ROUNDS; round++) {
    day += way;
    if (!isFree(day)) left--;
  }
  for (let round = 0; movesOffFreeDays && isFree(day) && round < ROUNDS; round++) day += 1;
  return endOf(procedures, day, closesAt);
}

/**
 * When a body's deadline of a stay ends, by the account that ends last; undefined where none runs.
 * @param {Procedures} procedures
 * @param {readonly Holiday[]} holidays
 * @param {Case} one
 * @param {Stay} stay
 * @param {'body'|'applicant'} binds
 */
export function endsOf(procedures, holidays, one, stay, binds) {
  const running = procedures.running.filter((rule) => rule.book === one.book && rule.state === stay.state
    && rule.binds === binds && (rule.body ?? stay.body) === stay.body
    && (rule.complaint ?? one.complaint) === one.complaint && (rule.remedy ?? stay.remedy) === stay.remedy);
  return running.flatMap((rule) => {
    const deadline = procedures.deadlines.get(rule.deadline);
    const triggers = deadline === undefined ? [] : triggersOf(deadline, stay, binds);
    if (deadline === undefined || triggers.length === 0) return [];
    return [Math.max(...triggers.map((at) => endAfter(procedures, holidays, deadline, at)))];
  });
}

/**
 * A day that the bound body itself reports holds against it alone.
 * @param {Deadline} deadline
 * @param {Stay} stay
 * @param {'body'|'applicant'} binds
 */
function triggersOf({ trigger }, stay, binds) {
  const filings = binds === 'body' && stay.byBody ? stay.filings.slice(0, 1) : stay.filings;
  if (trigger === 'filing' || trigger === 'request') return filings.map((at) => at.second);
  if (trigger === 'decision') return stay.decided === undefined ? [] : [stay.decided.second];
  return [];
}

/**
 * Whether a deadline that binds the body has passed while the case waits, and whether one ever passed.
 * @param {Procedures} procedures
 * @param {readonly Holiday[]} holidays
 * @param {Case} one
 * @param {number} now
 */
export function lateness(procedures, holidays, one, now) {
  const passed = one.stays.map((stay) => {
    const until = stay.left?.second ?? now;
    return endsOf(procedures, holidays, one, stay, 'body').some((end) => end < until);
  });
  const waits = one.stays.at(-1)?.left === undefined;
  return { overdue: waits && passed.at(-1) === true, wasOverdue: passed.includes(true) };
}

/**
 * Whether a resignation's time to think again has passed, whatever came later.
 * @param {Procedures} procedures
 * @param {readonly Holiday[]} holidays
 * @param {Case} one
 * @param {number} now
 */
export function isEffective(procedures, holidays, one, now) {
  if (one.book !== 'resignations') return false;
  return one.stays.some((stay) => {
    const ends = endsOf(procedures, holidays, one, stay, 'applicant');
    return stay.state === 'resigning' && ends.some((end) => end < (stay.paper?.second ?? now));
  });
}

