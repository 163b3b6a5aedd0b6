// Where observers are, what they answered, who was kept away, incidents (docs/spec/observation.md).

import { refuse } from '../base/refusal.js';

/** @typedef {import('./fold.js').Seen} Seen */
/** @typedef {{name: string, type: string, choices?: string[]}} Question */
/**
 * @typedef {object} Checklist a version
 * @property {string} first what all versions are known by
 * @property {Map<string, Question>} questions
 */
/** @typedef {{act: Seen, checklist: Checklist}} Answers what stands of a team */
/** @typedef {{first: Seen, last: Seen}} Kept */
/**
 * @typedef {object} IncidentReport
 * @property {Seen} first
 * @property {Seen} last
 * @property {Seen} since the act since which it is of its category
 * @property {string | undefined} joined identity of the first act of the report that it is joined to
 * @property {Seen[]} answers
 */

const MOST_CHECKLISTS = 64;

export class ObservationBook {
  /**
   * @param {import('../definition/definition.js').Whole} definition
   * @param {import('./members.js').Members} members
   * @param {import('./stations.js').StationBook} stations
   */
  constructor(definition, members, stations) {
    this.definition = definition;
    this.members = members;
    this.stations = stations;
    /** @type {Map<string, Map<string, {observers: number, drawn: boolean}>>} by station, by organisation */
    this.deployed = new Map();
    /** @type {Map<string, Checklist>} by identity */
    this.checklists = new Map();
    /** @type {Map<string, number>} how many an organisation has */
    this.checklistsOf = new Map();
    /** @type {Map<string, string>} the last version, by organisation and id */
    this.lastVersions = new Map();
    /** @type {Map<string, Map<string, Answers>>} by station, by organisation, first version and team */
    this.answers = new Map();
    /** @type {Map<string, Map<string, Kept>>} by station; in the order of first reports */
    this.kept = new Map();
    /** @type {Map<string, IncidentReport>} by each of its acts */
    this.reportOf = new Map();
    /** @type {IncidentReport[]} */
    this.reports = [];
  }

  /** @param {Seen} act */
  take(act) {
    switch (act.kind) {
      case 'observation/deploy': return this.deploy(act);
      case 'observation/checklist': return this.checklist(act);
      case 'observation/answers': return this.answer(act);
      case 'observation/turned-away': return this.turnedAway(act);
      case 'observation/incident': return this.incident(act);
      case 'observation/join': return this.join(act);
      default: return this.answerIncident(act);
    }
  }

  /** @param {Seen} act */
  deploy({ body, author }) {
    const stations = body.stations.map((/** @type {any} */ one) => one.station);
    stations.forEach((/** @type {string} */ station, /** @type {number} */ i) => {
      this.stations.ask(station);
      if (stations.indexOf(station) < i) refuse('station-twice', station);
    });
    for (const { station, observers } of body.stations) {
      at(this.deployed, station).set(author, { observers, drawn: body.drawn ?? false });
    }
  }

  /** @param {Seen} act */
  checklist({ identity, body, author }) {
    /** @type {Map<string, Question>} */
    const questions = new Map();
    for (const question of body.questions) {
      const { name, type, choices } = question;
      if (questions.has(name)) refuse('question-twice', name);
      if ((type === 'integer') !== (choices === undefined)) refuse('choices-not-of-type', name);
      if (new Set(choices ?? []).size < (choices ?? []).length) refuse('choice-twice', name);
      questions.set(name, question);
    }
    const place = `${author} ${body.id}`;
    const before = this.lastVersions.get(place);
    if (before !== body.previous) refuse('stale-edit', body.id);
    const count = this.checklistsOf.get(author) ?? 0;
    if (before === undefined && count === MOST_CHECKLISTS) refuse('too-many-checklists', body.id);
    if (before === undefined) this.checklistsOf.set(author, count + 1);
    this.lastVersions.set(place, identity);
    this.checklists.set(identity, { first: this.checklists.get(before ?? '')?.first ?? identity, questions });
  }

