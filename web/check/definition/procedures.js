// The procedures of a definition: bodies, grounds, deadlines, calendar (docs/spec/procedures.md).

import { DAY, dayOf, offsetOf, readMoment } from '../base/moment.js';
import { refuse } from '../base/refusal.js';

/**
 * @typedef {object} Deadline
 * @property {string} code
 * @property {string} trigger
 * @property {'hours'|'calendar-days'|'working-days'|'clock-time'} unit
 * @property {number} length
 * @property {number} closesAt seconds of the last day
 * @property {boolean} before
 * @property {boolean} movesOffFreeDays
 */
/**
 * @typedef {object} Running
 * @property {string} book
 * @property {string} state
 * @property {string} deadline
 * @property {'body'|'applicant'} binds
 * @property {string} [body]
 * @property {string} [complaint]
 * @property {string} [remedy]
 */
/** @typedef {{quorum: number, steps: string[], signed: boolean}} Voting */
/** @typedef {{code: string, organisation: string, does: string[], voting: Voting | undefined}} Body */
/** @typedef {{day: number, announced: number}} Holiday */

/**
 * @typedef {object} Procedures
 * @property {{from: number, offset: number}[]} offsets
 * @property {Set<number>} weekend days of the week, Monday 0
 * @property {Holiday[]} holidays
 * @property {Map<string, Deadline>} deadlines
 * @property {Running[]} running
 * @property {Map<string, Body>} bodies
 * @property {Map<string, Set<string>>} grounds the steps that may name each
 * @property {Set<string>} documents
 * @property {Set<string>} eligibility
 * @property {Map<string, string[]>} complaints the chain of each kind
 * @property {{code: string, groups: {code: string, members: string[]}[]}[]} groupings
 * @property {{code: string, questions: string[]}[]} families
 * @property {string | undefined} level
 * @property {Set<string>} transcribers
 */

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/**
 * @param {any} p
 * @returns {Procedures}
 */
export function readProcedures(p) {
  return {
    offsets: p.offsets.map((/** @type {any} */ o) => ({
      from: readMoment(o.from).second, offset: offsetOf(o.offset) ?? refuse('time-malformed'),
    })),
    weekend: new Set(p.weekend.map((/** @type {string} */ day) => WEEK.indexOf(day))),
    holidays: p.holidays.map((/** @type {any} */ h) => ({
      day: dayOf(h.date) ?? refuse('date-malformed'), announced: readMoment(h.announced).second,
    })),
    deadlines: byCode(p.deadlines, readDeadline),
    running: p.running,
    bodies: byCode(p.bodies, readBody),
    grounds: byCode(p.grounds ?? [], (ground) => new Set(ground.steps)),
    documents: codes(p.documents),
    eligibility: codes(p.eligibility),
    complaints: byCode(p.complaints ?? [], (complaint) => complaint.chain),
    groupings: p.groupings ?? [],
    families: p.families ?? [],
    level: p.level,
    transcribers: new Set(p.transcribers ?? []),
  };
}

/** @param {{code: string}[] | undefined} rows */
const codes = (rows) => new Set((rows ?? []).map((row) => row.code));

/**
 * @template T
 * @param {any[]} rows
 * @param {(row: any) => T} read
 * @returns {Map<string, T>}
 */
function byCode(rows, read) {
  /** @type {Map<string, T>} */
  const read_ = new Map();
  for (const row of rows) {
    if (read_.has(row.code)) refuse('code-twice', row.code);
    read_.set(row.code, read(row));
  }
  return read_;
}

/**
 * @param {any} d
 * @returns {Deadline}
 */
function readDeadline(d) {
  return {
    code: d.code,
    trigger: d.trigger,
    unit: d.unit,
    length: d.length,
    closesAt: secondsOf(d.closesAt ?? '24:00'),
    before: d.before ?? false,
    movesOffFreeDays: d.movesOffFreeDays ?? false,
  };
}

/** @param {string} text HH:mm */
function secondsOf(text) {
  const [hours, minutes] = text.split(':').map(Number);
  return text === '24:00' ? DAY : (hours ?? 0) * 3600 + (minutes ?? 0) * 60;
}

/**
 * @param {any} b
 * @returns {Body}
 */
function readBody(b) {
  return {
    code: b.code,
    organisation: b.organisation,
    does: b.does,
    voting: b.voting && { quorum: b.voting.quorum, steps: b.voting.steps, signed: b.voting.signed ?? false },
  };
}

/**
 * Whether a kind is one of those named, of which `book/*` names all of a book.
 * @param {readonly string[]} steps
 * @param {string} kind
 */
export function names(steps, kind) {
  return steps.includes(kind) || steps.includes(`${kind.slice(0, kind.indexOf('/'))}/*`);
}
