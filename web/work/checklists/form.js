// A checklist as its file has it: read from its canonical JSON, its expressions parsed, its rows nested and put in the order in which they
// are evaluated.

import { textOf } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { namesIn, parse } from './expressions.js';

/** @typedef {import('./expressions.js').Expression} Expression */
/** @typedef {{[language: string]: string}} Texts */
/**
 * @typedef {{type: string, list_name?: string, name?: string, label?: Texts, hint?: Texts, constraint_message?: Texts, required_message?: Texts, relevant?: string,
 *   constraint?: string, calculation?: string, required?: string, read_only?: string, default?: string, appearance?: string, choice_filter?: string, repeat_count?: string}} SurveyRow
 */
/** @typedef {{list_name: string, name: string, label?: Texts, cells?: Texts}} Choice */
/** @typedef {{format: string, settings: {[name: string]: string}, languages: string[], survey: SurveyRow[], choice_columns: string[], choices: Choice[]}} File */

/**
 * A row with its expressions and its place.
 * @typedef {object} Row
 * @property {number} index of the survey, from 0
 * @property {SurveyRow} row
 * @property {string} name
 * @property {string} type
 * @property {number} parent the row that opens the group or repeat around it; −1 at the top
 * @property {number} repeat the row that opens the innermost repeat around it; −1 outside
 * @property {number[]} children rows directly in it
 * @property {Expression} [relevant]
 * @property {Expression} [constraint]
 * @property {Expression} [calculation]
 * @property {Expression} [required]
 * @property {Expression} [filter]
 * @property {Expression} [count]
 */

/**
 * @typedef {object} Form
 * @property {File} file
 * @property {Row[]} rows
 * @property {number[]} order rows, those first that others look at
 * @property {Map<string, Row>} byName
 * @property {Map<string, Choice[]>} choices by list
 */

const FORMAT = 'saksei/checklist/v1';
const MOST_BYTES = 2 << 20;
const OPENING = new Set(['begin_group', 'begin_repeat']);
const CLOSING = new Set(['end_group', 'end_repeat']);
const FROM_DEVICE = new Set(['start', 'end', 'today']);
const SETTINGS = ['form_title', 'form_id', 'version', 'default_language', 'instance_name', 'style'];
const ROW = ['type', 'list_name', 'name', 'label', 'hint', 'constraint_message', 'required_message', 'relevant', 'constraint', 'calculation', 'required', 'read_only', 'default', 'appearance', 'choice_filter', 'repeat_count'];
const CHOICE = ['list_name', 'name', 'label', 'cells'];

/** Whether it can hold a value. @param {string} type */
export const hasValue = (type) => type !== 'note' && !OPENING.has(type) && !CLOSING.has(type);

/** Whether somebody answers it, so that an answer can be required of it. @param {string} type */
export const isAsked = (type) => hasValue(type) && type !== 'calculate' && !FROM_DEVICE.has(type);

/** @param {string} type */
export const isSelect = (type) => type === 'select_one' || type === 'select_multiple';

/** Whether its answers may stand in an act. @param {Row} row */
export const isCoded = ({ type, repeat }) => repeat < 0 && (isSelect(type) || type === 'integer');

/**
 * Reads a checklist; other bytes than the canonical ones are refused, so that one checklist has one hash.
 * @param {Uint8Array} bytes
 * @returns {Form}
 */
export function readForm(bytes) {
  if (bytes.length > MOST_BYTES) refuse('checklist-too-large');
  const text = textOf(bytes) ?? refuse('checklist-not-canonical');
  const file = readFile(text);
  if (JSON.stringify(canonical(file)) !== text) refuse('checklist-not-canonical');
  return formOf(file);
}

/** @param {string} text @returns {File} */
function readFile(text) {
  try {
    const read = JSON.parse(text);
    return read?.format === FORMAT && [read.languages, read.survey, read.choice_columns, read.choices].every(Array.isArray) ? read : refuse('checklist-not-canonical');
  } catch {
    return refuse('checklist-not-canonical');
  }
}

/** @param {File} file */
const canonical = ({ format, settings, languages, survey, choice_columns, choices }) => ({
  format, settings: pick(settings, SETTINGS), languages: languages.map(String),
  survey: survey.map((row) => pick(row, ROW, languages)), choice_columns: choice_columns.map(String),
  choices: choices.map((choice) => pick(choice, CHOICE, languages, choice_columns)),
});

