// What becomes an act of a filled checklist, and what goes into its file of words.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOf, utf8 } from '../base/bytes.js';
import { codedOf, mayStand, wordsOf } from '../checklists/act.js';
import { ofTime } from '../checklists/days.js';
import { fill, offered } from '../checklists/filling.js';
import { readForm } from '../checklists/form.js';
import { languagesFor, textFor } from '../checklists/labels.js';

const FILE = {
  format: 'saksei/checklist/v1', settings: { form_title: 'Count', default_language: 'English (en)' }, languages: ['Khmer (km)', 'English (en)'],
  survey: [
    { type: 'begin_group', name: 'room' },
    { type: 'select_one', list_name: 'doors', name: 'doors', label: { 'English (en)': 'Doors?' } },
    { type: 'integer', name: 'minutes', relevant: "${doors} != 'open'", constraint: '. < 600' },
    { type: 'text', name: 'words', label: { 'Khmer (km)': 'ពាក្យ', 'English (en)': 'After ${doors}: ${minutes}' } },
    { type: 'end_group' },
    { type: 'begin_repeat', name: 'visit' }, { type: 'integer', name: 'officials' }, { type: 'time', name: 'came' }, { type: 'end_repeat' },
    { type: 'calculate', name: 'hours', calculation: '${minutes} div 60' },
    { type: 'select_multiple', list_name: 'doors', name: 'seen', choice_filter: 'when = ${doors}' },
  ],
  choice_columns: ['when'],
  choices: [{ list_name: 'doors', name: 'open', label: { 'English (en)': 'Open' } }, { list_name: 'doors', name: 'closed', label: { 'English (en)': 'Shut' }, cells: { when: 'closed' } }],
};
const form = () => readForm(utf8(JSON.stringify(FILE)));
/** @type {import('../checklists/filling.js').Answers} */
const ANSWERS = { doors: 'closed', minutes: '90', words: 'dusk', visit: [{ officials: '2', came: '16:50' }, { officials: '1' }], seen: 'closed' };

test('choices and whole numbers outside of repeats stand in the act, in the order of the form', () => {
  const { values, problems } = fill(form(), ANSWERS);
  assert.deepEqual(problems, []);
  assert.deepEqual(codedOf(form(), values), [{ question: 'doors', choices: ['closed'] }, { question: 'minutes', number: 90 }, { question: 'seen', choices: ['closed'] }]);
  assert.ok(mayStand('999999999') && mayStand('0') && !mayStand('-1') && !mayStand('1000000000'));
});

test('all else goes into one file by its path, salted, but for what is computed', () => {
  const { values } = fill(form(), ANSWERS);
  const read = () => JSON.parse(textOf(wordsOf(form(), values)?.bytes ?? new Uint8Array()) ?? '');
  const { salt, texts } = read();
  assert.deepEqual(texts, { 'room/words': 'dusk', 'visit/officials': '2\n1', 'visit/came': '16:50\n' });
  assert.equal(atob(salt).length, 16);
  assert.ok(read().salt !== salt);
  assert.equal(wordsOf(form(), { doors: 'open' }), undefined);
});

test('what is no longer asked goes nowhere', () => {
  const { values, cleared } = fill(form(), { ...ANSWERS, doors: 'open' });
  assert.deepEqual(cleared, ['minutes']);
  assert.equal(values.minutes, undefined);
});

test('a text is in the reader\'s language or else in the form\'s own, with answers by their labels', () => {
  const { top } = fill(form(), ANSWERS);
  const label = top.form.byName.get('words')?.row.label;
  assert.deepEqual(languagesFor(form(), 'km'), ['Khmer (km)', 'English (en)']);
  assert.equal(textFor(label, languagesFor(form(), 'km'), top), 'ពាក្យ');
  assert.equal(textFor(label, languagesFor(form(), 'es'), top), 'After Shut: 90');
  const seen = top.form.byName.get('seen');
  assert.deepEqual(seen && offered(seen, top, '').map(({ name }) => name), ['closed']);
});

test('other bytes than the canonical ones are no checklist', () => {
  const text = JSON.stringify(FILE);
  for (const other of [text.replace('{', '{ '), text.replace('"name":"doors","label"', '"name":"doors","x":1,"label"'), text.replace('"survey"', '"surveys"'), '{}', 'null', text.slice(1)])
    assert.throws(() => readForm(utf8(other)), { code: 'checklist-not-canonical' });
  assert.throws(() => readForm(utf8(text.replace('. < 600', '. < ${nothing}'))), { code: 'expression-name-unknown' });
  assert.throws(() => readForm(utf8(text.replace('"type":"end_group"', '"type":"end_repeat"'))), { code: 'checklist-group-not-open' });
});

test('a time has a Z or an offset, and not both', () => {
  assert.deepEqual(['15:00Z', '15:00+07', '15:00-07:30', '15:00Z07', '15:00Z07:00', '15:00+15'].map((text) => ofTime(text) !== undefined), [true, true, true, false, false, false]);
});
