import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consultationsDocument } from '../results/consultations.js';
import { findingsDocument } from '../results/findings.js';
import { interval, share } from '../results/interval.js';
import { observationDocument } from '../results/observation.js';
import { Door, json } from './vectors.js';

/**
 * A register of the vectors, all its notes taken.
 * @param {string} file
 * @param {string} name
 */
async function fold(file, name) {
  const { origin, attachments, registers } = json(`acts/${file}.json`);
  const door = new Door(origin, attachments);
  for (const { note } of registers.find((/** @type {any} */ one) => one.name === name).acts) await door.take(note);
  return door.fold;
}

test('intervals are those of Clopper and Pearson, to six decimals', () => {
  for (const { x, n, interval95 } of json('statistics/clopper-pearson.json').cases) {
    if (n === undefined) continue;
    const { low, high } = interval(x, n);
    assert.ok(Math.abs(Number(low) - interval95[0]) <= 5.001e-7, `${x} of ${n}`);
    assert.ok(Math.abs(Number(high) - interval95[1]) <= 5.001e-7, `${x} of ${n}`);
  }
});

test('shares round the sixth decimal half up', () => {
  assert.deepEqual([share(1, 3), share(2, 3), share(1, 64), share(0, 7), share(7, 7)],
    ['0.333333', '0.666667', '0.015625', '0.000000', '1.000000']);
  assert.equal(share(1, 128), '0.007813');
});

test('a bound that lies on a half is decided in whole numbers', () => {
  for (let n = 1; n < 200; n++) {
    for (let x = 0; x <= n; x++) {
      const { low, high } = interval(x, n);
      const other = interval(n - x, n);
      assert.ok(Math.abs(Number(low) + Number(other.high) - 1) < 1.1e-6, `${x} of ${n}`);
      assert.ok(Number(low) <= x / n && x / n <= Number(high), `${x} of ${n}`);
    }
  }
});

test('of one organisation the later word on the doors stands, and one that says closed is enough', async () => {
  const { observation } = await fold('observation', 'observation');
  assert.ok(observation.isClosed('S01'));
  // What party-a answered there says nothing of the count by the definition's conditions.
  assert.deepEqual([...observation.watchers('S01')].sort(), ['observers']);
  const seen = /** @type {any} */ ({ index: 1_000_000, author: 'observers', body: { doors: 'open', handed: [] } });
  observation.stations.reports.set('stations/conditions S01', new Map([['observers', seen]]));
  assert.ok(!observation.isClosed('S01'));
  seen.body.doors = 'not-seen';
  assert.ok(observation.isClosed('S01'));
});

test('what every book publishes adds up', async () => {
  const { questions, incidents } = JSON.parse(observationDocument(await fold('observation', 'observation')));
  assert.deepEqual(questions.map((/** @type {any} */ one) => one.question), ['doors', 'present', 'waiting']);
  assert.deepEqual(incidents, []);
  const [incident] = JSON.parse(observationDocument(await fold('observation', 'incidents'))).incidents;
  assert.equal(incident.reports.length, 2);
  for (const name of ['opinions', 'moderation', 'promises', 'the last day']) {
    const [{ opinions: o, register }] = JSON.parse(consultationsDocument(await fold('consultations', name)));
    assert.equal(o.all, o.page + o.paper + o.key + o.promise);
    assert.equal(o.all, o.waiting + o.published + o.rejected);
    assert.equal(register.length, o.all + o.late);
  }
});

test('what was carried stands with its register, and nothing of what wasn\'t proven', async () => {
  const carried = JSON.parse(findingsDocument(await fold('findings', 'carried over')));
  assert.deepEqual(carried.findings[0].carried, { register: 'simulated.saksei.test/earlier', index: 3, size: 7 });
  assert.deepEqual(carried.findings[0].recommendations, [1]);
  const wrongly = JSON.parse(findingsDocument(await fold('findings', 'carried over wrongly')));
  // The one finding was made in that register itself.
  assert.deepEqual(wrongly.findings.map((/** @type {any} */ one) => [one.carried, one.answers.length]), [[undefined, 0]]);
  assert.deepEqual([wrongly.recommendations, wrongly.statements], [[], []]);
});
