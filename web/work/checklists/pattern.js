// A pattern of regex(): matched as an automaton, so that its time grows with the text and no pattern can hang a phone. Characters are
// UTF-16 units. How its states are made is part of the standard, since they are what is charged.

import { refuse } from '../base/refusal.js';

/** @typedef {{ranges: [number, number][], isOutside: boolean}} CharacterSet */
/** A state takes a character of its set; or leads on without one, to one or two others; or ends. @typedef {{set?: CharacterSet, next: number, also: number, ends?: boolean}} State */
/** @typedef {{is: 'one', set: CharacterSet} | {is: 'row', parts: Part[]} | {is: 'either', parts: Part[]} | {is: 'times', part: Part, least: number, most: number}} Part */

const MOST_STATES = 500;
const MOST_DEPTH = 16;
const MARKS = /^[!-/:-@[-`{-~]$/;

/** @type {CharacterSet} */
const ANY = { ranges: [[10, 10], [13, 13], [0x2028, 0x2029]], isOutside: true };
/** @type {{[letter: string]: [number, number][]}} */
const CLASSES = { d: [[48, 57]], w: [[48, 57], [65, 90], [95, 95], [97, 122]], s: [[9, 13], [32, 32]] };

export class Pattern {
  /** @param {string} text */
  constructor(text) {
    /** @type {State[]} */
    this.states = [];
    const part = new PatternReader(text).read();
    this.start = this.build(part, this.add({ next: -1, also: -1, ends: true }));
  }

  /**
   * Whether a whole text fits.
   * @param {string} text
   * @param {(steps: number) => void} charge
   */
  fits(text, charge) {
    let here = this.enter(this.start, new Set());
    for (let at = 0; at < text.length; at++) {
      charge(1 + here.size);
      /** @type {Set<number>} */
      const next = new Set();
      for (const number of here) {
        const state = this.states[number];
        if (state?.set && has(state.set, text.charCodeAt(at))) this.enter(state.next, next);
      }
      here = next;
    }
    return [...here].some((number) => this.states[number]?.ends);
  }

  /**
   * @param {number} first
   * @param {Set<number>} into
   */
  enter(first, into) {
    const open = [first];
    for (let number = open.pop(); number !== undefined; number = open.pop()) {
      const state = this.states[number];
      if (into.has(number) || !state) continue;
      into.add(number);
      if (state.set || state.ends) continue;
      open.push(state.next);
      if (state.also >= 0) open.push(state.also);
    }
    return into;
  }

  /** @param {State} state */
  add(state) {
    if (this.states.length === MOST_STATES) refuse('expression-pattern-refused', `at most ${MOST_STATES} states`);
    return this.states.push(state) - 1;
  }

  // From its end to its start: what comes behind a part is known when the part is made.
  /** @param {Part} part @param {number} next @returns {number} */
  build(part, next) {
    switch (part.is) {
      case 'one': return this.add({ set: part.set, next, also: -1 });
      case 'row': return part.parts.reduceRight((behind, one) => this.build(one, behind), next);
      case 'either': return part.parts.map((one) => this.build(one, next)).reduce((one, other) => this.add({ next: one, also: other }));
      case 'times': return this.repeat(part.part, part.least, part.most, next);
    }
  }

  /** @param {Part} part @param {number} least @param {number} most −1 is as often as it likes @param {number} next */
  repeat(part, least, most, next) {
    let behind = most < 0 ? this.loop(part, next) : next;
    for (let more = least; more < most; more++) behind = this.add({ next: this.build(part, behind), also: next });
    for (let one = 0; one < least; one++) behind = this.build(part, behind);
    return behind;
  }

  /** @param {Part} part @param {number} next */
  loop(part, next) {
    const again = this.add({ next: -1, also: next });
    const within = this.build(part, again);
    this.states[again] = { next: within, also: next };
    return again;
  }
}

/** @param {CharacterSet} set @param {number} unit */
const has = ({ ranges, isOutside }, unit) => ranges.some(([first, last]) => unit >= first && unit <= last) !== isOutside;

/** Such a part fits the empty text only and makes no state, however often it is repeated. @param {Part} part @returns {boolean} */
const isEmpty = (part) => (part.is === 'row' ? part.parts.length === 0 : part.is === 'times' && (part.most === 0 || isEmpty(part.part)));

class PatternReader {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 1;
    this.end = text.length - 1;
  }

  get here() {
    return this.text[this.at] ?? '';
  }

  read() {
    const { text, end } = this;
    if (text.length < 2 || text[0] !== '^' || text[end] !== '$' || (text.length > 2 && text[end - 1] === '\\')) this.refused('^…$ around it');
    const part = this.alternatives(0);
    if (this.at !== end || part.is === 'either') this.refused(part.is === 'either' ? '^(a|b)$' : '$ at the end only');
    return part;
  }

  /** @param {string} what @returns {never} */
  refused(what) {
    return refuse('expression-pattern-refused', `${this.text}: ${what}`);
  }

  /** @param {number} depth @returns {Part} */
  alternatives(depth) {
    if (depth > MOST_DEPTH) this.refused('brackets');
    const first = this.sequence(depth);
    const found = [first];
    while (this.at < this.end && this.here === '|') {
      this.at++;
      found.push(this.sequence(depth));
    }
    return found.length === 1 ? first : { is: 'either', parts: found };
  }

  /** @param {number} depth @returns {Part} */
  sequence(depth) {
    const parts = [];
    while (this.at < this.end && this.here !== '|' && this.here !== ')') {
      const part = this.counted(this.one(depth));
      if (!isEmpty(part)) parts.push(part);
    }
    return { is: 'row', parts };
  }

  /** @param {number} depth @returns {Part} */
  one(depth) {
    const sign = this.here;
    this.at++;
    if (sign === '(') return this.group(depth);
    if (sign === '[') return { is: 'one', set: this.class() };
    if (sign === '.') return { is: 'one', set: ANY };
    if (sign === '\\') return { is: 'one', set: this.escaped() };
    if ('^$*+?{}]'.includes(sign)) this.refused(sign);
    return { is: 'one', set: only(sign) };
  }

  /** @param {number} depth @returns {Part} */
  group(depth) {
    if (this.here === '?') this.at += this.text.startsWith('?:', this.at) ? 2 : this.refused('(?');
    const inner = this.alternatives(depth + 1);
    if (this.at >= this.end || this.here !== ')') this.refused('(');
    this.at++;
    return inner;
  }

  /** @param {Part} part @returns {Part} */
  counted(part) {
    if (this.at >= this.end) return part;
    const found = /^(?:([*+?])|\{([0-9]{1,3})(?:(,)([0-9]{1,3})?)?\})/.exec(this.text.slice(this.at));
    if (found === null) return this.here === '{' ? this.refused('{') : part;
    const [all, sign, from, comma, to] = found;
    const [least, most] = sign === undefined ? [Number(from), comma === undefined ? Number(from) : to === undefined ? -1 : Number(to)] : sign === '*' ? [0, -1] : sign === '+' ? [1, -1] : [0, 1];
    this.at += all.length;
    if ((most >= 0 && most < least) || (this.here !== '' && '*+?{'.includes(this.here))) this.refused(this.here);
    return { is: 'times', part, least, most };
  }

  /** @returns {CharacterSet} */
  class() {
    const isOutside = this.here === '^';
    if (isOutside) this.at++;
    /** @type {[number, number][]} */
    const ranges = [];
    while (this.at < this.end && this.here !== ']') ranges.push(...this.range());
    if (this.at >= this.end || ranges.length === 0) this.refused('[');
    this.at++;
    return { ranges, isOutside };
  }

  /** @returns {[number, number][]} */
  range() {
    const set = this.member();
    if (this.here !== '-' || this.text[this.at + 1] === ']') return set.ranges;
    this.at++;
    const [from, to] = [single(set), single(this.member())];
    return from === undefined || to === undefined || to < from ? this.refused('[') : [[from, to]];
  }

  member() {
    const sign = this.here;
    this.at++;
    return sign === '\\' ? this.escaped() : sign === '[' ? this.refused('[') : only(sign);
  }

  /** @returns {CharacterSet} */
  escaped() {
    const sign = this.here;
    this.at++;
    const ranges = Object.hasOwn(CLASSES, sign) ? CLASSES[sign] : undefined;
    if (ranges) return { ranges, isOutside: false };
    return MARKS.test(sign) ? only(sign) : this.refused(`\\${sign}`);
  }
}

/** @param {string} sign @returns {CharacterSet} */
const only = (sign) => ({ ranges: [[sign.charCodeAt(0), sign.charCodeAt(0)]], isOutside: false });

/** The one character of a set; undefined where it has more. @param {CharacterSet} set */
function single({ ranges: [range, ...others] }) {
  return range && others.length === 0 && range[0] === range[1] ? range[0] : undefined;
}
