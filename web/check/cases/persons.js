// Steps that a person takes alone: by their own key, or on paper before a body (cases.md, rule 2).

import { refuse } from '../base/refusal.js';
import { signsFor } from './bodies.js';

/** @typedef {import('../fold/fold.js').Seen} Seen */
/** @typedef {import('./caseBook.js').CaseBook} CaseBook */
/** @typedef {import('./case.js').Case} Case */

/**
 * @param {CaseBook} book
 * @param {Seen} act
 * @param {Case | undefined} held
 */
export function askPerson(book, act, held) {
  if (act.kind.startsWith('commission/')) return askMember(book, act, /** @type {Case} */ (held));
  const party = held?.party ?? act.body.party;
  const person = held?.resignation?.person ?? act.body.person;
  const own = isOwn(act, party, person);
  if (act.body.person !== person) refuse('person-differs', act.body.case);
  if (!own && !isOnPaper(book, act) && !isRecorded(book, act)) refuse('person-differs', act.body.case);
  if (held?.resignation === undefined || act.kind === 'resignations/resign') return;
  const { key, counter } = held.resignation;
  if (act.kind === 'resignations/retract' && own && key !== undefined && key !== act.signer.key.known) {
    refuse('key-differs', act.body.case);
  }
  if (act.kind === 'resignations/retract' && !own && key !== undefined && !isRecorded(book, act)) {
    refuse('key-differs', act.body.case);
  }
  if (act.kind === 'resignations/confirm' && !own && counter === act.author) refuse('counter-same', act.author);
}

/**
 * @param {Seen} act
 * @param {string} party
 * @param {string | undefined} person
 */
function isOwn({ signer }, party, person) {
  return signer.organisation === party && person !== undefined && signer.person === person;
}

/**
 * @param {CaseBook} book
 * @param {Seen} act
 */
function isOnPaper({ definition }, act) {
  const { procedures } = definition;
  if (procedures === undefined || act.body.receipt === undefined || act.signer.role !== 'desk') return false;
  return signsFor(procedures, act.author, act.kind).length > 0;
}

/**
 * @param {CaseBook} book
 * @param {Seen} act
 */
function isRecorded({ definition }, act) {
  return definition.procedures?.transcribers.has(act.author) === true && act.signer.role === 'desk';
}

/**
 * A member: by a key that who nominated them enrolled, or on paper where the appointment names no person.
 * @param {CaseBook} book
 * @param {Seen} act
 * @param {Case} held
 */
function askMember(book, act, held) {
  const seat = held.seat;
  const own = seat !== undefined && isOwn(act, seat.nominator, seat.person);
  const paper = seat?.person === undefined && isOnPaper(book, act);
  if (!own && !paper && !isRecorded(book, act)) refuse('person-differs', act.body.case);
}

/**
 * Whose key signed a resignation, or which counter took its paper.
 * @param {CaseBook} book
 * @param {Seen} act
 * @param {string} party
 */
export function countersigned(book, act, party) {
  const own = isOwn(act, party, act.body.person);
  return own ? { key: act.signer.key.known, counter: undefined } : { key: undefined, counter: act.author };
}