  /** @param {Seen} act */
  answer(act) {
    const { station, checklist: named, team, answers, previous } = act.body;
    this.stations.ask(station);
    const checklist = this.checklists.get(named) ?? refuse('checklist-unknown', named);
    if (team === 0) refuse('team-zero', station);
    /** @type {Set<string>} */
    const answered = new Set();
    for (const one of answers) {
      askAnswer(checklist, answered, one);
      answered.add(one.question);
    }
    const place = `${act.author} ${checklist.first} ${team}`;
    const here = at(this.answers, station);
    if (here.get(place)?.act.identity !== previous) refuse('stale-edit', station);
    here.set(place, { act, checklist });
  }

  /** @param {Seen} act */
  turnedAway(act) {
    const { station, organisation, people, from, reason, previous } = act.body;
    this.stations.ask(station);
    const known = this.members.organisations.has(organisation) || this.definition.named.has(organisation);
    if (!known) refuse('organisation-unknown', organisation);
    if (reason !== undefined && !this.definition.observation.reasons.has(reason)) refuse('reason-unknown', reason);
    const here = at(this.kept, station);
    const place = `${act.author} ${organisation} ${people} ${from}`;
    const held = here.get(place);
    if (held?.last.identity !== previous) refuse('stale-edit', station);
    here.set(place, { first: held?.first ?? act, last: act });
  }

  /** @param {Seen} act */
  incident(act) {
    const { category, station, unit, previous } = act.body;
    if ((station === undefined) === (unit === undefined)) refuse('place-not-one', category);
    if (station !== undefined) this.stations.ask(station);
    if (unit !== undefined && !this.definition.units.has(unit)) refuse('unit-unknown', unit);
    if (!this.definition.observation.incidents.has(category)) refuse('category-unknown', category);
    /** @type {IncidentReport} */
    let report = { first: act, last: act, since: act, joined: undefined, answers: [] };
    if (previous === undefined) {
      this.reports.push(report);
    } else {
      report = this.report(previous);
      if (report.first.author !== act.author) refuse('report-of-another', report.first.author);
      if (report.last.identity !== previous) refuse('stale-edit', category);
      if (report.last.body.category !== category) report.since = act;
      report.last = act;
    }
    this.reportOf.set(act.identity, report);
  }

  /** @param {string} act any of the report's */
  report(act) {
    return this.reportOf.get(act) ?? refuse('incident-unknown', act);
  }

  /** @param {Seen} act */
  join({ body, author }) {
    const own = this.report(body.own);
    const other = this.report(body.other);
    if (own.first.author !== author) refuse('report-of-another', own.first.author);
    if (own === other) refuse('join-of-itself', body.own);
    if (own.joined !== undefined) refuse('joined-already', body.own);
    own.joined = other.first.identity;
  }

  /** @param {Seen} act */
  answerIncident(act) {
    const report = this.report(act.body.incident);
    const { category } = report.last.body;
    if (this.definition.observation.incidents.get(category)?.office !== act.author) refuse('task-of-another', category);
    const { cause } = act.body;
    if (cause !== undefined && !this.definition.observation.causes.has(cause)) refuse('cause-unknown', cause);
    report.answers.push(act);
  }

  /** @param {string} station */
  conditions(station) {
    return this.stations.at('stations/conditions', station);
  }

  /**
   * Organisations that watched a station.
   * @param {string} station
   * @returns {Set<string>}
   */
  watchers(station) {
    const answered = [...(this.answers.get(station)?.values() ?? [])].filter(({ act }) => this.saysAnything(act)).map(({ act }) => act.author);
    return new Set([...this.conditions(station).keys(), ...answered]);
  }

  /** @param {Seen} act answers */
  saysAnything({ body }) {
    return this.definition.observation.conditions.some(({ question, answer }) =>
      body.answers.some((/** @type {any} */ one) => one.question === question && (one.choices ?? []).includes(answer)));
  }

