// The golden vectors, byte for byte: the same file runs in Node and in Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildText, identityOf, readAct, signText } from '../acts/acts.js';
import { fromHex, hex, utf8 } from '../base/bytes.js';
import { Refusal } from '../base/refusal.js';
import { keyOf, readKey } from '../register/keys.js';
import { verifyByPlatform, verifyHere, verify } from '../register/ed25519.js';
import { isSignedBy, readNote, writeNote } from '../register/notes.js';
import { proveRecord, readCheckpoint } from '../register/receipts.js';
import { keyOfSeed } from '../keys/device.js';
import { listed, readJson, readText } from '#files';

/** @typedef {{name: string, kind: string, outcome: string, code: string, identity: string, note: string}} VectorAct */
/** @typedef {{name: string, seed: string, key: string}} VectorKey */
/** @typedef {{origin: string, keys: VectorKey[], registers: {name: string, acts: VectorAct[]}[]}} VectorFile */

const BOOKS = ['activities', 'candidates', 'clock', 'commission', 'complaints', 'consultations', 'endorsements', 'files', 'findings', 'forms',
  'holders', 'observation', 'organisations', 'parties', 'recommendations', 'register', 'resignations', 'results', 'statements', 'stations'];

// What the door and the books refuse, who know more than one act.
const OF_THE_DOOR = new Set(['key-unknown', 'signature-wrong', 'attachment-missing', 'rules-unknown', 'kind-not-found']);

/**
 * @param {string} note
 * @param {string} origin
 */
async function codeOf(note, origin) {
  const form = await readJson('vectors/register/definition/form.json');
  try {
    await readAct(utf8(note), { origin, maximum: (code) => (code === form.code ? form.maximum : undefined) });
    return '';
  } catch (failure) {
    if (failure instanceof Refusal) return failure.code;
    throw failure;
  }
}

/** @param {VectorKey[]} vectorKeys */
async function signersOf(vectorKeys) {
  const keys = new Map();
  for (const { name, seed, key } of vectorKeys) {
    const bytes = /** @type {import('../base/bytes.js').Bytes} */ (fromHex(seed));
    const made = await keyOfSeed(name, bytes);
    assert.equal(made.key.text, key);
    keys.set(made.key.keyName, made);
  }
  return keys;
}

test('there are vectors for every book', async () => assert.deepEqual(await listed('vectors/acts'), BOOKS.map((book) => `${book}.json`)));

for (const book of BOOKS) {
  test(`${book}: what can be read is written anew with the bytes that it had, and is signed alike`, async () => {
    const file = /** @type {VectorFile} */ (await readJson(`vectors/acts/${book}.json`));
    const keys = await signersOf(file.keys);
    let read = 0;
    for (const { acts } of file.registers) {
      for (const act of acts.filter(({ outcome }) => outcome !== 'refused')) {
        const known = await readAct(utf8(act.note), { origin: file.origin });
        assert.deepEqual([known.kind, known.identity], [act.kind, act.identity], act.name);
        const text = buildText(known);
        assert.equal(await identityOf(text), act.identity, act.name);
        const signers = known.signers.map((name) => keys.get(name));
        if (signers.every((signer) => signer)) assert.equal(await signText(text, signers), act.note, act.name);
        else assert.equal(writeNote(text, known.signatures), act.note, act.name);
        read++;
      }
    }
    assert.ok(read > 0);
  });

  test(`${book}: what is refused is refused with the same code`, async () => {
    const file = /** @type {VectorFile} */ (await readJson(`vectors/acts/${book}.json`));
    const acts = file.registers.flatMap((register) => register.acts).filter(({ outcome, code }) => outcome === 'refused' && !OF_THE_DOOR.has(code));
    assert.ok(acts.length > 0);
    for (const act of acts) assert.deepEqual([act.name, await codeOf(act.note, file.origin)], [act.name, act.code]);
  });
}

test('every receipt of the small register proves its act, and no other', async () => {
  const { acts } = /** @type {{acts: VectorAct[]}} */ (await readJson('vectors/register/golden/acts.json'));
  const founding = await readAct(utf8(acts[0]?.note ?? ''));
  const pin = { origin: founding.origin, log: await readKey(String(founding.fields.log)) };
  for (const [index, act] of acts.entries()) {
    const receipt = utf8(await readText(`vectors/register/golden/receipts/${String(index).padStart(2, '0')}.tlog-proof`));
    assert.deepEqual(await proveRecord(receipt, utf8(act.note), pin), { index, size: acts.length });
    await assert.rejects(proveRecord(receipt, utf8(acts[(index + 1) % acts.length]?.note ?? ''), pin), { code: 'receipt-wrong' });
    await assert.rejects(proveRecord(receipt, utf8(act.note), { ...pin, log: await readKey(String(founding.fields.clock)) }), { code: 'checkpoint-not-signed' });
  }
});

test('checkpoints are read strictly', async () => {
  const { read, refused } = /** @type {{read: {text: string, size: number}[], refused: string[]}} */ (await readJson('vectors/register/checkpoints.json'));
  for (const { text, size } of read) assert.equal(Number(readCheckpoint(text).size), size);
  for (const text of refused) assert.throws(() => readCheckpoint(text), { code: 'checkpoint-malformed' }, JSON.stringify(text));
});

test('notes and keys of others are read', async () => {
  const { notes } = /** @type {{notes: {verifier: string, text: string, line: string}[]}} */ (await readJson('vectors/register/notes.json'));
  for (const { verifier, text, line } of notes) {
    const note = readNote(utf8(`${text}\n${line}`));
    assert.ok(await isSignedBy(note, await readKey(verifier)));
    assert.ok(!(await isSignedBy({ ...note, text: `${text} ` }, await readKey(verifier))));
  }
});

test('keys and signatures on which verifiers differ are refused by the platform and by our own way', async () => {
  const edges = /** @type {{lowOrder: string[], refused: {number: number, key: string, message: string, signature: string}[]}} */ (await readJson('vectors/register/ed25519-edges.json'));
  for (const encoding of edges.lowOrder) {
    const { text } = await keyOf('edge', /** @type {import('../base/bytes.js').Bytes} */ (fromHex(encoding)));
    await assert.rejects(readKey(text), { code: 'key-weak' }, encoding);
  }
  const bytes = (/** @type {string} */ text) => /** @type {import('../base/bytes.js').Bytes} */ (fromHex(text) ?? utf8(text));
  for (const { number, key, message, signature } of edges.refused) {
    assert.equal(await verify(bytes(key), utf8(message), bytes(signature)), false, String(number));
  }
});

test('the platform and our own way sign and verify alike', async () => {
  const seed = /** @type {import('../base/bytes.js').Bytes} */ (fromHex('11'.repeat(32)));
  const [platform, page] = [await keyOfSeed('a/1', seed, 'platform'), await keyOfSeed('a/1', seed, 'page')];
  assert.equal(platform.key.text, page.key.text);
  const text = utf8('what is signed\n');
  const signature = await platform.sign(text);
  assert.equal(hex(signature), hex(await page.sign(text)));
  for (const way of [verifyByPlatform, verifyHere]) {
    assert.equal(await way(platform.key.bytes, text, signature), true);
    assert.equal(await way(platform.key.bytes, utf8('another text\n'), signature), false);
  }
});
