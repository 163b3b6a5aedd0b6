import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '../base/bytes.js';
import { inWords, judge } from '../contradiction.js';
import { readPolicy } from '../register/policy.js';
import { signer } from './cosigners.js';
import { json } from './vectors.js';

const vectors = json('contradictions/cases.json');
const policy = readPolicy(utf8(vectors.policy));

for (const { name, file, code, signedBoth } of vectors.cases) {
  test(`a contradiction, ${name}: ${code || 'proven'}`, async () => {
    const judged = await judge(utf8(file), { policy });
    assert.deepEqual({ code: judged.code, proves: judged.proves, signedBoth: judged.signedBoth }, { code, proves: code === '', signedBoth });
  });
}

test('what another log signed is no contradiction of the log that was named', async () => {
  const { file } = vectors.cases.find((/** @type {{name: string}} */ one) => one.name === 'two-roots');
  assert.equal((await judge(utf8(file), { logKey: signer('other.example', 9, 1).text })).code, 'log-key-not-pinned');
  assert.match(inWords(await judge(utf8(file))), /two different registers of 5 acts/);
});

test('whichever letter of a note is altered, nothing is proven', async () => {
  const { file } = vectors.cases.find((/** @type {{name: string}} */ one) => one.name === 'grown-3-8');
  const whole = JSON.parse(file);
  for (let i = 0; i < whole.larger.length; i++) {
    const letter = whole.larger[i] === 'A' ? 'B' : 'A';
    const altered = { ...whole, larger: whole.larger.slice(0, i) + letter + whole.larger.slice(i + 1) };
    assert.equal((await judge(utf8(JSON.stringify(altered)))).proves, false, `at ${i}`);
  }
});