/**
 * The fields of an object in their order; texts that are empty left out.
 * @param {object} object
 * @param {string[]} names
 * @param {string[]} [languages]
 * @param {string[]} [columns]
 * @returns {{[name: string]: unknown}}
 */
function pick(object, names, languages = [], columns = []) {
  /** @type {[string, unknown][]} */
  const fields = [];
  for (const name of names) {
    const value = /** @type {{[name: string]: unknown}} */ (object)[name];
    if (typeof value === 'string' && value !== '') fields.push([name, value]);
    else if (typeof value === 'object' && value !== null) {
      const texts = pick(value, name === 'cells' ? columns : languages);
      if (Object.keys(texts).length > 0) fields.push([name, texts]);
    }
  }
  return Object.fromEntries(fields);
}


/** @param {File} file @returns {Form} */
function formOf(file) {
  const rows = nest(file.survey);
  const byName = new Map(rows.filter((row) => row.name !== '' && !CLOSING.has(row.type)).map((row) => [row.name, row]));
  /** @type {Map<string, Choice[]>} */
  const choices = new Map();
  for (const choice of file.choices) {
    const list = choices.get(choice.list_name);
    if (list) list.push(choice);
    else choices.set(choice.list_name, [choice]);
  }
  for (const row of rows) checkNames(row, byName);
  return { file, rows, order: orderOf(rows, byName), byName, choices };
}

/** @param {SurveyRow[]} survey */
function nest(survey) {
  /** @type {Row[]} */
  const rows = [];
  /** @type {Row[]} */
  const open = [];
  for (const [index, row] of survey.entries()) {
    if (CLOSING.has(row.type) && open.pop()?.type.slice('begin'.length) !== row.type.slice('end'.length)) refuse('checklist-group-not-open', String(index));
    const around = open[open.length - 1];
    const made = rowOf(row, index, around?.index ?? -1, around === undefined ? -1 : around.type === 'begin_repeat' ? around.index : around.repeat);
    around?.children.push(index);
    rows.push(made);
    if (OPENING.has(row.type)) open.push(made);
  }
  return open.length === 0 ? rows : refuse('checklist-group-open');
}

/**
 * @param {SurveyRow} row
 * @param {number} index
 * @param {number} parent
 * @param {number} repeat
 * @returns {Row}
 */
function rowOf(row, index, parent, repeat) {
  const read = (/** @type {string | undefined} */ text) => (text === undefined || text === '' ? undefined : parse(text));
  const required = truth(row.required);
  return {
    index, row, name: row.name ?? '', type: row.type, parent, repeat, children: [],
    relevant: read(truth(row.relevant)), constraint: read(truth(row.constraint)), calculation: read(row.calculation),
    required: read(required === 'false()' ? '' : required), filter: read(row.choice_filter), count: read(row.repeat_count),
  };
}

/** XLSForm's yes and no; anything else is an expression. @param {string | undefined} cell */
function truth(cell) {
  const word = cell?.toLowerCase() ?? '';
  return ['yes', 'true', 'true()'].includes(word) ? 'true()' : ['no', 'false', 'false()'].includes(word) ? 'false()' : cell;
}

/** @param {Row} row @param {Map<string, Row>} byName */
function checkNames({ relevant, constraint, calculation, required, filter, count }, byName) {
  for (const expression of [relevant, constraint, calculation, required, filter, count])
    for (const name of expression ? namesIn(expression) : []) if (!byName.has(name)) refuse('expression-name-unknown', name);
}

/**
 * Each row behind those that it looks at, and behind the group or repeat around it; else as they stand.
 * @param {Row[]} rows
 * @param {Map<string, Row>} byName
 */
function orderOf(rows, byName) {
  /** @type {number[]} */
  const order = [];
  /** @type {Map<number, 'open' | 'done'>} */
  const seen = new Map();
  /** @param {Row} row */
  const visit = (row) => {
    if (seen.get(row.index) === 'open') refuse('checklist-circular', row.name);
    if (seen.has(row.index)) return;
    seen.set(row.index, 'open');
    for (const other of looksAt(row, rows, byName)) visit(other);
    seen.set(row.index, 'done');
    order.push(row.index);
  };
  rows.forEach(visit);
  return order;
}

/**
 * @param {Row} row
 * @param {Row[]} rows
 * @param {Map<string, Row>} byName
 */
function looksAt(row, rows, byName) {
  const around = rows[row.parent];
  const named = [row.relevant, row.calculation].flatMap((expression) => (expression ? namesIn(expression) : []));
  return [...(around ? [around] : []), ...named.flatMap((name) => byName.get(name) ?? [])];
}
