// Says of a filled form which questions are relevant, what is computed, what is cleared, and which answers are refused and why
// (docs/spec/checklist.md, Evaluation). Rows are settled once, those first that others look at; then answers are checked in the form's order.

import { fits } from './answerForm.js';
import { evaluate } from './evaluator.js';
import { hasValue, isAsked, isSelect } from './form.js';
import { Instance } from './instance.js';
import { compare, isNaN, sign, whole } from './numbers.js';
import { numberOf, textOf, truthOf } from './values.js';
import { EvaluationStop, Work } from './steps.js';

/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./form.js').Row} Row */
/** @typedef {import('./expressions.js').Expression} Expression */
/** A text for each name, an array of such objects for each repeat. @typedef {{[name: string]: string | Answers[]}} Answers */
/** @typedef {{code: string, place: string}} Problem */
/** @typedef {{problems: Problem[], values: Answers, relevant: string[], cleared: string[], top: Instance}} Filled */

const MOST_INSTANCES = 500;
const MOST_PROBLEMS = 100;

/**
 * @param {Form} form
 * @param {Answers} answers a calculation's own are computed anew
 * @param {string} [today] the day of today(); without one it is empty
 * @returns {Filled}
 */
export const fill = (form, answers, today = '') => new Filling(form, today).run(answers);

/** The choices that a question offers. @param {Row} row @param {Instance} instance @param {string} today */
export function offered(row, instance, today) {
  const { form } = instance;
  const [choices, { filter }] = [form.choices.get(row.row.list_name ?? '') ?? [], row];
  if (!filter) return choices;
  const work = new Work(today);
  return choices.filter((choice) => orElse(false, () => truthOf(evaluate(filter, instance.scope(row, choice), work))));
}

/** Whether an answer is required, as things stand. @param {Row} row @param {Instance} instance @param {string} today */
export function isRequired(row, instance, today) {
  const { required } = row;
  return isAsked(row.type) && required !== undefined && orElse(false, () => truthOf(evaluate(required, instance.scope(row), new Work(today))));
}

/** How many instances a repeat wants; undefined where nothing says. @param {Row} row @param {Instance} instance @param {string} today */
export function wanted(row, instance, today) {
  const { count } = row;
  if (count === undefined) return undefined;
  const number = orElse(undefined, () => numberOf(evaluate(count, instance.scope(row), new Work(today))));
  return number?.d === 1n && number.n >= 0n && number.n <= BigInt(MOST_INSTANCES) ? Number(number.n) : undefined;
}

// What can't be worked out here is refused where the form as a whole is evaluated.
/** @template T @param {T} otherwise @param {() => T} work @returns {T} */
function orElse(otherwise, work) {
  try {
    return work();
  } catch (stop) {
    if (stop instanceof EvaluationStop) return otherwise;
    throw stop;
  }
}

class Filling {
  /**
   * @param {Form} form
   * @param {string} today
   */
  constructor(form, today) {
    this.form = form;
    this.work = new Work(today);
    this.top = new Instance(form, -1);
    /** @type {Problem[]} */
    this.problems = [];
    /** @type {string[]} */
    this.relevant = [];
    /** @type {string[]} */
    this.cleared = [];
    this.instances = 0;
    this.at = '';
  }

  /** @param {Answers} answers @returns {Filled} */
  run(answers) {
    try {
      this.place(this.top, answers, -1);
      for (const row of this.rows(this.form.order)) for (const instance of this.instancesOf(row.repeat)) this.settle(instance, row);
      for (const row of this.form.rows) if (row.parent < 0) this.check(this.top, row);
      const { problems, relevant, cleared, top } = this;
      return { problems, values: this.values(top), relevant, cleared, top };
    } catch (stop) {
      if (!(stop instanceof EvaluationStop)) throw stop;
      return { problems: [...this.problems, { code: 'evaluation-too-large', place: this.at }], values: {}, relevant: [], cleared: [], top: this.top };
    }
  }

  /** @param {number[]} indices */
  rows(indices) {
    return indices.flatMap((index) => this.form.rows[index] ?? []);
  }

  // Puts answers where they belong; a name that isn't there, or in another repeat, is refused. Values come before repeats, in the order
  // of their names.
  /**
   * @param {Instance} instance
   * @param {Answers} answers
   * @param {number} repeat
   */
  place(instance, answers, repeat) {
    if (++this.instances > MOST_INSTANCES) throw new EvaluationStop(`more than ${MOST_INSTANCES} instances of repeats`);
    const names = Object.keys(answers).sort();
    for (const name of names) {
      const answer = answers[name];
      if (typeof answer === 'string' && answer !== '') this.placeValue(instance, name, answer, repeat);
    }
    for (const name of names) {
      const answer = answers[name];
      if (typeof answer === 'object' && answer.length > 0) this.placeRepeat(instance, name, answer, repeat);
    }
  }

