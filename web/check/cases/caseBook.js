// The books of cases: whose step each act is, and where it leads (docs/spec/cases.md).

import { dayOf } from '../base/moment.js';
import { refuse } from '../base/refusal.js';
import { STEPS, words } from '../acts/caseKinds.js';
import { actingBody, answering, decides, doing, signsFor } from './bodies.js';
import { localDay } from './deadlines.js';
import { askDecision } from './decisions.js';
import { askPerson, askResignation, countersigned } from './persons.js';

/** @typedef {import('../fold/fold.js').Seen} Seen */
/** @typedef {import('./case.js').Case} Case */
/** @typedef {import('../acts/caseKinds.js').Step} Step */
/** @typedef {import('../definition/procedures.js').Procedures} Procedures */
/** @typedef {import('../definition/procedures.js').Holiday & {by: string}} Declared */

const REMEDIES = ['recount', 'annulment', 'fine', 'other'];
const MOST_HOLIDAYS = 366;

export class CaseBook {
  /**
   * @param {import('../definition/definition.js').Whole} definition
   * @param {import('../fold/members.js').Members} members
   */
  constructor(definition, members) {
    this.definition = definition;
    this.members = members;
    /** @type {Map<string, Case>} by `book/code`, in the order in which they were opened */
    this.cases = new Map();
    /** @type {Declared[]} */
    this.holidays = [];
    this.defaultBody = definition.procedures && doing(definition.procedures, 'commission/recuse');
  }

  /** @param {Seen} act */
  holiday(act) {
    const { procedures } = this.definition;
    if (procedures === undefined) return refuse('no-procedures', act.kind);
    const recorded = procedures.transcribers.has(act.author);
    if (!recorded && signsFor(procedures, act.author, act.kind).length === 0) refuse('office-not-held', act.kind);
    const day = /** @type {number} */ (dayOf(act.body.date));
    if ([...procedures.holidays, ...this.holidays].some((h) => h.day === day)) refuse('holiday-known', act.body.date);
    if (!recorded && day <= localDay(procedures, act.tick.second)) refuse('holiday-past', act.body.date);
    if (this.holidays.filter((h) => h.by === act.author).length >= MOST_HOLIDAYS) refuse('holidays-too-many', act.author);
    this.holidays.push({ day, announced: act.tick.second, by: act.author });
  }

  /** @param {Seen} act */
  step(act) {
    const { procedures } = this.definition;
    const step = /** @type {Step} */ (STEPS[act.kind]);
    const [book = '', verb = ''] = act.kind.split('/');
    if (procedures === undefined) return refuse('no-procedures', act.kind);
    const held = this.cases.get(`${book}/${act.body.case}`);
    const state = held?.state ?? 'none';
    if (!words(step.from).includes(state)) refuse('step-not-allowed', `${state} ${verb}`);
    const body = this.askWhose(procedures, step, act, held);
    this.askNames(procedures, act);
    askResignation(this, act, held);
    const next = step.to === 'same' ? state : step.to;
    const having = this.having(procedures, act, held, { book, verb, next, body, any: step.by === 'any-body' });
    if (book === 'parties' && held === undefined && act.body.party !== act.body.case) {
      refuse('case-party-differs', act.body.case);
    }
    this.askTimes(act, held, verb);
    if (step.decision || act.body.votes !== undefined) askDecision(this, act, { body, decision: step.decision ?? false });
    this.askOthers(act, held, verb);
    this.take(act, held, { book, verb, next, having, body, decision: step.decision ?? false, same: step.to === 'same' });
  }

  /**
   * @param {Procedures} procedures
   * @param {Step} step
   * @param {Seen} act
   * @param {Case | undefined} held
   * @returns {string | undefined} the body whose step it is
   */
  askWhose(procedures, step, act, held) {
    if (step.by === 'body' || step.by === 'any-body') {
      return actingBody(procedures, act, held?.body, step.by === 'any-body' || held === undefined);
    }
    if (step.by === 'person') {
      askPerson(this, act, held);
      return undefined;
    }
    const applicant = held?.applicant ?? act.body.party ?? act.author;
    const may = step.by === 'anyone' || act.author === applicant || procedures.transcribers.has(act.author)
      || (step.by === 'party' && (act.author === held?.against || act.author === held?.party));
    if (!may) refuse('case-of-another', applicant);
    return undefined;
  }

