// Laws of filled forms, on the forms of the vectors and answers at random.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { utf8 } from '../base/bytes.js';
import { fill } from '../checklists/filling.js';
import { hasValue, readForm } from '../checklists/form.js';
import { parse } from '../checklists/expressions.js';
import { Pattern } from '../checklists/pattern.js';
import { add, compare, divide, fraction, isFinite, multiply, ofText, subtract, toText } from '../checklists/numbers.js';
import { readText } from './files.js';

/** @typedef {import('../checklists/form.js').Form} Form */
/** @typedef {import('../checklists/filling.js').Answers} Answers */

const lines = (await readText('vectors/checklists/random.jsonl')).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));
const forms = lines.map(({ checklist }) => readForm(utf8(JSON.stringify(checklist))));
const value = fc.oneof(fc.constantFrom('', '0', '1', '7', '-3', '2.5', 'a', 'b', 'a c', 'xyz', '2028-07-23', '15:00', 'OK'), fc.string({ maxLength: 12 }));

/**
 * Answers to a form, whatever they are.
 * @param {Form} form
 * @param {number} repeat
 * @returns {fc.Arbitrary<Answers>}
 */
function answersTo(form, repeat) {
  const rows = form.rows.filter((row) => row.repeat === repeat);
  const fields = rows.flatMap((row) => /** @type {[string, fc.Arbitrary<any>][]} */ (row.type === 'begin_repeat' ? [[row.name, fc.array(answersTo(form, row.index), { maxLength: 3 })]] : hasValue(row.type) ? [[row.name, value]] : []));
  return /** @type {fc.Arbitrary<any>} */ (fc.record(Object.fromEntries(fields), { requiredKeys: [] }));
}

const filledForms = fc.nat(forms.length - 1).chain((at) => {
  const form = /** @type {Form} */ (forms[at]);
  return answersTo(form, -1).map((answers) => ({ form, answers }));
});

test('what a form kept it keeps: filled with its own values it says the same again', () => {
  fc.assert(fc.property(filledForms, ({ form, answers }) => {
    const first = fill(form, answers, '2028-07-23');
    const again = fill(form, first.values, '2028-07-23');
    assert.deepEqual(again.values, first.values);
    assert.deepEqual(again.relevant, first.relevant);
    assert.deepEqual(again.cleared, []);
    assert.deepEqual(again.problems, first.problems);
  }), { numRuns: 2_000 });
});

test('only what is asked is refused, each once', () => {
  fc.assert(fc.property(filledForms, ({ form, answers }) => {
    const { problems, relevant } = fill(form, answers);
    const places = problems.filter(({ code }) => code !== 'answer-repeat-count').map(({ place }) => place);
    assert.equal(new Set(places).size, places.length);
    assert.ok(places.every((place) => relevant.includes(place)));
  }), { numRuns: 2_000 });
});

test('an expression or a pattern is read or refused with a code, whatever it is', () => {
  const signs = fc.string({ unit: fc.constantFrom('${a}', '.', '..', ' ', '1', "'x'", '(', ')', ',', '=', '!', '-', '*', 'and', 'div', 'not', 'if', 'position', '^', '$', '[', ']', '{2}', '|', '\\d', '?'), maxLength: 14 });
  const reads = (/** @type {() => unknown} */ read) => {
    try {
      read();
    } catch (failure) {
      assert.ok(/^expression-/.test(/** @type {{code: string}} */ (failure).code), String(failure));
    }
  };
  fc.assert(fc.property(signs, (text) => {
    reads(() => parse(text));
    reads(() => new Pattern(`^${text}$`));
  }), { numRuns: 5_000 });
});

test('numbers are exact: sums and products undo themselves, and a text is read as what was written', () => {
  const numbers = fc.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n })).map(([n, d]) => fraction(n, d));
  const decimals = fc.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.nat(15)).map(([n, places]) => fraction(n, 10n ** BigInt(places)));
  fc.assert(fc.property(numbers, numbers, (a, b) => {
    assert.equal(compare(subtract(add(a, b), b), a), 0);
    if (b.n !== 0n) assert.equal(compare(divide(multiply(a, b), b), a), 0);
    assert.ok(isFinite(a));
  }));
  fc.assert(fc.property(decimals, (a) => {
    const read = ofText(toText(a));
    assert.equal(read && compare(read, a), 0);
  }));
});
