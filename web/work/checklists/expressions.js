// Expressions of a checklist, read into trees: XPath 1.0 without paths.

import { refuse } from '../base/refusal.js';
import { ofDigits } from './numbers.js';
import { FUNCTIONS } from './functions.js';

/** @typedef {import('./numbers.js').Num} Num */

/**
 * @typedef {{is: 'number', value: Num} | {is: 'text', value: string} | {is: 'reference', name: string} | {is: 'self'} | {is: 'around'}
 *   | {is: 'cell', name: string} | {is: 'negation', operand: Expression} | {is: 'operation', operator: string, left: Expression, right: Expression}
 *   | {is: 'call', name: string, parts: Expression[]}} Expression
 */
/** @typedef {{kind: 'number' | 'text' | 'reference' | 'name' | 'operator' | '(' | ')' | ',' | '.' | '..' | 'end', text: string, at: number}} Token */

const MOST_TOKENS = 500;
const MOST_DEPTH = 32;
const MOST_DIGITS = 36;
const SPACE = /[ \t\n\r]*/y;
const TOKEN = /([0-9]+\.?[0-9]*|\.[0-9]+)|'([^']*)'|"([^"]*)"|\$\{\s*([A-Za-z_][A-Za-z0-9_.-]*)\s*\}|([A-Za-z_][A-Za-z0-9_.-]*)|(!=|<=|>=|[=<>+*-])|(\.\.|[(),.])/y;
const BEHIND_OPERAND = new Set(['number', 'text', 'reference', 'name', ')', '.', '..']);
const WORDS = new Set(['and', 'or', 'div', 'mod']);

/** Loosest first. */
const LEVELS = [['or'], ['and'], ['=', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', 'div', 'mod']];

/** @param {string} text */
export function parse(text) {
  const reader = new Reader(tokensOf(text));
  const read = reader.level(0);
  return reader.here.kind === 'end' ? read : malformed(reader.here);
}

/** @param {string} text */
function tokensOf(text) {
  /** @type {Token[]} */
  const tokens = [];
  for (let at = skip(text, 0); at < text.length; at = skip(text, at)) {
    if (tokens.length === MOST_TOKENS) refuse('expression-too-large');
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text) ?? refuse(/[/@[|]/.test(text[at] ?? '') ? 'expression-path-refused' : 'expression-malformed', `${text[at]} at character ${at + 1}`);
    tokens.push(tokenOf(found, at, BEHIND_OPERAND.has(tokens[tokens.length - 1]?.kind ?? '')));
    at += found[0].length;
  }
  return [...tokens, /** @type {Token} */ ({ kind: 'end', text: '', at: text.length })];
}

/**
 * @param {string} text
 * @param {number} at
 */
function skip(text, at) {
  SPACE.lastIndex = at;
  return at + (SPACE.exec(text)?.[0].length ?? 0);
}

/**
 * XPath's rule: behind an operand, a star or a word is an operator, else a name.
 * @param {RegExpExecArray} found
 * @param {number} at
 * @param {boolean} isBehindOperand
 * @returns {Token}
 */
function tokenOf([all, number, single, double, reference, word, operator], at, isBehindOperand) {
  if (number !== undefined) return number.length > MOST_DIGITS ? refuse('expression-too-large', number) : { kind: 'number', text: number, at };
  if (single !== undefined || double !== undefined) return { kind: 'text', text: single ?? double ?? '', at };
  if (reference !== undefined) return reference.length > 64 ? refuse('expression-malformed', reference) : { kind: 'reference', text: reference, at };
  if (word !== undefined) return isBehindOperand && !WORDS.has(word) ? refuse('expression-malformed', `${word} at character ${at + 1}`) : { kind: isBehindOperand ? 'operator' : 'name', text: word, at };
  if (operator === '*' && !isBehindOperand) return refuse('expression-path-refused', `* at character ${at + 1}`);
  return operator !== undefined ? { kind: 'operator', text: operator, at } : { kind: /** @type {'(' | ')' | ',' | '.' | '..'} */ (all), text: all, at };
}

/** @param {Token} token @returns {never} */
const malformed = ({ text, at }) => refuse('expression-malformed', `${text || 'ends'} at character ${at + 1}`);

class Reader {
  /** @param {Token[]} tokens */
  constructor(tokens) {
    this.tokens = tokens;
    this.at = 0;
    this.depth = 0;
  }

  /** @returns {Token} */
  get here() {
    return this.tokens[this.at] ?? { kind: 'end', text: '', at: 0 };
  }

  /** @param {number} level @returns {Expression} */
  level(level) {
    const operators = LEVELS[level];
    if (operators === undefined) return this.signed();
    let left = this.level(level + 1);
    for (let token = this.here; token.kind === 'operator' && operators.includes(token.text); token = this.here) {
      this.at++;
      left = { is: 'operation', operator: token.text, left, right: this.level(level + 1) };
    }
    return left;
  }

  // Depth is counted where a reader calls itself again: at signs, brackets and arguments.
  /** @returns {Expression} */
  signed() {
    if (++this.depth > MOST_DEPTH) refuse('expression-too-large');
    const isNegated = this.here.kind === 'operator' && this.here.text === '-';
    if (isNegated) this.at++;
    const read = isNegated ? /** @type {Expression} */ ({ is: 'negation', operand: this.signed() }) : this.operand();
    this.depth--;
    return read;
  }

  /** @returns {Expression} */
  operand() {
    const token = this.here;
    this.at++;
    switch (token.kind) {
      case 'number': return { is: 'number', value: ofDigits(token.text) };
      case 'text': return { is: 'text', value: token.text };
      case 'reference': return { is: 'reference', name: token.text };
      case '.': return { is: 'self' };
      case '..': return { is: 'around' };
      case 'name': return this.here.kind === '(' ? this.called(token.text) : { is: 'cell', name: token.text };
      case '(': return this.bracketed();
      default: return malformed(token);
    }
  }

  bracketed() {
    const inner = this.level(0);
    this.take(')');
    return inner;
  }

  /** @param {string} name @returns {Expression} */
  called(name) {
    const takes = FUNCTIONS.get(name) ?? refuse('expression-function-unknown', name);
    this.take('(');
    /** @type {Expression[]} */
    const parts = [];
    while (this.here.kind !== ')') {
      if (parts.length > 0) this.take(',');
      parts.push(this.level(0));
    }
    this.take(')');
    if (parts.length < takes.least || parts.length > takes.most) refuse('expression-arguments', name);
    return { is: 'call', name, parts };
  }

  /** @param {Token['kind']} kind */
  take(kind) {
    if (this.here.kind !== kind) malformed(this.here);
    this.at++;
  }
}

/** @param {Expression} expression @returns {Expression[]} */
export function partsOf(expression) {
  if (expression.is === 'negation') return [expression.operand];
  if (expression.is === 'operation') return [expression.left, expression.right];
  return expression.is === 'call' ? expression.parts : [];
}

/** The names that an expression refers to. @param {Expression} expression @returns {string[]} */
export const namesIn = (expression) => (expression.is === 'reference' ? [expression.name] : partsOf(expression).flatMap(namesIn));
