// The clerk's page in Chromium, on the parts that the server writes: what is signed is what stands on it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf } from '../enter/places.js';
import { seal } from '../enter/sealing.js';
import { keyOfSeed } from '../keys/device.js';
import { openDatabase } from '../outbox/database.js';
import { Outbox } from '../outbox/outbox.js';
import { openEnterPage } from '../pages/enterPage.js';
import { draftPage } from '../pages/enterSheet.js';
import { keepDraft } from '../station/drafts.js';
import { FakeRegister, FaultyDoor } from './register.js';

const PAGE = `<main data-part="work" data-unit="U"><p data-part="trouble" hidden></p><p data-part="not-connected" hidden></p><p data-part="waiting"></p><ol data-part="items"></ol><button data-part="send"></button>
<h1 data-part="headline"></h1><p data-part="no-key"></p><p data-part="who"><b data-part="who-name"></b></p><p data-part="saved"></p><p data-part="signed"></p>
<ol data-part="round">${['S1', 'S2'].map((station) => `<li><a href="${addressOf({ station, form: 'F' })}" data-station="${station}" data-form="F" data-sheet="sheet-0"><b>${station}</b><span data-part="said"></span></a></li>`).join('')}</ol>
<p data-part="state"></p><template data-part="sheet-figure"><figure></figure></template>
<form id="sheet-0" class="paper" data-entry="F" data-checks="[]" data-digits="latin" data-maximum="9999" hidden><b data-part="station"></b><p data-part="asked"></p><div data-part="sheets"></div><div data-part="photographs"></div>
<details data-part="sheet-part"><select name="sheet"><option value="original"></option><option value="copy"></option></select>
<input type="radio" name="state" value="complete" checked><input type="radio" name="state" value="blank"><input type="radio" name="state" value="illegible"></details>
<label class="f"><input class="num" name="cast" data-what="figure" data-code="cast"></label><p data-part="field-note"></p><button data-part="seal"></button><b data-part="typed"></b></form></main>`;
const ENTRY = { state: 'complete', figures: { cast: 9 }, votes: {} };

/** @typedef {Awaited<ReturnType<typeof stage>>} Stage */

/** @param {import('../enter/states.js').Status[]} forms by which the register answers */
async function stage(forms) {
  document.body.innerHTML = PAGE;
  location.hash = '';
  const register = await FakeRegister.make();
  const database = await openDatabase(`enter ${Math.random()}`);
  const outbox = new Outbox(database, new FaultyDoor(register, await FakeRegister.make(2)), register.pin);
  const key = await keyOfSeed('p/clerk-1', new Uint8Array(32).fill(11));
  const workplace = { pin: register.pin, database, outbox, key, send: async () => undefined, changed: async () => undefined };
  return { database, outbox, workplace, key, forms };
}

/** @param {string} name @param {() => Promise<Stage>} begin @param {(here: Stage) => Promise<void>} run */
const entered = (name, begin, run) => test(name, async () => {
  // Neither the clock nor the address goes on with a page behind its test.
  const { fetch, setInterval, addEventListener } = globalThis;
  Object.assign(globalThis, { setInterval: () => 0, addEventListener: () => undefined });
  const here = await begin();
  globalThis.fetch = /** @type {any} */ (async (/** @type {string} */ address) => (String(address).startsWith('/entries') ? Response.json({ size: 9, forms: here.forms }) : Response.error()));
  try {
    await run(here);
  } finally {
    document.body.innerHTML = '';
    Object.assign(globalThis, { fetch, setInterval, addEventListener });
    location.hash = '';
  }
});

const status = (/** @type {string} */ station, /** @type {object} */ more = {}) => ({ station, form: 'F', photographs: [], ...more });

/** @param {string} selector */
const find = (selector) => /** @type {HTMLInputElement} */ (document.querySelector(selector));

/** @param {() => boolean | Promise<boolean>} holds */
async function until(holds) {
  for (let round = 0; round < 300; round++) {
    if (await holds()) return;
    await new Promise((later) => setTimeout(later, 10));
  }
  throw new Error(`it doesn't come to pass: ${holds}`);
}

entered('two forms that can be opened when the page is opened are opened, and nothing is said to be wrong', () => stage([]), async ({ workplace, outbox, database, key, forms }) => {
  for (const station of ['S1', 'S2']) {
    const draft = await keepDraft(database, draftPage({ form: 'F', station }, 1, key.keyName), { cast: '9' });
    await seal(workplace, { form: 'F', station, sheet: 'original', round: 1, entry: ENTRY, files: [], draft });
  }
  for (const { identity, station } of await database.sealed()) forms.push(status(station, { sealed: [{ key: key.keyName, commit: identity, opened: false }, { key: 'other', commit: 'other', opened: false }] }));
  await openEnterPage(workplace);
  await until(async () => (await outbox.items()).filter(({ kind }) => kind === 'forms/reveal').length === 2);
  assert.equal(find('[data-part=trouble]').textContent, '');
});

entered('a sheet that is said to be blank is sealed as blank, though the form is closed while it is signed', () => stage([status('S1'), status('S2')]), async ({ workplace, database }) => {
  location.hash = addressOf({ station: 'S1', form: 'F' });
  await openEnterPage(workplace);
  await until(() => !find('form[data-entry]').hidden);
  const radio = find('[value=blank]');
  radio.checked = true;
  radio.dispatchEvent(new Event('change', { bubbles: true }));
  find('[data-part=seal]').click();
  await until(async () => (await database.sealed()).length === 1);
  await until(() => location.hash === addressOf({ station: 'S2', form: 'F' }));
  const [kept] = await database.sealed();
  assert.deepEqual([kept?.entry.state, kept?.draft?.values.state], ['blank', 'blank']);
});

entered('the sheet that the register knows is sealed, whatever the draft began with', () => stage([status('S1', { sheet: 'copy', round: 1, sealed: [{ key: 'other', commit: 'other', opened: false }] })]), async ({ workplace, database, outbox, key }) => {
  await keepDraft(database, draftPage({ form: 'F', station: 'S1' }, 1, key.keyName), { cast: '9', sheet: 'original', state: 'complete', confirmed: '' });
  location.hash = addressOf({ station: 'S1', form: 'F' });
  await openEnterPage(workplace);
  await until(() => !find('form[data-entry]').hidden);
  assert.equal(find('[name=cast]').value, '9');
  find('[data-part=seal]').click();
  await until(async () => (await outbox.items()).length === 1);
  assert.ok((await outbox.items())[0]?.note.includes('"sheet":"copy"'));
  await until(() => location.hash === addressOf({ station: 'S2', form: 'F' }));
});

entered('what the clerk before typed at this computer is not shown to another', () => stage([status('S1')]), async ({ workplace, database, key }) => {
  await keepDraft(database, draftPage({ form: 'F', station: 'S1' }, 1, key.keyName), { cast: '9' });
  location.hash = addressOf({ station: 'S1', form: 'F' });
  await openEnterPage({ ...workplace, key: await keyOfSeed('p/clerk-2', new Uint8Array(32).fill(12)) });
  await until(() => !find('form[data-entry]').hidden);
  assert.equal(find('[name=cast]').value, '');
});
