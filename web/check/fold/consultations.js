// Consultations: who asks what, opinions by their hashes, and what became of each (docs/spec/consultations.md).

import { utf8 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { holds } from '../register/keys.js';

/** @typedef {import('./fold.js').Seen} Seen */
/** @typedef {import('../base/moment.js').Moment} Moment */
/**
 * @typedef {object} Rejection
 * @property {string} opinion
 * @property {string} rule
 * @property {Moment} rejected
 * @property {number} act
 * @property {Set<string>} persons who signed it, or looked at it again
 * @property {Set<string>} askers organisations that asked about it again
 * @property {number | undefined} asked
 * @property {string | undefined} outcome
 * @property {number | undefined} review
 */
/**
 * @typedef {object} Opinion
 * @property {string} opinion
 * @property {string} channel
 * @property {string | undefined} workshop
 * @property {Moment} received
 * @property {boolean} late
 * @property {'waiting'|'published'|'rejected'} status
 * @property {number} act
 * @property {boolean} overdue
 * @property {number | undefined} shown
 * @property {number | undefined} published
 * @property {number | undefined} length
 * @property {number | undefined} named
 * @property {Rejection | undefined} rejection
 */
/** @typedef {{consultation: string, opinion: string}} Named */
/**
 * @typedef {object} Consultation
 * @property {string} code
 * @property {string} holder
 * @property {any} body
 * @property {Moment} opened
 * @property {number} act
 * @property {Map<string, {act: string, index: number, body: any}>} workshops
 * @property {Map<string, Opinion>} opinions in the order in which they came
 * @property {Rejection[]} log
 */

const HOUR = 3600;

/**
 * Whether a receipt's text was signed as a promise says.
 * @param {import('./fold.js').Fold} fold
 * @param {any} body
 */
export async function promised({ members, origin }, { consultation, opinion, received, key, signature }) {
  const held = members.keys.get(key)?.key;
  const text = `saksei/opinion-receipt/v1\n${origin}\n${consultation}\n${opinion}\n${received.text}\n`;
  return held !== undefined && await holds(held, utf8(text), signature);
}

export class ConsultationBook {
  /**
   * @param {import('../definition/definition.js').Whole} definition
   * @param {import('./members.js').Members} members
   */
  constructor(definition, members) {
    this.definition = definition;
    this.members = members;
    /** @type {Map<string, Consultation>} */
    this.all = new Map();
  }

  /** @param {Seen} act */
  take(act) {
    if (act.kind === 'consultations/open') return this.open(act);
    const { consultation } = act.body;
    const one = this.all.get(consultation) ?? refuse('consultation-unknown', consultation);
    switch (act.kind) {
      case 'consultations/workshop': return this.workshop(one, act);
      case 'consultations/opinion': return this.opinion(one, act);
      case 'consultations/batch': return this.batch(one, act);
      case 'consultations/promise': return this.promise(one, act);
      case 'consultations/reject': return this.reject(one, act);
      case 'consultations/ask': return this.ask(one, act);
      case 'consultations/review': return this.review(one, act);
      default: return this.publish(one, act);
    }
  }

  /** @param {Seen} act */
  open({ body, author, tick, index }) {
    const { consultation: code, phases, rules, moderators } = body;
    if (this.all.has(code)) refuse('consultation-known', code);
    if (phases.from.second < tick.second) refuse('consultation-begun', phases.from.text);
    const order = [phases.until, phases.sortedBy, phases.recommendedBy, phases.answeredBy].filter((one) => one !== undefined);
    const inOrder = phases.from.second < phases.until.second && order.every((one, i) => i === 0 || one.second >= order[i - 1].second);
    if (!inOrder) refuse('phases-disordered', code);
    const codes = rules.map((/** @type {any} */ rule) => rule.code);
    if (new Set(codes).size < codes.length) refuse('moderation-rule-twice', code);
    for (const one of moderators) if (!this.members.organisations.has(one)) refuse('organisation-unknown', one);
    if (rules.length > 0 && new Set(moderators).size < 2) refuse('moderators-too-few', code);
    this.all.set(code, {
      code, holder: author, body, opened: tick, act: index, workshops: new Map(), opinions: new Map(), log: [],
    });
  }

  /**
   * @param {Consultation} one
   * @param {Seen} act
   */
  workshop(one, { body, author, identity, index }) {
    askHolder(one, author);
    if (!this.definition.units.has(body.unit)) refuse('unit-unknown', body.unit);
    if (one.workshops.get(body.workshop)?.act !== body.previous) refuse('stale-edit', body.workshop);
    one.workshops.set(body.workshop, { act: identity, index, body });
  }

  /**
   * @param {Consultation} one
   * @param {Seen} act
   */
  opinion(one, { body, tick, index }) {
    if (tick.second < one.body.phases.from.second) refuse('consultation-not-begun', tick.text);
    if (one.opinions.has(body.opinion)) refuse('opinion-known', body.opinion);
    handIn(one, body.opinion, { channel: 'key', received: tick, act: index });
  }

  /**
   * @param {Consultation} one
   * @param {Seen} act
   */
  batch(one, { body, author, tick, index }) {
    askHolder(one, author);
    const { from, until, opinions, workshop, channel } = body;
    const { phases } = one.body;
    if (workshop !== undefined && !one.workshops.has(workshop)) refuse('workshop-unknown', workshop);
    if (until.second < from.second) refuse('batch-times', until.text);
    if (from.second < phases.from.second) refuse('consultation-not-begun', from.text);
    if (until.second > tick.second + HOUR) refuse('received-ahead', until.text);
    if (from.second <= phases.until.second && until.second > phases.until.second) refuse('batch-over-last-day', phases.until.text);
    askOnce(opinions);
    const inTime = until.second <= phases.until.second;
    const overdue = tick.second > from.second + HOUR;
    const isSaved = (/** @type {string} */ opinion) => inTime && one.opinions.get(opinion)?.late === true;
    const isNew = (/** @type {string} */ opinion) => isSaved(opinion) || (one.opinions.get(opinion)?.channel ?? 'promise') === 'promise';
    if (!opinions.some(isNew)) refuse('opinion-known', one.code);
    for (const opinion of opinions.filter(isNew)) {
      const held = one.opinions.get(opinion);
      if (held === undefined) handIn(one, opinion, { channel, workshop, received: until, act: index, overdue });
      else if (isSaved(opinion)) Object.assign(held, { channel, workshop, received: until, late: false, overdue: held.overdue || overdue });
      else Object.assign(held, { channel, workshop });
    }
  }

  /**
   * @param {Consultation} one
   * @param {Seen} act
   */
  promise(one, { body, tick, index, proven }) {
    const { opinion, received, key } = body;
    const held = this.members.keys.get(key);
    if (held?.organisation !== one.holder) return refuse('promise-of-another', key);
    if (!['desk', 'clerk'].includes(held.role)) refuse('promise-role', held.role);
    if (proven !== true) refuse('promise-signature', opinion);
    if (received.second < held.since || received.second > held.until) refuse('promise-key-time', received.text);
    this.shown(one, { opinion, received, tick, index });
  }

  /**
   * A promise that its key gave.
   * @param {Consultation} one
   * @param {{opinion: string, received: Moment, tick: Moment, index: number}} promise
   */
  shown(one, { opinion, received, tick, index }) {
    const { phases } = one.body;
    if (received.second < phases.from.second) refuse('consultation-not-begun', received.text);
    if (tick.second <= received.second + HOUR) refuse('promise-running', received.text);
    const held = one.opinions.get(opinion);
    const late = received.second > phases.until.second;
    if (held !== undefined && (!held.late || late)) refuse('promise-kept', opinion);
    if (held === undefined) handIn(one, opinion, { channel: 'promise', received, act: index, shown: index, overdue: true });
    else Object.assign(held, { channel: held.channel === 'key' ? 'promise' : held.channel, late, received, shown: index, overdue: true });
  }

  /**
   * @param {Consultation} one
   * @param {Seen} act
   */
  reject(one, { body, signers, tick, index }) {
    askModerators(one, signers);
    for (const { opinion, rule } of body.rejected) {
      if (!one.body.rules.some((/** @type {any} */ known) => known.code === rule)) refuse('moderation-rule-unknown', rule);
      const held = askOpinion(one, opinion);
      if (held.status === 'published' || held.rejection !== undefined) refuse('opinion-decided', opinion);
    }
    askOnce(body.rejected.map((/** @type {any} */ row) => row.opinion));
    const persons = new Set(signers.map((signer) => signer.person));
    for (const { opinion, rule } of body.rejected) {
      const rejection = { opinion, rule, rejected: tick, act: index, persons: new Set(persons), askers: new Set(), asked: undefined, outcome: undefined, review: undefined };
      Object.assign(askOpinion(one, opinion), { status: 'rejected', rejection });
      one.log.push(rejection);
    }
  }

  /**
   * @param {Consultation} one
   * @param {Seen} act
   */
  ask(one, { body, author, index }) {
    for (const opinion of body.opinions) {
      const { status, rejection } = askOpinion(one, opinion);
      const mayAsk = rejection !== undefined && !isPending(rejection) && !rejection.askers.has(author);
      if (status !== 'rejected' || !mayAsk) refuse('opinion-not-rejected', opinion);
    }
    askOnce(body.opinions);
    for (const opinion of body.opinions) {
      const { rejection } = askOpinion(one, opinion);
      Object.assign(rejection ?? {}, { asked: index, outcome: undefined, review: undefined });
      rejection?.askers.add(author);
    }
  }

  /**
   * @param {Consultation} one
   * @param {Seen} act
   */
  review(one, { body, signers, index }) {
    askModerators(one, signers);
    for (const { opinion } of body.reviewed) {
      const { rejection } = askOpinion(one, opinion);
      if (rejection === undefined || !isPending(rejection)) return refuse('review-not-asked', opinion);
      if (signers.some((signer) => rejection.persons.has(signer.person))) refuse('reviewer-rejected', opinion);
    }
    askOnce(body.reviewed.map((/** @type {any} */ row) => row.opinion));
    for (const { opinion, outcome } of body.reviewed) {
      const held = askOpinion(one, opinion);
      Object.assign(held.rejection ?? {}, { outcome, review: index });
      for (const signer of signers) held.rejection?.persons.add(signer.person);
      if (outcome === 'restored') held.status = 'waiting';
    }
  }

  /**
   * @param {Consultation} one
   * @param {Seen} act
   */
  publish(one, { body, author, index }) {
    askHolder(one, author);
    for (const { opinion } of body.published) {
      if (askOpinion(one, opinion).status !== 'waiting') refuse('opinion-decided', opinion);
    }
    askOnce(body.published.map((/** @type {any} */ row) => row.opinion));
    for (const { opinion, length } of body.published) {
      Object.assign(askOpinion(one, opinion), { status: 'published', published: index, length });
    }
  }

  /** @param {Named} named */
  find({ consultation, opinion }) {
    return this.all.get(consultation)?.opinions.get(opinion);
  }

  /** @param {Named[]} names what a recommendation names */
  askNamed(names) {
    for (const one of names) {
      const held = this.find(one) ?? refuse('opinion-unknown', one.opinion);
      if (held.status !== 'published') refuse('opinion-not-published', one.opinion);
    }
    const pairs = names.map(({ consultation, opinion }) => `${consultation} ${opinion}`);
    const twice = names.find((_, at) => pairs.indexOf(pairs[at] ?? '') !== at);
    if (twice !== undefined) refuse('opinion-twice', twice.opinion);
  }

  /** @param {Named[]} names what a recommendation names */
  name(names) {
    for (const one of names) {
      const held = this.find(one);
      if (held !== undefined) held.named = (held.named ?? 0) + 1;
    }
  }
}

/**
 * @param {Consultation} one
 * @param {string} opinion
 * @param {{channel: string, received: Moment, act: number, workshop?: string, overdue?: boolean, shown?: number}} how
 */
function handIn(one, opinion, { channel, received, act, workshop, overdue = false, shown }) {
  one.opinions.set(opinion, {
    opinion, channel, workshop, received, late: received.second > one.body.phases.until.second, status: 'waiting', act, overdue,
    shown, published: undefined, length: undefined, named: undefined, rejection: undefined,
  });
}

/**
 * Whether somebody asked about it and nobody has answered.
 * @param {Rejection} rejection
 */
function isPending({ asked, outcome }) {
  return asked !== undefined && outcome === undefined;
}

/**
 * @param {Consultation} one
 * @param {string} author
 */
function askHolder({ holder }, author) {
  if (holder !== author) refuse('consultation-of-another', holder);
}

/**
 * @param {Consultation} one
 * @param {string} opinion
 */
function askOpinion({ opinions }, opinion) {
  const held = opinions.get(opinion) ?? refuse('opinion-unknown', opinion);
  return held.late ? refuse('opinion-late', opinion) : held;
}

/** @param {string[]} opinions */
function askOnce(opinions) {
  const twice = opinions.find((one, i) => opinions.indexOf(one) < i);
  if (twice !== undefined) refuse('opinion-twice', twice);
  if (opinions.length === 0) refuse('opinions-missing');
}

/**
 * @param {Consultation} one
 * @param {import('./members.js').Enrolled[]} signers
 */
function askModerators({ body }, signers) {
  const organisations = signers.map((signer) => signer.organisation);
  for (const one of organisations) if (!body.moderators.includes(one)) refuse('not-moderator', one);
  if (new Set(organisations).size < 2) refuse('second-moderator-missing', organisations[0]);
}
