// The second reading of docs/spec/checklist.md: every case of the vectors, in Node and in Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '../base/bytes.js';
import { fill } from '../checklists/filling.js';
import { readForm } from '../checklists/form.js';
import { readText } from '#files';

/** @typedef {{checklist: object, answers: import('../checklists/filling.js').Answers, today: string, values: object, relevant: string[], cleared: string[], problems: {code: string, place: string}[]}} Case */

/** @param {string} file @returns {Promise<Case[]>} */
const cases = async (file) => (await readText(`vectors/checklists/${file}`)).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));

/** In the order of names, as the vectors write them. @param {unknown} value @returns {unknown} */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, inner]) => [name, sorted(inner)]));
}

/** @param {string} file @param {number} least */
async function hold(file, least) {
  const all = await cases(file);
  assert.ok(all.length >= least, `${file} has ${all.length}`);
  for (const [index, { checklist, answers, today, values, relevant, cleared, problems }] of all.entries()) {
    const filled = fill(readForm(utf8(JSON.stringify(checklist))), answers, today);
    const found = { values: filled.values, relevant: filled.relevant, cleared: filled.cleared, problems: filled.problems };
    const expected = { values, relevant, cleared, problems: problems.map(({ code, place }) => ({ code, place })) };
    assert.deepEqual(sorted(found), sorted(expected), `${file} line ${index + 1}`);
  }
}

test('every rule of the vectors gives what it says', () => hold('rules.jsonl', 170));
test('every random form of the vectors gives what it says', () => hold('random.jsonl', 200));
