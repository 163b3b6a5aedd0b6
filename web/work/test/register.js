// A register as a phone sees it: a door, records in a tree, receipts. Small and naive; what it does wrong is chosen by the tests.

import { readAct } from '../acts/acts.js';
import { base64, concat, hex, sha256, utf8 } from '../base/bytes.js';
import { keyOfSeed } from '../keys/device.js';
import { attachmentsIn } from '../outbox/attachments.js';
import { isSignedBy, readNote, writeNote } from '../register/notes.js';

/** @typedef {import('../base/bytes.js').Bytes} Bytes */
/** @typedef {import('../outbox/answers.js').Answer} Answer */

export const ORIGIN = 'simulated.saksei.test/outbox';

/** RFC 6962, 2.1, as it is written there. @param {Bytes[]} leaves @returns {Promise<Bytes>} */
async function rootOf(leaves) {
  if (leaves.length === 0) return sha256(new Uint8Array());
  if (leaves.length === 1) return sha256(concat(Uint8Array.of(0), leaves[0] ?? new Uint8Array()));
  const half = halfOf(leaves.length);
  return sha256(concat(Uint8Array.of(1), await rootOf(leaves.slice(0, half)), await rootOf(leaves.slice(half))));
}

/** @param {number} index @param {Bytes[]} leaves @returns {Promise<Bytes[]>} */
async function pathOf(index, leaves) {
  if (leaves.length === 1) return [];
  const half = halfOf(leaves.length);
  return index < half
    ? [...(await pathOf(index, leaves.slice(0, half))), await rootOf(leaves.slice(half))]
    : [...(await pathOf(index - half, leaves.slice(half))), await rootOf(leaves.slice(0, half))];
}

/** @param {number} count */
const halfOf = (count) => 2 ** Math.ceil(Math.log2(count) - 1);

export class FakeRegister {
  /** @param {number} [seed] */
  static async make(seed = 1) {
    return new FakeRegister(await keyOfSeed(ORIGIN, new Uint8Array(32).fill(seed)));
  }

  /** @param {import('../keys/device.js').DeviceKey} log */
  constructor(log) {
    this.log = log;
    this.pin = { origin: ORIGIN, log: log.key };
    /** @type {string[]} */
    this.records = [];
    /** @type {Map<string, import('../register/keys.js').VerifierKey>} */
    this.keys = new Map();
    /** @type {Set<string>} hashes of files that it has */
    this.files = new Set();
    /** @type {Promise<any>} */
    this.last = Promise.resolve();
  }

  /** One after the other, as a register's door takes them. @param {string} note @param {{bytes: Bytes}[]} [files] @returns {Promise<Answer>} */
  post(note, files = []) {
    const now = this.last.then(() => this.take(note, files));
    this.last = now.catch(() => undefined);
    return now;
  }

  /** @param {string} note @param {{bytes: Bytes}[]} files @returns {Promise<Answer>} */
  async take(note, files) {
    const act = await readAct(utf8(note), { origin: ORIGIN });
    const key = this.keys.get(act.signers[0] ?? '');
    if (!key) return this.refuse(note, 'key-unknown');
    if (!(await isSignedBy(readNote(utf8(note)), key))) return this.refuse(note, 'signature-wrong');
    let index = await this.indexOf(act.identity);
    const named = attachmentsIn(act.fields).map((file) => file.sha256);
    const came = await Promise.all(files.map(async ({ bytes }) => hex(await sha256(bytes))));
    if (index < 0 && came.some((hash) => !named.includes(hash))) return this.refuse(note, 'file-not-named', 400);
    if (index < 0 && named.some((hash) => !came.includes(hash) && !this.files.has(hash))) return this.refuse(note, 'attachment-missing', 400);
    for (const hash of came) this.files.add(hash);
    if (index < 0) index = this.records.push(note) - 1;
    return this.accept(index);
  }

