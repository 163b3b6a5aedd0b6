// Stages of the result, and lots (act.md, "results/…"); votes and seats as they stand.

import { hex, utf8 } from '../base/bytes.js';
import { sha256 } from '../base/platform.js';
import { attempt, refuse } from '../base/refusal.js';
import { tally, tallyDocument } from '../results/tally.js';
import { allocate } from '../seats/allocate.js';
import { allocateAll } from '../seats/national.js';
import { askLot } from '../seats/race.js';
import { hasLevels, looksBeyond, readRule } from '../seats/rule.js';

/** @typedef {import('../seats/allocate.js').Allocation} Allocation */
/** @typedef {import('../results/tally.js').Row} Row */
/** @typedef {{identity: string, body: any, author: string, tick: import('../base/moment.js').Moment}} ResultAct */

/** The levels of a lot that is of no single constituency. */
const LEVELS = ['country', 'levelling', 'matrix'];
const STAGES = ['preliminary', 'provisional', 'official'];

export class ResultBook {
  /**
   * @param {import('../definition/definition.js').Definition} definition
   * @param {import('./members.js').Members} members
   * @param {import('./forms.js').FormBook} forms
   */
  constructor(definition, members, forms) {
    this.definition = definition;
    this.members = members;
    this.forms = forms;
    this.rule = definition.seatRule === undefined ? undefined : readRule(definition.seatRule);
    /** @type {Map<string, import('../seats/race.js').Lot[]>} */
    this.lots = new Map();
    /** @type {Map<string, import('../base/moment.js').Moment>} when each stage was declared */
    this.stages = new Map();
    /** @type {import('../seats/race.js').Lot[]} those beyond one constituency */
    this.lotsBeyond = [];
  }

  /** The last stage that was declared. */
  get stage() {
    return STAGES.findLast((stage) => this.stages.has(stage));
  }

  /**
   * @param {ResultAct} act
   * @param {boolean} simulated
   */
  declare({ body, author, tick }, simulated) {
    if (!this.members.holds('stage', author)) refuse('office-not-held', 'stage');
    const last = this.stage === undefined ? -1 : STAGES.indexOf(this.stage);
    if (STAGES.indexOf(body.stage) <= last) refuse('stage-not-later', body.stage);
    const text = tallyDocument(this.definition, simulated, tally(this.definition, this.forms));
    const hash = hex(sha256(utf8(text)));
    if (hash !== body.tally) refuse('tally-differs', hash);
    this.stages.set(body.stage, tick);
  }

  /**
   * A lot takes the place of those that no longer fit.
   * @param {ResultAct} act
   */
  draw({ body, author }) {
    if (!this.members.holds('lot', author)) refuse('office-not-held', 'lot');
    const { constituency, step, lists, drawn, within } = body;
    const lot = { step, lists, drawn, within };
    if (this.isBeyond(within)) return this.drawBeyond(lot, constituency);
    if (!this.definition.constituencies.includes(constituency)) refuse('constituency-unknown', constituency);
    if (this.rule === undefined) refuse('no-seats', constituency);
    const { ties, used } = this.allocation(this.row(constituency));
    askLot(lot, ties);
    this.lots.set(constituency, [...used, lot]);
  }

  /**
   * Whether a lot is of the whole country: a joint list may be called like a level, but not where the rule has levels.
   * @param {string | undefined} within
   */
  isBeyond(within) {
    return within !== undefined && LEVELS.includes(within) && this.rule !== undefined && hasLevels(this.rule);
  }

  /**
   * @param {import('../seats/race.js').Lot} lot
   * @param {string} unit
   */
  drawBeyond(lot, unit) {
    if (this.definition.units.get(unit)?.parent !== '') refuse('constituency-unknown', unit);
    const { tie, used = [] } = this.nation();
    askLot(lot, tie === undefined ? [] : [tie]);
    this.lotsBeyond = [...used, lot];
  }

