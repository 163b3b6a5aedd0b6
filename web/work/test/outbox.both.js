// The outbox against a register that fails in every way that we could think of: in Node on a stand-in for IndexedDB, in Chromium on its own.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newNonce, signText } from '../acts/acts.js';
import { utf8 } from '../base/bytes.js';
import { Outbox } from '../outbox/outbox.js';
import { isProven } from '../outbox/states.js';
import { proveRecord } from '../register/receipts.js';
import { bare, newDatabase, noteBy, picturedBy, pictures, stage } from './phone.js';
import { FAULTS, ORIGIN } from './register.js';

/** @typedef {'good' | 'unknown' | 'enrolled-late' | 'spoilt' | 'pictured'} Which */

/** @param {Awaited<ReturnType<typeof stage>>} here @param {Which} which */
async function noteOf({ keys }, which) {
  if (which === 'unknown') return noteBy(keys.unknown);
  if (which === 'enrolled-late') return noteBy(keys.late);
  if (which === 'pictured') return picturedBy(keys.good);
  const note = await noteBy(keys.good);
  if (which === 'good') return note;
  const wrong = await keys.unknown.sign(utf8('another text'));
  return `${note.slice(0, note.lastIndexOf('— '))}${(await signText('\n', [{ ...keys.good, sign: async () => wrong }])).slice(2)}`;
}

class Killed extends Error {}

/**
 * A database that the browser is killed on, before or behind its n-th writing.
 * @param {import('../outbox/database.js').Database} database
 * @param {number} writing
 * @param {boolean} behind
 */
function killedAt(database, writing, behind) {
  let left = writing;
  const step = async (/** @type {() => Promise<any>} */ write) => {
    if (left-- === 0 && !behind) throw new Killed();
    const result = await write();
    if (left === -1 && behind) throw new Killed();
    if (left < -1) throw new Killed();
    return result;
  };
  return /** @type {import('../outbox/outbox.js').Store} */ ({
    all: () => database.all(),
    files: (identity) => database.files(identity),
    add: (item, options) => step(() => database.add(item, options)),
    addFiles: (identity, files) => step(() => database.addFiles(identity, files)),
    dropFiles: (identity) => step(() => database.dropFiles(identity)),
    update: (identity, change) => step(() => database.update(identity, change)),
    remove: (identity, may) => step(() => database.remove(identity, may)),
  });
}

const faults = fc.array(fc.constantFrom(...FAULTS), { maxLength: 6 });
const step = fc.oneof(
  fc.record({ does: fc.constant('add'), which: fc.constantFrom(/** @type {Which} */ ('good'), 'good', 'pictured', 'unknown', 'enrolled-late', 'spoilt') }),
  fc.record({ does: fc.constant('send'), faults }),
  fc.record({ does: fc.constant('killed'), faults, writing: fc.nat(5), behind: fc.boolean() }),
  fc.record({ does: fc.constant('two-tabs'), faults }),
  fc.record({ does: fc.constant('carried'), faults }),
);

/** @typedef {{does: string, which?: Which, faults?: (typeof FAULTS[number])[], writing?: number, behind?: boolean}} Step */

/** @param {Outbox} outbox @param {import('../outbox/outbox.js').Part} part @param {Outbox} carrier */
async function handOver(outbox, part, carrier) {
  await outbox.handOut(part);
  await carrier.importFile(await part.file());
}

/** @param {Awaited<ReturnType<typeof stage>>} here @param {Step} step @param {Map<string, Which>} made */
async function take(here, { does, which = 'good', faults: chosen = [], writing = 0, behind = false }, made) {
  const { database, door, register } = here;
  const outbox = new Outbox(database, door, register.pin);
  door.faults = [...chosen];
  if (does === 'add') made.set((await outbox.add(await noteOf(here, which), { files: which === 'pictured' ? pictures() : [] })).identity, which);
  if (does === 'send') await outbox.send();
  if (does === 'two-tabs') await Promise.all([outbox.send(), new Outbox(database, door, register.pin).send()]);
  if (does === 'killed') await new Outbox(killedAt(database, writing, behind), door, register.pin).send().catch((failure) => assert.ok(failure instanceof Killed, String(failure)));
  if (does !== 'carried' || (await outbox.items()).every(isProven)) return;
  const other = await newDatabase();
  const carrier = new Outbox(other, door, register.pin);
  for (const part of await outbox.exportFiles()) await handOver(outbox, part, carrier);
  await carrier.send();
  other.close();
}

