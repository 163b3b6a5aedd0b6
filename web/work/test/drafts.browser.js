// What a page lets somebody sign that another device made: in Chromium, on the parts of the page that the server writes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildText, newNonce, signText } from '../acts/acts.js';
import { base64 } from '../base/bytes.js';
import { draftOf, newSecret, readDraft, seal, writeDraft } from '../drafts/sealed.js';
import { keyOfSeed } from '../keys/device.js';
import { openDatabase } from '../outbox/database.js';
import { Outbox } from '../outbox/outbox.js';
import { attachmentOf } from '../outbox/attachments.js';
import { beginDraft, openDraft, sharedHere } from '../pages/draftPart.js';
import { writeNote } from '../register/notes.js';
import { FakeRegister, FaultyDoor } from './register.js';

const PAGE = `<main data-part="work" data-organisation="b"><p data-part="trouble" hidden></p><p data-part="signed"></p><p data-part="waiting"></p><ol data-part="items"></ol>
<section data-part="draft" hidden><b data-part="draft-kind"></b><p data-part="draft-lead"></p><ul data-part="draft-signers"></ul><code data-part="draft-check"></code><div data-part="draft-shown"></div>
<ul data-part="draft-unshown"></ul><details data-part="draft-letters"><pre data-part="draft-act"></pre></details><button data-part="draft-sign" hidden></button><button data-part="draft-away"></button>
<div data-part="draft-qr"></div><code data-part="draft-address"></code></section>
<details data-step="parties/reverse"><form data-kind="parties/reverse" data-case="party-05"><select data-field="ground"><option value="">—</option><option value="unlawful">unlawful</option></select>
<input data-article-of="article"><button data-part="sign"></button></form></details></main>`;

const fields = { case: 'party-05', ground: 'unlawful', article: 'A-1' };

/** @param {string} name @param {() => Promise<void>} run */
const drafted = (name, run) => test(name, async () => {
  const { fetch } = globalThis;
  try {
    await run();
  } finally {
    globalThis.fetch = fetch;
  }
});

/** Three signers, a letter box, and this device with the key of the second. */
async function stage() {
  document.body.innerHTML = PAGE;
  const register = await FakeRegister.make();
  const keys = await Promise.all(['b/desk-1', 'p/agent-1', 'q/agent-2'].map((name, at) => keyOfSeed(name, new Uint8Array(32).fill(at + 40))));
  const [author, own, third] = /** @type {[any, any, any]} */ (keys);
  for (const { keyName, key } of keys) register.keys.set(keyName, key);
  /** @type {string[]} */
  const box = [];
  globalThis.fetch = /** @type {any} */ (async (/** @type {string} */ address, /** @type {any} */ options = {}) => {
    const name = new URL(address, location.origin).searchParams.get('name');
    if (name !== null) return Response.json({ state: register.keys.has(name) ? 'enrolled' : 'unknown', key: register.keys.get(name)?.text });
    if (options.method === 'POST') box.push(base64(new Uint8Array(await options.body.arrayBuffer())));
    return Response.json({ sealedNotes: box });
  });
  const database = await openDatabase(`drafts ${Math.random()}`);
  const outbox = new Outbox(database, new FaultyDoor(register, await FakeRegister.make(2)), register.pin);
  const workplace = { pin: register.pin, database, outbox, key: own, changed: async () => undefined, send: () => outbox.send() };
  const textOf = (kind = 'parties/reverse', said = /** @type {any} */ (fields)) =>
    buildText({ origin: register.pin.origin, kind, nonce: newNonce(), at: '2028-07-23T17:42:10Z', signers: keys.map(({ keyName }) => keyName), fields: said });
  const hand = async (/** @type {string[]} */ ...notes) => {
    const draft = await draftOf(newSecret());
    for (const note of notes) box.push(base64(await seal(draft, note)));
    return `#${writeDraft(draft.secret)}`;
  };
  const answer = async (/** @type {string} */ address, /** @type {string} */ note) => {
    const draft = await draftOf(readDraft(address.slice(address.indexOf('#'))));
    box.push(base64(await seal(draft, note)));
  };
  return { register, workplace, author, own, third, textOf, hand, answer };
}

