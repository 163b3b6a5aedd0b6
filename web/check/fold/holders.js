// Candidates as posted, and who holds the seats (act.md, "holders/…"; results.md, "holders.json").

import { compare, fraction, readFraction } from '../base/fraction.js';
import { attempt, refuse } from '../base/refusal.js';

/** @typedef {{act: string, candidates: string[], preferences: number[] | undefined}} Posted */
/**
 * @typedef {object} Seat
 * @property {string} list
 * @property {number} ordinal
 * @property {string | null} holder
 * @property {string} by
 * @property {string} [wonBy]
 * @property {string} [act]
 */
/** @typedef {{seats: Seat[], had: Set<string | null>}} Held */
/** @typedef {{identity: string, body: any, author: string}} HolderAct */

export class HolderBook {
  /**
   * @param {import('../definition/definition.js').Definition} definition
   * @param {import('./members.js').Members} members
   * @param {import('./results.js').ResultBook} results
   */
  constructor(definition, members, results) {
    this.definition = definition;
    this.members = members;
    this.results = results;
    /** @type {Map<string, Map<string, Posted>>} by constituency and list */
    this.posted = new Map();
    /** @type {Map<string, HolderAct[]>} by constituency */
    this.changes = new Map();
  }

  /** @param {HolderAct} act */
  post({ identity, body, author }) {
    const { constituency, list, candidates, preferences, previous } = body;
    this.askOffice(author, constituency);
    if (!this.definition.standing.get(constituency)?.some((one) => one.code === list)) refuse('list-not-standing', list);
    if (new Set(candidates).size < candidates.length) refuse('duplicate-candidate', list);
    if (preferences !== undefined && preferences.length !== candidates.length) refuse('preferences-differ', list);
    const posted = this.posted.get(constituency) ?? new Map();
    if (posted.get(list)?.act !== previous) refuse('stale-edit', list);
    posted.set(list, { act: identity, candidates, preferences });
    this.posted.set(constituency, posted);
  }

  /**
   * @param {string} author
   * @param {string} constituency
   */
  askOffice(author, constituency) {
    if (!this.members.holds('stage', author)) refuse('office-not-held', 'stage');
    if (!this.definition.constituencies.includes(constituency)) refuse('constituency-unknown', constituency);
  }

  /** @param {HolderAct & {kind: string}} act */
  change(act) {
    const { constituency, ground, article } = act.body;
    this.askOffice(act.author, constituency);
    if (!this.results.stages.has('official')) refuse('result-not-official', constituency);
    if (ground === undefined) refuse('ground-missing', act.kind);
    if (!this.definition.grounds.has(ground)) refuse('ground-unknown', ground);
    if (article === undefined) refuse('article-missing', act.kind);
    this.apply(this.held(this.results.row(constituency)), act);
    this.changes.set(constituency, [...(this.changes.get(constituency) ?? []), act]);
  }

  /**
   * The seats of a constituency with every change that still fits.
   * @param {import('../results/tally.js').Row} row
   * @returns {Seat[]}
   */
  seats(row) {
    return this.held(row).seats;
  }

  /**
   * The seats, and all who hold or ever held one.
   * @param {import('../results/tally.js').Row} row
   * @returns {Held}
   */
  held(row) {
    const { value: allocation } = attempt(() => this.results.allocation(row));
    const seats = [...(allocation?.seats ?? [])].flatMap(([list, count]) => this.won(row, list, count));
    const held = { seats, had: new Set(seats.map((seat) => seat.holder)) };
    for (const act of this.changes.get(row.constituency) ?? []) attempt(() => this.apply(held, act));
    return held;
  }

  /**
   * @param {import('../results/tally.js').Row} row
   * @param {string} list
   * @param {number} count
   * @returns {Seat[]}
   */
  won(row, list, count) {
    const { order, tied } = this.order(row.constituency, list, BigInt(row.votes.get(list) ?? 0), count);
    return Array.from({ length: tied ? order.length : count }, (_, i) => {
      const { candidate = null, by = 'list-order' } = order[i] ?? {};
      return { list, ordinal: i + 1, holder: candidate, by };
    });
  }

  /**
   * Candidates in the order in which they get seats; equal preferences for fewer seats leave these out.
   * @param {string} constituency
   * @param {string} list
   * @param {bigint} votes
   * @param {number} count
   */
  order(constituency, list, votes, count) {
    const posted = this.posted.get(constituency)?.get(list);
    if (posted === undefined) return { order: [], tied: false };
    const all = posted.candidates.map((candidate, i) => ({
      candidate, preferences: BigInt(posted.preferences?.[i] ?? 0), by: 'list-order',
    }));
    const share = this.definition.holders?.preferenceShare;
    if (share === undefined || posted.preferences === undefined) return { order: all, tied: false };
    const least = readFraction(share);
    const preferred = all.filter((one) =>
      compare(fraction(one.preferences), fraction(least.n * votes, least.d)) >= 0 && one.preferences > 0n);
    preferred.sort((a, b) => (a.preferences < b.preferences ? 1 : a.preferences > b.preferences ? -1 : 0));
    const last = preferred[count - 1];
    const tied = last !== undefined && preferred[count]?.preferences === last.preferences;
    const first = preferred.filter((one) => !tied || one.preferences > last.preferences)
      .map((one) => ({ ...one, by: 'preferences' }));
    return { order: tied ? first : [...first, ...all.filter((one) => !preferred.includes(one))], tied };
  }

  /**
   * @param {Held} held
   * @param {HolderAct} act
   */
  apply({ seats, had }, { identity, body }) {
    const { constituency, list, ordinal, change, to } = body;
    const at = seats.findIndex((seat) => seat.list === list && seat.ordinal === ordinal);
    const seat = seats[at] ?? refuse('seat-unknown', list);
    if (change === 'vacated') {
      if (seat.holder === null) refuse('seat-vacant', list);
      seats[at] = { ...seat, holder: null, act: identity };
    } else if (change === 'replaced') {
      if (seat.holder !== null) refuse('seat-not-vacant', list);
      const holder = this.nextOf(constituency, list, had) ?? refuse('list-exhausted', list);
      seats[at] = { ...seat, holder, by: 'replacement', act: identity };
    } else {
      this.reassign({ seats, had }, at, { constituency, to, identity });
    }
  }

  /**
   * @param {Held} held
   * @param {number} at
   * @param {{constituency: string, to: string | undefined, identity: string}} change
   */
  reassign({ seats, had }, at, { constituency, to, identity }) {
    const seat = /** @type {Seat} */ (seats[at]);
    if (to === seat.list) refuse('seat-already-there', to);
    if (to === undefined || !this.posted.get(constituency)?.has(to)) return refuse('list-unknown', to ?? '');
    const ordinal = Math.max(0, ...seats.filter((one) => one.list === to).map((one) => one.ordinal)) + 1;
    const holder = this.nextOf(constituency, to, had) ?? null;
    seats[at] = { list: to, ordinal, holder, by: 'reassignment', wonBy: seat.wonBy ?? seat.list, act: identity };
  }

  /**
   * The next on the list, in its order, who holds no seat and held none.
   * @param {string} constituency
   * @param {string} list
   * @param {Set<string | null>} had
   */
  nextOf(constituency, list, had) {
    const next = this.posted.get(constituency)?.get(list)?.candidates.find((candidate) => !had.has(candidate));
    if (next !== undefined) had.add(next);
    return next;
  }
}
