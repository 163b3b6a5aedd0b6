import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { find, readBoard } from '../board/board.js';
import { fold } from '../board/folding.js';

const PATTERNS = ['all-zero', 'columns-exchanged', 'one-digit'];
const PATTERN_NAMES = ['គ្មានសំឡេង', 'two figures exchanged', 'one digit'];

/** @typedef {{unit: number, suffix: string, state: number, flags: number, copies: number, seats: number, pattern: number}} Row */

/** @type {import('../board/board.js').Unit[]} */
const UNITS = [['0', -1, 'Kampuchea', 'កម្ពុជា'], ['08', 0, 'Kandal', 'កណ្ដាល'], ['0803', 1, 'Preah Prasab', 'ព្រះប្រសប់'], ['14', 0, 'Prey Veng', 'ព្រៃវែង'], ['1407', 3, 'Peam Ro', 'ពាមរក៍']];
const STATES = [1, 4, 5, 6, 7];

const row = fc.record({
  unit: fc.constantFrom(0, 1, 2, 3, 4), suffix: fc.integer({ min: 1, max: 99 }).map((number) => `-${String(number).padStart(3, '0')}`),
  state: fc.constantFrom(...STATES), flags: fc.integer({ min: 0, max: 3 }), copies: fc.integer({ min: 0, max: 35 }), seats: fc.integer({ min: 0, max: 3 }), pattern: fc.integer({ min: -1, max: 2 }),
});

/** As the server writes it. @param {Row[]} rows */
function fileOf(rows) {
  const sign = (/** @type {(row: Row) => number} */ number) => rows.map((one) => number(one).toString(36)).join('');
  const places = rows.flatMap(({ state, pattern }, place) => (state === 4 && pattern >= 0 ? [place] : []));
  return {
    size: 9, units: UNITS, codes: rows.map(({ suffix }) => suffix).join(' '), at: rows.flatMap(({ unit }) => [unit, 1]), states: sign(({ state }) => state), flags: sign(({ flags }) => flags),
    copies: sign(({ copies }) => copies), seats: sign(({ seats }) => seats), patterns: PATTERNS, first: [...places].reverse(),
    differing: places.map((place) => /** @type {[number, number, number, number]} */ ([place, rows[place]?.pattern ?? 0, 1, 3])),
  };
}

/** Everything that a row is found by, put together and looked through. @param {Row} row @returns {string[]} */
function textsOf({ unit, suffix, state, pattern }) {
  const above = [];
  for (let at = unit; at >= 0; at = UNITS[at]?.[1] ?? -1) above.push(UNITS[at]?.[0] ?? '', ...(/** @type {string[]} */ (UNITS[at]?.slice(2) ?? [])));
  return [(UNITS[unit]?.[0] ?? '') + suffix, ...above, state === 4 && pattern >= 0 ? (PATTERN_NAMES[pattern] ?? '') : ''].map(fold);
}

/** @param {number} unit */
const provinceOf = (unit) => [-1, 1, 1, 3, 3][unit] ?? -1;

const query = fc.record({
  words: fc.array(fc.constantFrom('kandal', 'KAN', '0803', '-01', '080', 'កណ្តាល', 'ព្រៃ', 'exchanged', 'digit', '០៨០៣', 'x', 'peam ro'), { maxLength: 2 }).map((words) => words.join(' ')),
  state: fc.constantFrom(0, ...STATES), province: fc.constantFrom(-1, 1, 3), hasSeat: fc.boolean(), order: fc.constantFrom('', 'code'),
});

test('what is found is what a plain search finds, each once', () => {
  fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), query, (rows, asked) => {
    const words = fold(asked.words).split(' ').filter(Boolean);
    const plain = rows.flatMap((one, place) => {
      const isFound = words.every((word) => textsOf(one).some((text) => text.includes(word))) && (asked.state === 0 || one.state === asked.state)
        && (!asked.hasSeat || one.seats > 0) && (asked.province < 0 || provinceOf(one.unit) === asked.province);
      return isFound ? [place] : [];
    });
    assert.deepEqual(find(readBoard(fileOf(rows)), asked, PATTERN_NAMES).sort((one, other) => one - other), plain);
  }), { numRuns: 1_000 });
});

test('those that seats hang on come first, in the order that the server gives where copies differ', () => {
  fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
    const file = fileOf(rows);
    const found = find(readBoard(file), { words: '', state: 0, province: -1, hasSeat: false, order: '' }, PATTERN_NAMES);
    assert.deepEqual(found.slice(0, file.first.length), file.first);
    const rest = found.slice(file.first.length).map((place) => (rows[place]?.seats ?? 0) > 0);
    assert.deepEqual(rest, [...rest].sort((one, other) => Number(other) - Number(one)));
    assert.deepEqual(find(readBoard(file), { words: '', state: 0, province: -1, hasSeat: false, order: 'code' }, PATTERN_NAMES), rows.map((_, place) => place));
  }));
});

test('a double entry that began and a check that fails are states beside that of the copies', () => {
  fc.assert(fc.property(row, (one) => {
    const board = readBoard(fileOf([one]));
    const isIn = (/** @type {number} */ state) => find(board, { words: '', state, province: -1, hasSeat: false, order: '' }, PATTERN_NAMES).length === 1;
    assert.deepEqual([isIn(2), isIn(3), isIn(one.state)], [(one.flags & 1) > 0, (one.flags & 2) > 0, true]);
  }));
});

test('a code that begins otherwise than its unit stands whole', () => {
  const board = readBoard({ ...fileOf([{ unit: 2, suffix: '=X-1', state: 1, flags: 0, copies: 0, seats: 0, pattern: -1 }]) });
  assert.deepEqual(board.codes, ['X-1']);
});

test('Khmer is found however it is written, as the server finds it', () => {
  assert.equal(fold('កណ្ដាល'), fold('កណ្តាល'));
  assert.equal(fold('Siĕm Réap'), 'siem reap');
  assert.equal(fold(' ០៨០៣០៦ '), '080306');
  assert.equal(fold('Preah (Prasab), 2.'), 'preah prasab 2');
});