  /** @param {string} identity */
  async indexOf(identity) {
    for (const [index, record] of this.records.entries()) if ((await readAct(utf8(record))).identity === identity) return index;
    return -1;
  }

  /** @param {number} index @returns {Promise<Answer>} */
  async accept(index) {
    const { identity } = await readAct(utf8(this.records[index] ?? ''));
    return { status: 200, body: JSON.stringify({ index, act: identity, outcome: 'applied', receipt: await this.receipt(index) }) };
  }

  /** @param {number} index */
  async receipt(index) {
    const leaves = this.records.map(utf8);
    const text = `${ORIGIN}\n${leaves.length}\n${base64(await rootOf(leaves))}\n`;
    const path = (await pathOf(index, leaves)).map((hash) => `${base64(hash)}\n`);
    return `c2sp.org/tlog-proof@v1\nindex ${index}\n${path.join('')}\n${await this.sign(text)}`;
  }

  /** @param {string} note @param {string} code @param {number} [status] @returns {Promise<Answer>} */
  async refuse(note, code, status = 403) {
    const line = JSON.stringify({ act: hex(await sha256(utf8(note))), code, at: '2028-07-23T17:42:10Z' });
    return { status, body: JSON.stringify({ code, detail: '', refusal: await this.sign(`saksei/refusal/v1\n${ORIGIN}\n${line}\n`) }) };
  }

  /** @param {string} text */
  async sign(text) {
    return writeNote(text, [{ name: this.log.name, id: this.log.id, signature: await this.log.sign(utf8(text)) }]);
  }
}

/** What can go wrong between a phone and its register. */
export const FAULTS = /** @type {const} */ ([
  'none', 'lost', 'cut-off', 'answer-lost', 'late', 'twice', 'busy', 'limited', 'portal', 'portal-refuses', 'receipt-of-another', 'receipt-forged', 'refusal-of-another', 'restart',
]);

/** A register behind a network that does each request what the test says, and nothing wrong where it says no more. */
export class FaultyDoor {
  /** @param {FakeRegister} register @param {FakeRegister} forger */
  constructor(register, forger) {
    this.register = register;
    this.forger = forger;
    /** @type {(typeof FAULTS[number])[]} */
    this.faults = [];
    /** @type {[string, {bytes: Bytes}[]][]} */
    this.late = [];
    this.noteAt = async (/** @type {number} */ index) => register.records[index] ?? '';
    this.post = this.post.bind(this);
  }

  /** @param {string} note @param {{bytes: Bytes}[]} [files] @returns {Promise<Answer>} */
  async post(note, files = []) {
    const { register, forger } = this;
    const fault = this.faults.shift() ?? 'none';
    if (fault === 'restart') this.late = [];
    for (const waiting of this.late.splice(0)) await register.post(...waiting);
    switch (fault) {
      case 'none': return register.post(note, files);
      case 'twice': return register.post(note, files).then(() => register.post(note, files));
      case 'cut-off': return register.refuse(note, 'multipart-malformed', 400);
      case 'busy': return { status: 503, body: '{"code":"server-busy","detail":""}' };
      case 'limited': return register.refuse(note, 'too-many-requests', 429);
      case 'portal': return { status: 200, body: '<!doctype html><title>Free Wi-Fi</title>' };
      case 'portal-refuses': return { status: 403, body: '{"code":"signature-wrong","detail":"","refusal":"no note"}' };
      case 'refusal-of-another': return register.refuse(`${note} `, 'act-malformed', 400);
      case 'receipt-of-another': return register.records.length > 0 ? register.accept(0) : { status: 200, body: '{"receipt":""}' };
      case 'receipt-forged': forger.keys = register.keys; return forger.post(note, files).catch(() => ({ status: 500, body: '' }));
      case 'late': this.late.push([note, files]); break;
      case 'answer-lost': await register.post(note, files); break;
    }
    throw new TypeError('Failed to fetch');
  }
}
