// Double entry on a clerk's computer: what a field says, how far a form is, and that what is sealed is what the register opens.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromBase64 } from '../base/bytes.js';
import { BLANK, ILLEGIBLE, entryOf, fits, isTyped, mayHold, mixes } from '../enter/figures.js';
import { commitmentOf } from '../enter/sealing.js';
import { addressOf, placeAt } from '../enter/places.js';
import { OPEN, fateOf, roundOf, stateOf, toOpen } from '../enter/states.js';

const FIELDS = ['cast', 'votes/A', 'votes/B'].map((name) => ({ name, what: /** @type {'figure' | 'vote'} */ (name.startsWith('votes/') ? 'vote' : 'figure'), code: name.replace('votes/', '') }));
const KEY = 'commission/clerk-1+7812fbb5';

test('zero, blank, illegible and not typed are four things', () => {
  const said = { state: 'complete', confirmed: [] };
  assert.deepEqual(entryOf(FIELDS, { cast: '0', 'votes/A': BLANK, 'votes/B': ILLEGIBLE }, said), { state: 'complete', figures: { cast: 0 }, votes: {}, blank: ['votes/A'], illegible: ['votes/B'] });
  assert.deepEqual(entryOf(FIELDS, { 'votes/A': '៤២' }, said), { state: 'complete', figures: {}, votes: { A: 42 } });
  assert.deepEqual(['0', '៧', BLANK, ILLEGIBLE, '', undefined].map(isTyped), [true, true, true, true, false, false]);
});

test('a blank sheet has neither figures nor marks, whatever was typed before', () => {
  assert.deepEqual(entryOf(FIELDS, { cast: '9', 'votes/A': BLANK }, { state: 'blank', confirmed: ['E101'] }), { state: 'blank', figures: {}, votes: {} });
});

test('every field that was typed is in the entry once, and no other', () => {
  const place = fc.constantFrom('', '0', '17', '៨៤', BLANK, ILLEGIBLE);
  fc.assert(fc.property(fc.tuple(place, place, place), (values) => {
    const typed = Object.fromEntries(FIELDS.map(({ name }, at) => [name, values[at] ?? '']).filter(([, value]) => value !== ''));
    const { figures, votes, blank = [], illegible = [] } = entryOf(FIELDS, typed, { state: 'complete', confirmed: [] });
    const named = [...Object.keys(figures), ...Object.keys(votes).map((code) => `votes/${code}`), ...blank, ...illegible];
    assert.deepEqual(named.sort(), Object.keys(typed).sort());
  }));
});

test('a field holds digits of one kind, of those that the form allows, and no more than the form has room for', () => {
  assert.deepEqual(['12', '១២', '1២', '1a', ''].map((text) => mayHold(text, ['latin', 'khmer'])), [true, true, false, false, true]);
  assert.deepEqual([mayHold('១២', ['latin']), mixes('1២'), mixes('12')], [false, true, false]);
  assert.deepEqual([fits('9999999', 9_999_999), fits('10000000', 9_999_999), fits(BLANK, 5), fits(undefined, 5)], [true, false, true, true]);
});

test('what is sealed here is what the register takes for it: the commitments of the golden vectors', async () => {
  const { registers } = JSON.parse(readFileSync(new URL('../../../vectors/acts/forms.json', import.meta.url), 'utf8'));
  const lines = registers.flatMap((/** @type {any} */ { acts }) => acts).filter((/** @type {any} */ { outcome }) => outcome === 'applied')
    .map((/** @type {any} */ { note, identity }) => ({ identity, ...JSON.parse(note.split('\n')[2]) }));
  const opened = lines.filter((/** @type {any} */ { kind }) => kind === 'forms/reveal');
  assert.ok(opened.length >= 6);
  for (const { commit, salt, entry, signers } of opened) {
    const sealed = lines.find((/** @type {any} */ { identity }) => identity === commit);
    assert.equal(await commitmentOf(signers[0], fromBase64(salt) ?? new Uint8Array(), entry), sealed.commitment);
  }
});

const status = (/** @type {object} */ more) => ({ station: 'S', form: 'F', photographs: [], ...more });
const sealed = (/** @type {string} */ key, opened = false) => ({ key, commit: `of ${key}`, opened });
const kept = { identity: `of ${KEY}`, key: KEY, form: 'F', station: 'S', round: 1, salt: '', entry: { state: 'complete', figures: {}, votes: {} }, opened: false };

