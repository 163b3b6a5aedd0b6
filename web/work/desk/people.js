// Many people at once: a table as CSV (RFC 4180), a line each. All of it is taken or nothing, and what is wrong is said by line.
// Columns: `name` (ORGANISATION/ROLE-DIGITS), and if wanted `place` and `stations` (separated by spaces), which go onto the paper alone.

import { readFileSync } from 'node:fs';
import { isSlipName, organisationOf } from '../keys/enrolment.js';
import { Refusal } from '../base/refusal.js';

/** @typedef {{name: string, place: string, stations: string[]}} Person */

const COLUMNS = ['name', 'place', 'stations'];

/**
 * @param {string} path
 * @param {string[]} taken names that have a slip
 * @returns {{people: Person[], faults: Refusal[]}}
 */
export function readPeople(path, taken = []) {
  const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  const [header = '', ...lines] = text.split(/\r?\n/);
  const separator = header.includes(';') && !header.includes(',') ? ';' : ',';
  const columns = cellsOf(header, separator) ?? [];
  const unknown = columns.filter((column, at) => !COLUMNS.includes(column) || columns.indexOf(column) !== at);
  if (unknown.length > 0 || !columns.includes('name')) return { people: [], faults: [at(1, 'columns-unknown', unknown.join(' '))] };
  const seen = new Set(taken);
  /** @type {Person[]} */
  const people = [];
  /** @type {Refusal[]} */
  const faults = [];
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const cells = cellsOf(line, separator);
    const person = personOf(columns, cells ?? []);
    const code = cells?.length === columns.length ? faultOf(person, seen, people[0]?.name ?? taken[0]) : 'line-malformed';
    if (code) faults.push(at(index + 2, code, person.name));
    seen.add(person.name);
    people.push(person);
  }
  return { people, faults };
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
  const [name = '', place = '', stations = ''] = COLUMNS.map((column) => cells[columns.indexOf(column)] ?? '');
  return { name, place, stations: stations.split(/\s+/).filter(Boolean) };
}

/**
 * Why a person can't have a slip by a table; who lost one is given the next by name.
 * @param {Person} person
 * @param {Set<string>} seen
 * @param {string | undefined} first
 */
function faultOf({ name }, seen, first) {
  if (!isSlipName(name)) return 'slip-malformed';
  if (first !== undefined && isSlipName(first) && organisationOf(first) !== organisationOf(name)) return 'slip-of-another-organisation';
  return seen.has(name) ? 'slip-there' : '';
}

/**
 * The cells of a line; undefined where a quotation mark stands by itself.
 * @param {string} line
 * @param {string} separator
 * @returns {string[] | undefined}
 */
function cellsOf(line, separator) {
  const cells = [];
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}]*))(${separator}|$)`, 'y');
  for (;;) {
    const [, quoted, plain = '', end] = cell.exec(line) ?? [];
    if (end === undefined) return undefined;
    cells.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end === '') return cells;
  }
}
