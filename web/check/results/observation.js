// results/observation.json (docs/spec/observation.md).

import { dateText, DAY, offsetOf } from '../base/moment.js';
import { document } from '../base/write.js';
import { interval, share } from './interval.js';

/** @typedef {import('../fold/fold.js').Fold} Fold */
/** @typedef {import('../fold/fold.js').Seen} Seen */
/** @typedef {import('../fold/observation.js').IncidentReport} IncidentReport */
/** @typedef {{station: string, organisation: string, drawn: boolean, choices: string[] | undefined, number: number | undefined}} Answer */

const ENTRANCES = /** @type {Record<string, string>} */ ({ founding: 'founded', accreditation: 'accredited', vouching: 'vouched' });

/** @param {Fold} fold */
export function observationDocument(fold) {
  return document(new Observation(fold).made());
}

class Observation {
  /** @param {Fold} fold */
  constructor(fold) {
    this.fold = fold;
    this.book = fold.observation;
    this.stations = [...fold.definition.everyStation];
    /** @type {Map<string, string[]>} units of each station from the outermost inwards, without the root */
    this.units = new Map(this.stations.map((station) => [station, this.unitsOf(station)]));
    this.watchers = new Map(this.stations.map((station) => [station, this.book.watchers(station)]));
  }

  /** @param {string} station */
  unitsOf(station) {
    const { units, unitOf } = this.fold.definition;
    /** @type {string[]} */
    const path = [];
    for (let at = units.get(unitOf.get(station) ?? ''); at !== undefined && at.parent !== ''; at = units.get(at.parent)) {
      path.unshift(at.code);
    }
    return path;
  }

  made() {
    return {
      format: 'saksei/observation/v1',
      simulated: this.fold.simulated || undefined,
      ...this.counts(this.stations),
      areas: [...this.areas(this.stations)].map(([unit, stations]) => ({ unit, ...this.counts(stations) })),
      unwatched: this.unwatched(),
      organisations: this.organisations(),
      questions: this.questions(),
      ...this.turnedAway(),
      incidents: this.incidents(),
    };
  }

  /**
   * Stations by the unit right below the root.
   * @param {string[]} stations
   */
  areas(stations) {
    return grouped(stations, (station) => this.units.get(station)?.[0]);
  }

  /** @param {string[]} stations */
  counts(stations) {
    const copies = stations.flatMap((station) => [...this.book.copies(station).values()]);
    return {
      stations: stations.length,
      watched: stations.filter((station) => this.isWatched(station)).length,
      closed: stations.filter((station) => this.book.isClosed(station)).length,
      copiesAsked: copies.length,
      copiesRefused: copies.filter((outcome) => outcome === 'refused').length,
    };
  }

  /** @param {string} station */
  isWatched(station) {
    return (this.watchers.get(station)?.size ?? 0) > 0;
  }

  unwatched() {
    const all = new Set(this.stations.flatMap((station) => this.units.get(station) ?? []));
    const watched = new Set(this.stations.filter((station) => this.isWatched(station)).flatMap((station) => this.units.get(station) ?? []));
    return [...grouped([...all], (unit) => this.fold.definition.units.get(unit)?.kind)].map(([kind, units]) =>
      ({ kind, units: units.length, unwatched: units.filter((unit) => !watched.has(unit)).length }));
  }

  /**
   * Whether an organisation's observers stand at a station that it drew by lot.
   * @param {string} station
   * @param {string} organisation
   */
  isDrawn(station, organisation) {
    const sent = this.book.deployed.get(station)?.get(organisation);
    return sent !== undefined && sent.observers > 0 && sent.drawn;
  }

