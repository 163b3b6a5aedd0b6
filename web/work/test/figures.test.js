import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sumsOf, wholeOf } from '../pages/figures.js';

test('figures are read in Latin and Khmer digits, one kind in one figure', () => {
  for (const [typed, figure] of /** @type {const} */ ([['0', 0], ['512', 512], [' 7 ', 7], ['១០០', 100], ['០', 0]])) assert.equal(wholeOf(typed), figure, typed);
  for (const typed of ['', ' ', '-1', '1.0', '1១', '1e3', 'x', '1234567890']) assert.equal(wholeOf(typed), undefined, typed);
});

test('a sum is shown where all its figures are there, and only then', () => {
  const checks = [{ code: 'E102', left: ['cast'], right: ['invalid', 'votes'], atMost: false }, { code: 'W201', left: ['cast'], right: ['registered'], atMost: true }];
  assert.deepEqual(sumsOf(checks, { cast: 10, invalid: 1 }, { A: 4, B: 5 }), [
    { code: 'E102', left: 10, right: 10, holds: true },
    { code: 'W201', left: 10, right: undefined, holds: false },
  ]);
  assert.equal(sumsOf(checks, { cast: 10, invalid: 1 }, { A: 4 })[0]?.holds, false);
  assert.equal(sumsOf(checks, { cast: 10, invalid: 1 }, {})[0]?.right, undefined);
  // Of three lists one can't be read, or isn't typed yet.
  assert.equal(sumsOf(checks, { cast: 10, invalid: 1 }, { A: 4, B: 5 }, 3)[0]?.right, undefined);
  assert.equal(sumsOf(checks, { cast: 10, invalid: 1 }, { A: 4, B: 5 }, 2)[0]?.holds, true);
  assert.equal(sumsOf(checks, { cast: 10, invalid: 1 }, {}, 0)[0]?.right, undefined);
});