/** @param {string} name */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-part=${name}]`));

/** @param {() => boolean | Promise<boolean>} holds */
async function until(holds) {
  for (let round = 0; round < 500; round++) {
    if (await holds()) return;
    await new Promise((later) => setTimeout(later, 10));
  }
  throw new Error(`it doesn't come to pass: ${holds}`);
}

drafted('what is to be signed stands in the form, is signed, and goes to the others', async () => {
  const { workplace, author, third, textOf, hand, register } = await stage();
  const text = textOf();
  await openDraft(workplace, await hand(await signText(text, [author]), await signText(text, [third])));
  assert.equal(/** @type {HTMLSelectElement} */ (document.querySelector('[data-part=draft-shown] [data-field=ground]')).value, 'unlawful');
  assert.equal(part('draft').dataset.signed, '2');
  assert.equal(part('draft-unshown').children.length, 0);
  part('draft-sign').click();
  await until(async () => register.records.length === 1);
  assert.equal((await sharedHere(workplace)).length, 0);
});

drafted('a draft of another kind or of another case than the page is refused', async () => {
  const { workplace, author, textOf, hand } = await stage();
  const revoke = textOf('organisations/revoke', { organisation: 'p', keys: [author.keyName], reason: 'lost' });
  const otherCase = textOf('parties/reverse', { ...fields, case: 'party-06' });
  for (const text of [revoke, otherCase]) await assert.rejects(openDraft(workplace, await hand(await signText(text, [author]))), { code: 'draft-elsewhere' });
  assert.equal(part('draft').hidden, true);
});

drafted('what the form has no place for is shown by name and value', async () => {
  const { workplace, author, textOf, hand } = await stage();
  const votes = [{ member: 'member-1', vote: 'for' }];
  await openDraft(workplace, await hand(await signText(textOf('parties/reverse', { ...fields, votes }), [author])));
  assert.equal(part('draft-unshown').textContent, `votes ${JSON.stringify(votes)}`);
});

drafted('signatures that do not hold are no signatures: neither one for this device, nor all of them, nor the author\'s', async () => {
  const { workplace, author, own, third, textOf, hand, register } = await stage();
  const text = textOf();
  const forged = [own, third].map(({ name, id }) => ({ name, id, signature: new Uint8Array(64) }));
  const real = { name: author.name, id: author.id, signature: await author.sign(new TextEncoder().encode(text)) };
  await openDraft(workplace, await hand(writeNote(text, [real, ...forged])));
  assert.equal(part('draft').dataset.signed, '1');
  assert.equal(part('draft-sign').hidden, false);
  await assert.rejects(openDraft(workplace, await hand(writeNote(text, [{ ...real, signature: new Uint8Array(64) }, ...forged]))), { code: 'draft-malformed' });
  assert.equal(register.records.length + (await workplace.outbox.items()).length, 0);
});

drafted('a draft that was only opened is not kept, one that was signed is, until it is put away', async () => {
  const { workplace, author, textOf, hand } = await stage();
  await openDraft(workplace, await hand(await signText(textOf(), [author])));
  assert.equal((await sharedHere(workplace)).length, 0);
  part('draft-sign').click();
  await until(async () => (await sharedHere(workplace)).length === 1);
});

drafted('files of a draft go with the act, from the device that has them', async () => {
  const { workplace, author, own, third, textOf, answer, register } = await stage();
  const file = { name: 'a.pdf', type: 'application/pdf', bytes: new Uint8Array(2_000).fill(7) };
  const { sha256, ...others } = await attachmentOf(file);
  const text = textOf('parties/reverse', { ...fields, attachments: [{ sha256, ...others }] });
  await beginDraft({ ...workplace, key: author }, await signText(text, [author]), [{ ...file, sha256 }]);
  for (const key of [own, third]) await answer(part('draft-address').textContent ?? '', await signText(text, [key]));
  await until(async () => register.records.length === 1);
  assert.ok(register.files.has(sha256));
  assert.equal((await sharedHere(workplace)).length, 0);
});

drafted('of two drafts that were opened on a page the one that stands there is signed', async () => {
  const { workplace, author, textOf, hand } = await stage();
  const [first, second] = [textOf(), textOf()];
  for (const text of [first, second]) await openDraft(workplace, await hand(await signText(text, [author])));
  part('draft-sign').click();
  await until(async () => (await sharedHere(workplace)).length > 0);
  assert.deepEqual((await sharedHere(workplace)).map(({ act }) => act.text), [second]);
});
