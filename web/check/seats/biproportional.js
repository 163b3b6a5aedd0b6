// Seats that fit lists and constituencies at once (seat-rule.md, "Biproportional").
//
// Among all matrices with these sums the ones sought are those that no exchange of seats along a circle of cells improves,
// a seat more in a cell being worth its votes / (2·seats + 1): so seats are given one by one along the best path.

import { compare, fraction, reduced } from '../base/fraction.js';
import { refuse } from '../base/refusal.js';
import { isAbove } from './allocate.js';
import { Circles } from './circles.js';
import { isOf, nameOf, shared } from './national.js';
import { problemWith } from './race.js';
import { baseOf } from './rule.js';

/** @typedef {import('../base/fraction.js').Fraction} Fraction */
/** @typedef {import('./national.js').Constituency} Constituency */
/** @typedef {{list: string, place: number, votes: bigint, seats: number}} Cell */

/**
 * @param {import('./rule.js').Rule} rule
 * @param {Constituency[]} places
 * @param {import('./allocate.js').Totals} totals
 * @param {import('./race.js').Lot[]} lots
 * @returns {import('./national.js').Nation}
 */
export function biproportional(rule, places, totals, lots) {
  const lists = listsOf(rule, places, totals);
  const house = shared(rule.method, rule.ties, strengthsOf(rule, places, lists), Number(totals.seats), lots.filter(isOf('country')));
  if (house.tie !== undefined) return { of: seatsOf(places, []), tie: house.tie };
  const cells = [...lists].flatMap((list) => places.flatMap((one, place) => one.lists
    .filter(({ list: other, votes }) => votes > 0n && other === list).map(({ votes }) => ({ list, place, votes, seats: 0 }))));
  fill(cells, new Map(house.share), places.map(({ seats }) => seats));
  return settled(places, cells, house.steps + 1, lots.filter(isOf('matrix')));
}

/**
 * The matrix by the lot, or with the lower number of each cell in play.
 * @param {Constituency[]} places
 * @param {Cell[]} cells
 * @param {number} step
 * @param {import('./race.js').Lot[]} lots
 * @returns {import('./national.js').Nation}
 */
function settled(places, cells, step, lots) {
  const circles = new Circles(cells);
  if (circles.cells.length === 0) return { of: seatsOf(places, cells) };
  const name = (/** @type {Cell} */ { place, list }) => nameOf(/** @type {Constituency} */ (places[place]), list);
  const all = circles.cells.length;
  const tie = {
    step, lists: circles.cells.map(name), seats: circles.upper.size, least: all - 1, turn: 0, within: 'matrix', by: 'lot',
  };
  const lot = lots.find((one) => problemWith(one, tie) === undefined);
  if (lot === undefined) {
    for (const cell of circles.upper) cell.seats--;
    return { of: seatsOf(places, cells), tie };
  }
  circles.draw(lot.drawn.map((one) => /** @type {Cell} */ (circles.cells.find((cell) => name(cell) === one))));
  return { of: seatsOf(places, cells) };
}

/**
 * @param {Constituency[]} places
 * @param {Cell[]} cells
 * @returns {import('./national.js').Allocations}
 */
function seatsOf(places, cells) {
  return new Map(places.map(({ constituency, lists }, i) => [constituency, {
    seats: new Map(lists.map(({ list }) => [list, cells.find((cell) => cell.place === i && cell.list === list)?.seats ?? 0])),
    ties: [], steps: [], unfilled: 0, vacant: 0, secondRound: new Set(), used: [],
  }]));
}

/**
 * The lists that take part.
 * @param {import('./rule.js').Rule} rule
 * @param {Constituency[]} places
 * @param {import('./allocate.js').Totals} totals
 */
function listsOf({ threshold }, places, totals) {
  const base = threshold && baseOf(threshold.of, totals);
  const kinds = new Map(places.flatMap(({ lists }) => lists.map((one) => [one.list, one.kind])));
  return new Set([...totals.votes].filter(([list, votes]) => votes > 0n
    && isAbove(threshold, { list, votes, kind: kinds.get(list) ?? 'single' }, base)).map(([list]) => list));
}