test('whatever happens on the way, every act ends in the register exactly once, or refused with its code', async () => {
  await fc.assert(fc.asyncProperty(fc.array(/** @type {fc.Arbitrary<Step>} */ (/** @type {unknown} */ (step)), { maxLength: 12 }), async (steps) => {
    const here = await stage();
    const { register, door, database, keys } = here;
    /** @type {Map<string, Which>} */
    const made = new Map();
    for (const one of steps) {
      await take(here, one, made);

      // At no time is anything said to be in the register that isn't, and nothing that was signed is gone.
      const items = await database.all();
      assert.deepEqual(items.map((item) => item.identity), [...made.keys()]);
      for (const item of items.filter(isProven)) assert.ok((await register.indexOf(item.identity)) >= 0, 'said to be there');
    }

    door.faults = [];
    register.keys.set(keys.late.keyName, keys.late.key);
    await new Outbox(database, door, register.pin).send();
    const items = await database.all();
    for (const item of items) {
      const count = (await Promise.all(register.records.map(async (record) => record === item.note))).filter(Boolean).length;
      const which = made.get(item.identity);
      const code = which === 'unknown' ? 'key-unknown' : which === 'spoilt' ? 'signature-wrong' : undefined;
      assert.deepEqual([which, count, item.state, item.code], code ? [which, 0, 'refused', code] : [which, 1, 'registered', undefined]);
      if (!code) assert.equal((await proveRecord(utf8(item.receipt ?? ''), utf8(item.note), register.pin)).index, item.index);
    }
    database.close();
  }), { numRuns: Number(globalThis.process?.env?.RUNS ?? 150) });
});

test('of two presses of the button one counts', async () => {
  const { register, door, keys, database } = await stage();
  const nonce = newNonce();
  await database.keepDraft({ page: 'copy/S01', nonce, values: {} });
  const outbox = new Outbox(database, door, register.pin);
  const [first, second] = [await noteBy(keys.good), await noteBy(keys.good)];
  const taken = await Promise.all([outbox.add(first, { draft: nonce }), outbox.add(second, { draft: nonce })]);
  assert.deepEqual(taken.map(({ isNew }) => isNew), [true, false]);
  assert.equal((await database.all()).length, 1);
  assert.equal(await database.draft('copy/S01'), undefined);
});

test('what is signed while a round runs is sent by it, and nobody waits for another occasion', async () => {
  const { keys, register, door, database } = await stage();
  const outbox = new Outbox(database, door, register.pin);
  await outbox.add(await noteBy(keys.good));
  /** @type {Promise<void> | undefined} */
  let asked;
  const post = door.post.bind(door);
  door.post = async (note, files) => {
    if (asked === undefined) {
      await outbox.add(await noteBy(keys.good));
      asked = outbox.send();
    }
    return post(note, files);
  };
  await outbox.send();
  await asked;
  assert.deepEqual((await outbox.items()).map(isProven), [true, true]);
});

test('what has left the phone is not deleted, what was refused for good may be', async () => {
  const here = await stage();
  const { register, door, database } = here;
  const outbox = new Outbox(database, door, register.pin);
  const { identity } = await outbox.add(await noteOf(here, 'good'));
  assert.equal(await outbox.remove(identity), true);
  assert.equal((await database.all()).length, 0);

  const lost = await outbox.add(await noteOf(here, 'good'));
  door.faults = ['lost'];
  await outbox.send();
  assert.equal(await outbox.remove(lost.identity), false);

  const given = await outbox.add(await noteOf(here, 'good'));
  for (const part of await outbox.exportFiles()) await outbox.handOut(part);
  assert.equal(await outbox.remove(given.identity), false);

  const spoilt = await outbox.add(await noteOf(here, 'spoilt'));
  const unknown = await outbox.add(await noteOf(here, 'unknown'));
  await outbox.send();
  assert.deepEqual([await outbox.remove(spoilt.identity), await outbox.remove(unknown.identity)], [true, false]);
});

test('what is carried waits behind what was signed here, and can be taken out', async () => {
  const here = await stage();
  const { register, door, database, keys } = here;
  const outbox = new Outbox(database, door, register.pin);
  const junk = await Promise.all(Array.from({ length: 30 }, () => noteBy(keys.unknown)));
  assert.equal(await outbox.importFile(bare(junk)), 30);
  const { identity } = await outbox.add(await noteOf(here, 'good'));
  /** @type {string[]} */
  const asked = [];
  const post = door.post;
  door.post = (note, files) => {
    asked.push(note);
    return post(note, files);
  };
  await outbox.send();
  assert.equal(asked[0], (await outbox.items()).find((item) => item.identity === identity)?.note);
  assert.equal(asked.length, 31);

  const [first] = await outbox.items();
  assert.equal(await outbox.remove(first?.identity ?? ''), true);
  assert.equal((await outbox.items()).length, 30);
  await outbox.dropCarried();
  assert.deepEqual((await outbox.items()).map((item) => item.identity), [identity]);
});

