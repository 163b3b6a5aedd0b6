import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildText, identityOf, newNonce, signText } from '../acts/acts.js';
import { previousOf } from '../outbox/previous.js';
import { keyOfSeed } from '../keys/device.js';

/** @typedef {import('../outbox/states.js').Item} Item */

const at = '2028-07-23T17:42:10+07:00';
const COPY = { form: '1102', station: 'S01', source: 'posted' };
const [first, second, other] = await Promise.all([['p/agent-1', 1], ['p/agent-2', 2], ['q/agent-1', 3]].map(([name, seed]) => keyOfSeed(String(name), new Uint8Array(32).fill(Number(seed)))));

/** A copy on this phone. @param {{[name: string]: string}} [which] @param {Partial<Item>} [state] @param {typeof first} [key] @returns {Promise<Item>} */
async function copy(which = {}, state = {}, key = first) {
  assert.ok(key);
  const fields = { ...COPY, ...which, sheet: '1102', method: 'seen', entry: { state: 'complete', figures: {}, votes: {} } };
  const text = buildText({ origin: 'register', kind: 'forms/copy', nonce: newNonce(), at, signers: [key.keyName], fields });
  return { identity: await identityOf(text), note: await signText(text, [key]), kind: 'forms/copy', about: fields.station, made: at, own: true, state: 'signed', asked: 0, left: false, ...state };
}

/** @param {Item[]} items @param {{[name: string]: string}} [which] */
const previous = (items, which = {}) => previousOf(items, { kind: 'forms/copy', fields: { ...COPY, ...which }, keyName: first?.keyName ?? '' });

test('the copy of one contest does not replace that of another', async () => {
  const items = [await copy(), await copy({ form: 'by-election' })];
  assert.equal(await previous(items), items[0]?.identity);
  assert.equal(await previous(items, { form: 'by-election' }), items[1]?.identity);
  assert.equal(await previous(items, { form: 'third' }), undefined);
  assert.equal(await previous(items, { source: 'scan' }), undefined);
  assert.equal(await previous(items, { station: 'S02' }), undefined);
});

test('the last one is replaced that stands or may come to stand', async () => {
  const [stands, isVoid, refused, waits] = [await copy({}, { state: 'registered', outcome: 'applied' }), await copy({}, { state: 'registered', outcome: 'void' }), await copy({}, { state: 'refused', code: 'act-malformed' }), await copy({}, { state: 'refused', code: 'key-unknown' })];
  assert.equal(await previous([stands, isVoid, refused]), stands.identity);
  assert.equal(await previous([stands, waits]), waits.identity);
  assert.equal(await previous([isVoid, refused]), undefined);
  assert.equal(await previous([{ ...stands, own: false }]), undefined);
});

test('of an earlier key only what stands is replaced, and of another organisation nothing', async () => {
  const [waits, stands] = [await copy({}, { state: 'sent' }, second), await copy({}, { state: 'registered', outcome: 'applied' }, second)];
  assert.equal(await previous([waits]), undefined);
  assert.equal(await previous([stands, waits]), stands.identity);
  assert.equal(await previous([await copy({}, { state: 'registered', outcome: 'applied' }, other)]), undefined);
});

test('answers replace those by any version of the checklist of the same team, and what the register has by another phone', async () => {
  assert.ok(first);
  const [v1, v2, list] = ['a', 'b', 'c'].map((digit) => digit.repeat(64));
  const answers = async (/** @type {string} */ checklist, /** @type {number} */ team, /** @type {Partial<Item>} */ state = {}) => {
    const text = buildText({ origin: 'register', kind: 'observation/answers', nonce: newNonce(), at, signers: [first.keyName], fields: { station: 'S01', checklist, team, answers: [] } });
    return /** @type {Item} */ ({ identity: await identityOf(text), note: await signText(text, [first]), kind: 'observation/answers', about: 'S01', made: at, own: true, state: 'signed', asked: 0, left: false, ...state });
  };
  const of = (/** @type {Item[]} */ items, /** @type {import('../outbox/previous.js').Register['standing']} */ standing, team = 1) =>
    previousOf(items, { kind: 'observation/answers', fields: { station: 'S01', checklist: v2, team }, keyName: first.keyName }, { versions: [v1 ?? '', v2 ?? ''], standing });
  const [older, another] = [await answers(v1 ?? '', 1, { state: 'registered', outcome: 'applied', index: 7 }), await answers(list ?? '', 1)];
  assert.equal(await of([older, another], undefined), older.identity);
  assert.equal(await of([older, another], undefined, 2), undefined);
  assert.equal(await of([older], { act: 'theirs', index: 9 }), 'theirs');
  assert.equal(await of([older], { act: 'theirs', index: 5 }), older.identity);
  assert.equal(await of([], { act: 'theirs', index: 9 }), 'theirs');
  const waits = await answers(v2 ?? '', 1);
  assert.equal(await of([older, waits], { act: 'theirs', index: 9 }), waits.identity);
});
