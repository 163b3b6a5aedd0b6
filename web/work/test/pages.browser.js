// What the pages do with what is pressed and typed: in Chromium, on the parts of the pages that the server writes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOfSeed, makeKey } from '../keys/device.js';
import { openDatabase } from '../outbox/database.js';
import { Outbox } from '../outbox/outbox.js';
import { takeFragment } from '../pages/fragment.js';
import { openKeyPage } from '../pages/keyPage.js';
import { openStationPage } from '../pages/stationPage.js';
import { FakeRegister, FaultyDoor } from './register.js';

const SHELL = '<p data-part="trouble" hidden></p><p data-part="cleared" hidden></p><p data-part="waiting"></p><ol data-part="items"></ol><button data-part="send"></button>';
const STATION = `<main data-part="work" data-station="S01">${SHELL}<p data-part="no-key"></p><p data-part="signed"></p><section data-part="stations-part"><ul data-part="stations"></ul><p data-part="stations-weight"></p></section>
<form data-kind="forms/copy" data-form="1102"><input type="radio" name="source" value="posted" checked><select name="sheet"><option>posted</option></select>
<input type="radio" name="state" value="complete" checked><input name="vote A" data-vote="A"><button type="button" data-part="sign"></button></form></main>`;
const KEY = `<main data-part="work" data-page="key">${SHELL}<section data-part="slip" hidden><input data-part="slip-name"><input data-part="slip-number"><input data-part="slip-secret">
<input data-part="passphrase"><button data-part="make-key"></button><input data-part="key-words"><input data-part="take-key" type="file"></section>
<section data-part="key" hidden><code data-part="key-name"></code><p data-part="key-state"></p><p data-part="key-held"></p><button data-part="another-key"></button><details data-part="answer"><pre data-part="answer-text"></pre></details></section>
<section data-part="stations-part"><ul data-part="stations"></ul><p data-part="stations-weight"></p></section><form data-part="prepare-stations"><input name="stations"><button data-part="prepare"></button></form><button data-part="save-all"></button><button data-part="show-frames"></button><p data-part="bare" hidden></p><button data-part="scan"></button><button data-part="drop-carried"></button><input data-part="take-file" type="file"></main>`;
const SLIP = '#slip=p/agent-2/3/0123456789ABCDEFGHJKMNPQ00';
const PAGE = 'forms/copy 1102 S01';

/** @param {string} html */
async function stage(html) {
  document.body.innerHTML = html;
  const register = await FakeRegister.make();
  const door = new FaultyDoor(register, await FakeRegister.make(2));
  const database = await openDatabase(`pages ${Math.random()}`);
  const outbox = new Outbox(database, door, register.pin);
  const key = await keyOfSeed('p/agent-1', new Uint8Array(32).fill(11));
  register.keys.set(key.keyName, key.key);
  const workplace = { pin: register.pin, database, outbox, key, send: async () => undefined, changed: async () => undefined };
  return { register, door, database, outbox, workplace };
}

/** @param {string} selector */
const find = (selector) => /** @type {HTMLInputElement} */ (document.querySelector(selector));

