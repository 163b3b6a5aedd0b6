// The count board as its page's script has it: read once from what the server wrote (BoardFile.cs), and searched at each keystroke. A word
// is looked for among the units and patterns first, of which there are few, and then only the codes are looked through.

import { fold } from './folding.js';

/** @typedef {[code: string, parent: number, ...names: string[]]} Unit */
/** @typedef {{size: number, units: Unit[], codes: string, at: number[], states: string, flags: string, copies: string, seats: string, patterns: string[], differing: [number, number, number, number][], first: number[]}} BoardFile */
/** How the copies of a station differ. @typedef {{pattern: number, apart: number, speaking: number}} Difference */
/** A state's key, from 1; 0 for all of them. @typedef {{words: string, state: number, province: number, hasSeat: boolean, order: string}} Query */

/**
 * @typedef {object} Board
 * @property {number} size acts of the checkpoint
 * @property {Unit[]} units
 * @property {string[]} codes
 * @property {string} folded codes as they are searched, a line each
 * @property {Int32Array} starts where each begins in it, and where it ends
 * @property {Int32Array} unitOf by station
 * @property {Int32Array} provinceOf by unit; -1 above provinces
 * @property {string[][]} wordsOf what a unit is found by, itself and those that it lies in
 * @property {Uint8Array} states keys
 * @property {Uint8Array} flags 1 where a double entry isn't finished, 2 where a check fails that nobody has looked at
 * @property {Uint8Array} copies
 * @property {Uint8Array} seats
 * @property {string[]} patterns
 * @property {Map<number, Difference>} differing
 * @property {Int8Array} patternOf by station; -1 where nothing differs
 * @property {Int32Array} ranked all stations, those first that seats hang on
 */

export const SHOWN = 100;
const [ENTERING, FAILING] = [2, 3];

/** @param {BoardFile} file @returns {Board} */
export function readBoard({ size, units, codes, at, states, flags, copies, seats, patterns, differing, first }) {
  const unitOf = unitsOf(at);
  const read = codes.split(' ').map((code, place) => (code.startsWith('=') ? code.slice(1) : (units[unitOf[place] ?? 0]?.[0] ?? '') + code));
  const columns = { states: column(states), flags: column(flags), copies: column(copies), seats: column(seats) };
  const places = [...read.keys()];
  return {
    size, units, codes: read, ...linesOf(read.map(fold)), unitOf: Int32Array.from(unitOf), provinceOf: Int32Array.from(provincesOf(units)), wordsOf: wordsOf(units), ...columns, patterns,
    differing: new Map(differing.map(([place, pattern, apart, speaking]) => [place, { pattern, apart, speaking }])),
    patternOf: patternsOf(read.length, differing),
    ranked: Int32Array.from(new Set([...first, ...places.filter((place) => (columns.seats[place] ?? 0) > 0), ...places])),
  };
}

/** @param {number} count @param {BoardFile['differing']} differing */
function patternsOf(count, differing) {
  const patterns = new Int8Array(count).fill(-1);
  for (const [place, pattern] of differing) patterns[place] = pattern;
  return patterns;
}

// In one text a word is found as fast as a browser finds one in a page.
/** @param {string[]} codes */
function linesOf(codes) {
  const starts = new Int32Array(codes.length + 1);
  for (const [place, code] of codes.entries()) starts[place + 1] = (starts[place] ?? 0) + code.length + 1;
  return { folded: `${codes.join('\n')}\n`, starts };
}

/** @param {number[]} runs a unit, and how many stations of it lie beside each other */
function unitsOf(runs) {
  /** @type {number[]} */
  const units = [];
  for (let at = 0; at < runs.length; at += 2) units.push(.../** @type {number[]} */ (Array(runs[at + 1]).fill(runs[at])));
  return units;
}

/** @param {string} signs */
const column = (signs) => Uint8Array.from(signs, (sign) => parseInt(sign, 36));

// Those directly below the whole country.
/** @param {Unit[]} units */
function provincesOf(units) {
  /** @type {number[]} */
  const provinces = [];
  for (const [unit, [, parent]] of units.entries()) provinces.push(parent < 0 ? -1 : (units[parent]?.[1] ?? -1) < 0 ? unit : (provinces[parent] ?? -1));
  return provinces;
}

/** @param {Unit[]} units @returns {string[][]} */
function wordsOf(units) {
  /** @type {string[][]} */
  const words = [];
  for (const [code, parent, ...names] of units) words.push([...(words[parent] ?? []), ...[code, ...names].map(fold)]);
  return words;
}

/**
 * The places of stations that are asked for, in the order that is. Each word must be found in the code, in a name of the unit or of one
 * above it, or in the name of the pattern.
 * @param {Board} board
 * @param {Query} query
 * @param {string[]} patternNames in the reader's language, by pattern
 * @returns {number[]}
 */
export function find(board, { words, state, province, hasSeat, order }, patternNames) {
  const kept = inState(board, state);
  if (hasSeat) keep(kept, (place) => board.seats[place] !== 0);
  if (province >= 0) keep(kept, (place) => board.provinceOf[board.unitOf[place] ?? 0] === province);
  for (const word of fold(words).split(' ').filter(Boolean)) keep(kept, testOf(board, word, patternNames));
  const found = [];
  for (let at = 0; at < kept.length; at++) {
    const place = order === 'code' ? at : (board.ranked[at] ?? 0);
    if (kept[place] === 1) found.push(place);
  }
  return found;
}

/** 1 for each station of a state, by its key. @param {Board} board @param {number} state */
function inState({ states, flags }, state) {
  const kept = new Uint8Array(states.length);
  const flag = state === ENTERING ? 1 : state === FAILING ? 2 : 0;
  for (let place = 0; place < kept.length; place++)
    kept[place] = state === 0 || (flag > 0 ? ((flags[place] ?? 0) & flag) > 0 : states[place] === state) ? 1 : 0;
  return kept;
}

/** Takes out of what is kept what a test doesn't hold for; it is asked in order. @param {Uint8Array} kept @param {(place: number) => boolean} test */
function keep(kept, test) {
  for (let place = 0; place < kept.length; place++) if (kept[place] === 1 && !test(place)) kept[place] = 0;
}

/**
 * Whether a word is found at a station; asked of stations in order, since the next code that has it is looked for only once.
 * @param {Board} board
 * @param {string} word
 * @param {string[]} patternNames
 */
function testOf({ wordsOf: unitWords, unitOf, folded, starts, patternOf }, word, patternNames) {
  const units = unitWords.map((names) => names.some((name) => name.includes(word)));
  const patterns = patternNames.map((name) => fold(name).includes(word));
  let next = folded.indexOf(word);
  return (/** @type {number} */ place) => {
    if (units[unitOf[place] ?? 0] || patterns[patternOf[place] ?? -1]) return true;
    const start = starts[place] ?? 0;
    if (next >= 0 && next < start) next = folded.indexOf(word, start);
    return next >= 0 && next < (starts[place + 1] ?? 0);
  };
}
