import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { base64, fromBase64, fromHex, hex, utf8 } from '../base/bytes.js';
import { Refusal } from '../base/refusal.js';
import { sha256 } from '../base/sha256.js';
import { isSignedBy, readCheckpoint, readHead } from '../register/checkpoint.js';
import { holds, isOf, isWeak, readKey } from '../register/keys.js';
import { readNote } from '../register/notes.js';
import { proves, readReceipt } from '../register/receipt.js';
import { bundlePath, recordsOf, tileBytes, tilePath } from '../register/tiles.js';
import { extendsTo, includes, leafHash, Tree } from '../register/tree.js';
import { json, ROOT } from './vectors.js';

/** @param {readonly Uint8Array[]} records */
function treeOf(records) {
  const tree = new Tree();
  for (const record of records) tree.append(record);
  return tree;
}

test('our SHA-256 is the platform\'s', () => {
  for (let length = 0; length < 300; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + length) % 256);
    assert.equal(hex(sha256(bytes)), createHash('sha256').update(bytes).digest('hex'));
  }
});

test('roots and proofs of inclusion and consistency are those of RFC 6962', () => {
  const { small, digests } = json('register/tree.json');
  for (const { text, digest } of digests.leaves) assert.equal(hex(leafHash(utf8(text))), digest);
  const records = small.records.map(fromHex);
  small.rootsBySize.forEach((/** @type {string} */ root, /** @type {number} */ size) => {
    assert.equal(hex(treeOf(records.slice(0, size)).root()), root);
  });
  for (const { index, size, proof } of small.inclusion) {
    const tree = treeOf(records);
    const root = tree.rootAt(size);
    const leaf = leafHash(records[index]);
    assert.deepEqual(tree.inclusion(index, size).map(hex), proof);
    assert.ok(includes({ leaf, index, size, proof: proof.map(fromHex), root }));
    assert.ok(!includes({ leaf, index, size, proof: [...proof.map(fromHex), root], root }));
  }
  for (const { old, new: large, proof } of small.consistency) {
    if (old === 0) continue;
    const [smallRoot, largeRoot] = [old, large].map((size) => treeOf(records.slice(0, size)).root());
    const claim = { small: old, large, smallRoot, largeRoot, proof: proof.map(fromHex) };
    assert.ok(extendsTo(/** @type {any} */ (claim)), `${old} ${large}`);
  }
});

test('tiles and bundles have the bytes and paths of C2SP tlog-tiles', () => {
  const { bytes, paths } = json('register/tiles.json');
  const tree = treeOf(Array.from({ length: bytes.size }, (_, i) => utf8(`leaf ${i}`)));
  for (const tile of bytes.tiles) assert.equal(hex(sha256(tileBytes(tree, tile))), tile.sha256);
  for (const tile of paths.tiles) if (tile.index < Number.MAX_SAFE_INTEGER) assert.equal(tilePath(tile), tile.path);
  for (const { index, width, path } of paths.bundles) assert.equal(bundlePath(index, width), path);
  assert.throws(() => recordsOf(fromHex('0003616263ff'), 1), Refusal);
});

test('signed notes are read and hold as C2SP says', async () => {
  const { notes, verifiers, refusedBase64 } = json('register/notes.json');
  for (const { verifier, text, line } of notes) {
    const key = readKey(verifier);
    const note = readNote(utf8(`${text}\n${line}`), 1);
    const [signature] = note.lines;
    assert.ok(signature !== undefined && isOf(key, signature));
    assert.ok(await holds(key, note.signed, signature.signature));
    assert.ok(!(await holds(key, utf8(`${text}.`), signature.signature)));
  }
  for (const { verifier, name, id } of verifiers) assert.equal(readKey(verifier).known, `${name}+${id}`);
  for (const text of refusedBase64.texts) assert.equal(fromBase64(text), undefined, text);
});

test('keys and signatures on which verifiers differ are refused', async () => {
  const { lowOrder, refused, accepted } = json('register/ed25519-edges.json');
  for (const key of lowOrder) assert.ok(isWeak(fromHex(key)));
  const check = async (/** @type {any} */ { key, signature, message }) => {
    const bytes = fromHex(key);
    return !isWeak(bytes) && holds(/** @type {any} */ ({ bytes }), utf8(message), fromHex(signature));
  };
  for (const one of refused) assert.equal(await check(one), false, `number ${one.number}`);
  for (const one of accepted.vectors) assert.equal(await check(one), true, `number ${one.number}`);
});

test('checkpoints are read strictly', () => {
  const { read, refused } = json('register/checkpoints.json');
  for (const { text, size } of read) assert.equal(readHead(text).size, size);
  for (const text of refused) assert.throws(() => readHead(text), Refusal, JSON.stringify(text));
});

test('another program\'s log has the roots that it says', async () => {
  const { records, roots, verifier, inclusion, consistency, bundle, checkpoint } = json('register/tessera-log.json');
  const tree = treeOf(records.map(utf8));
  for (const { size, root } of roots) assert.equal(base64(tree.rootAt(size)), root);
  const { index, size, proof } = inclusion;
  const claim = { leaf: leafHash(utf8(records[index])), index, size, root: tree.rootAt(size) };
  assert.ok(includes({ ...claim, proof: proof.map(fromBase64) }));
  const { old: small, new: large, proof: path } = consistency;
  const sizes = { small, large, smallRoot: tree.rootAt(small), largeRoot: tree.rootAt(large) };
  assert.ok(extendsTo({ ...sizes, proof: path.map(fromBase64) }));
  assert.equal(recordsOf(fromHex(bundle.hex), 3).length, 3);
  if (checkpoint !== undefined) assert.ok(await isSignedBy(readCheckpoint(utf8(checkpoint)), readKey(verifier)));
});

test('each receipt of the small register proves its act and no other', async () => {
  const { acts } = json('register/golden/acts.json');
  const founding = JSON.parse(acts[0].note.split('\n')[2]);
  const log = readKey(founding.log);
  const folder = new URL('register/golden/receipts/', ROOT);
  for (const name of readdirSync(folder)) {
    const receipt = readReceipt(new Uint8Array(readFileSync(new URL(name, folder))));
    assert.equal(receipt.index, Number(name.slice(0, 2)));
    assert.ok(await proves(receipt, utf8(acts[receipt.index].note), log));
    assert.ok(!(await proves(receipt, utf8(acts[(receipt.index + 1) % acts.length].note), log)));
  }
});