  /**
   * What answers of an organisation say of one thing at a station: of its acts the last that says anything.
   * @param {string} station
   * @param {string} organisation
   * @param {string[]} things what may be said of it
   */
  said(station, organisation, things) {
    const acts = [...(this.answers.get(station)?.values() ?? [])].filter(({ act }) => act.author === organisation)
      .sort((a, b) => b.act.index - a.act.index);
    for (const { act } of acts) {
      const rule = this.definition.observation.conditions.find(({ question, answer, says }) => things.includes(says)
        && act.body.answers.some((/** @type {any} */ one) => one.question === question && (one.choices ?? []).includes(answer)));
      if (rule !== undefined) return { says: rule.says, index: act.index };
    }
    return undefined;
  }

  /**
   * Whether any organisation's word is that the doors were closed.
   * @param {string} station
   */
  isClosed(station) {
    return [...this.watchers(station)].some((organisation) => {
      const answered = this.said(station, organisation, ['doors-open', 'doors-closed', 'doors-partly']);
      const seen = this.conditions(station).get(organisation);
      const later = seen !== undefined && seen.body.doors !== 'not-seen' && seen.index > (answered?.index ?? -1);
      return answered === undefined || later ? seen?.body.doors === 'closed' : answered.says === 'doors-closed';
    });
  }

  /**
   * Who asked for a copy of the form, and whether it was refused.
   * @param {string} station
   * @returns {Map<string, 'handed'|'refused'>}
   */
  copies(station) {
    /** @type {Map<string, 'handed'|'refused'>} */
    const outcomes = new Map();
    const say = (/** @type {string} */ organisation, /** @type {string} */ outcome) => {
      if (outcome === 'refused') outcomes.set(organisation, 'refused');
      else if (outcome === 'handed' && !outcomes.has(organisation)) outcomes.set(organisation, 'handed');
    };
    const conditions = this.conditions(station);
    const refusals = this.stations.at('forms/refusal', station);
    const counts = new Set([...this.watchers(station)].filter((organisation) => {
      const answered = this.said(station, organisation, ['copy-handed', 'copy-refused', 'copy-not-asked']);
      const seen = conditions.get(organisation);
      const own = seen?.body.handed.find((/** @type {any} */ one) => one.organisation === organisation);
      const later = Math.max(own !== undefined && own.outcome !== 'not-seen' ? seen?.index ?? -1 : -1, refusals.get(organisation)?.index ?? -1);
      if (answered === undefined || later > answered.index) return false;
      say(organisation, answered.says.slice('copy-'.length));
      return true;
    }));
    for (const organisation of refusals.keys()) if (!counts.has(organisation)) say(organisation, 'refused');
    for (const [author, { body }] of conditions) {
      for (const { organisation, outcome } of body.handed) {
        if (author !== organisation || !counts.has(organisation)) say(organisation, outcome);
      }
    }
    return outcomes;
  }
}

/**
 * @template T
 * @param {Map<string, Map<string, T>>} places
 * @param {string} station
 * @returns {Map<string, T>}
 */
function at(places, station) {
  let here = places.get(station);
  if (here === undefined) places.set(station, here = new Map());
  return here;
}

/**
 * @param {Checklist} checklist
 * @param {Set<string>} answered
 * @param {{question: string, choices?: string[], number?: number}} answer
 */
function askAnswer({ questions }, answered, { question: name, choices, number }) {
  const question = questions.get(name) ?? refuse('question-unknown', name);
  if (answered.has(name)) refuse('question-twice', name);
  const isNumber = question.type === 'integer';
  const fits = isNumber ? number !== undefined && choices === undefined
    : number === undefined && (question.type !== 'select_one' || choices?.length === 1);
  if (!fits) refuse('answer-not-of-type', name);
  for (const choice of choices ?? []) if (!question.choices?.includes(choice)) refuse('choice-unknown', `${name} ${choice}`);
  if (new Set(choices ?? []).size < (choices ?? []).length) refuse('choice-twice', name);
}