test('a form is in the state that the register and this computer say', () => {
  const state = (/** @type {any} */ known) => stateOf({ status: status({}), kept: undefined, refused: undefined, draft: undefined, keyName: KEY, ...known });
  assert.equal(state({}), 'not-begun');
  assert.equal(state({ status: undefined, draft: {} }), 'typing');
  assert.equal(state({ status: status({ sealed: [sealed('another')] }) }), 'other-sealed');
  assert.equal(state({ kept }), 'sealed');
  assert.equal(state({ kept, status: status({ sealed: [sealed(KEY), sealed('another')] }) }), 'both-sealed');
  assert.equal(state({ kept: { ...kept, opened: true } }), 'opened');
  assert.equal(state({ status: status({ round: 2, asked: ['cast'], sealed: [sealed('another')] }) }), 'asked-again');
  assert.equal(state({ status: status({ sealed: [sealed('one'), sealed('another')] }), draft: { refused: 'x' } }), 'busy');
  assert.equal(state({ kept, refused: 'key-unknown' }), 'refused');
  assert.equal(state({ draft: { refused: 'sheet-differs' }, status: status({ sealed: [sealed('another')] }) }), 'returned');
  assert.deepEqual([OPEN.includes('returned'), OPEN.includes('refused')], [true, false]);
  assert.equal(state({ status: status({ copy: 'entered-twice' }), kept, refused: 'x', draft: {} }), 'done');
  assert.equal(roundOf(undefined), 1);
});

test('nothing is opened before both are sealed, twice, or by the one who only looks', () => {
  const both = status({ sealed: [sealed(KEY), sealed('another')] });
  assert.deepEqual(toOpen([status({ sealed: [sealed(KEY)] })], [kept]), []);
  assert.deepEqual(toOpen([both], [kept]), [kept]);
  assert.deepEqual(toOpen([both], [{ ...kept, opened: true }]), []);
  assert.deepEqual(toOpen([status({ sealed: [sealed(KEY, true), sealed('another')] })], [kept]), []);
  assert.deepEqual(toOpen([both], []), []);
  assert.ok(!OPEN.includes('sealed'));
});

const item = (/** @type {object} */ more) => /** @type {any} */ ({ identity: kept.identity, state: 'registered', index: 7, outcome: 'applied', ...more });
const entries = (/** @type {object} */ more, size = 8) => ({ size, forms: [status(more)] });

test('what the register refuses for good, or takes and makes nothing of, returns; what it may take yet stays', () => {
  const held = { sealed: [sealed(KEY)] };
  assert.deepEqual(fateOf(kept, item({ outcome: 'void', code: 'sheet-differs' }), undefined), { is: 'returns', refused: 'sheet-differs' });
  assert.deepEqual(fateOf(kept, item({ state: 'refused', index: undefined, outcome: undefined, code: 'signature-wrong' }), entries({})), { is: 'returns', refused: 'signature-wrong' });
  assert.deepEqual(fateOf(kept, item({ state: 'refused', index: undefined, outcome: undefined, code: 'key-unknown' }), entries({})), { is: 'stays' });
  assert.deepEqual(fateOf(kept, item({}), entries(held)), { is: 'stays' });
  for (const more of [{ copy: 'entered-twice' }, { round: 2 }]) assert.deepEqual(fateOf(kept, item({ outcome: 'void' }), entries(more)), { is: 'past' });
});

test('what a revoked key let go returns, but not by a view that is older than the act, of another unit, or while nobody answers', () => {
  assert.deepEqual(fateOf(kept, item({}), entries({ sealed: [] })), { is: 'returns' });
  assert.deepEqual(fateOf(kept, item({}), entries({})), { is: 'returns' });
  assert.deepEqual(fateOf(kept, item({}), entries({ sealed: [] }, 7)), { is: 'stays' });
  assert.deepEqual(fateOf(kept, item({ state: 'sent', index: undefined }), entries({ sealed: [] })), { is: 'stays' });
  assert.deepEqual(fateOf(kept, item({}), { size: 9, forms: [] }), { is: 'stays' });
  assert.deepEqual(fateOf(kept, item({}), undefined), { is: 'stays' });
});

test('of two forms at one station the address names one, in the letters of the server or of the browser', () => {
  const places = [{ station: 'PT-1 (a)', form: '1102' }, { station: 'PT-1 (a)', form: '1103' }];
  for (const place of places) assert.equal(placeAt(addressOf(place), places), place);
  assert.equal(placeAt('#PT-1%20%28a%29%201103', places), places[1]);
  for (const none of ['', '#', '#PT-1 (a)', '#%', '#PT-1 (a) 1104']) assert.equal(placeAt(none, places), undefined);
});
