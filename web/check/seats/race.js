// Giving seats one by one to the highest measure, and what decides where measures are level (seat-rule.md, "Ties").

import { compare } from '../base/fraction.js';
import { refuse } from '../base/refusal.js';

/** @typedef {import('../base/fraction.js').Fraction} Fraction */
/** @typedef {{step: number, lists: string[], drawn: string[], within: string | undefined}} Lot */
/**
 * @typedef {object} Tie
 * @property {number} step
 * @property {string[]} lists or the cells of a level beyond one constituency
 * @property {number} seats
 * @property {number} least how many a declaration must name
 * @property {number} turn
 * @property {string | undefined} within the joint list, or the level beyond one constituency
 * @property {string} by
 */
/** @typedef {{kind: string, list: string, from?: number, seats?: number, held: number, decided: Fraction}} Step */
/**
 * @typedef {object} Runner
 * @property {string} list
 * @property {bigint} votes
 * @property {number} seats
 * @property {number} byQuota of these, how many by whole quotas
 * @property {number} most as many as it has candidates
 * @property {boolean} exhausted whether its turn came and it had none left
 */

/** @type {import('./rule.js').Link} */
const LOT = { by: 'lot', alternately: false };

export class Race {
  /**
   * @param {Runner[]} runners
   * @param {import('./rule.js').Link[]} links
   * @param {Lot[]} lots declared
   * @param {string} [within] the joint list inside which seats are given, or the level beyond one constituency
   */
  constructor(runners, links, lots, within) {
    this.runners = runners;
    this.links = links.some((link) => link.by === 'lot') ? links : [...links, LOT];
    this.lots = lots;
    this.within = within;
    /** @type {Step[]} */
    this.steps = [];
    /** @type {Tie | undefined} */
    this.tie = undefined;
    this.given = 0;
    /** @type {Set<Lot>} */
    this.used = new Set();
  }

  /**
   * @param {string} kind
   * @param {Runner} runner
   * @param {Fraction} decided
   * @param {number} [seats]
   */
  give(kind, runner, decided, seats = 1) {
    this.steps.push({ kind, list: runner.list, from: this.given + 1, seats, held: runner.seats, decided });
    runner.seats += seats;
    this.given += seats;
  }

  /**
   * A list whose turn it is, and that has no candidate left, takes part no more.
   * @param {Runner} runner
   * @param {Fraction} decided
   */
  exhaust(runner, decided) {
    this.steps.push({ kind: 'exhausted', list: runner.list, held: runner.seats, decided });
    runner.exhausted = true;
  }

  /**
   * One seat to each with the highest measure, as far as there are seats; false where none can take one or a tie is open.
   * @param {number} left
   * @param {string} kind
   * @param {(runner: Runner) => Fraction} measure
   * @param {Runner[]} [among]
   * @param {boolean} [shown] whether a list that would be next and has no candidate left is a step
   */
  next(left, kind, measure, among = this.runners, shown = true) {
    const measured = among.filter((r) => r.votes > 0n).map((runner) => ({ runner, m: measure(runner) }));
    const able = measured.filter(({ runner }) => runner.seats < runner.most);
    const [first] = able;
    if (first === undefined) return false;
    const best = able.reduce((a, b) => (compare(b.m, a.m) > 0 ? b : a), first);
    for (const { runner, m } of measured) {
      if (shown && runner.seats >= runner.most && !runner.exhausted && compare(m, best.m) > 0) this.exhaust(runner, m);
    }
    const level = able.filter((one) => compare(one.m, best.m) === 0).map((one) => one.runner);
    if (level.length <= left) {
      for (const runner of level) this.give(kind, runner, best.m);
      return true;
    }
    this.decide(level, left, best.m);
    return false;
  }

  /**
   * @param {Runner[]} level
   * @param {number} left fewer seats than lists
   * @param {Fraction} measure
   */
  decide(level, left, measure) {
    let open = level;
    let seats = left;
    let byVotes = false;
    for (const link of this.links) {
      if (seats === 0) return;
      if (link.by === 'lot' || link.by === 'older-candidate') {
        if (this.draw(open, seats, measure, link, byVotes)) return;
        return;
      }
      byVotes ||= link.by !== 'more-seats';
      const groups = grouped(open, link.by);
      open = [];
      for (const group of groups) {
        if (group.length <= seats) {
          for (const runner of group) this.give(link.by, runner, measure);
          seats -= group.length;
        } else {
          open = group;
          break;
        }
      }
    }
  }

  /**
   * @param {Runner[]} open
   * @param {number} seats
   * @param {Fraction} measure
   * @param {import('./rule.js').Link} link
   * @param {boolean} byVotes whether a link by votes came before
   */
  draw(open, seats, measure, link, byVotes) {
    const [first] = open;
    const turn = link.alternately && byVotes && first !== undefined ? first.seats - first.byQuota : 0;
    const lists = open.map((runner) => runner.list);
    const least = turn > 0 ? lists.length - 1 : seats;
    const tie = { step: this.steps.length + 1, lists, seats, least, turn, within: this.within, by: link.by };
    const lot = this.lots.findLast((one) => problemWith(one, tie) === undefined);
    if (lot === undefined) {
      this.tie = tie;
      return false;
    }
    this.used.add(lot);
    const kind = turn > 0 ? 'lot-alternate' : link.by;
    for (const list of orderOf(lot, tie).slice(0, seats)) {
      this.give(kind, /** @type {Runner} */ (open.find((runner) => runner.list === list)), measure);
    }
    return true;
  }
}

/**
 * @param {Runner[]} open
 * @param {'more-votes'|'fewer-votes'|'more-seats'|string} by
 */
function grouped(open, by) {
  const worth = (/** @type {Runner} */ r) => (by === 'more-seats' ? BigInt(r.seats) : by === 'more-votes' ? r.votes : -r.votes);
  const values = [...new Set(open.map(worth))].sort((a, b) => (a < b ? 1 : -1));
  return values.map((value) => open.filter((runner) => worth(runner) === value));
}

/**
 * Why a declaration doesn't decide a tie.
 * @param {Lot} lot
 * @param {Tie} tie
 */
export function problemWith(lot, tie) {
  if (lot.within !== tie.within) return 'lot-not-needed';
  if (lot.step !== tie.step) return 'lot-wrong-step';
  const sorted = (/** @type {string[]} */ lists) => [...lists].sort().join(' ');
  if (sorted(lot.lists) !== sorted(tie.lists)) return 'lot-wrong-lists';
  const strange = lot.drawn.some((list) => !tie.lists.includes(list)) || new Set(lot.drawn).size < lot.drawn.length;
  return strange || lot.drawn.length < tie.least ? 'lot-wrong-drawn' : undefined;
}

/**
 * The order of a draw, turned by one for each earlier time that the lists were level.
 * @param {Lot} lot
 * @param {Tie} tie
 */
function orderOf({ drawn }, { lists, turn }) {
  if (turn === 0) return drawn;
  const all = [...drawn, ...lists.filter((list) => !drawn.includes(list))];
  const by = turn % all.length;
  return [...all.slice(by), ...all.slice(0, by)];
}

/**
 * Holds a declaration against the ties that stand open.
 * @param {Lot} lot
 * @param {Tie[]} ties
 */
export function askLot(lot, ties) {
  const tie = ties.find((one) => one.within === lot.within);
  if (tie === undefined) return refuse('lot-not-needed');
  const problem = problemWith(lot, tie);
  if (problem !== undefined) return refuse(problem, tie.within);
}
