// Whether a script stands in the register: what is proved, and what a server merely says.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildText, newNonce, signText } from '../acts/acts.js';
import { utf8 } from '../base/bytes.js';
import { keyOfSeed, makeKey, useKeysOnlyIf } from '../keys/device.js';
import { refuse } from '../base/refusal.js';
import { writeNote } from '../register/notes.js';
import { findScript, mayRun, nameOf } from '../register/scripts.js';
import { FakeRegister, ORIGIN } from './register.js';

/** @typedef {import('../register/scripts.js').Registered} Registered */

const NAME = 'work/work.js';
const [BUILT, OTHER] = ['b'.repeat(64), 'c'.repeat(64)];

/** What a key states. @param {string} keyName @param {string} sha256 */
const statement = (keyName, sha256) => buildText({ origin: ORIGIN, kind: 'register/scripts', nonce: newNonce(), at: '2028-07-23T17:42:10Z', signers: [keyName], fields: { scripts: [{ name: NAME, sha256 }] } });

/** A register in which a key stated scripts, and a browser that knows nothing yet. @param {string[]} hashes @param {string} [keyName] */
async function stage(hashes, keyName = 'watchers/desk') {
  const register = await FakeRegister.make();
  const desk = await keyOfSeed(keyName, new Uint8Array(32).fill(7));
  register.keys.set(desk.keyName, desk.key);
  for (const sha256 of hashes) await register.post(await signText(statement(desk.keyName, sha256), [desk]));
  /** @type {Registered[]} */
  const proved = [];
  const known = { all: async () => proved, add: async (/** @type {Registered} */ found) => void proved.push(found) };
  const ask = (/** @type {any} */ answer, /** @type {FakeRegister} */ from = register) => findScript(register.pin, { name: NAME, sha256: BUILT }, {
    statements: async () => answer ?? Promise.reject(new TypeError('Failed to fetch')),
    noteAt: async (index) => from.records[index] ?? '',
    receiptAt: (index) => from.receipt(index),
    keyOf: async (name) => from.keys.get(name)?.text ?? Promise.reject(new Error('unknown')),
  }, known);
  return { register, desk, proved, ask };
}

test('a script that an act of the register names is registered, also later without any answer', async () => {
  const { ask, proved } = await stage([OTHER, BUILT]);
  assert.deepEqual(await ask({ state: 'registered', act: 1 }), { state: 'registered', by: { name: NAME, sha256: BUILT, index: 1, organisation: 'watchers' } });
  assert.equal((await ask(undefined)).state, 'registered');
  assert.equal(proved.length, 1);
});

test('where another is proved to be registered this one is not, and no later answer takes that back', async () => {
  const { ask } = await stage([OTHER]);
  assert.equal((await ask({ state: 'none' })).state, 'none');
  assert.equal((await ask({ state: 'other', act: 0 })).state, 'other');
  for (const answer of [{ state: 'none' }, undefined, { state: 'registered', act: 7 }, { state: 'registered', act: '0' }])
    assert.equal((await ask(answer)).state, 'unproven');
  assert.deepEqual(['registered', 'none', 'unasked', 'other', 'unproven'].map((state) => mayRun(/** @type {any} */ (state))), [true, true, true, false, false]);
});

test('a server that says registered and proves another is not believed', async () => {
  const { ask } = await stage([OTHER]);
  assert.equal((await ask({ state: 'registered', act: 0 })).state, 'other');
});

test('what another log signed proves nothing, nor does an act of another kind or a receipt of another place', async () => {
  const { ask, register, desk } = await stage([BUILT]);
  const { records, keys } = register;
  const forger = Object.assign(await FakeRegister.make(2), { records, keys });
  assert.equal((await ask({ state: 'registered', act: 0 }, forger)).state, 'unasked');
  const elsewhere = Object.assign(await FakeRegister.make(), { receipt: () => register.receipt(0), records: ['', records[0]], keys });
  assert.equal((await ask({ state: 'registered', act: 1 }, elsewhere)).state, 'unasked');
  records[0] = await signText(statement(desk.keyName, BUILT).replace('register/scripts', 'register/script'), [desk]);
  assert.equal((await ask({ state: 'registered', act: 0 })).state, 'unasked');
});

test('an act that an agent or a clerk signed has no effect and registers nothing', async () => {
  for (const name of ['watchers/agent-0871', 'watchers/clerk-1']) assert.equal((await (await stage([BUILT], name)).ask({ state: 'registered', act: 0 })).state, 'unasked');
  assert.equal((await (await stage([BUILT], 'watchers/desk-2')).ask({ state: 'registered', act: 0 })).state, 'registered');
});

test('an act registers nothing unless the key that it names signed it', async () => {
  const { ask, register, desk } = await stage([BUILT]);
  const agent = await keyOfSeed('watchers/agent-1', new Uint8Array(32).fill(8));
  const text = statement(desk.keyName, BUILT);
  const forged = writeNote(text, [{ name: desk.name, id: desk.id, signature: await agent.sign(utf8(text)) }]);
  const at = register.records.push(forged) - 1;
  assert.equal((await ask({ state: 'registered', act: at })).state, 'unasked');
  register.keys.set(desk.keyName, agent.key);
  assert.equal((await ask({ state: 'registered', act: 0 })).state, 'unasked');
  register.keys.clear();
  assert.equal((await ask({ state: 'registered', act: 0 })).state, 'unasked');
  register.keys.set(desk.keyName, desk.key);
  assert.equal((await ask({ state: 'registered', act: 0 })).state, 'registered');
});

test('a script has one name in all its versions', () => {
  assert.equal(nameOf('/work/0123456789ab/work.js'), NAME);
  assert.equal(nameOf('/work/service.js'), 'work/service.js');
  assert.equal(nameOf('/own-check/0123456789ab/browser/page.js'), 'own-check/browser/page.js');
});

test('keys that were closed neither sign nor come to be', async () => {
  const key = await keyOfSeed('p/agent-1', new Uint8Array(32).fill(11));
  useKeysOnlyIf(async () => refuse('script-not-registered'));
  try {
    await assert.rejects(key.sign(new Uint8Array(3)), { code: 'script-not-registered' });
    await assert.rejects(makeKey('p/agent-2'), { code: 'script-not-registered' });
  } finally {
    useKeysOnlyIf(async () => undefined);
  }
  assert.equal((await key.sign(new Uint8Array(3))).length, 64);
});
