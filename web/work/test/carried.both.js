// Acts that leave the phone as files and pictures, and the files that go with them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newNonce } from '../acts/acts.js';
import { utf8 } from '../base/bytes.js';
import { attachmentOf } from '../outbox/attachments.js';
import { divide, readBundle, writeBundle } from '../outbox/bundle.js';
import { FrameCollector, MOST_SHOWN, readBase45, writeBase45, writeFrames } from '../outbox/frames.js';
import { Outbox } from '../outbox/outbox.js';
import { bare, newDatabase, picturedBy, pictures, stage } from './phone.js';

test('files and frames come back as they went, in any order and with repeats', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), fc.array(fc.nat(1_000), { maxLength: 30 }), async (bytes, order) => {
    const file = new Uint8Array(bytes);
    assert.deepEqual([...(readBase45(writeBase45(file)) ?? [])], [...file]);
    const frames = await writeFrames(file);
    const collector = new FrameCollector();
    await collector.take('https://another.example/');
    let whole;
    for (const number of order) whole = (await collector.take(frames[number % frames.length] ?? '')) ?? whole;
    for (const frame of frames.reverse()) whole = (await collector.take(frame)) ?? whole;
    assert.deepEqual([...(whole ?? [])], [...file]);
    for (const frame of frames) assert.ok(/^[0-9A-Z $%*+\-./:]{1,500}$/.test(frame), frame);
  }), { numRuns: 100 });
});

test('a frame that was altered makes no file', async () => {
  const frames = await writeFrames(utf8('x'.repeat(700)));
  const collector = new FrameCollector();
  let whole;
  for (const [number, frame] of frames.entries()) whole = await collector.take(number === 1 ? `${frame.slice(0, 40)}${frame[40] === '0' ? '1' : '0'}${frame.slice(41)}` : frame);
  assert.equal(whole, undefined);
});

test('what is more than a reader takes goes in several files, each of which is taken', () => {
  const items = Array.from({ length: 2_500 }, (_, number) => ({ note: `note ${number}\n` }));
  const read = (/** @type {number} */ most) => divide(items, () => 0, most).map((part) => bare(part.map(({ note }) => note))).map((file) => ({ bytes: file.length, notes: readBundle(file).map(({ note }) => note) }));
  assert.deepEqual(read(8 << 20).map(({ notes }) => notes.length), [1_000, 1_000, 500]);
  assert.deepEqual(read(5_000).flatMap(({ notes }) => notes), items.map(({ note }) => note));
  assert.ok(read(5_000).every(({ bytes }) => bytes <= 5_000));
  assert.equal(divide([], () => 0).length, 0);
  assert.deepEqual(divide(items.slice(0, 4), () => 3 << 20).map((part) => part.length), [2, 2]);
});

test('each file for pictures can be shown as pictures', async () => {
  const items = Array.from({ length: 9 }, (_, number) => ({ note: `${number}${'x'.repeat(60_000)}\n` }));
  for (const part of divide(items, () => 0, MOST_SHOWN)) assert.ok((await writeFrames(bare(part.map(({ note }) => note)))).length <= 400);
  await assert.rejects(writeFrames(new Uint8Array(MOST_SHOWN + 1)), { code: 'bundle-too-long' });
});

test('an act goes with its files, and is not kept without them or with others', async () => {
  const here = await stage();
  const { register, door, database, keys } = here;
  const outbox = new Outbox(database, door, register.pin);
  const note = await picturedBy(keys.good);
  await assert.rejects(outbox.add(note), { code: 'attachment-missing' });
  await assert.rejects(outbox.add(note, { files: [...pictures(), { name: '', type: '', bytes: utf8('another') }] }), { code: 'file-not-named' });
  await assert.rejects(outbox.add(note, { files: [...pictures(), ...pictures()] }), { code: 'file-twice' });
  const large = [{ name: '', type: 'image/jpeg', bytes: new Uint8Array((6 << 20) + 1) }];
  await assert.rejects(outbox.add(await picturedBy(keys.good, large), { files: large }), { code: 'files-too-long' });
  assert.deepEqual([(await database.all()).length, (await outbox.exportFiles()).length], [0, 0]);

  const { identity } = await outbox.add(note, { files: pictures() });
  await outbox.send();
  assert.equal((await database.all())[0]?.state, 'registered');
  assert.equal(register.files.size, 2);
  assert.deepEqual((await database.files(identity)).map(({ bytes }) => bytes.length), (await database.all())[0]?.files?.map(({ length }) => length));
});

