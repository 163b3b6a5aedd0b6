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
  const own = isOwn(act, party, act.body.person);
  if (!own) askPaper(book, act);
}

/**
 * What was signed or taken before must fit.
 * @param {CaseBook} book
 * @param {Seen} act
 * @param {Case | undefined} held
 */
export function askResignation(book, act, held) {
  const resignation = held?.resignation;
  if (resignation === undefined) return;
  if (act.body.person !== undefined && act.body.person !== resignation.person) refuse('person-differs', act.body.case);
  if (act.kind === 'resignations/resign') return;
  const own = isOwn(act, held?.party ?? '', act.body.person);
  if (act.kind === 'resignations/retract' && own && resignation.key !== act.signer.key.known) {
    refuse('key-differs', act.body.case);
  }
  const recorded = book.definition.procedures?.transcribers.has(act.author);
  if (act.kind === 'resignations/confirm' && !own && !recorded && resignation.counter === act.author) refuse('counter-same', act.author);
}

/**
 * A paper is taken by a desk: of a body whose own such steps are, which names its receipt, or of a transcriber.
 * @param {CaseBook} book
 * @param {Seen} act
 */
function askPaper({ definition }, act) {
  const { procedures } = definition;
  if (procedures?.transcribers.has(act.author) && act.signer.role === 'desk') return;
  if (act.body.receipt === undefined) refuse('person-differs', act.body.case);
  if (act.signer.role !== 'desk') refuse('role-not-allowed', act.signer.role);
  if (procedures === undefined || signsFor(procedures, act.author, act.kind).length === 0) refuse('office-not-held', act.kind);
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
 * A member: by a key that who nominated them enrolled, or on paper where the appointment names no person.
 * @param {CaseBook} book
 * @param {Seen} act
 * @param {Case} held
 */
function askMember(book, act, { seat }) {
  if (seat !== undefined && isOwn(act, seat.nominator, seat.person)) return;
  const recorded = book.definition.procedures?.transcribers.has(act.author) && act.signer.role === 'desk';
  if (seat?.person !== undefined && !recorded) refuse('person-differs', act.body.case);
  askPaper(book, act);
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