  organisations() {
    const watched = grouped(this.stations.flatMap((station) =>
      [...this.watchers.get(station) ?? []].map((organisation) => ({ station, organisation }))), (one) => one.organisation);
    const sent = grouped(this.stations.flatMap((station) => [...this.book.deployed.get(station) ?? []]
      .map(([organisation, { observers }]) => ({ organisation, observers })).filter((one) => one.observers > 0)), (one) => one.organisation);
    return [...new Set([...watched.keys(), ...sent.keys()])].sort(byBytes).map((organisation) => {
      const seen = watched.get(organisation) ?? [];
      const by = this.fold.members.organisations.get(organisation)?.by ?? '';
      return {
        organisation,
        entrance: ENTRANCES[by] ?? by,
        watched: seen.length,
        watchedDrawn: seen.filter(({ station }) => this.isDrawn(station, organisation)).length,
        sent: sent.get(organisation)?.length ?? 0,
        observers: (sent.get(organisation) ?? []).reduce((sum, one) => sum + one.observers, 0),
      };
    });
  }

  questions() {
    /** @type {Map<string, Map<string, import('../fold/observation.js').Question>>} by first version, by name: as the newest has it */
    const known = new Map();
    for (const { first, questions } of this.book.checklists.values()) {
      const here = known.get(first) ?? new Map();
      for (const [name, question] of questions) here.set(name, question);
      known.set(first, here);
    }
    const given = this.given();
    return [...known].flatMap(([checklist, questions]) => [...questions.values()].flatMap(({ name, type, choices }) => {
      const answers = given.get(`${checklist} ${name}`) ?? [];
      return answers.length === 0 ? [] : [{ checklist, question: name, type, ...this.question(answers, choices) }];
    }));
  }

  /** Every answer that stands, by first version and question. */
  given() {
    return new Map([...grouped(this.stations.flatMap((station) => [...this.book.answers.get(station)?.values() ?? []]
      .flatMap(({ act, checklist }) => act.body.answers.map((/** @type {any} */ { question, choices, number }) => ({
        of: `${checklist.first} ${question}`, station, organisation: act.author, drawn: this.isDrawn(station, act.author), choices, number,
      })))), (/** @type {any} */ one) => one.of)]);
  }

  /**
   * @param {Answer[]} answers
   * @param {string[] | undefined} choices
   */
  question(answers, choices) {
    const byArea = grouped(answers, (one) => this.units.get(one.station)?.[0]);
    const byOrganisation = grouped(answers, (one) => one.organisation);
    return {
      ...answersOf(answers, choices, true),
      drawn: answersOf(answers.filter((one) => one.drawn), choices, true),
      areas: [...byArea].map(([unit, some]) => ({ unit, ...answersOf(some, choices, false) })),
      organisations: [...byOrganisation].sort(([a], [b]) => byBytes(a, b))
        .map(([organisation, some]) => ({ organisation, ...answersOf(some, choices, false) })),
    };
  }

  /** Who was kept away: at each station once for each organisation, people and what they were kept from. */
  turnedAway() {
    const kept = this.stations.flatMap((station) => {
      const rows = [...this.book.kept.get(station)?.values() ?? []].sort((a, b) => a.first.index - b.first.index);
      const of = grouped(rows, ({ first: { body } }) => `${body.organisation} ${body.from} ${body.people}`);
      return [...of.values()].map((same) => (same.find(({ last: { author, body } }) => author === body.organisation) ?? same[0])?.last.body);
    });
    const words = (/** @type {(body: any) => string} */ word) => [...grouped(kept, word)].sort(([a], [b]) => byBytes(a, b))
      .map(([one, some]) => ({ word: one, stations: new Set(some.map((body) => body.station)).size }));
    const rows = [...grouped(kept, (body) => `${body.organisation} ${body.from} ${body.people}`)].sort(([a], [b]) => byParts(a, b));
    return {
      turnedAway: rows.map(([, some]) => {
        const [{ organisation, from, people }] = /** @type {[any]} */ (/** @type {unknown} */ (some));
        return { organisation, from, people, stations: some.length };
      }),
      turnedAwayBy: words((body) => body.by),
      turnedAwayReasons: words((body) => body.reason ?? ''),
    };
  }

  incidents() {
    return incidentsOf(this.book.reports, this.book).map((reports) => {
      const answers = reports.flatMap((report) => report.answers);
      const shown = reports.map((report) => this.report(report, answers));
      const states = shown.map((one) => one.state);
      const state = states.includes('unanswered') ? 'unanswered' : states.every((one) => one === 'answered') ? 'answered' : 'waiting';
      return { act: reports[0]?.first.index, state, reports: shown };
    });
  }

