// Findings, recommendations and statements with what came of them (docs/spec/findings.md).

import { attempt, refuse } from '../base/refusal.js';

/** @typedef {import('./fold.js').Seen} Seen */
/** @typedef {import('../base/moment.js').Moment} Moment */
/**
 * An act as this book takes it, made here or carried.
 * @typedef {object} Said
 * @property {string} act its identity
 * @property {number} index in this register; of what was carried, that of the act that carried it
 * @property {string} kind
 * @property {any} body
 * @property {string} by whose word it is
 * @property {string} author who signed it
 * @property {Moment} time the register's, or of what was carried its own
 * @property {{register: string, index: number, size: number} | undefined} carried
 */
/**
 * What may be answered.
 * @typedef {object} Item
 * @property {Said} said
 * @property {Said[]} answers
 * @property {Said[]} wordings
 * @property {Said[]} statuses
 */

export class FindingBook {
  /** @param {import('./fold.js').Fold} fold */
  constructor(fold) {
    this.fold = fold;
    this.definition = fold.definition;
    /** @type {Map<string, Item>} findings, recommendations and statements, in the order of the register */
    this.items = new Map();
    /** @type {Set<string>} acts that were carried */
    this.carried = new Set();
    /** @type {(() => void)[]} how what was taken is given back */
    this.undo = [];
  }

  /** @param {Seen} act */
  take({ identity, index, kind, body, author, tick }) {
    this.askFindings();
    this.askReported(author, body.reported);
    this.add({ act: identity, index, kind, body, author, by: body.reported?.by ?? author, time: tick, carried: undefined });
  }

  askFindings() {
    return this.definition.findings ?? refuse('no-findings');
  }

  /**
   * Public record is what transcribers write, all that they write, and nobody else's.
   * @param {string} author
   * @param {{by: string} | undefined} reported
   */
  askReported(author, reported) {
    const transcribes = this.definition.procedures?.transcribers.has(author) ?? false;
    if (transcribes && reported === undefined) refuse('reported-missing', author);
    if (!transcribes && reported !== undefined) refuse('reported-not-transcriber', author);
    if (reported !== undefined) this.askOrganisation(reported.by);
  }

  /** @param {string} code */
  askOrganisation(code) {
    const known = this.fold.members.organisations.has(code) || this.definition.named.has(code);
    if (!known) refuse('organisation-unknown', code);
  }

  /** @param {Seen} act */
  carry({ index, body, tick, proven }) {
    this.askFindings();
    if (proven.refusal !== undefined) throw proven.refusal;
    this.undo = [];
    for (const { index: earlier, act, author } of proven.acts) {
      const carried = { register: body.register, index: earlier, size: proven.size };
      const { refusal } = attempt(() => this.takeCarried(tick, {
        act: act.identity, index, kind: act.kind, body: act.body, author, by: author, time: act.at, carried,
      }));
      if (refusal === undefined) continue;
      for (const back of this.undo.reverse()) back();
      refuse(refusal.code, String(earlier));
    }
    this.undo = [];
  }

  /**
   * @param {Moment} tick
   * @param {Said} said
   */
  takeCarried(tick, said) {
    if (said.body.reported !== undefined) refuse('carry-reported');
    if (this.carried.has(said.act) || this.fold.effective.has(said.act)) refuse('carry-known');
    if (said.time.second > tick.second) refuse('carry-ahead');
    this.add(said);
    this.carried.add(said.act);
    this.undo.push(() => this.carried.delete(said.act));
  }

  /** @param {Said} said */
  add(said) {
    switch (said.kind) {
      case 'findings/find': return this.find(said);
      case 'recommendations/make': return this.make(said);
      case 'statements/make': return this.state(said);
      case 'recommendations/word': return this.word(said);
      case 'recommendations/status': return this.status(said);
      case 'statements/answer': return this.answerStatement(said);
      default: return this.answer(said);
    }
  }

  /** @param {Said} said */
  find(said) {
    const { body, carried } = said;
    this.askSubject(said, body.subject);
    if (body.asked !== undefined || body.reported === undefined) this.askAsked(said, body.asked);
    if (body.wording.length === 0) refuse('wording-missing');
    this.askDue(said);
    if (carried === undefined) for (const act of body.restsOn ?? []) this.askEvidence(act);
    this.put(said);
  }

  /**
   * @param {Said} said
   * @param {string} subject
   */
  askSubject({ carried }, subject) {
    if (carried === undefined && !this.askFindings().subjects.has(subject)) refuse('subject-unknown', subject);
  }

  /**
   * @param {Said} said
   * @param {string | undefined} organisation
   */
  askAsked({ carried }, organisation) {
    if (carried === undefined) this.askOrganisation(organisation ?? '');
  }

