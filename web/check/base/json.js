// A strict JSON reader that is asked for what must come next, and refuses with a code.

import { refuse } from './refusal.js';

const DEPTH = 12;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const SPACE = /[ \t\r\n]*/y;
const ESCAPES = /** @type {Record<string, string>} */ ({
  '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t',
});

/** Reads one JSON text from its beginning to its end. */
export class JsonReader {
  /**
   * @param {string} text
   * @param {{escapes: boolean}} options whether texts may have escapes; names and codes never may
   */
  constructor(text, options) {
    this.text = text;
    this.at = 0;
    this.depth = 0;
    this.escapes = options.escapes;
    this.skip();
  }

  skip() {
    SPACE.lastIndex = this.at;
    SPACE.test(this.text);
    this.at = SPACE.lastIndex;
  }

  /** The kind of the value that comes next. @returns {'object'|'array'|'text'|'number'|'flag'|'null'} */
  kind() {
    const c = this.text[this.at];
    if (c === '{') return 'object';
    if (c === '[') return 'array';
    if (c === '"') return 'text';
    if (c === '-' || (c !== undefined && c >= '0' && c <= '9')) return 'number';
    if (this.text.startsWith('true', this.at) || this.text.startsWith('false', this.at)) return 'flag';
    if (this.text.startsWith('null', this.at)) return 'null';
    return refuse('json-malformed');
  }

  /**
   * @param {'object'|'array'|'text'|'number'|'flag'} kind
   * @param {string} detail
   */
  expect(kind, detail) {
    if (this.kind() !== kind) refuse(`${kind}-expected`, detail);
  }

  /** @param {string} c */
  take(c) {
    if (this.text[this.at] !== c) refuse('json-malformed');
    this.at++;
    this.skip();
  }

  /**
   * Calls back for each member, which must read the member's value.
   * @param {(name: string) => void} member
   * @param {string} [detail]
   */
  object(member, detail = '') {
    this.expect('object', detail);
    this.deeper();
    this.take('{');
    if (this.text[this.at] !== '}') {
      for (;;) {
        if (this.text[this.at] !== '"') refuse('json-malformed');
        const name = this.raw(false);
        this.take(':');
        member(name);
        if (this.text[this.at] === '}') break;
        this.take(',');
      }
    }
    this.depth--;
    this.take('}');
  }

  /**
   * @template T
   * @param {() => T} item reads one element
   * @param {number} bound the most elements there may be
   * @param {string} [detail]
   * @returns {T[]}
   */
  array(item, bound, detail = '') {
    this.expect('array', detail);
    this.deeper();
    this.take('[');
    /** @type {T[]} */
    const items = [];
    if (this.text[this.at] !== ']') {
      for (;;) {
        if (items.length >= bound) refuse('too-many', detail);
        items.push(item());
        if (this.text[this.at] === ']') break;
        this.take(',');
      }
    }
    this.depth--;
    this.take(']');
    return items;
  }

  deeper() {
    if (++this.depth > DEPTH) refuse('json-malformed');
  }

  /** @param {string} [detail] */
  string(detail = '') {
    this.expect('text', detail);
    return this.raw(this.escapes);
  }

  /** A string without escapes whatever the text allows elsewhere. @param {string} [detail] */
  code(detail = '') {
    this.expect('text', detail);
    return this.raw(false);
  }

  /** @param {boolean} escapes */
  raw(escapes) {
    this.at++;
    let value = '';
    for (;;) {
      PLAIN.lastIndex = this.at;
      PLAIN.test(this.text);
      value += this.text.slice(this.at, PLAIN.lastIndex);
      this.at = PLAIN.lastIndex;
      const c = this.text[this.at];
      if (c === '"') break;
      if (c !== '\\') refuse('json-malformed');
      if (!escapes) refuse('escape-not-allowed');
      value += this.escape();
    }
    this.at++;
    this.skip();
    return value;
  }

  escape() {
    const c = this.text[this.at + 1] ?? '';
    if (c === 'u') {
      const digits = this.text.slice(this.at + 2, this.at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) refuse('json-malformed');
      this.at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    this.at += 2;
    return ESCAPES[c] ?? refuse('json-malformed');
  }

  /**
   * A whole number from 0 to the bound.
   * @param {number} bound
   * @param {string} [detail]
   */
  whole(bound, detail = '') {
    this.expect('number', detail);
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (match === null) return refuse('json-malformed');
    const digits = match[0];
    const after = this.text[this.at + digits.length];
    if (after !== undefined && /[0-9.eE+\-]/.test(after)) refuse('json-malformed');
    if (/[.eE]/.test(digits)) refuse('number-not-whole', digits);
    if (digits.startsWith('-')) refuse('number-negative', digits);
    if (digits.length > 15 || Number(digits) > bound) refuse('number-too-large', digits);
    this.at += digits.length;
    this.skip();
    return Number(digits);
  }

  /** @param {string} [detail] */
  flag(detail = '') {
    this.expect('flag', detail);
    const value = this.text[this.at] === 't';
    this.at += value ? 4 : 5;
    this.skip();
    return value;
  }

  /** Takes a null, if one comes next. */
  nothing() {
    if (this.kind() !== 'null') return false;
    this.at += 4;
    this.skip();
    return true;
  }

  end() {
    if (this.at !== this.text.length) refuse('json-malformed');
  }

  /**
   * Any value, as plain data: objects by name, whole numbers only, no member twice.
   * @returns {any}
   */
  any() {
    switch (this.kind()) {
      case 'object': return this.record();
      case 'array': return this.array(() => this.any(), Number.MAX_SAFE_INTEGER);
      case 'text': return this.string();
      case 'number': return this.whole(Number.MAX_SAFE_INTEGER);
      case 'flag': return this.flag();
      default: this.nothing(); return null;
    }
  }

  record() {
    /** @type {Record<string, any>} */
    const value = Object.create(null);
    this.object((name) => {
      if (name in value) refuse('field-twice', name);
      value[name] = this.any();
    });
    return value;
  }
}

/** Keeps objects as maps, in which members stand as they stood. */
class OrderedReader extends JsonReader {
  /** @override */
  record() {
    /** @type {Map<string, any>} */
    const value = new Map();
    this.object((name) => {
      if (value.has(name)) refuse('field-twice', name);
      value.set(name, this.any());
    });
    return value;
  }
}

/**
 * A whole document, its objects as maps.
 * @param {string} text
 */
export function readOrdered(text) {
  const reader = new OrderedReader(text, { escapes: true });
  const value = reader.any();
  reader.end();
  return value;
}

/**
 * A whole document as plain data.
 * @param {string} text
 */
export function readDocument(text) {
  const reader = new JsonReader(text, { escapes: true });
  const value = reader.any();
  reader.end();
  return value;
}
