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
 * What is answered, in the order of the form, with what lies in repeats behind what doesn't.
 * @param {import('../../checklists/instance.js').Instance} instance
 * @returns {Generator<{row: import('../../checklists/form.js').Row, place: string, value: string}>}
 */
export function* answered(instance) {
  for (const row of instance.form.rows) {
    const value = instance.value(row);
    if (row.repeat === instance.repeat && value !== '' && instance.isRelevant(row)) yield { row, place: instance.path + row.name, value };
  }
  for (const inner of [...instance.repeats.values()].flat()) yield* answered(inner);
}

/**
 * What is refused of answers that are to be signed here: what the standard says, numbers that no act can hold, and pictures that are gone.
 * @param {import('../../checklists/filling.js').Filled} filled
 * @param {import('./pictureAnswers.js').Pictures} pictures
 * @returns {Problem[]}
 */
export function refusedBy({ problems, top }, pictures) {
  const places = new Set(problems.map(({ place }) => place));
  const own = [...answered(top)].flatMap(({ row, place, value }) => {
    if (isCoded(row) && row.type === 'integer' && !mayStand(value)) return [{ code: 'number-not-in-act', place }];
    return row.type === 'image' && !pictures.has(value) ? [{ code: 'picture-missing', place }] : [];
  });
  return [...problems, ...own.filter(({ place }) => !places.has(place))];
}

/** @param {import('../../checklists/form.js').Row} row */
const isToAnswer = (row) => isAsked(row.type) && !row.calculation;

/** How many of the questions that are asked now are answered. @param {Form} form @param {import('../../checklists/filling.js').Filled} filled */
export function progressOf(form, { relevant, top }) {
  const asked = relevant.flatMap((place) => form.byName.get(place.slice(place.lastIndexOf('/') + 1)) ?? []).filter(isToAnswer);
  return { asked: asked.length, answered: [...answered(top)].filter(({ row }) => isToAnswer(row)).length };
}

export class FilledChecklist {
  /**
   * @param {Form} form
   * @param {Answers} answers
   * @param {import('./pictureAnswers.js').Pictures} pictures
   * @param {() => void} kept called when something was typed
   */
  constructor(form, answers, pictures, kept) {
    this.form = form;
    this.answers = answers;
    this.pictures = pictures;
    this.kept = kept;
    /** Which pictures rest in which draft. */
    this.keptFiles = '';
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
      form, languages: languagesFor(form, document.documentElement.lang), today: this.today, pictures,
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
    this.problems = new Map(refusedBy(this.filled, this.pictures).map(({ code, place }) => [place, code]));
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