  /** @param {Said} said */
  askDue({ body: { due, reported }, time }) {
    if (reported !== undefined) return;
    if (due === undefined) refuse('due-missing');
    if (due.second < time.second) refuse('due-past', due.text);
  }

  /**
   * Acts that show what was seen, done or decided; or findings that were carried.
   * @param {string} act
   */
  askEvidence(act) {
    if (this.carried.has(act) && this.items.get(act)?.said.kind === 'findings/find') return;
    const kind = this.fold.effective.get(act) ?? refuse('act-unknown', act);
    const [book = ''] = kind.split('/');
    const says = ['register', 'recommendations', 'statements'].includes(book);
    if (says || ['clock/tick', 'findings/answer', 'findings/carry'].includes(kind)) refuse('act-not-evidence', kind);
  }

  /** @param {Said} said */
  make(said) {
    const { body, carried } = said;
    this.askSubject(said, body.subject);
    this.askAsked(said, body.addressee);
    if (body.wording.length === 0) refuse('wording-missing');
    this.askDue(said);
    if (carried === undefined) {
      for (const act of body.restsOn ?? []) this.held(act, 'findings/find', 'finding-unknown', said);
      this.fold.consultations.askNamed(body.opinions ?? []);
      this.fold.consultations.name(body.opinions ?? []);
    }
    this.put(said).wordings.push(said);
  }

  /** @param {Said} said */
  state(said) {
    const { document, subjects = [], units = [], acts = [] } = said.body;
    for (const subject of subjects) this.askSubject(said, subject);
    if (said.carried === undefined) {
      for (const unit of units) if (!this.definition.units.has(unit)) refuse('unit-unknown', unit);
      for (const act of acts) if (!this.fold.effective.has(act) && !this.carried.has(act)) refuse('act-unknown', act);
    }
    if (document.length === 0) refuse('wording-missing');
    this.put(said);
  }

  /** @param {Said} said */
  put(said) {
    /** @type {Item} */
    const item = { said, answers: [], wordings: [], statuses: [] };
    const before = this.items.get(said.act);
    this.items.set(said.act, item);
    this.undo.push(() => (before === undefined ? this.items.delete(said.act) : this.items.set(said.act, before)));
    return item;
  }

  /**
   * @param {Said[]} list
   * @param {Said} said
   */
  push(list, said) {
    list.push(said);
    this.undo.push(() => list.pop());
  }

  /**
   * What an act refers to; what was carried refers only to what was carried from the same register.
   * @param {string} act
   * @param {string} kind
   * @param {string} code
   * @param {Said} by
   */
  held(act, kind, code, by) {
    const item = this.items.get(act);
    const reaches = by.carried === undefined || by.carried.register === item?.said.carried?.register;
    return item?.said.kind === kind && reaches ? item : refuse(code, act);
  }

  /** @param {Said} said */
  recommendation(said) {
    return this.held(said.body.recommendation, 'recommendations/make', 'recommendation-unknown', said);
  }

  /** @param {Said} said */
  answer(said) {
    const { kind, body, by } = said;
    const item = kind === 'findings/answer' ? this.held(body.finding, 'findings/find', 'finding-unknown', said) : this.recommendation(said);
    const asked = item.said.body.asked ?? item.said.body.addressee;
    const anybody = asked === undefined && body.reported !== undefined;
    if (!anybody && by !== asked) refuse('answer-of-another', asked);
    if (body.reported !== undefined && item.said.body.due !== undefined) refuse('answer-reported', asked);
    const shown = body.answer !== 'disputed' || body.reported !== undefined || (body.evidence ?? []).length > 0;
    if (!shown) refuse('evidence-missing', body.answer);
    this.push(item.answers, said);
  }

  /** @param {Said} said */
  word(said) {
    const { body, by } = said;
    const item = this.recommendation(said);
    if (item.said.by !== by) refuse('wording-of-another', item.said.by);
    if (item.wordings.at(-1)?.act !== body.previous) refuse('stale-edit', body.previous);
    if (body.wording.length === 0) refuse('wording-missing');
    this.push(item.wordings, said);
  }

  /** @param {Said} said */
  status(said) {
    const { body, by } = said;
    const item = this.recommendation(said);
    if (item.statuses.findLast((one) => one.by === by)?.act !== body.previous) refuse('stale-edit', by);
    const shown = body.status === 'not-started' || body.reported !== undefined || (body.evidence ?? []).length > 0;
    if (!shown) refuse('evidence-missing', body.status);
    this.push(item.statuses, said);
  }

  /** @param {Said} said */
  answerStatement(said) {
    const item = this.held(said.body.statement, 'statements/make', 'statement-unknown', said);
    if (said.body.document.length === 0) refuse('wording-missing');
    this.push(item.answers, said);
  }
}
