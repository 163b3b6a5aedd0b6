import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeKey, openKey } from '../keys/device.js';
import { answerSlip, readSlip } from '../keys/enrolment.js';

const DESK = fileURLToPath(new URL('../desk.js', import.meta.url));
const ORIGIN = 'simulated.saksei.test/desk';

test('from a slip to the act that enrols: an answer with another key stops it all', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'saksei-desk-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const [pinFile, slips, good, bad] = [join(folder, 'register.pin'), join(folder, 'slips.txt'), join(folder, 'good.txt'), join(folder, 'bad.txt')];
  const log = (await openKey((await makeKey(ORIGIN)).stored)).key;
  writeFileSync(pinFile, `saksei/register-pin/v1\n${ORIGIN}\n${log.text}\n${'0'.repeat(64)}\n`);
  const run = (/** @type {string[]} */ ...words) => execFileSync(process.execPath, [DESK, ...words], { encoding: 'utf8' });

  const addresses = run('slips', pinFile, slips, 'party-05/agent-0871', 'party-05/agent-0871').trim().split('\n');
  const [first, second] = addresses.map((address) => readSlip(address.slice(address.indexOf('#'))));
  assert.ok(first && second && first.number === 1 && second.number === 2);
  const phone = (await openKey((await makeKey(first.name)).stored)).key;
  const answer = await answerSlip({ origin: ORIGIN, log }, second, phone);
  writeFileSync(good, answer);
  const act = JSON.parse(run('enrol', pinFile, slips, good));
  assert.deepEqual([act.organisation, act.keys[0].key, act.keys[0].role], ['party-05', phone.text, 'agent']);
  assert.equal(readFileSync(slips, 'utf8').trim().split('\n').length, 2);

  const thief = (await openKey((await makeKey(first.name)).stored)).key;
  const swapped = answer.replace(phone.text, thief.text);
  const both = (/** @type {string} */ text) => {
    writeFileSync(bad, text);
    const { status, stdout, stderr } = spawnSync(process.execPath, [DESK, 'enrol', pinFile, slips, bad], { encoding: 'utf8' });
    return { status, keys: stdout ? JSON.parse(stdout).keys.map((/** @type {{key: string}} */ one) => one.key) : [], said: stderr.trim().split('\n') };
  };
  assert.deepEqual(both(swapped + answer), { status: 1, keys: [phone.text], said: ['slip-secret-wrong: party-05/agent-0871'] });
  assert.deepEqual(both(swapped), { status: 2, keys: [], said: ['slip-secret-wrong: party-05/agent-0871', 'nothing-to-enrol: party-05'] });

  // Somebody else has seen the slip: neither key is taken.
  const copied = await answerSlip({ origin: ORIGIN, log }, second, thief);
  assert.deepEqual(both(answer + copied), { status: 2, keys: [], said: ['slip-used-twice: party-05/agent-0871 2', 'nothing-to-enrol: party-05'] });
});
