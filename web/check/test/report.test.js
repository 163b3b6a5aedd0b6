import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Report } from '../report.js';

test('of a check that failed nothing is said to be right, and of one that was not reached why', () => {
  const report = new Report('somewhere');
  report.done('tree', '158152 records and the root are one tree');
  report.find('tree', 'root-differs', { file: 'checkpoint' });
  const [, tree, acts] = report.text().split('\n');
  assert.match(tree ?? '', /tree +fail +1 finding, below$/);
  assert.match(acts ?? '', /acts +not-checked +what it rests on couldn't be read$/);
});
