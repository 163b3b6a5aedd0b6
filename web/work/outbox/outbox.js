// The outbox: acts that were signed on this phone, or are carried for another one, until a receipt or a refusal says what became of them.

import { readAct } from '../acts/acts.js';
import { utf8 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { momentOf } from '../acts/moments.js';
import { judge } from './answers.js';
import { attachmentsIn, matchFiles } from './attachments.js';
import { MOST_ACTS, divide, readBundle, writeBundle } from './bundle.js';
import { describe } from './database.js';
import { after, bytesOfFiles, isDeletable, isFinished, isGivenUp, isProven, isRefusedForGood } from './states.js';

/** @typedef {import('./states.js').Item} Item */
/** @typedef {import('./states.js').Event} Event */
/** @typedef {import('../enter/states.js').Kept} Kept */
/** @typedef {import('./attachments.js').File} File */
/** @typedef {import('./attachments.js').HashedFile} HashedFile */
/** What goes into one file together, and that file. @typedef {{items: Item[], file: () => Promise<import('../base/bytes.js').Bytes>}} Part */

/**
 * Where items rest. `update` reads, changes and writes in one transaction.
 * @typedef {object} Store
 * @property {() => Promise<Item[]>} all in the order in which they were added
 * @property {(item: Item, options?: {draft?: string, files?: HashedFile[], sealed?: Kept, opens?: string}) => Promise<boolean>} add false, and nothing kept, where the draft is gone or the act is there
 * @property {(identity: string) => Promise<HashedFile[]>} files
 * @property {(identity: string, files: HashedFile[]) => Promise<void>} addFiles
 * @property {(identity: string) => Promise<void>} dropFiles
 * @property {(identity: string, change: (item: Item) => Item) => Promise<void>} update
 * @property {(identity: string, may: (item: Item) => boolean) => Promise<boolean>} remove
 */

/**
 * The way to the register's door.
 * @typedef {object} Door
 * @property {(note: string, files: HashedFile[]) => Promise<import('./answers.js').Answer>} post rejects where nobody answered
 * @property {(index: number) => Promise<string>} noteAt
 */

const SIGNATURE_BYTES = 64;

// Of files that are carried for other phones.
const MOST_CARRIED_BYTES = 64 << 20;

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
    this.isDue = false;
  }

  items() {
    return this.store.all();
  }

  /**
   * Takes an act that was signed here, with all the files that it names. It is kept before the page says that it is signed.
   * @param {string} note
   * @param {{draft?: string, files?: File[], sealed?: Omit<Kept, 'identity'>, opens?: string, said?: import('./states.js').Said}} [options] the draft that it comes of: of two presses of a button one counts
   */
  async add(note, { draft, files = [], sealed, opens, said } = {}) {
    const { act, matched, lacks } = await this.inspect(note, files);
    if (lacks > 0) refuse('attachment-missing');
    return { identity: act.identity, isNew: await this.store.add({ ...this.itemOf(note, act, matched, true), ...(said && { said }) }, { draft, files: matched, sealed: sealed && { ...sealed, identity: act.identity }, opens }) };
  }

  /**
   * @param {string} note
   * @param {import('../acts/acts.js').Act} act
   * @param {HashedFile[]} files
   * @param {boolean} own
   * @returns {Item}
   */
  itemOf(note, { identity, kind, fields }, files, own) {
    const about = typeof fields.station === 'string' ? fields.station : typeof fields.case === 'string' ? fields.case : '';
    const lacks = attachmentsIn(fields).length - files.length;
    return { identity, note, kind, about, made: momentOf(this.clock()), own, state: 'signed', asked: 0, left: !own, files: files.map(describe), lacks };
  }

  /**
   * Sends what waits: what was signed here first, then what is carried, each oldest first. Asked again while it runs, it goes on to what
   * came meanwhile: a round that began before an act was signed doesn't know of it.
   */
  send() {
    this.isDue = true;
    this.round ??= this.sendAll();
    return this.round;
  }

  // The round ends in the same step in which nothing more is due, so that nobody joins one that has ended.
  async sendAll() {
    /** @type {Set<string>} */
    const asked = new Set();
    try {
      while (this.isDue) {
        this.isDue = false;
        if (!(await this.sendRound(asked))) return;
      }
    } finally {
      this.round = undefined;
    }
  }

  /**
   * Each act once in a row of rounds; false where nobody answers, so that the others needn't be tried.
   * @param {Set<string>} asked
   */
  async sendRound(asked) {
    const waiting = (await this.store.all()).filter((item) => !isFinished(item) && !asked.has(item.identity));
    for (const item of [...waiting.filter((one) => one.own), ...waiting.filter((one) => !one.own)]) {
      asked.add(item.identity);
      const event = await this.ask(item);
      await this.store.update(item.identity, (now) => after(now, event));
      if (!item.own) await this.tidy(item.identity, event);
      if (event.is === 'unanswered' && event.trouble === 'unreachable') return false;
    }

    return true;
  }

  /**
   * What is carried takes no more room than it must.
   * @param {string} identity
   * @param {Event} event
   */
  async tidy(identity, event) {
    await this.store.remove(identity, isGivenUp);
    if (event.is === 'proven') await this.store.dropFiles(identity);
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
      answer = await this.door.post(item.note, await this.store.files(item.identity));
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
   * @param {{most?: number, bare?: boolean}} [options] bytes of a file; whether the files that acts name stay here
   * @returns {Promise<Part[]>}
   */
  async exportFiles({ most, bare = false } = {}) {
    const items = (await this.store.all()).filter((item) => !isProven(item) && !isRefusedForGood(item));
    return divide(items, bare ? () => 0 : bytesOfFiles, most).map((part) => ({ items: part, file: () => this.writePart(part, bare) }));
  }

  /**
   * @param {Item[]} items
   * @param {boolean} bare
   */
  async writePart(items, bare) {
    const acts = [];
    for (const { note, identity } of items) acts.push({ note, files: bare ? [] : (await this.store.files(identity)).map(({ bytes }) => bytes) });
    return writeBundle(acts);
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
    const carried = readBundle(file);
    if (carried.length === 0) refuse('bundle-malformed');
    const acts = [];
    for (const { note, files } of carried) acts.push({ note, ...(await this.inspect(note, files.map((bytes) => ({ name: '', type: '', bytes })))) });
    await this.makeSure(acts.length, acts.flatMap(({ matched }) => matched));
    let taken = 0;
    for (const { note, act, matched } of acts) {
      if (await this.store.add(this.itemOf(note, act, matched, false), { files: matched })) taken++;
      else await this.store.addFiles(act.identity, matched);
    }
    return taken;
  }

  /**
   * That this phone carries no more than it can.
   * @param {number} acts
   * @param {HashedFile[]} files
   */
  async makeSure(acts, files) {
    const carried = (await this.store.all()).filter((item) => !item.own);
    const bytes = carried.reduce((sum, item) => sum + bytesOfFiles(item), files.reduce((sum, file) => sum + file.bytes.length, 0));
    if (carried.filter((item) => !isFinished(item)).length + acts > MOST_ACTS || bytes > MOST_CARRIED_BYTES) refuse('bundle-too-long');
  }

  // Whose key it is, the register knows and this phone doesn't: what it can't be it is turned away for here.
  /**
   * @param {string} note
   * @param {File[]} files
   */
  async inspect(note, files) {
    const act = await readAct(utf8(note), { origin: this.pin.origin });
    if (act.signatures.some(({ signature }) => signature.length !== SIGNATURE_BYTES)) refuse('signature-wrong');
    const named = attachmentsIn(act.fields);
    const matched = await matchFiles(named, files);
    return { act, matched, lacks: named.length - matched.length };
  }
}