/** @param {string} value */
function type(value) {
  const field = find('[data-vote=A]');
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** @param {() => boolean | Promise<boolean>} holds */
async function until(holds) {
  for (let round = 0; round < 500; round++) {
    if (await holds()) return;
    await new Promise((later) => setTimeout(later, 10));
  }
  throw new Error(`it doesn't come to pass: ${holds}`);
}

test('what is typed around the press of the button brings no draft back behind the act', async () => {
  const { database, workplace } = await stage(STATION);
  await openStationPage(workplace);
  type('23');
  type('231');
  find('[data-part=sign]').click();
  assert.ok(find('[data-vote=A]').disabled);
  await until(() => find('[data-part=signed]').textContent !== '' && !find('[data-vote=A]').disabled);
  assert.equal(find('[data-part=trouble]').textContent, '');
  const [item] = await database.all();
  assert.ok(item?.note.includes('"A":231}'), item?.note);
  assert.equal(find('[data-vote=A]').value, '');
  await new Promise((later) => setTimeout(later, 100));
  assert.equal(await database.draft(PAGE), undefined);
});

test('an act of a kind without attachments is signed as well', async () => {
  const refusal = '<form data-kind="forms/refusal"><input name="reason" value="not-allowed"><input name="by" value="security"><input name="when" value="2028-07-23T16:55"><button type="button" data-part="sign"></button></form></main>';
  const { database, workplace } = await stage(STATION.replace(/<form.*<\/form><\/main>/s, refusal));
  await openStationPage(workplace);
  find('[data-part=sign]').click();
  await until(() => find('[data-part=signed]').textContent !== '' || find('[data-part=trouble]').textContent !== '');
  assert.equal(find('[data-part=trouble]').textContent, '');
  assert.deepEqual((await database.all()).map(({ kind }) => kind), ['forms/refusal']);
});

test('what was not kept is not said to be signed', async () => {
  const { database, outbox, workplace } = await stage(STATION);
  outbox.add = async () => ({ identity: '', isNew: false });
  await openStationPage(workplace);
  type('231');
  find('[data-part=sign]').click();
  await until(() => !find('[data-part=trouble]').hidden);
  assert.equal(find('[data-part=signed]').textContent, '');
  assert.equal(find('[data-part=trouble]').textContent, 'code');
  assert.equal(find('[data-vote=A]').value, '231');
  assert.equal((await database.draft(PAGE))?.values['vote A'], '231');
  await until(() => !find('[data-vote=A]').disabled);
});

test('a phone with a key takes a new slip, and the outbox stays', async () => {
  const { database, outbox, workplace } = await stage(STATION);
  await database.keepKey((await makeKey('p/agent-1')).stored, 'an answer');
  await openStationPage(workplace);
  type('23');
  find('[data-part=sign]').click();
  await until(async () => (await database.all()).length === 1);
  document.body.innerHTML = KEY;
  await openKeyPage(workplace, '');
  assert.ok(find('[data-part=slip]').hidden);
  find('[data-part=another-key]').click();
  assert.ok(!find('[data-part=slip]').hidden);

  document.body.innerHTML = KEY;
  await openKeyPage(workplace, SLIP);
  assert.equal(find('[data-part=slip-name]').value, 'p/agent-2');
  globalThis.confirm = () => false;
  find('[data-part=make-key]').click();
  await until(() => !find('[data-part=make-key]').disabled);
  assert.equal((await database.keys())[0]?.name, 'p/agent-1');
  globalThis.confirm = () => true;
  find('[data-part=make-key]').click();
  await until(() => find('[data-part=key-name]').textContent?.startsWith('p/agent-2+') === true);
  assert.deepEqual((await database.keys()).map(({ name }) => name), ['p/agent-2']);
  assert.ok((await database.setting('enrolment'))?.answer.includes('\n3\np/agent-2+'));
  assert.equal((await outbox.items()).length, 1);
});

test('the secret of a slip is taken out of the address, also where it is no slip', () => {
  for (const fragment of [SLIP, '#slip=nothing of the form']) {
    location.hash = fragment;
    const taken = takeFragment();
    assert.equal(decodeURIComponent(taken), fragment);
    assert.equal(location.href.includes('#'), false);
  }
  assert.equal(takeFragment(), '');
});

test('an enrolled key that was revoked since is said to be', async () => {
  const { database, workplace } = await stage(KEY);
  await database.keepSetting({ name: 'enrolment', answer: 'an answer', enrolled: true });
  const network = globalThis.fetch;
  globalThis.fetch = async () => new Response('{"state":"revoked"}');
  await openKeyPage(workplace, '').finally(() => (globalThis.fetch = network));
  assert.equal(find('[data-part=key-state]').textContent, 'key.revoked');
});

test('a sheet that is said to be filled in is not signed without any figure', async () => {
  const { database, workplace } = await stage(STATION);
  await openStationPage(workplace);
  find('[data-part=sign]').click();
  await until(() => !find('[data-part=trouble]').hidden);
  assert.equal((await database.all()).length, 0);
  type('23');
  find('[data-part=sign]').click();
  await until(async () => (await database.all()).length === 1);
});