  /**
   * @param {Instance} instance
   * @param {string} name
   * @param {string} answer
   * @param {number} repeat
   */
  placeValue(instance, name, answer, repeat) {
    const row = this.form.byName.get(name);
    if (!row || row.repeat !== repeat) this.refuse('answer-unknown', instance.path + name);
    else if (!hasValue(row.type)) this.refuse('answer-unexpected', instance.path + name);
    else instance.values.set(row.index, answer);
  }

  /**
   * @param {Instance} instance
   * @param {string} name
   * @param {Answers[]} filled
   * @param {number} repeat
   */
  placeRepeat(instance, name, filled, repeat) {
    const row = this.form.byName.get(name);
    if (!row || row.repeat !== repeat || row.type !== 'begin_repeat') return this.refuse('answer-unknown', instance.path + name);
    const instances = filled.map((_, index) => new Instance(this.form, row.index, instance, index + 1));
    instance.repeats.set(row.index, instances);
    for (const [index, inner] of instances.entries()) this.place(inner, filled[index] ?? {}, row.index);
  }

  /** @param {number} repeat @returns {Instance[]} */
  instancesOf(repeat) {
    const row = this.form.rows[repeat];
    return row ? this.instancesOf(row.repeat).flatMap((instance) => instance.repeated(row)) : [this.top];
  }

  /**
   * @param {Instance} instance
   * @param {Row} row
   */
  settle(instance, row) {
    this.at = instance.path + row.name;
    const around = this.form.rows[row.parent];
    const isAround = around === undefined || (instance.holding(around.repeat)?.isRelevant(around) ?? false);
    if (!isAround || (row.relevant && !truthOf(this.evaluate(row.relevant, instance, row)))) instance.irrelevant.add(row.index);
    else if (row.calculation) instance.values.set(row.index, this.computed(this.evaluate(row.calculation, instance, row)));
  }

  /**
   * @param {Expression} expression
   * @param {Instance} instance
   * @param {Row} row
   * @param {import('./form.js').Choice} [choice]
   */
  evaluate(expression, instance, row, choice) {
    return evaluate(expression, instance.scope(row, choice), this.work);
  }

  // What isn't a number is no value, as in ODK.
  /** @param {import('./values.js').Value} value */
  computed(value) {
    const text = value.is === 'number' && isNaN(value.number) ? '' : textOf(value);
    this.work.chargeUnits(text.length);
    return text;
  }

  /**
   * @param {Instance} instance
   * @param {Row} row
   */
  check(instance, row) {
    this.at = instance.path + row.name;
    if (row.type === 'begin_group' || row.type === 'begin_repeat') return this.checkWithin(instance, row);
    if (!hasValue(row.type)) return;
    const value = instance.value(row);
    if (instance.isRelevant(row)) {
      this.relevant.push(this.at);
      const code = value === '' ? this.checkNone(instance, row) : this.checkValue(instance, row, value);
      if (code !== '') this.refuse(code, this.at);
    } else if (value !== '') this.cleared.push(this.at);
  }

  /**
   * @param {Instance} instance
   * @param {Row} row
   */
  checkWithin(instance, row) {
    const isRepeat = row.type === 'begin_repeat';
    const given = instance.repeated(row).length;
    if (isRepeat && row.count && instance.isRelevant(row)) {
      const count = numberOf(this.evaluate(row.count, instance, row));
      if (compare(count, whole(given)) !== 0 && !(given === 0 && sign(count) <= 0)) this.refuse('answer-repeat-count', this.at);
    }
    for (const each of isRepeat ? instance.repeated(row) : [instance]) for (const inner of this.rows(row.children)) this.check(each, inner);
  }

  /**
   * @param {Instance} instance
   * @param {Row} row
   */
  checkNone(instance, row) {
    return isAsked(row.type) && row.required && truthOf(this.evaluate(row.required, instance, row)) ? 'answer-required' : '';
  }

  /**
   * @param {Instance} instance
   * @param {Row} row
   * @param {string} value
   */
  checkValue(instance, row, value) {
    const choices = this.form.choices.get(row.row.list_name ?? '') ?? [];
    if (!fits(row, value, choices)) return isSelect(row.type) ? 'answer-not-a-choice' : 'answer-malformed';
    const { filter } = row;
    const isOffered = (/** @type {string} */ name) => choices.some((choice) => choice.name === name && (!filter || truthOf(this.evaluate(filter, instance, row, choice))));
    if (filter && !value.split(' ').every(isOffered)) return 'answer-not-a-choice';
    return row.constraint && !truthOf(this.evaluate(row.constraint, instance, row)) ? 'answer-constraint' : '';
  }

  /** @param {Instance} instance @returns {Answers} */
  values(instance) {
    /** @type {Answers} */
    const values = {};
    for (const row of this.form.rows) {
      if (row.repeat !== instance.repeat || !instance.isRelevant(row)) continue;
      const [inner, value] = [instance.repeated(row), instance.value(row)];
      if (row.type === 'begin_repeat' && inner.length > 0) values[row.name] = inner.map((one) => this.values(one));
      else if (hasValue(row.type) && value !== '') values[row.name] = value;
    }
    return values;
  }

  /**
   * @param {string} code
   * @param {string} place
   */
  refuse(code, place) {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ code, place });
  }
}