  /**
   * What is named is in the definition.
   * @param {Procedures} procedures
   * @param {Seen} act
   */
  askNames(procedures, { body }) {
    const { unit, body: named, stations = [], documents = [], missing = [], assessments = [], complaint, remedy } = body;
    if (unit !== undefined && !this.definition.units.has(unit)) refuse('unit-unknown', unit);
    if (named !== undefined && !procedures.bodies.has(named)) refuse('body-unknown', named);
    for (const station of stations) if (!this.definition.everyStation.has(station)) refuse('station-unknown', station);
    for (const document of [...documents.map((/** @type {any} */ d) => d.document), ...missing]) {
      if (!procedures.documents.has(document)) refuse('document-unknown', document);
    }
    const rules = assessments.map((/** @type {any} */ a) => a.rule);
    for (const rule of rules) if (!procedures.eligibility.has(rule)) refuse('eligibility-unknown', rule);
    if (new Set(rules).size < rules.length) refuse('eligibility-twice', body.case);
    if (remedy !== undefined && !REMEDIES.includes(remedy)) refuse('remedy-unknown', remedy);
    if (complaint !== undefined && !procedures.complaints.has(complaint)) refuse('complaint-unknown', complaint);
  }

  /**
   * The body that has the case after the step.
   * @param {Procedures} procedures
   * @param {Seen} act
   * @param {Case | undefined} held
   * @param {{book: string, verb: string, next: string, body: string | undefined, any: boolean}} step
   */
  having(procedures, act, held, { book, verb, next, body, any }) {
    const named = act.body.body;
    if (book === 'complaints') return this.complaintBody(procedures, act, held, verb);
    if (book === 'commission') return held?.body ?? body;
    const place = `${book}/${next}`;
    const answers = answering(procedures, place);
    const stays = held !== undefined && held.state === next && verb !== 'check';
    if (answers === undefined || stays) return named ?? (any ? body : undefined) ?? held?.body ?? body;
    if (named !== undefined && !decides(procedures, place, named)) refuse('body-not-competent', named);
    if (named !== undefined) return named;
    return verb === 'cure' ? held?.body : answers;
  }

  /**
   * @param {Procedures} procedures
   * @param {Seen} act
   * @param {Case | undefined} held
   * @param {string} verb
   */
  complaintBody(procedures, act, held, verb) {
    const chain = procedures.complaints.get(held?.complaint ?? act.body.complaint) ?? [];
    const named = act.body.body;
    if (verb === 'file' || verb === 'transfer') {
      if (named !== undefined && !chain.includes(named)) refuse('body-not-competent', named);
      if (verb === 'transfer' && held?.had.has(named)) refuse('body-had-it', named);
      return named ?? chain[0];
    }
    if (verb !== 'appeal' || held === undefined) return held?.body;
    const upheld = held.state === 'upheld' || held.state === 'carried-out';
    const recorded = procedures.transcribers.has(act.author);
    if (act.author !== held.applicant && !recorded && !upheld) refuse('appeal-of-winner', held.code);
    return chain[chain.indexOf(held.body ?? '') + 1] ?? refuse('no-appeal', held.body);
  }

  /**
   * @param {Seen} act
   * @param {Case | undefined} held
   * @param {string} verb
   */
  askTimes(act, held, verb) {
    const time = held?.on?.second;
    if (time === undefined || held?.book !== 'activities') return;
    if (this.definition.procedures?.transcribers.has(act.author)) return;
    const now = act.tick.second;
    if (['hold', 'disrupt', 'counter'].includes(verb) && now < time) refuse('event-not-yet', held.code);
    if (verb === 'cancel' && now >= time) refuse('event-begun', held.code);
  }

  /**
   * Resignations that can't be disputed, and persons who sit already.
   * @param {Seen} act
   * @param {Case | undefined} held
   * @param {string} verb
   */
  askOthers({ body }, held, verb) {
    if (verb === 'dispute' && held?.resignation?.confirmed) refuse('resignation-confirmed', body.case);
    if (verb === 'dispute' && held?.resignation?.key !== undefined) refuse('person-signed', body.case);
    if (verb !== 'appoint' || body.person === undefined) return;
    for (const one of this.cases.values()) {
      if (one.state === 'sitting' && one.code !== body.case && one.seat?.person === body.person) {
        refuse('person-sits', body.case);
      }
    }
  }

  /**
   * @param {Seen} act
   * @param {Case | undefined} held
   * @param {{book: string, verb: string, next: string, having: string | undefined, body: string | undefined,
   *   decision: boolean, same: boolean}} step
   */
  take(act, held, { book, verb, next, having, body, decision, same }) {
    const one = held ?? this.open(act, book);
    one.acts++;
    if (decision) one.decision = decisionOf(this, act, verb, body);
    this.particulars(one, act, verb);
    if (one.book === 'complaints' && having !== undefined) {
      if (verb === 'file' || verb === 'appeal') one.had = new Set();
      one.had.add(having);
    }
    if (!same || held === undefined) this.move(one, act, verb, next, having, decision);
    one.body = having;
    one.state = next;
  }

