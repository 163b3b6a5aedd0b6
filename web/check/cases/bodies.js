// Which body has a case, and who signs for it (cases.md, rule 2).

import { refuse } from '../base/refusal.js';
import { names } from '../definition/procedures.js';

/** @typedef {import('../definition/procedures.js').Procedures} Procedures */
/** @typedef {import('../definition/procedures.js').Body} Body */

/** What a body must be able to do to have a case in a state. */
const ANSWERS = /** @type {Record<string, string>} */ ({
  'parties/checked': 'parties/accept',
  'parties/filed': 'parties/accept',
  'parties/appealed': 'parties/uphold',
  'candidates/sealed': 'candidates/accept',
  'candidates/appealed': 'candidates/uphold',
  'endorsements/asked': 'endorsements/issue',
  'resignations/resigning': 'resignations/resign',
  'activities/asked': 'activities/allow',
});

/**
 * The first body of the definition that answers in a state of a book.
 * @param {Procedures} procedures
 * @param {string} place `book/state`
 */
export function answering(procedures, place) {
  const kind = ANSWERS[place];
  return kind === undefined ? undefined : [...procedures.bodies.values()].find((body) => names(body.does, kind))?.code;
}

/**
 * Whether a body that somebody names decides such cases.
 * @param {Procedures} procedures
 * @param {string} place `book/state`
 * @param {string} body
 */
export function decides(procedures, place, body) {
  const kind = place === 'parties/checked' ? undefined : ANSWERS[place];
  return kind === undefined || names(/** @type {Body} */ (procedures.bodies.get(body)).does, kind);
}

/**
 * The bodies for which an organisation signs such a step.
 * @param {Procedures} procedures
 * @param {string} organisation
 * @param {string} kind
 */
export function signsFor(procedures, organisation, kind) {
  return [...procedures.bodies.values()]
    .filter((body) => body.organisation === organisation && names(body.does, kind))
    .map((body) => body.code);
}

/**
 * The body whose step it is: the one that has the case, or any that may.
 * @param {Procedures} procedures
 * @param {import('../fold/fold.js').Seen} act
 * @param {string | undefined} having
 * @param {boolean} any
 */
export function actingBody(procedures, act, having, any) {
  const able = signsFor(procedures, act.author, act.kind);
  if (procedures.transcribers.has(act.author)) return recordedBody(procedures, act.kind, having);
  if (able.length === 0) return refuse('office-not-held', act.kind);
  if (having !== undefined && able.includes(having)) return having;
  return any || having === undefined ? able[0] : refuse('case-not-with-body', having);
}

/**
 * Whose step a transcriber records: that of the body that has the case, if it takes such steps.
 * @param {Procedures} procedures
 * @param {string} kind
 * @param {string | undefined} having
 */
function recordedBody(procedures, kind, having) {
  const has = having === undefined ? undefined : procedures.bodies.get(having);
  return has !== undefined && names(has.does, kind) ? having : doing(procedures, kind) ?? having;
}

/**
 * @param {Procedures} procedures
 * @param {string} kind
 */
export function doing(procedures, kind) {
  return [...procedures.bodies.values()].find((body) => names(body.does, kind))?.code;
}
