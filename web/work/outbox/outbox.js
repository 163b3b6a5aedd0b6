// The outbox: acts that were signed on this phone, or are carried for another one, until a receipt or a refusal says what became of them.

import { readAct } from '../acts/acts.js';
import { utf8 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { momentOf } from '../acts/moments.js';
import { judge } from './answers.js';
import { MOST_ACTS, readBundle, writeBundles } from './bundle.js';
import { after, isDeletable, isFinished, isGivenUp, isProven, isRefusedForGood } from './states.js';

/** @typedef {import('./states.js').Item} Item */
/** @typedef {import('./states.js').Event} Event */
/** @typedef {{file: import('../base/bytes.js').Bytes, items: Item[]}} Part */

/**
 * Where items rest. `update` reads, changes and writes in one transaction.
 * @typedef {object} Store
 * @property {() => Promise<Item[]>} all in the order in which they were added
 * @property {(item: Item, draft?: string) => Promise<boolean>} add false, and nothing kept, where the draft is gone or the act is there
 * @property {(identity: string, change: (item: Item) => Item) => Promise<void>} update
 * @property {(identity: string, may: (item: Item) => boolean) => Promise<boolean>} remove
 */

/**
 * The way to the register's door.
 * @typedef {object} Door
 * @property {(note: string) => Promise<import('./answers.js').Answer>} post rejects where nobody answered
 * @property {(index: number) => Promise<string>} noteAt
 */

const SIGNATURE_BYTES = 64;

export class Outbox {
  /**
   * @param {Store} store
   * @param {Door} door
   * @param {import('../keys/enrolment.js').Pin} pin
   * @param {() => Date} [clock]
   */
  constructor(store, door, pin, clock = () => new Date()) {
    this.store = store;
    this.door = door;
    this.pin = pin;
    this.clock = clock;
    /** @type {Promise<void> | undefined} */
    this.round = undefined;
  }

  items() {
    return this.store.all();
  }

  /**
   * Takes an act that was signed here. It is kept before anybody is told that it is signed.
   * @param {string} note
   * @param {{draft?: string, own?: boolean}} [options] the draft that it comes of: of two presses of a button one counts
   */
  async add(note, { draft, own = true } = {}) {
    const { identity, kind, fields } = await readAct(utf8(note), { origin: this.pin.origin });
    const about = typeof fields.station === 'string' ? fields.station : typeof fields.case === 'string' ? fields.case : '';
    const made = momentOf(this.clock());
    const isNew = await this.store.add({ identity, note, kind, about, made, own, state: 'signed', asked: 0, left: !own }, draft);
    return { identity, isNew };
  }

  /** Sends what waits: what was signed here first, then what is carried, each oldest first. Asked again while it runs, it is the same round. */
  send() {
    this.round ??= this.sendRound().finally(() => (this.round = undefined));
    return this.round;
  }

  async sendRound() {
    const waiting = (await this.store.all()).filter((item) => !isFinished(item));
    for (const item of [...waiting.filter((one) => one.own), ...waiting.filter((one) => !one.own)]) {
      const event = await this.ask(item);
      await this.store.update(item.identity, (now) => after(now, event));
      if (!item.own) await this.store.remove(item.identity, isGivenUp);
      if (event.is === 'unanswered' && event.trouble === 'unreachable') return;
    }
  }

  /**
   * That it goes is written before it goes: what may have reached the register is never taken for unsent.
   * @param {Item} item
   * @returns {Promise<Event>}
   */
  async ask(item) {
    await this.store.update(item.identity, (now) => after(now, { is: 'sending', at: momentOf(this.clock()) }));
    let answer;
    try {
      answer = await this.door.post(item.note);
    } catch {
      return { is: 'unanswered', trouble: 'unreachable' };
    }
    return judge(answer, item, this.pin, this.door.noteAt);
  }

  /** Takes out what hasn't left this phone, was refused for good, or is carried; false where it may not. @param {string} identity */
  remove(identity) {
    return this.store.remove(identity, isDeletable);
  }

  /** Takes out all that is carried for other phones. */
  async dropCarried() {
    for (const { identity } of await this.store.all()) await this.store.remove(identity, (item) => !item.own);
  }

  /**
   * What may still come into the register, as files that any phone can carry to any of the register's doors.
   * @param {number} [most] bytes of a file
   * @returns {Promise<Part[]>}
   */
  async exportFiles(most) {
    return writeBundles((await this.store.all()).filter((item) => !isProven(item) && !isRefusedForGood(item)), most);
  }

  /** Remembers that a file is handed out: once it is made, and before anybody has it. @param {Part} part */
  async handOut({ items }) {
    for (const { identity } of items) await this.store.update(identity, (now) => after(now, { is: 'exported' }));
  }

  /**
   * Takes such a file: all of it or nothing. This phone only carries it, and can change none of it.
   * @param {Uint8Array} file
   * @returns {Promise<number>} how many acts are new here
   */
  async importFile(file) {
    const notes = readBundle(file);
    if (notes.length === 0) refuse('bundle-malformed');
    for (const note of notes) await this.inspect(note);
    const carried = (await this.store.all()).filter((item) => !item.own && !isFinished(item)).length;
    if (carried + notes.length > MOST_ACTS) refuse('bundle-too-long');
    let taken = 0;
    for (const note of notes) if ((await this.add(note, { own: false })).isNew) taken++;
    return taken;
  }

  // Whose key it is, the register knows and this phone doesn't: what it can't be it is turned away for here.
  /** @param {string} note */
  async inspect(note) {
    const { signatures } = await readAct(utf8(note), { origin: this.pin.origin });
    if (signatures.some(({ signature }) => signature.length !== SIGNATURE_BYTES)) refuse('signature-wrong');
  }
}
