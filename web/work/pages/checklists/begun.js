// What is in a form before anybody types: what the device gives, and what was typed into an earlier version of it.

import { hasValue } from '../../checklists/form.js';
import { dayOf, momentHere } from './filled.js';
import { defaultsOf } from './parts.js';

/** @typedef {import('../../checklists/form.js').Form} Form */
/** @typedef {import('../../checklists/filling.js').Answers} Answers */

/** What a device puts in before a form is shown. @param {Form} form @returns {Answers} */
export function begun(form) {
  const given = Object.fromEntries(form.rows.filter(({ repeat }) => repeat < 0).flatMap(({ name, type }) => (type === 'start' ? [[name, momentHere(new Date())]] : type === 'today' ? [[name, dayOf(new Date())]] : [])));
  return { ...defaultsOf({ form }, form.rows.filter(({ parent }) => parent < 0).map(({ index }) => index)), ...given };
}

/**
 * What was typed into another version, as far as this one asks it.
 * @param {Form} form
 * @param {Answers} answers
 * @param {number} [repeat]
 * @returns {Answers}
 */
export function known(form, answers, repeat = -1) {
  /** @type {Answers} */
  const kept = {};
  for (const [name, answer] of Object.entries(answers)) {
    const row = form.byName.get(name);
    if (row?.repeat !== repeat) continue;
    if (typeof answer === 'string' && hasValue(row.type)) kept[name] = answer;
    else if (typeof answer !== 'string' && row.type === 'begin_repeat') kept[name] = answer.map((one) => known(form, one, row.index));
  }
  return kept;
}
