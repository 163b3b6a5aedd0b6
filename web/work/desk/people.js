// Many people at once: a table as CSV (RFC 4180), a line each. All of it is taken or nothing, and what is wrong is said by line.
// Columns: `name` (ORGANISATION/ROLE-DIGITS), and if wanted `place`, `stations` and `units` (codes, separated by spaces). They go onto the
// paper, and into an enrolment that is asked to carry them.

import { parse } from 'csv-parse/sync';
import { isSlipName, organisationOf } from '../keys/enrolment.js';
import { Refusal, refuse } from '../base/refusal.js';

/** @typedef {{name: string, place: string, stations: string[], units: string[]}} Person */

const COLUMNS = ['name', 'place', 'stations', 'units'];
const MOST_PLACES = 64;

/**
 * @param {string} text
 * @param {string[]} taken names that have a slip
 * @returns {{people: Person[], faults: Refusal[]}}
 */
export function readPeople(text, taken = []) {
  const { lines: [header, ...lines], faults } = readTable(text);
  const columns = header?.cells.map((cell) => cell.toLowerCase()) ?? [];
  const unknown = columns.filter((column, place) => !COLUMNS.includes(column) || columns.indexOf(column) !== place);
  if (unknown.length > 0 || !columns.includes('name')) return { people: [], faults: [at(1, 'columns-unknown', unknown.join(' '))] };
  const seen = new Set(taken);
  /** @type {Person[]} */
  const people = [];
  for (const { line, cells } of lines) {
    const person = personOf(columns, cells);
    const code = cells.length === columns.length ? faultOf(person, seen, people[0]?.name ?? taken[0]) : 'line-malformed';
    if (code) faults.push({ line, refusal: at(line, code, person.name) });
    seen.add(person.name);
    people.push(person);
  }
  return { people, faults: faults.sort((one, other) => one.line - other.line).map(({ refusal }) => refusal) };
}

/**
 * The lines that hold anything, and those that aren't CSV. As spreadsheets write it in countries with a decimal comma, `;` may separate.
 * @param {string} text
 */
function readTable(text) {
  const header = text.split('\n', 1)[0] ?? '';
  /** @type {{line: number, refusal: Refusal}[]} */
  const faults = [];
  const parsed = parse(text, {
    bom: true, delimiter: header.includes(';') && !header.includes(',') ? ';' : ',', info: true, relax_column_count: true, skip_empty_lines: true, trim: true,
    skip_records_with_error: true, on_skip: (/** @type {any} */ error) => void faults.push({ line: error.lines, refusal: at(error.lines, 'line-malformed', '') }),
  });
  const records = /** @type {{record: string[], info: {lines: number}}[]} */ (/** @type {unknown} */ (parsed));
  return { lines: records.map(({ record, info }) => ({ line: info.lines, cells: record })), faults };
}

/**
 * @param {number} line
 * @param {string} code
 * @param {string} detail
 */
const at = (line, code, detail) => new Refusal(code, `line ${line} ${detail}`.trimEnd());

/**
 * @param {string[]} columns
 * @param {string[]} cells
 * @returns {Person}
 */
function personOf(columns, cells) {
  const [name = '', place = '', stations = '', units = ''] = COLUMNS.map((column) => cells[columns.indexOf(column)] ?? '');
  return { name, place, stations: codesOf(stations), units: codesOf(units) };
}

/** @param {string} cell */
const codesOf = (cell) => cell.split(/\s+/).filter(Boolean);

/**
 * The places about which each person's key is to sign, by name.
 * @param {Person[]} people
 */
export const scopesOf = (people) => new Map(people.map(({ name, units, stations }) => [name, {
  ...(units.length > 0 && { units }),
  ...(stations.length > 0 && { stations }),
}]));

/**
 * Who stands in no line of the table would be enrolled for everywhere: that is said and not done.
 * @param {{name: string}} slip
 * @param {ReturnType<typeof scopesOf> | undefined} scopes nothing where keys sign about every place
 */
export const scopeFor = ({ name }, scopes) => (scopes === undefined ? {} : (scopes.get(name) ?? refuse('scope-unknown', name)));

/**
 * Why a person can't have a slip by a table; who lost one is given the next by name.
 * @param {Person} person
 * @param {Set<string>} seen
 * @param {string | undefined} first
 */
function faultOf({ name, stations, units }, seen, first) {
  if (!isSlipName(name)) return 'slip-malformed';
  if (first !== undefined && isSlipName(first) && organisationOf(first) !== organisationOf(name)) return 'slip-of-another-organisation';
  if (stations.length > MOST_PLACES || units.length > MOST_PLACES) return 'places-too-many';
  return seen.has(name) ? 'slip-there' : '';
}