  /**
   * @param {IncidentReport} report
   * @param {Seen[]} answers to any report of the incident
   */
  report({ first, last, since, answers: own }, answers) {
    const { category, station, unit } = last.body;
    const task = this.fold.definition.observation.incidents.get(category);
    const due = later(since.tick, (task?.hours ?? 0) * 3600);
    const [answered] = answers.filter((one) => one.author === task?.office).sort((a, b) => a.index - b.index);
    const lateBy = answered === undefined ? 0 : answered.tick.second - due.second;
    const isOver = (this.fold.tick?.second ?? 0) > due.second;
    return {
      act: first.index,
      stands: last.index,
      organisation: first.author,
      category,
      station,
      unit,
      office: task?.office,
      due: due.text,
      state: answered ? 'answered' : isOver ? 'unanswered' : 'waiting',
      lateDays: lateBy > 0 ? Math.floor(lateBy / DAY) : undefined,
      answers: own.map(({ index, author, body }) => ({ act: index, office: author, cause: body.cause, by: body.by })),
    };
  }
}

/**
 * Reports that are connected, each group in the order of the register.
 * @param {IncidentReport[]} reports
 * @param {import('../fold/observation.js').ObservationBook} book
 */
function incidentsOf(reports, book) {
  const group = new Map(reports.map((report) => [report, new Set([report])]));
  for (const report of reports) {
    const other = report.joined === undefined ? undefined : book.reportOf.get(report.joined);
    const [a, b] = [group.get(report), other && group.get(other)];
    if (a === undefined || b === undefined || a === b) continue;
    for (const one of b) {
      a.add(one);
      group.set(one, a);
    }
  }
  return [...new Set(group.values())].map((some) => [...some].sort((a, b) => a.first.index - b.first.index))
    .sort((a, b) => (a[0]?.first.index ?? 0) - (b[0]?.first.index ?? 0));
}

/**
 * @param {Answer[]} answers
 * @param {string[] | undefined} choices of a question that has some
 * @param {boolean} shares
 */
function answersOf(answers, choices, shares) {
  const stations = [...grouped(answers, (one) => one.station).values()];
  const answered = stations.length;
  const differing = stations.filter((some) => new Set(some.map(keyOf)).size > 1).length || undefined;
  const numbers = answers.flatMap(({ number }) => (number === undefined ? [] : [number]));
  if (choices === undefined) return { answered, differing, numbers: numbers.length, sum: numbers.reduce((a, b) => a + b, 0) };
  return {
    answered,
    differing,
    choices: choices.map((choice) => {
      const count = stations.filter((some) => some.some((one) => one.choices?.includes(choice))).length;
      const said = shares && answered > 0 ? { share: share(count, answered), ...interval(count, answered) } : {};
      return { choice, stations: count, ...said };
    }),
  };
}

/** @param {Answer} answer */
const keyOf = ({ choices, number }) => (choices === undefined ? String(number) : [...choices].sort().join(' '));

/**
 * A moment some seconds later, in the same offset.
 * @param {import('../base/moment.js').Moment} moment
 * @param {number} seconds
 */
function later({ second, text }, seconds) {
  const zone = text.slice(19);
  const local = second + seconds + (offsetOf(zone) ?? 0);
  const day = Math.floor(local / DAY);
  const rest = local - day * DAY;
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const time = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  return { second: second + seconds, text: `${dateText(day)}T${time}${zone}` };
}

/**
 * By what each is, in the order in which they come; what is nothing is left out.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => string | undefined} of
 */
function grouped(items, of) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const item of items) {
    const key = of(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/**
 * Codes are ASCII.
 * @param {string} a
 * @param {string} b
 */
const byBytes = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * @param {string} a words with spaces between
 * @param {string} b
 */
function byParts(a, b) {
  const [x, y] = [a.split(' '), b.split(' ')];
  return x.map((one, i) => byBytes(one, y[i] ?? '')).find((order) => order !== 0) ?? 0;
}