  /**
   * Who brings a case: of a complaint who files it, whatever party it names; otherwise the party that is named.
   * @param {Seen} act
   * @param {string} book
   */
  applicantOf({ author, body }, book) {
    const files = book === 'complaints' && !this.definition.procedures?.transcribers.has(author);
    return files ? author : body.party ?? author;
  }

  /**
   * Whether a member signed by a key of their own: one that who nominated them enrolled under their person.
   * @param {string} member
   * @param {Seen} act
   */
  memberSigned(member, { signers }) {
    const seat = this.cases.get(`commission/${member}`)?.seat;
    return seat?.person !== undefined
      && signers.some((signer) => signer.organisation === seat.nominator && signer.person === seat.person);
  }

  /**
   * @param {Seen} act
   * @param {string} book
   * @returns {Case}
   */
  open(act, book) {
    const { party, unit, complaint, against, template, remedy, stations, on } = act.body;
    /** @type {Case} */
    const one = {
      book, code: act.body.case, state: 'none', applicant: this.applicantOf(act, book), party, unit, complaint, against, template,
      remedy, stations, opened: act.tick, openedAct: act.index, acts: 0, stays: [], accounts: new Map(), had: new Set(),
      on: book === 'activities' ? on : undefined, resignation: undefined, seat: undefined, ordered: false,
    };
    this.cases.set(`${book}/${one.code}`, one);
    return one;
  }

  /**
   * @param {Case} one
   * @param {Seen} act
   * @param {string} verb
   */
  particulars(one, act, verb) {
    const { body, author } = act;
    if (verb === 'hold' || verb === 'disrupt') one.accounts.set(author, verb === 'hold' ? 'held' : 'disrupted');
    if (verb === 'appoint') one.seat = { nominator: body.by, person: body.person, body: body.body, aside: new Set() };
    if (verb === 'recuse') one.seat?.aside.add(body.refers);
    if (verb === 'resign' && one.book === 'resignations') {
      one.resignation = { person: body.person, ...countersigned(this, act, one.party ?? ''), confirmed: false };
    }
    if (verb === 'confirm' && one.resignation !== undefined) {
      const recorded = this.definition.procedures?.transcribers.has(author) ?? false;
      one.resignation = { ...one.resignation, ...countersigned(this, act, one.party ?? ''), confirmed: !recorded };
    }
    if (verb === 'uphold' && one.book === 'complaints') one.ordered = body.remedy !== undefined;
  }

  /**
   * @param {Case} one
   * @param {Seen} act
   * @param {string} verb
   * @param {string} state
   * @param {string | undefined} body
   * @param {boolean} decision
   */
  move(one, act, verb, state, body, decision) {
    const last = one.stays.at(-1);
    const recorded = this.definition.procedures?.transcribers.has(act.author);
    if (last !== undefined) {
      last.left = recorded ? act.body.on ?? act.tick : act.tick;
      last.paper = act.body.receipt === undefined ? last.left : act.body.on ?? last.left;
    }
    const files = last === undefined || FILES.includes(verb);
    one.stays.push({
      state, body: body ?? '', entered: act.tick, left: undefined, paper: undefined,
      filed: files ? act.tick : last.filed,
      filings: files ? this.filings(act) : last.filings,
      byBody: files ? this.definition.procedures?.bodies.get(body ?? '')?.organisation === act.author : last.byBody,
      decided: decision ? act.tick : last?.decided,
      remedy: decision ? act.body.remedy : last?.remedy,
    });
  }

  /**
   * When something was filed, by each account (procedures.md, "Deadlines").
   * @param {Seen} act
   */
  filings({ body: { receipt, on }, author, tick, kind }) {
    const { procedures } = this.definition;
    if (on === undefined || kind.startsWith('activities/')) return [tick];
    if (procedures?.transcribers.has(author)) return [on];
    return receipt === undefined ? [tick] : [on, tick];
  }
}

/** Steps by which a body gets something to answer. */
const FILES = ['apply', 'seal', 'cure', 'ask', 'file', 'appeal', 'transfer', 'resign', 'confirm'];

/**
 * @param {CaseBook} book
 * @param {Seen} act
 * @param {string} verb
 * @param {string | undefined} body
 */
function decisionOf(book, act, verb, body) {
  const { ground, article, votes = [] } = act.body;
  return {
    verb, body, ground, article,
    votes: votes.map((/** @type {any} */ { member, vote }) => ({
      member, vote, signed: book.memberSigned(member, act) ? true : undefined,
    })),
    act: act.index,
  };
}
