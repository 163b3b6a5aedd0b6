// JSON as an act has it (docs/spec/act.md, canonical form): no white space, no escapes, numbers as they are written, names that may
// come twice. JSON.parse would hide all four.

import { refuse } from '../base/refusal.js';

/**
 * @typedef {{is: 'object', members: [string, Json][]} | {is: 'array', items: Json[]} | {is: 'text', text: string}
 *   | {is: 'number', digits: string} | {is: 'flag', flag: boolean} | {is: 'null'}} Json
 */

const DEEPEST = 12;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/**
 * @param {string} line
 * @returns {Json}
 */
export function parse(line) {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0020]/.test(line)) refuse('white-space');
  const reader = new Reader(line);
  const value = reader.value(1);
  if (reader.at < line.length) refuse('json-malformed');
  return value;
}

class Reader {
  /** @param {string} line */
  constructor(line) {
    this.line = line;
    this.at = 0;
  }

  /**
   * @param {number} depth
   * @returns {Json}
   */
  value(depth) {
    if (depth > DEEPEST) refuse('json-malformed');
    switch (this.line[this.at]) {
      case '{': return this.object(depth);
      case '[': return this.array(depth);
      case '"': return { is: 'text', text: this.text() };
      case 't': return this.word('true', { is: 'flag', flag: true });
      case 'f': return this.word('false', { is: 'flag', flag: false });
      case 'n': return this.word('null', { is: 'null' });
      default: return this.number();
    }
  }

  /**
   * @param {number} depth
   * @returns {Json}
   */
  object(depth) {
    /** @type {[string, Json][]} */
    const members = [];
    this.many('}', () => {
      const name = this.text();
      this.take(':');
      members.push([name, this.value(depth + 1)]);
    });
    return { is: 'object', members };
  }

  /**
   * @param {number} depth
   * @returns {Json}
   */
  array(depth) {
    /** @type {Json[]} */
    const items = [];
    this.many(']', () => items.push(this.value(depth + 1)));
    return { is: 'array', items };
  }

  /**
   * @param {string} end
   * @param {() => void} one
   */
  many(end, one) {
    this.at++;
    if (this.line[this.at] === end) {
      this.at++;
      return;
    }
    for (;;) {
      one();
      if (this.line[this.at] === end) break;
      this.take(',');
    }
    this.at++;
  }

  text() {
    this.take('"');
    const end = this.line.indexOf('"', this.at);
    if (end < 0) refuse('json-malformed');
    const text = this.line.slice(this.at, end);
    if (text.includes('\\')) refuse('escape-not-allowed');
    this.at = end + 1;
    return text;
  }

  /** @returns {Json} */
  number() {
    NUMBER.lastIndex = this.at;
    const digits = NUMBER.exec(this.line)?.[0];
    if (digits === undefined) refuse('json-malformed');
    this.at += digits.length;
    return { is: 'number', digits };
  }

  /**
   * @param {string} word
   * @param {Json} value
   */
  word(word, value) {
    if (!this.line.startsWith(word, this.at)) refuse('json-malformed');
    this.at += word.length;
    return value;
  }

  /** @param {string} sign */
  take(sign) {
    if (this.line[this.at] !== sign) refuse('json-malformed');
    this.at++;
  }
}
