// What My station makes of presses: tallies, words on doors, things done.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { utf8, concat } from '../base/bytes.js';
import { bareJpeg } from '../pictures/jpeg.js';
import { conditionsOf } from '../station/doors.js';
import { countTaps } from '../station/tally.js';
import { lastOf } from '../station/things.js';
import { piecesOf } from '../station/times.js';

const at = (/** @type {string} */ time) => `2028-07-23T${time}:00+07:00`;

test('an undone tap leaves the counts as they were', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('vote/1', 'vote/2', 'figure/invalid')), fc.constantFrom('vote/1', 'vote/3'), (taps, next) => {
    assert.deepEqual([...countTaps([...taps, next].slice(0, -1))], [...countTaps(taps)]);
    assert.equal([...countTaps(taps).values()].reduce((sum, count) => sum + count, 0), taps.length);
  }));
});

test('doors that were seen both ways were partly open, from the first word to the last; other things stay as they were said', () => {
  const closed = { what: 'closed', at: at('15:31') };
  const open = { what: 'open', at: at('16:12') };
  const before = { presence: [{ organisation: 'a', state: 'present' }], posted: 'yes', handed: [] };
  assert.deepEqual(conditionsOf('S01', [closed], {}), { station: 'S01', doors: 'closed', presence: [], posted: 'not-seen', handed: [], from: closed.at, until: undefined });
  assert.deepEqual(conditionsOf('S01', [closed, open], before), { station: 'S01', doors: 'partly', ...before, from: closed.at, until: open.at });
  assert.equal(conditionsOf('S01', [open, { ...open, at: at('17:00') }], {}).doors, 'open');
});

test('the strip of times has no gap, and goes on behind the last word', () => {
  const said = ['15:31', '16:12', '16:40'].map((time, number) => ({ what: number % 2 ? 'open' : 'closed', at: at(time) }));
  const pieces = piecesOf(said);
  assert.deepEqual(pieces.map(({ from }) => from).slice(1), pieces.map(({ to }) => to).slice(0, -1));
  assert.deepEqual([pieces[0]?.from, pieces.at(-1)?.to], [0, 320]);
  assert.ok(piecesOf(said.slice(0, 1)).every(({ from, to }) => from === 0 && to === 320));
});

test('a thing is done by an act of its kind, source and form', () => {
  const done = [
    { kind: 'forms/copy', source: 'tally', form: '1102', made: 'first' }, { kind: 'forms/copy', source: 'tally', form: '1102', made: 'second' },
    { kind: 'forms/refusal', source: '', form: '', made: 'third' },
  ];
  assert.equal(lastOf('forms/copy tally 1102', done), 'second');
  assert.equal(lastOf('forms/copy posted 1102', done), undefined);
  assert.equal(lastOf('forms/copy tally 1103', done), undefined);
  assert.equal(lastOf('forms/copy scan 1102|forms/refusal', done), 'third');
});

/** @param {number} marker @param {Uint8Array} body */
const segment = (marker, body) => concat(Uint8Array.of(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255), body);

test('of a JPEG nothing is left but the picture', () => {
  const picture = [segment(0xdb, new Uint8Array(65)), segment(0xc0, new Uint8Array(15)), segment(0xda, new Uint8Array(10)), Uint8Array.of(1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xd9)];
  const said = [segment(0xe1, utf8('Exif\0\0 GPS 11.5 104.9')), segment(0xe1, utf8('http://ns.adobe.com/xap/1.0/\0<x/>')), segment(0xe2, utf8('ICC_PROFILE')), segment(0xed, utf8('Photoshop')), segment(0xfe, utf8('comment'))];
  const jfif = segment(0xe0, utf8('JFIF\0'));
  const start = Uint8Array.of(0xff, 0xd8);
  assert.deepEqual([...bareJpeg(concat(start, jfif, ...said, ...picture, utf8('a film behind it')))], [...concat(start, jfif, ...picture)]);
  for (const broken of [utf8('no picture'), start, concat(start, jfif), concat(start, ...picture.slice(0, 3)), concat(start, Uint8Array.of(0xff, 0xe1, 0, 1)), concat(start, Uint8Array.of(0xff, 0xe1, 255, 255, 1))])
    assert.throws(() => bareJpeg(broken), { code: 'picture-unreadable' });
});