/**
 * A list's votes over all constituencies, or the voters that they stand for: votes / seats, here all over one denominator.
 * @param {import('./rule.js').Rule} rule
 * @param {Constituency[]} places
 * @param {Set<string>} lists
 * @returns {[string, bigint][]}
 */
function strengthsOf(rule, places, lists) {
  const whole = rule.biproportional === 'voters' ? places.reduce((product, { seats }) => product * BigInt(seats), 1n) : 1n;
  return [...lists].map((list) => [list, places.reduce((sum, place) => {
    const votes = place.lists.find((one) => one.list === list)?.votes ?? 0n;
    return sum + (rule.biproportional === 'voters' ? votes * (whole / BigInt(place.seats)) : votes);
  }, 0n)]);
}

/** @param {Cell} cell */
export const more = ({ votes, seats }) => fraction(votes, BigInt(2 * seats + 1));

/** @param {Cell} cell */
export const less = ({ votes, seats }) => fraction(BigInt(2 * seats - 1), votes);

/**
 * @param {Fraction} a
 * @param {Fraction} b
 */
export const times = (a, b) => reduced(a.n * b.n, a.d * b.d);

/** @typedef {{worth: Fraction, cell: Cell | undefined, from: string}} Reached */

/**
 * One seat after the other along the path that is worth most, from a list that lacks one to a constituency that does.
 * @param {Cell[]} cells
 * @param {Map<string, number>} lacking
 * @param {number[]} free
 */
function fill(cells, lacking, free) {
  for (let left = free.reduce((a, b) => a + b, 0); left > 0; left--) {
    const reached = bestPaths(cells, [...lacking].filter(([, seats]) => seats > 0).map(([list]) => `list ${list}`));
    const ends = free.flatMap((seats, i) => (seats > 0 && reached.has(`place ${i}`) ? [`place ${i}`] : []));
    const [first] = ends;
    if (first === undefined) return refuse('biproportional-infeasible');
    const worth = (/** @type {string} */ end) => /** @type {Reached} */ (reached.get(end)).worth;
    const end = ends.reduce((a, b) => (compare(worth(b), worth(a)) > 0 ? b : a), first);
    const start = along(reached, end);
    lacking.set(start, (lacking.get(start) ?? 0) - 1);
    free[Number(end.slice(6))] = (free[Number(end.slice(6))] ?? 0) - 1;
  }
}

/**
 * Gives and takes a seat in turn along a path, and says which list it begins at.
 * @param {Map<string, Reached>} reached
 * @param {string} end
 */
function along(reached, end) {
  let at = end;
  for (;;) {
    const { cell, from } = /** @type {Reached} */ (reached.get(at));
    if (cell === undefined) return at.slice(5);
    cell.seats += at.startsWith('place ') ? 1 : -1;
    at = from;
  }
}

/**
 * @param {Cell[]} cells
 * @param {string[]} starts
 */
export function bestPaths(cells, starts) {
  /** @type {Map<string, Reached>} */
  const reached = new Map(starts.map((start) => [start, { worth: fraction(1n), cell: undefined, from: '' }]));
  const step = (/** @type {string} */ from, /** @type {string} */ to, /** @type {Cell} */ cell, /** @type {Fraction} */ factor) => {
    const before = reached.get(from);
    if (before === undefined) return false;
    const worth = times(before.worth, factor);
    const held = reached.get(to);
    if (held !== undefined && compare(worth, held.worth) <= 0) return false;
    reached.set(to, { worth, cell, from });
    return true;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (const cell of cells) {
      const [list, place] = [`list ${cell.list}`, `place ${cell.place}`];
      changed = step(list, place, cell, more(cell)) || changed;
      if (cell.seats > 0) changed = step(place, list, cell, less(cell)) || changed;
    }
  }
  return reached;
}