test('a file carries the files of acts; pictures carry the acts alone, whose files may come later', async () => {
  const here = await stage();
  const { register, door, database, keys } = here;
  const outbox = new Outbox(database, door, register.pin);
  const { identity } = await outbox.add(await picturedBy(keys.good), { files: pictures() });
  const other = await newDatabase();
  const carrier = new Outbox(other, door, register.pin);
  const [shown] = await outbox.exportFiles({ most: MOST_SHOWN, bare: true });
  const [whole] = await outbox.exportFiles();
  assert.equal(await carrier.importFile((await shown?.file()) ?? new Uint8Array()), 1);
  assert.equal((await carrier.items())[0]?.lacks, 2);
  await carrier.send();
  assert.deepEqual((await carrier.items()).map(({ state, code }) => [state, code]), [['refused', 'attachment-missing']]);

  const file = (await whole?.file()) ?? new Uint8Array();
  await assert.rejects(carrier.importFile(file.subarray(0, file.length - 1)), { code: 'bundle-malformed' });
  const altered = file.slice();
  altered[altered.length - 1] = 9;
  await assert.rejects(carrier.importFile(altered), { code: 'file-not-named' });
  assert.equal(await carrier.importFile(file), 0);
  assert.deepEqual((await carrier.items()).map(({ lacks, files }) => [lacks, files?.length]), [[0, 2]]);
  await carrier.send();
  assert.deepEqual((await carrier.items()).map(({ state }) => state), ['registered']);
  assert.equal((await other.files(identity)).length, 0);
  await outbox.send();
  assert.deepEqual((await outbox.items()).map(({ state }) => state), ['registered']);
  assert.equal(register.records.length, 1);
});

test('an act that is deleted takes its files along, a draft hands its file to the act', async () => {
  const { register, door, keys, database } = await stage();
  const outbox = new Outbox(database, door, register.pin);
  const { identity } = await outbox.add(await picturedBy(keys.good), { files: pictures() });
  await outbox.remove(identity);
  assert.equal((await database.files(identity)).length, 0);

  const [nonce, files] = [newNonce(), pictures().slice(0, 1)];
  await database.keepDraft({ page: 'copy/S01', nonce, values: {} });
  for (const file of files) await database.keepDraftFile(nonce, { ...file, sha256: (await attachmentOf(file)).sha256 });
  const next = await outbox.add(await picturedBy(keys.good, files), { draft: nonce, files: await database.files(nonce) });
  assert.deepEqual([(await database.files(nonce)).length, (await database.files(next.identity)).length], [0, 1]);
});

test('what a bundle says of lengths is taken by its letter', async () => {
  const head = 'saksei/carried-acts/v2\n';
  for (const body of ['', '5\nabcd', '05\nabcde', '5 0\nabcde', '1 9999999\na', `1${' 1'.repeat(17)}\n${'a'.repeat(18)}`, '1 1  1\naaa', '5abcde', 'x'.repeat(400)]) {
    const read = () => readBundle(utf8(head + body));
    if (body === '') assert.deepEqual(read(), []);
    else assert.throws(read, { code: 'bundle-malformed' }, body);
  }
  await fc.assert(fc.property(fc.array(fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 3 }), { maxLength: 5 }), (files) => {
    const acts = files.map((of, number) => ({ note: `note ${number}\n`, files: of.map((bytes) => new Uint8Array(bytes)) }));
    assert.deepEqual(readBundle(writeBundle(acts)).map(({ note, files: read }) => [note, read.map((bytes) => [...bytes])]), acts.map(({ note, files: of }) => [note, of.map((bytes) => [...bytes])]));
  }), { numRuns: 60 });
});

test('bundles keep texts of any script', () => {
  const notes = ['ក្រុង\n', 'a\n', ''];
  assert.deepEqual(readBundle(bare(notes.slice(0, 2))).map(({ note }) => note), notes.slice(0, 2));
});
