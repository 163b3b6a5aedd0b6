// A checklist as it is drawn, in Chromium alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, sha256, utf8 } from '../base/bytes.js';
import { readForm } from '../checklists/form.js';
import { begun, known } from '../pages/checklists/begun.js';
import { FilledChecklist, momentHere, progressOf } from '../pages/checklists/filled.js';
import { keptForm } from '../pages/checklists/keptForms.js';
import { pictureControl } from '../pages/checklists/pictureAnswers.js';
import { ofMoment } from '../checklists/days.js';

const FILE = {
  format: 'saksei/checklist/v1', settings: {}, languages: ['en'],
  survey: [
    { type: 'integer', name: 'many', constraint: '. < 10' },
    { type: 'begin_repeat', name: 'visit', repeat_count: '${many}' }, { type: 'text', name: 'who', default: 'nobody' }, { type: 'end_repeat' },
    { type: 'select_one', list_name: 'doors', name: 'doors' },
    { type: 'select_one', list_name: 'doors', name: 'again', choice_filter: 'name != ${doors}' },
    { type: 'integer', name: 'minutes', relevant: "${doors} = 'closed'", required: 'yes' },
  ],
  choice_columns: [], choices: [{ list_name: 'doors', name: 'open' }, { list_name: 'doors', name: 'closed' }],
};
const bytes = utf8(JSON.stringify(FILE));

/** @param {import('../checklists/filling.js').Answers} [answers] */
function drawn(answers = {}) {
  const checklist = new FilledChecklist(readForm(bytes), answers, new Map(), () => undefined);
  document.body.replaceChildren(...checklist.parts.map(({ element }) => element));
  const inputs = (/** @type {string} */ question) => /** @type {HTMLInputElement[]} */ (Array.from(document.querySelectorAll(`[data-question=${question}] :is(input, textarea)`)));
  const type = (/** @type {HTMLInputElement | undefined} */ input, /** @type {string} */ text) => {
    if (input === undefined) return;
    if (input.type === 'radio') input.checked = true;
    else input.value = text;
    for (const event of ['input', 'change']) input.dispatchEvent(new Event(event, { bubbles: true }));
  };
  return { checklist, inputs, type };
}

test('a number of repeats draws so many, and what was typed into them stays', () => {
  const { checklist, inputs, type } = drawn();
  type(inputs('many')[0], '២');
  assert.deepEqual(inputs('who').map(({ value }) => value), ['nobody', 'nobody']);
  type(inputs('who')[1], 'police');
  type(inputs('many')[0], '3');
  assert.deepEqual(checklist.answers, { many: '3', visit: [{ who: 'nobody' }, { who: 'police' }, { who: 'nobody' }] });
  assert.deepEqual(inputs('who').map(({ value }) => value), ['nobody', 'police', 'nobody']);
  type(inputs('many')[0], '1');
  assert.equal(inputs('who').length, 1);
  assert.deepEqual(progressOf(checklist.form, checklist.filled), { asked: 4, answered: 2 });
});

test('a choice that is no longer offered is refused where it was chosen, and what isn\'t asked is out of sight', () => {
  const { checklist, inputs, type } = drawn();
  assert.ok(inputs('minutes')[0]?.closest('[hidden]'));
  type(inputs('again').find(({ value }) => value === 'closed'), '');
  type(inputs('doors').find(({ value }) => value === 'closed'), '');
  assert.ok(!inputs('minutes')[0]?.closest('[hidden]'));
  assert.deepEqual(inputs('again').map(({ value }) => value), ['open']);
  assert.deepEqual([...checklist.check()], [['again', 'answer-not-a-choice'], ['minutes', 'answer-required']]);
  assert.ok(document.activeElement === inputs('again')[0]);
  type(inputs('again')[0], '');
  type(inputs('minutes')[0], '-4');
  assert.deepEqual([...checklist.problems], [['minutes', 'number-not-in-act']]);
});

test('a checklist is used only as it was registered', async () => {
  const hash = hex(await sha256(bytes));
  const listed = { act: '', organisation: '', by: '', id: 'count', version: '1', sha256: hash, length: bytes.length, versions: [], standing: [] };
  const cache = await caches.open('checklists');
  await cache.put(`/log/attachments/${hash}`, new Response(bytes));
  assert.equal((await keptForm(listed))?.rows.length, FILE.survey.length);
  await cache.put(`/log/attachments/${hash}`, new Response(JSON.stringify(FILE).replace('< 10', '< 99')));
  assert.equal(await keptForm(listed), undefined);
  assert.equal(await cache.match(`/log/attachments/${hash}`), undefined);
});

test('the moment of this phone is one that the standard reads', () => {
  assert.ok(ofMoment(momentHere(new Date())) !== undefined);
  assert.equal(momentHere(new Date('2028-07-23T15:00:01.5Z')).slice(13, 19), ':00:01');
});

test('a picture is drawn anew with a salt in its bytes, and its name says which file it is', async () => {
  const canvas = document.createElement('canvas');
  canvas.getContext('2d')?.fillRect(0, 0, 30, 20);
  const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ done) => canvas.toBlob(done, 'image/png'));
  assert.ok(blob);
  const pictures = new Map();
  const control = pictureControl('door', 'q1', pictures);
  const input = /** @type {HTMLInputElement} */ (control.first);
  const names = new Set();
  for (let twice = 0; twice < 2; twice++) {
    const chosen = new DataTransfer();
    chosen.items.add(new File([blob ?? ''], 'IMG_2028.png', { type: 'image/png' }));
    input.files = chosen.files;
    const answered = new Promise((done) => control.element.addEventListener('change', done, { once: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await answered;
    const picture = pictures.get(control.value());
    assert.equal(control.value(), `door-${hex(await sha256(picture.bytes)).slice(0, 8)}.jpg`);
    assert.equal((await createImageBitmap(new Blob([picture.bytes]))).width, 300);
    names.add(control.value());
  }
  assert.equal(names.size, 2);
});

test('what was typed into another version stays as far as this one asks it', () => {
  const form = readForm(bytes);
  /** @type {import('../checklists/filling.js').Answers} */
  const typed = { many: '2', visit: [{ who: 'police', gone: 'x', many: '3' }], gone: 'x', who: 'y', doors: 'open', minutes: [{ who: 'z' }] };
  assert.deepEqual(known(form, typed), { many: '2', visit: [{ who: 'police' }], doors: 'open' });
  assert.deepEqual(begun(form), {});
});
