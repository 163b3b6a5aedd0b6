// A checklist that is being filled in: what was typed, what the form says of it, and the page that follows.

import { mayStand } from '../../checklists/act.js';
import { fill } from '../../checklists/filling.js';
import { isAsked, isCoded } from '../../checklists/form.js';
import { languagesFor } from '../../checklists/labels.js';
import { draw } from './parts.js';

/** @typedef {import('../../checklists/form.js').Form} Form */
/** @typedef {import('../../checklists/filling.js').Answers} Answers */
/** @typedef {import('../../checklists/filling.js').Problem} Problem */

// A number of repeats that hangs on the repeats themselves would never settle.
const MOST_ROUNDS = 5;

/** This phone's day. @param {Date} now */
export const dayOf = (now) => momentHere(now).slice(0, 10);

/** A moment by this phone's clock, with its offset. @param {Date} now */
export function momentHere(now) {
  const offset = -now.getTimezoneOffset();
  const local = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, 19);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${local}${offset < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/**
 * What a form refuses of answers that are to be signed here: what the standard says, and numbers that no act can hold.
 * @param {Form} form
 * @param {import('../../checklists/filling.js').Filled} filled
 * @returns {Problem[]}
 */
export function refusedBy(form, { problems, values }) {
  const numbers = form.rows.filter((row) => isCoded(row) && row.type === 'integer').flatMap(({ name }) => (typeof values[name] === 'string' && !mayStand(String(values[name])) ? [{ code: 'number-not-in-act', place: name }] : []));
  return [...problems, ...numbers.filter(({ place }) => problems.every((problem) => problem.place !== place))];
}

/** How many of the questions that are asked now are answered. @param {Form} form @param {import('../../checklists/filling.js').Filled} filled */
export function progressOf(form, { relevant, top }) {
  const asked = new Set(relevant.filter((place) => {
    const row = form.byName.get(place.slice(place.lastIndexOf('/') + 1));
    return row !== undefined && isAsked(row.type) && !row.calculation;
  }));
  return { asked: asked.size, answered: answeredIn(form, top, asked) };
}

/**
 * @param {Form} form
 * @param {import('../../checklists/instance.js').Instance} instance
 * @param {Set<string>} asked
 * @returns {number}
 */
function answeredIn(form, instance, asked) {
  const own = form.rows.filter((row) => row.repeat === instance.repeat && asked.has(instance.path + row.name) && instance.value(row) !== '').length;
  return [...instance.repeats.values()].flat().reduce((sum, inner) => sum + answeredIn(form, inner, asked), own);
}

export class FilledChecklist {
  /**
   * @param {Form} form
   * @param {Answers} answers
   * @param {() => void} kept called when something was typed
   */
  constructor(form, answers, kept) {
    this.form = form;
    this.answers = answers;
    this.kept = kept;
    this.today = dayOf(new Date());
    this.filled = fill(form, answers, this.today);
    /** Places that the person has gone on from: their answers may be refused. @type {Set<string>} */
    this.touched = new Set();
    this.isSigning = false;
    /** @type {Map<string, string>} */
    this.problems = new Map();
    this.isFollowing = false;
    this.isStale = true;
    let ids = 0;
    this.parts = draw({
      form, languages: languagesFor(form, document.documentElement.lang), today: this.today,
      problemAt: (place) => (this.isSigning || this.touched.has(place) ? this.problems.get(place) ?? '' : ''),
      changed: (place, isDone) => this.changed(place, isDone),
      newId: () => `q${++ids}`,
    }, form.rows.filter(({ parent }) => parent < 0).map(({ index }) => index), answers);
    this.follow();
  }

  /**
   * @param {string} [place]
   * @param {boolean} [isDone]
   */
  changed(place, isDone) {
    if (place !== undefined && isDone) this.touched.add(place);
    this.follow();
    this.kept();
  }

  // Parts may change answers while they follow: repeats that a number asks for.
  follow() {
    this.isStale = true;
    if (this.isFollowing) return;
    this.isFollowing = true;
    for (let round = 0; this.isStale && round < MOST_ROUNDS; round++) {
      this.isStale = false;
      this.evaluate();
      for (const part of this.parts) part.follow(this.filled.top);
    }
    this.isFollowing = false;
  }

  evaluate() {
    this.filled = fill(this.form, this.answers, this.today);
    this.problems = new Map(refusedBy(this.form, this.filled).map(({ code, place }) => [place, code]));
  }

  /** What is refused, from now on said beside each question, with the first of them in focus. */
  check() {
    this.isSigning = true;
    this.follow();
    const places = [...this.problems.keys()];
    places.some((place) => this.parts.some((part) => part.focus(place)));
    return this.problems;
  }
}
