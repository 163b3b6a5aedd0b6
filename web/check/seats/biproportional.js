// Seats that fit lists and constituencies at once (seat-rule.md, "Biproportional").
//
// Among all matrices with these sums the ones sought are those that no exchange of seats along a circle of cells improves,
// a seat more in a cell being worth its votes / (2·seats + 1): so seats are given one by one along the best path.

import { compare, fraction } from '../base/fraction.js';
import { refuse } from '../base/refusal.js';
import { isAbove } from './allocate.js';
import { shared } from './national.js';
import { baseOf } from './rule.js';

/** @typedef {import('../base/fraction.js').Fraction} Fraction */
/** @typedef {import('./national.js').Constituency} Constituency */
/** @typedef {{list: string, place: number, votes: bigint, seats: number}} Cell */

/**
 * @param {import('./rule.js').Rule} rule
 * @param {Constituency[]} places
 * @param {import('./allocate.js').Totals} totals
 * @returns {import('./national.js').Allocations}
 */
export function biproportional(rule, places, totals) {
  const lists = listsOf(rule, places, totals);
  const house = shared(rule.method, rule.ties, strengthsOf(rule, places, lists), Number(totals.seats));
  const cells = places.flatMap((one, place) => one.lists.filter(({ list, votes }) => votes > 0n && lists.has(list))
    .map(({ list, votes }) => ({ list, place, votes, seats: 0 })));
  fill(cells, new Map(house), places.map(({ seats }) => seats));
  if (isTied(cells)) refuse('national-tie');
  return new Map(places.map(({ constituency, lists: all }, i) => [constituency, {
    seats: new Map(all.map(({ list }) => [list, cells.find((cell) => cell.place === i && cell.list === list)?.seats ?? 0])),
    ties: [], steps: [], unfilled: 0, vacant: 0, secondRound: new Set(),
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
const more = ({ votes, seats }) => fraction(votes, BigInt(2 * seats + 1));

/** @param {Cell} cell */
const less = ({ votes, seats }) => fraction(BigInt(2 * seats - 1), votes);

/**
 * @param {Fraction} a
 * @param {Fraction} b
 */
const times = (a, b) => fraction(a.n * b.n, a.d * b.d);

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
function bestPaths(cells, starts) {
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

/**
 * Whether seats could be passed round a circle of cells at no loss. Along the best paths from one list nothing may be
 * level that isn't the same path: each cell with a seat to spare that lies on a path as good both ways closes a circle.
 * @param {Cell[]} cells
 */
function isTied(cells) {
  const lists = [...new Set(cells.map(({ list }) => list))];
  return cells.some((cell) => {
    const others = cells.filter((one) => one !== cell);
    const reached = bestPaths(others.length === 0 ? [] : others, lists.filter((list) => list === cell.list).map((list) => `list ${list}`));
    const around = reached.get(`place ${cell.place}`);
    return cell.seats > 0 && around !== undefined && compare(times(around.worth, less(cell)), fraction(1n)) === 0;
  });
}
