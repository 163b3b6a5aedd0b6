// results/cases.json: every case, where it stands, whether it is overdue at the register's time (cases.md, "Documents").

import { document } from '../base/write.js';
import { accountOf, BOOKS, hasEnded } from './case.js';
import { isEffective, lateness } from './deadlines.js';

/** @param {import('../fold/fold.js').Fold} fold */
export function casesDocument(fold) {
  const { cases, definition } = fold;
  const all = [...cases.cases.values()];
  return document(BOOKS.flatMap((book) => all.filter((one) => one.book === book).map((one) => row(one, fold, definition))));
}

/**
 * @param {import('./case.js').Case} one
 * @param {import('../fold/fold.js').Fold} fold
 * @param {import('../definition/definition.js').Election} definition
 */
function row(one, { cases, tick }, { procedures }) {
  if (procedures === undefined) throw new Error('a case without procedures');
  const holidays = [...procedures.holidays, ...cases.holidays];
  const now = tick?.second ?? 0;
  const { overdue, wasOverdue } = lateness(procedures, holidays, one, now);
  return {
    book: one.book,
    case: one.code,
    state: one.state,
    account: accountOf(one),
    overdue,
    wasOverdue,
    ended: hasEnded(one),
    effective: isEffective(procedures, holidays, one, now) || undefined,
    applicant: one.applicant,
    party: one.party,
    body: one.body,
    unit: one.unit,
    complaint: one.complaint,
    against: one.against,
    template: one.template,
    remedy: one.remedy,
    stations: one.stations?.length ? one.stations : undefined,
    decision: one.decision,
    opened: one.opened.text,
    openedAct: one.openedAct,
    acts: one.acts,
  };
}