test('what is carried and refused again and again is carried no longer; what was signed here stays', async () => {
  const here = await stage();
  const { register, door, database, keys } = here;
  const outbox = new Outbox(database, door, register.pin);
  await outbox.importFile(bare([await noteBy(keys.unknown), await noteBy(keys.late)]));
  const own = await outbox.add(await noteOf(here, 'unknown'));
  for (let round = 0; round < 19; round++) await outbox.send();
  assert.equal((await outbox.items()).length, 3);
  register.keys.set(keys.late.keyName, keys.late.key);
  await outbox.send();
  assert.deepEqual((await outbox.items()).map((item) => [item.own, item.state]), [[false, 'registered'], [true, 'refused']]);
  assert.ok((await outbox.items()).some((item) => item.identity === own.identity));
});

test('of a file nothing is taken that no register could take, and not more than this phone carries', async () => {
  const here = await stage();
  const { register, door, database, keys } = here;
  const outbox = new Outbox(database, door, register.pin);
  const short = await noteBy({ ...keys.unknown, sign: async () => new Uint8Array(40) });
  await assert.rejects(outbox.importFile(bare([await noteOf(here, 'good'), short])), { code: 'signature-wrong' });
  const many = await Promise.all(Array.from({ length: 600 }, () => noteBy(keys.unknown)));
  assert.equal(await outbox.importFile(bare(many)), 600);
  await assert.rejects(outbox.importFile(bare(await Promise.all(many.slice(0, 401).map(() => noteBy(keys.unknown))))), { code: 'bundle-too-long' });
  assert.equal((await database.all()).length, 600);
});

test('an answer by other signatures proves what the register holds', async () => {
  const here = await stage();
  const { register, door, database } = here;
  const note = await noteOf(here, 'good');
  const other = await noteOf(here, 'spoilt');
  const stored = `${note.slice(0, note.lastIndexOf('\n\n'))}${other.slice(other.lastIndexOf('\n\n'))}`;
  register.records.push(stored);
  door.post = async () => {
    const { status, body } = await register.accept(0);
    return { status, body: JSON.stringify({ ...JSON.parse(body), otherSignatures: true }) };
  };
  const outbox = new Outbox(database, door, register.pin);
  await outbox.add(note);
  await outbox.send();
  assert.equal((await database.all())[0]?.state, 'registered');
});

test('a file of another register, a spoilt one, or none is not taken', async () => {
  const here = await stage();
  const { register, door, database } = here;
  const outbox = new Outbox(database, door, register.pin);
  const good = bare([await noteOf(here, 'good')]);
  const foreign = (await noteOf(here, 'good')).replace(ORIGIN, 'another');
  await assert.rejects(outbox.importFile(bare([await noteOf(here, 'good'), foreign])), { code: 'origin-differs' });
  await assert.rejects(outbox.importFile(good.subarray(0, good.length - 1)), { code: 'bundle-malformed' });
  await assert.rejects(outbox.importFile(utf8('a photograph')), { code: 'bundle-malformed' });
  await assert.rejects(outbox.importFile(bare([])), { code: 'bundle-malformed' });
  assert.equal((await database.all()).length, 0);
  assert.deepEqual([await outbox.importFile(good), await outbox.importFile(good)], [1, 0]);
});

test('a file is made before anything counts as handed out, and holds nothing that was refused for good', async () => {
  const here = await stage();
  const { register, door, database } = here;
  const outbox = new Outbox(database, door, register.pin);
  await outbox.add(await noteOf(here, 'spoilt'));
  await outbox.send();
  assert.equal((await outbox.exportFiles()).length, 0);

  const { identity } = await outbox.add(await noteOf(here, 'good'));
  const [part] = await outbox.exportFiles();
  assert.deepEqual(part?.items.map((item) => item.identity), [identity]);
  assert.equal((await outbox.items()).at(-1)?.left, false);
  if (part) await outbox.handOut(part);
  assert.equal((await outbox.items()).at(-1)?.left, true);
});
