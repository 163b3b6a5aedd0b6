// What rests on a clerk's computer: opened once, given back whole, and of nobody but the clerk at hand.

import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptBy, oneAtATime, openReady, settle } from '../enter/resting.js';
import { seal } from '../enter/sealing.js';
import { keyOfSeed } from '../keys/device.js';
import { Outbox } from '../outbox/outbox.js';
import { keepDraft } from '../station/drafts.js';
import { pictures, stage as phone } from './phone.js';

// As much of a page as signing needs.
class Part {}
Object.assign(globalThis, { HTMLElement: Part, CSS: { escape: String }, document: { querySelector: () => new Part() } });

const ENTRY = { state: 'complete', figures: { cast: 9 }, votes: {} };
const VALUES = { cast: '9', state: 'complete', sheet: 'original', confirmed: '' };

async function stage(name = 'p/agent-1') {
  const { register, door, database } = await phone();
  const outbox = new Outbox(database, door, register.pin);
  const key = await keyOfSeed(name, new Uint8Array(32).fill(11));
  const workplace = { pin: register.pin, database, outbox, key, changed: async () => undefined, send: async () => undefined };
  const page = (/** @type {string} */ station) => `entry ${key.keyName} F ${station} 1`;
  const sealAt = async (/** @type {string} */ station, files = /** @type {ReturnType<typeof pictures>} */ ([])) => {
    const draft = await keepDraft(database, page(station), VALUES);
    await seal(workplace, { form: 'F', station, sheet: 'original', round: 1, entry: ENTRY, files, draft });
    const found = (await keptBy(workplace)).find((kept) => kept.station === station);
    assert.ok(found);
    return found;
  };
  return { database, outbox, workplace, door, page, sealAt };
}

/** Both sealed, by the register. @param {{identity: string, station: string}[]} all */
const both = (...all) => all.map(({ identity, station }) => ({ station, form: 'F', photographs: [], sealed: [{ key: 'own', commit: identity, opened: false }, { key: 'other', commit: 'other', opened: false }] }));

test('several forms that can be opened are opened once each, though each opening looks again', async () => {
  const { workplace, outbox, sealAt } = await stage();
  const sealed = [await sealAt('S1'), await sealAt('S2'), await sealAt('S3')];
  const statuses = both(...sealed);
  workplace.changed = async () => void (await openReady(workplace, statuses));
  await openReady(workplace, statuses);
  assert.deepEqual((await outbox.items()).filter(({ kind }) => kind === 'forms/reveal').map(({ about }) => about).sort(), ['S1', 'S2', 'S3']);
  assert.ok((await keptBy(workplace)).every(({ opened }) => opened));
});

test('rounds that are asked for while one runs are one more behind it, and none waits for itself', async () => {
  let [running, most, rounds] = [0, 0, 0];
  const ask = oneAtATime(async () => {
    most = Math.max(most, ++running);
    if (++rounds === 1) await Promise.all([ask(), ask()]);
    await new Promise((later) => setTimeout(later, 1));
    running--;
  });
  await Promise.all([ask(), ask(), ask()]);
  assert.deepEqual([most, rounds], [1, 2]);
});

test('a round that fails keeps no later one away', async () => {
  let rounds = 0;
  const ask = oneAtATime(async () => {
    if (++rounds === 1) throw new Error('cut');
  });
  await assert.rejects(ask());
  await ask();
  assert.equal(rounds, 2);
});

test('a sealed entry that is taken out before it left is a draft again, with its photographs and another nonce', async () => {
  const { workplace, database, outbox, page, sealAt } = await stage();
  const before = await keepDraft(database, page('S1'), VALUES);
  const { identity } = await sealAt('S1', pictures());
  assert.equal(await database.draft(page('S1')), undefined);
  assert.equal(await outbox.remove(identity), true);
  const draft = await database.draft(page('S1'));
  assert.deepEqual([draft?.values, draft?.refused, await keptBy(workplace)], [VALUES, undefined, []]);
  assert.notEqual(draft?.nonce, before);
  assert.equal((await database.files(draft?.nonce ?? '')).length, 2);
  assert.equal((await database.files(identity)).length, 0);
});

test('what has left stays sealed, and what opened it and is taken out opens it again', async () => {
  const { workplace, outbox, door, sealAt } = await stage();
  const sealed = await sealAt('S1');
  door.faults = ['lost'];
  await outbox.send();
  assert.equal(await outbox.remove(sealed.identity), false);
  await openReady(workplace, both(sealed));
  const opening = (await outbox.items()).find(({ kind }) => kind === 'forms/reveal');
  assert.equal(await outbox.remove(opening?.identity ?? ''), true);
  assert.deepEqual((await keptBy(workplace)).map(({ opened }) => opened), [false]);
  await openReady(workplace, both(sealed));
  assert.equal((await outbox.items()).filter(({ kind }) => kind === 'forms/reveal').length, 1);
});

test('an entry that the register makes nothing of is a draft again and says why; what was typed meanwhile stays', async () => {
  const { workplace, database, page, sealAt } = await stage();
  const [first, second] = [await sealAt('S1', pictures()), await sealAt('S2')];
  for (const { identity } of [first, second]) await database.update(identity, (item) => ({ ...item, state: 'registered', index: 3, outcome: 'void', code: 'sheet-differs' }));
  await database.keepValues(page('S2'), { cast: '10' });
  await settle(workplace, undefined);
  assert.deepEqual(await keptBy(workplace), []);
  const draft = await database.draft(page('S1'));
  assert.deepEqual([draft?.values, draft?.refused], [VALUES, 'sheet-differs']);
  assert.equal((await database.files(draft?.nonce ?? '')).length, 2);
  assert.deepEqual((await database.draft(page('S2')))?.values, { cast: '10' });
  await keepDraft(database, page('S1'), { ...VALUES, sheet: 'copy' });
  assert.equal((await database.draft(page('S1')))?.refused, undefined);
});

test('what a revoked key let go is a draft again; what the register has past is gone', async () => {
  const { workplace, database, page, sealAt } = await stage();
  for (const station of ['S1', 'S2']) await database.update((await sealAt(station)).identity, (item) => ({ ...item, state: 'registered', index: 3, outcome: 'applied' }));
  await settle(workplace, { size: 9, forms: [{ station: 'S1', form: 'F', photographs: [], round: 1, sealed: [] }, { station: 'S2', form: 'F', photographs: [], copy: 'entered-twice' }] });
  assert.deepEqual(await keptBy(workplace), []);
  assert.deepEqual([(await database.draft(page('S1')))?.values, await database.draft(page('S2'))], [VALUES, undefined]);
});

test('another clerk at the same computer neither sees nor opens what the one before sealed', async () => {
  const { workplace, outbox, sealAt } = await stage();
  const sealed = await sealAt('S1');
  const other = { ...workplace, key: await keyOfSeed('p/agent-2', new Uint8Array(32).fill(12)) };
  assert.deepEqual(await keptBy(other), []);
  await openReady(other, both(sealed));
  await settle(other, { size: 9, forms: [{ station: 'S1', form: 'F', photographs: [], copy: 'entered-twice' }] });
  assert.deepEqual((await outbox.items()).map(({ kind }) => kind), ['forms/commit']);
  assert.equal((await keptBy(workplace)).length, 1);
});

test('of two writings of one draft at once both have one nonce', async () => {
  const { database } = await stage();
  const [one, two] = await Promise.all([keepDraft(database, 'page', { a: '1' }), keepDraft(database, 'page', { a: '2' })]);
  assert.equal(one, two);
  assert.equal((await database.draft('page'))?.nonce, one);
});
