// Decisions: their ground and article, and who voted (cases.md, rule 4).

import { refuse } from '../base/refusal.js';
import { names } from '../definition/procedures.js';

/** @typedef {import('../fold/fold.js').Seen} Seen */
/** @typedef {import('./caseBook.js').CaseBook} CaseBook */

/**
 * @param {CaseBook} book
 * @param {Seen} act
 * @param {{body: string | undefined, decision: boolean}} step
 */
export function askDecision(book, act, { body, decision }) {
  const procedures = /** @type {import('../definition/procedures.js').Procedures} */ (book.definition.procedures);
  const { ground, article, votes = [] } = act.body;
  if (decision) {
    if (ground === undefined) refuse('ground-missing', act.kind);
    const steps = procedures.grounds.get(ground);
    if (steps === undefined || !names([...steps], act.kind)) refuse('ground-unknown', ground);
    if (article === undefined) refuse('article-missing', act.kind);
  }
  askVotes(book, act, body);
  const voting = procedures.bodies.get(body ?? '')?.voting;
  const recorded = procedures.transcribers.has(act.author);
  if (voting === undefined || recorded || !names(voting.steps, act.kind)) return;
  const counted = votes.filter((/** @type {any} */ vote) =>
    vote.vote !== 'recused' && (!voting.signed || book.memberSigned(vote.member, act)));
  if (counted.length < voting.quorum) refuse('quorum-missing', `${counted.length} ${voting.quorum}`);
  const said = (/** @type {string} */ word) => counted.filter((/** @type {any} */ vote) => vote.vote === word).length;
  if (said('for') <= said('against')) refuse('majority-missing', `${said('for')} ${said('against')}`);
}

/**
 * @param {CaseBook} book
 * @param {Seen} act
 * @param {string | undefined} body
 */
function askVotes(book, act, body) {
  /** @type {Set<string>} */
  const voted = new Set();
  for (const { member, vote } of act.body.votes ?? []) {
    const sitting = book.cases.get(`commission/${member}`);
    if (sitting?.state !== 'sitting') refuse('member-unknown', member);
    const seated = sitting?.seat?.body ?? book.defaultBody;
    if (seated !== undefined && body !== undefined && seated !== body) refuse('member-of-another-body', member);
    if (voted.has(member)) refuse('member-twice', member);
    if (vote !== 'recused' && sitting?.seat?.aside.has(act.body.case)) refuse('member-recused', member);
    voted.add(member);
  }
}
