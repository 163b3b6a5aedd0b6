// Acts that several sign, each at their own device: in Node and in Chromium.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildText, newNonce, readAct, signText } from '../acts/acts.js';
import { utf8 } from '../base/bytes.js';
import { draftOf, merge, newSecret, open, readBox, readDraft, seal, writeDraft } from '../drafts/sealed.js';
import { keyOfSeed } from '../keys/device.js';
import { isSignedBy, readNote, writeNote } from '../register/notes.js';

const ORIGIN = 'simulated.saksei.test/drafts';

async function threeSigners() {
  const keys = await Promise.all(['b/desk-1', 'p/agent-1', 'q/agent-2'].map((name, at) => keyOfSeed(name, new Uint8Array(32).fill(at + 1))));
  const text = buildText({ origin: ORIGIN, kind: 'parties/reverse', nonce: newNonce(), at: '2028-07-23T17:42:10Z', signers: keys.map(({ keyName }) => keyName), fields: { case: 'party-05' } });
  const byName = new Map(keys.map(({ keyName, key }) => [keyName, key]));
  const holds = async (/** @type {import('../register/notes.js').Signature} */ signature, /** @type {string} */ signed) => {
    const key = byName.get(`${signature.name}+${signature.id}`);
    return key !== undefined && isSignedBy({ text: signed, signatures: [signature] }, key);
  };
  const notes = await Promise.all(keys.map((key) => signText(text, [key])));
  return { keys, text, holds, notes, signers: keys.map(({ keyName }) => keyName) };
}

test('in whatever order signatures come, the same note comes of them, and it is an act', async () => {
  const { keys, text, holds, notes, signers } = await threeSigners();
  const whole = await signText(text, keys);
  for (const order of [[0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 1]]) {
    const { note, signed } = await merge(order.map((at) => notes[at] ?? ''), signers, holds);
    assert.equal(note, whole);
    assert.deepEqual(signed, signers);
  }
  assert.deepEqual((await readAct(utf8(whole), { origin: ORIGIN })).signers, signers);
});

test('a note that lacks signatures is a draft, and no act', async () => {
  const { notes, keys, text } = await threeSigners();
  await assert.rejects(readAct(utf8(notes[0] ?? '')), { code: 'signers-differ' });
  assert.equal((await readAct(utf8(notes[1] ?? ''), { isDraft: true })).kind, 'parties/reverse');
  const stranger = await keyOfSeed('x/agent-9', new Uint8Array(32).fill(9));
  await assert.rejects(readAct(utf8(await signText(text, [stranger])), { isDraft: true }), { code: 'signers-differ' });
  await assert.rejects(readAct(utf8(await signText(text, [...keys].reverse())), { isDraft: true }), { code: 'signers-differ' });
});

test('a signature that holds not, one of another text and one of a stranger are passed over', async () => {
  const { keys, text, holds, notes, signers } = await threeSigners();
  const [, member] = keys;
  const forged = writeNote(text, [{ name: member?.name ?? '', id: member?.id ?? '', signature: new Uint8Array(64) }]);
  const other = await signText(text.replace('party-05', 'party-06'), [keys[2] ?? assert.fail()]);
  const { note, signed } = await merge([notes[0] ?? '', forged, other, notes[1] ?? ''], signers, holds);
  assert.deepEqual(signed, signers.slice(0, 2));
  assert.equal(readNote(utf8(note)).text, text);
});

test('what is sealed opens by its secret alone, and only under its name', async () => {
  const { notes: [note = ''] } = await threeSigners();
  const [secret, other] = [newSecret(), newSecret()];
  const draft = await draftOf(secret);
  const sealed = await seal(draft, note);
  assert.equal(await open(draft, sealed), note);
  assert.equal(await open(await draftOf(other), sealed), undefined);
  assert.equal(await open({ ...draft, name: (await draftOf(other)).name }, sealed), undefined);
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
  assert.equal(await open(draft, sealed), undefined);
  assert.deepEqual(readDraft(`#${writeDraft(secret)}`), secret);
  assert.throws(() => readDraft('#slip=a'), { code: 'draft-malformed' });
});

test('a box that answers with anything else holds nothing', () => {
  for (const answer of [undefined, null, {}, { sealedNotes: 'x' }, { sealedNotes: [1, '***'] }]) assert.deepEqual(readBox(answer), []);
});
