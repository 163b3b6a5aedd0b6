// Circles of cells round which seats could be passed at no loss: a tie inside a matrix (seat-rule.md, "Biproportional").

import { compare } from '../base/fraction.js';
import { bestPaths, less, more, times } from './biproportional.js';

/** @typedef {import('./biproportional.js').Cell} Cell */
/** @typedef {{from: string, to: string, cell: Cell}} Pass a seat given to a constituency, or taken from it */

/** @param {Cell} cell */
const ends = ({ list, place }) => ({ ofList: `list ${list}`, ofPlace: `place ${place}` });

export class Circles {
  /** @param {Cell[]} cells of a matrix that no exchange improves */
  constructor(cells) {
    const passes = levelPasses(cells);
    const near = nearOf(passes);
    const inCircle = passes.filter(({ from, to }) => reached(to, near).has(from));
    /** The cells of which each has one of two numbers, in their order. */
    this.cells = cells.filter((cell) => inCircle.some((one) => one.cell === cell));
    /** Those that have the upper one: theirs is taken along a circle, and the others are given one. @type {Set<Cell>} */
    this.upper = new Set(inCircle.filter(({ from }) => from.startsWith('place ')).map(({ cell }) => cell));
  }

  /**
   * The first cell drawn has its upper number if any matrix gives it that; then the second, if any that also fits the first.
   * @param {Cell[]} order
   */
  draw(order) {
    const open = new Set(this.cells);
    for (const cell of order) {
      open.delete(cell);
      if (!this.upper.has(cell)) this.raise(cell, open);
    }
  }

  /**
   * Gives a cell its upper number, if seats can then be passed back through cells that are open.
   * @param {Cell} cell
   * @param {Set<Cell>} open
   */
  raise(cell, open) {
    const { ofList, ofPlace } = ends(cell);
    const near = nearOf([...open].map((one) => this.pass(one)));
    const before = reached(ofPlace, near);
    if (!before.has(ofList)) return;
    this.turn(cell);
    for (let at = ofList; at !== ofPlace;) {
      const pass = /** @type {Pass} */ (before.get(at));
      this.turn(pass.cell);
      at = pass.from;
    }
  }

  /**
   * @param {Cell} cell
   * @returns {Pass}
   */
  pass(cell) {
    const { ofList, ofPlace } = ends(cell);
    return this.upper.has(cell) ? { from: ofPlace, to: ofList, cell } : { from: ofList, to: ofPlace, cell };
  }

  /** @param {Cell} cell */
  turn(cell) {
    cell.seats += this.upper.has(cell) ? -1 : 1;
    if (!this.upper.delete(cell)) this.upper.add(cell);
  }
}

/**
 * Every seat that could be given or taken without another divisor: the best path to where it goes leads through it as well.
 * @param {Cell[]} cells
 * @returns {Pass[]}
 */
function levelPasses(cells) {
  const best = bestPaths(cells, [...new Set(cells.map((cell) => ends(cell).ofList))]);
  return cells.flatMap((cell) => {
    const { ofList, ofPlace } = ends(cell);
    const list = best.get(ofList)?.worth;
    const place = best.get(ofPlace)?.worth;
    if (list === undefined || place === undefined) return [];
    if (compare(times(list, more(cell)), place) === 0) return [{ from: ofList, to: ofPlace, cell }];
    return cell.seats > 0 && compare(times(place, less(cell)), list) === 0 ? [{ from: ofPlace, to: ofList, cell }] : [];
  });
}

/** @param {Pass[]} passes */
function nearOf(passes) {
  /** @type {Map<string, Pass[]>} */
  const near = new Map();
  for (const pass of passes) near.set(pass.from, [...(near.get(pass.from) ?? []), pass]);
  return near;
}

/**
 * What can be reached, each with the pass that leads there.
 * @param {string} start
 * @param {Map<string, Pass[]>} near
 */
function reached(start, near) {
  /** @type {Map<string, Pass | undefined>} */
  const before = new Map([[start, undefined]]);
  for (const at of before.keys()) {
    for (const pass of near.get(at) ?? []) if (!before.has(pass.to)) before.set(pass.to, pass);
  }
  return before;
}
