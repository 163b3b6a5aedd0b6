// A phone and its register, as the tests of the outbox need them.

import { buildText, newNonce, signText } from '../acts/acts.js';
import { keyOfSeed } from '../keys/device.js';
import { attachmentOf } from '../outbox/attachments.js';
import { writeBundle } from '../outbox/bundle.js';
import { openDatabase } from '../outbox/database.js';
import { FakeRegister, FaultyDoor, ORIGIN } from './register.js';

const at = '2028-07-23T17:42:10+07:00';
let databases = 0;

/** A phone's database of its own. */
export const newDatabase = () => openDatabase(`test ${databases++} ${Math.random()}`);

export async function stage() {
  const register = await FakeRegister.make();
  const door = new FaultyDoor(register, await FakeRegister.make(2));
  const keys = { good: await keyOfSeed('p/agent-1', new Uint8Array(32).fill(11)), unknown: await keyOfSeed('p/agent-2', new Uint8Array(32).fill(12)), late: await keyOfSeed('p/agent-3', new Uint8Array(32).fill(13)) };
  register.keys.set(keys.good.keyName, keys.good.key);
  const database = await newDatabase();
  return { register, door, keys, database };
}

/** @param {import('../keys/device.js').DeviceKey} key @param {string} [nonce] */
export async function noteBy(key, nonce = newNonce()) {
  const fields = { station: 'S01', when: at, by: 'station-head', reason: 'no-copies' };
  return signText(buildText({ origin: ORIGIN, kind: 'forms/refusal', nonce, at, signers: [key.keyName], fields }), [key]);
}

/** Files of one act: two pictures. */
export const pictures = () => [1, 2].map((number) => ({ name: `${number}.jpg`, type: 'image/jpeg', bytes: new Uint8Array(3_000 + number).fill(number) }));

/** @param {import('../keys/device.js').DeviceKey} key @param {import('../outbox/attachments.js').File[]} [files] */
export async function picturedBy(key, files = pictures()) {
  const fields = { station: 'S01', doors: 'closed', presence: [], posted: 'yes', handed: [], attachments: await Promise.all(files.map(attachmentOf)) };
  return signText(buildText({ origin: ORIGIN, kind: 'stations/conditions', nonce: newNonce(), at, signers: [key.keyName], fields }), [key]);
}

/** @param {string[]} notes */
export const bare = (notes) => writeBundle(notes.map((note) => ({ note, files: [] })));
