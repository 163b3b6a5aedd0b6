// Evaluates expressions, exactly, and charges for it.

import { refuse } from '../base/refusal.js';
import { FUNCTIONS } from './functions.js';
import { add, divide, isTooLarge, multiply, negate, remainder, subtract, whole } from './numbers.js';
import { anyCompares, areEqual, itemsOf, numberOf, ofNumber, ofSet, ofString, ofTruth, textOf, truthOf, unitsOf } from './values.js';
import { EvaluationStop, textTooLong } from './steps.js';

/** @typedef {import('./expressions.js').Expression} Expression */
/** @typedef {import('./values.js').Value} Value */
/** @typedef {import('./steps.js').Work} Work */

/**
 * What an expression looks at beside itself.
 * @typedef {object} Scope
 * @property {string} self the value of the row that it is of
 * @property {number} position of the repeat's instance that the row lies in, from 1
 * @property {(name: string) => string[]} values of a row, in the order of the form
 * @property {(column: string) => string} cell of the choice that is looked at
 */

const MOST_TEXT = 10_000;

/**
 * @param {Expression} expression
 * @param {Scope} scope
 * @param {Work} work
 * @returns {Value}
 */
export function evaluate(expression, scope, work) {
  work.charge(1);
  switch (expression.is) {
    case 'number': return ofNumber(expression.value);
    case 'text': return ofString(expression.value);
    case 'reference': return chargedSet(scope.values(expression.name), work);
    case 'self': return ofSet([scope.self]);
    case 'cell': return ofSet([scope.cell(expression.name)]);
    case 'negation': return ofNumber(negate(numberOf(taken(evaluate(expression.operand, scope, work), work))));
    case 'operation': return operate(expression, scope, work);
    case 'call': return call(expression, scope, work);
    case 'around': return refuse('expression-misplaced', '..');
  }
}

/** @param {string[]} items @param {Work} work */
function chargedSet(items, work) {
  work.charge(items.length);
  return ofSet(items);
}

// Whatever looks at texts goes through them: what it makes of them is no longer than they are.
/** @param {Value} value @param {Work} work */
function taken(value, work) {
  work.chargeUnits(unitsOf(value));
  return value;
}

/**
 * @param {Expression & {is: 'call'}} expression
 * @param {Scope} scope
 * @param {Work} work
 */
function call({ name, parts }, scope, work) {
  const [first, second, third] = /** @type {[Expression, Expression, Expression]} */ (parts);
  if (name === 'if') {
    const chosen = evaluate(truthOf(evaluate(first, scope, work)) ? second : third, scope, work);
    return chosen.is === 'set' ? ofString(textOf(chosen)) : chosen;
  }
  if (name === 'position') return ofNumber(whole(scope.position));
  if (name === 'once') return ofString(scope.self || textOf(evaluate(first, scope, work)));
  const given = parts.map((one) => taken(evaluate(one, scope, work), work));
  return checked((FUNCTIONS.get(name) ?? refuse('expression-function-unknown', name)).of(given, work));
}

/**
 * @param {Expression & {is: 'operation'}} expression
 * @param {Scope} scope
 * @param {Work} work
 */
function operate(expression, scope, work) {
  const { operator } = expression;
  const left = evaluate(expression.left, scope, work);
  if (operator === 'or' || operator === 'and') {
    const isLeft = truthOf(left);
    return ofTruth(isLeft === (operator === 'or') ? isLeft : truthOf(evaluate(expression.right, scope, work)));
  }
  const right = evaluate(expression.right, scope, work);
  const compute = COMPUTED[operator];
  if (compute) return checked(ofNumber(compute(numberOf(taken(left, work)), numberOf(taken(right, work)))));
  chargePairs(left, right, work);
  return ofTruth(compares(operator, left, right));
}

/** @type {{[operator: string]: (a: import('./numbers.js').Num, b: import('./numbers.js').Num) => import('./numbers.js').Num}} */
const COMPUTED = { '+': add, '-': subtract, '*': multiply, div: divide, mod: remainder };

// Of two sets each value is held against each: a pair costs a step, and the shorter of its texts.
/**
 * @param {Value} left
 * @param {Value} right
 * @param {Work} work
 */
function chargePairs(left, right, work) {
  if (left.is === 'set' && right.is === 'set') work.charge(left.items.length * right.items.length);
  work.chargeUnits(unitsOf(left) + unitsOf(right));
  const areTexts = [left, right].every(({ is }) => is === 'set' || is === 'text');
  if (areTexts) for (const one of itemsOf(left)) work.chargeUnits(itemsOf(right).reduce((sum, other) => sum + Math.min(one.length, other.length), 0));
}

/**
 * @param {string} operator
 * @param {Value} left
 * @param {Value} right
 */
function compares(operator, left, right) {
  switch (operator) {
    case '=': return areEqual(left, right, true);
    case '!=': return areEqual(left, right, false);
    case '<': return anyCompares(left, right, (order) => order < 0);
    case '<=': return anyCompares(left, right, (order) => order <= 0);
    case '>': return anyCompares(left, right, (order) => order > 0);
    default: return anyCompares(left, right, (order) => order >= 0);
  }
}

/** @param {Value} value */
function checked(value) {
  if (value.is === 'number' && isTooLarge(value.number)) throw new EvaluationStop('a number of more than 200 digits');
  return value.is === 'text' && value.text.length > MOST_TEXT ? textTooLong() : value;
}
