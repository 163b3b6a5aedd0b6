// Answers as an act has them: choices and whole numbers outside of repeats stand in it, everything else goes into files of its own, each with
// a salt in its bytes, so that nobody finds a text by trying what might have been said.

import { base64, randomBytes, utf8 } from '../base/bytes.js';
import { isCoded, isSelect } from './form.js';

/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./form.js').Row} Row */
/** @typedef {import('./filling.js').Answers} Answers */
/** @typedef {{question: string, choices?: string[], number?: number}} CodedAnswer */

const LARGEST = /^(?:0|[1-9][0-9]{0,8})$/;
const SALT_BYTES = 16;
const WORDS = 'answers.json';

/** Whether a number is one that an act can hold. @param {string} value */
export const mayStand = (value) => LARGEST.test(value);

/**
 * What stands in the act, in the order of the form.
 * @param {Form} form
 * @param {Answers} values
 * @returns {CodedAnswer[]}
 */
export function codedOf(form, values) {
  return form.rows.filter(isCoded).flatMap(({ name, type }) => {
    const value = values[name];
    if (typeof value !== 'string') return [];
    return [isSelect(type) ? { question: name, choices: value.split(' ') } : { question: name, number: Number(value) }];
  });
}

/**
 * The file of all other answers, each by its path; of a question in a repeat a line for each instance. Nothing where there are none.
 * @param {Form} form
 * @param {Answers} values
 * @returns {{name: string, type: string, bytes: import('../base/bytes.js').Bytes} | undefined}
 */
export function wordsOf(form, values) {
  const texts = Object.fromEntries(textsOf(form, form.rows.filter(({ parent }) => parent < 0), '', [values]));
  if (Object.keys(texts).length === 0) return undefined;
  return { name: WORDS, type: 'application/json', bytes: utf8(JSON.stringify({ salt: base64(randomBytes(SALT_BYTES)), texts })) };
}

/**
 * @param {Form} form
 * @param {Row[]} rows
 * @param {string} path
 * @param {Answers[]} filled
 * @returns {[string, string][]}
 */
function textsOf(form, rows, path, filled) {
  return rows.flatMap((row) => {
    if (row.children.length > 0) return textsOf(form, row.children.flatMap((index) => form.rows[index] ?? []), `${path}${row.name}/`, row.type === 'begin_repeat' ? filled.flatMap((one) => repeatedIn(one, row.name)) : filled);
    const lines = filled.map((one) => (typeof one[row.name] === 'string' ? String(one[row.name]) : ''));
    return isCoded(row) || row.calculation || lines.every((line) => line === '') ? [] : [/** @type {[string, string]} */ ([path + row.name, lines.join('\n')])];
  });
}

/**
 * @param {Answers} answers
 * @param {string} name
 * @returns {Answers[]}
 */
export function repeatedIn(answers, name) {
  const inner = answers[name];
  return Array.isArray(inner) ? inner : [];
}