  /**
   * Ties of a constituency that stand open, and one of the whole country.
   * @param {Row} row
   */
  ties(row) {
    if (this.rule === undefined || !hasLevels(this.rule)) return this.allocations([row]).get(row.constituency)?.ties ?? [];
    const { of, tie } = attempt(() => this.nation()).value ?? {};
    return [...(of?.get(row.constituency)?.ties ?? []), ...(tie === undefined ? [] : [tie])];
  }

  /** All constituencies at once, by a rule that looks beyond one. */
  nation() {
    const rows = tally(this.definition, this.forms).map((row) => this.votes(row));
    return allocateAll(/** @type {import('../seats/rule.js').Rule} */ (this.rule), rows, this.lotsBeyond);
  }

  /** @param {string} constituency */
  row(constituency) {
    const rows = tally(this.definition, this.forms);
    return /** @type {Row} */ (rows.find((row) => row.constituency === constituency));
  }

  /**
   * @param {Row} row
   * @returns {Allocation}
   */
  allocation(row) {
    const { rule } = this;
    if (rule === undefined) return refuse('no-seats', row.constituency);
    if (!looksBeyond(rule)) return allocate(rule, this.votes(row));
    const { of, refused } = this.nation();
    const { code, detail } = refused?.get(row.constituency) ?? {};
    return of.get(row.constituency) ?? refuse(code ?? 'no-seats', detail ?? row.constituency);
  }

  /**
   * What the seats of a constituency follow from.
   * @param {Row} row
   * @returns {import('../seats/national.js').Constituency}
   */
  votes(row) {
    const { definition } = this;
    return {
      constituency: row.constituency,
      seats: definition.seats?.get(row.constituency) ?? 0,
      lists: (definition.standing.get(row.constituency) ?? []).map(({ code, kind, coalition, candidates }) => ({
        list: code, votes: BigInt(row.votes.get(code) ?? 0), kind, coalition, candidates,
      })),
      blank: this.asks('valid-with-blank') ? this.sum(row, 'blank') : undefined,
      cast: this.asks('cast') ? this.cast(row) : undefined,
      sums: { cast: this.sum(row, 'cast') ?? 0n, counted: this.counted(row) },
      lots: this.lots.get(row.constituency) ?? [],
    };
  }

  /**
   * Ballots as the sheets count them: votes for lists and blank ones.
   * @param {Row} row
   */
  counted(row) {
    return [...row.votes.values()].reduce((total, votes) => total + BigInt(votes), this.sum(row, 'blank') ?? 0n);
  }

  /**
   * Ballots cast: as the field of that meaning has them, or as lists and blank ones add up to, if that is more.
   * @param {Row} row
   */
  cast(row) {
    const said = this.sum(row, 'cast');
    const counted = this.counted(row);
    return said === undefined || said > counted ? said : counted;
  }

  /**
   * Whether a threshold is a share of these.
   * @param {import('../seats/rule.js').Threshold['of']} of
   */
  asks(of) {
    return this.rule?.threshold?.of === of || this.rule?.levelling?.threshold.of === of;
  }

  /**
   * The sum of the figure of a meaning, if the form has one.
   * @param {Row} row
   * @param {string} meaning
   */
  sum(row, meaning) {
    const field = this.definition.form.fields.find((one) => one.meaning === meaning);
    return field === undefined ? undefined : BigInt(row.figures.get(field.code) ?? 0);
  }

  /**
   * Seats of every constituency; absent where the allocation refuses.
   * @param {Row[]} rows
   * @returns {Map<string, Allocation>}
   */
  allocations(rows) {
    const { rule } = this;
    if (rule !== undefined && looksBeyond(rule)) {
      return attempt(() => this.nation()).value?.of ?? new Map();
    }
    /** @type {Map<string, Allocation>} */
    const made = new Map();
    for (const row of rows) {
      const { value } = attempt(() => this.allocation(row));
      if (value !== undefined) made.set(row.constituency, value);
    }
    return made;
  }
}
