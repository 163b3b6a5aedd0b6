// What rests on this phone, in IndexedDB: keys, drafts, acts, and what the phone was told about its register. One database a register.

import { openDB } from 'idb';
import { newNonce } from '../acts/acts.js';

/** @typedef {import('./states.js').Item} Item */
/** @typedef {import('./attachments.js').HashedFile} HashedFile */
/** @typedef {import('../enter/states.js').Kept} Kept */
/** @typedef {import('../keys/device.js').StoredKey} StoredKey */
/** What a person has put into a form and not signed; refused is why the register didn't take it once. @typedef {{page: string, nonce: string, values: {[name: string]: string}, refused?: string}} Draft */
/** @typedef {{name: 'enrolment', answer: string, enrolled: boolean} | {name: 'log', key: string} | {name: 'stations', codes: string[]} | {name: 'seen', index: number} | {name: 'slips', slips: import('../desk/slips.js').KeptSlip[], people: import('../desk/people.js').Person[]}} Setting */

const VERSION = 3;

/** @type {{[name: string]: IDBObjectStoreParameters}} */
const STORES = { keys: { keyPath: 'name' }, drafts: { keyPath: 'page' }, acts: { keyPath: 'order', autoIncrement: true }, settings: { keyPath: 'name' }, files: { keyPath: ['owner', 'sha256'] }, sealed: { keyPath: 'identity' } };

/**
 * @param {string} origin
 * @param {() => void} [cleared] called when the browser takes the database away
 */
export async function openDatabase(origin, cleared = () => undefined) {
  /** @type {import('idb').IDBPDatabase<any>} */
  const database = await openDB(`saksei ${origin}`, VERSION, {
    upgrade(made) {
      for (const [name, options] of Object.entries(STORES)) {
        if (made.objectStoreNames.contains(name)) continue;
        const store = made.createObjectStore(name, options);
        if (name === 'acts') store.createIndex('identity', 'identity', { unique: true });
      }
    },
    terminated: cleared,
  });
  return new Database(database);
}

export class Database {
  /** @param {import('idb').IDBPDatabase<any>} database */
  constructor(database) {
    this.database = database;
  }

  /** @returns {Promise<Item[]>} */
  all() {
    return this.database.getAll('acts');
  }

  /**
   * An act with its files: all of it or nothing.
   * @param {Item} item
   * @param {{draft?: string, files?: HashedFile[], sealed?: Kept, opens?: string}} [options] the nonce of the draft that becomes this act; its files; what it seals; the act that sealed what it opens
   * @returns {Promise<boolean>}
   */
  async add(item, { draft, files = [], sealed, opens } = {}) {
    const transaction = this.database.transaction(['acts', 'drafts', 'files', 'sealed'], 'readwrite', { durability: 'strict' });
    const [acts, drafts, kept] = [transaction.objectStore('acts'), transaction.objectStore('drafts'), transaction.objectStore('sealed')];
    const { page, values } = draft === undefined ? {} : ((await drafts.getAll()).find((one) => one.nonce === draft) ?? {});
    const closed = opens === undefined ? undefined : await kept.get(opens);
    const isFree = (draft === undefined || page !== undefined) && (opens === undefined || closed?.opened === false) && (await acts.index('identity').getKey(item.identity)) === undefined;
    const work = isFree ? [acts.add(item), ...files.map((file) => transaction.objectStore('files').put({ ...file, owner: item.identity }))] : [];
    if (isFree && page !== undefined) work.push(drafts.delete(page), transaction.objectStore('files').delete(filesOf(draft ?? '')));
    if (isFree && sealed !== undefined) work.push(kept.put(page === undefined ? sealed : { ...sealed, draft: { page, values } }));
    if (isFree && closed !== undefined) work.push(kept.put({ ...closed, opened: true, openedBy: item.identity }));
    await finish(transaction, work);
    return isFree;
  }

  /** What was sealed here and may still have to be opened. @returns {Promise<Kept[]>} */
  sealed() {
    return this.database.getAll('sealed');
  }

  /** What no longer has to be opened. @param {string} identity */
  async dropSealed(identity) {
    await this.database.delete('sealed', identity);
  }

  /**
   * @param {string} identity
   * @param {(item: Item) => Item} change
   */
  async update(identity, change) {
    const transaction = this.database.transaction('acts', 'readwrite', { durability: 'strict' });
    const item = await transaction.store.index('identity').get(identity);
    if (item !== undefined) await transaction.store.put(change(item));
    await transaction.done;
  }

  /** What was sealed is open for typing again, with all that was typed. @param {string} identity @param {string} [refused] why the register didn't take it */
  async giveBack(identity, refused) {
    const transaction = this.database.transaction(RETURNING, 'readwrite', { durability: 'strict' });
    await finish(transaction, [giveBack(transaction, identity, refused)]);
  }

  /**
   * Takes an act out, and what it did here: what it sealed is a draft again, what it opened isn't open.
   * @param {string} identity
   * @param {(item: Item) => boolean} may
   */
  async remove(identity, may) {
    const transaction = this.database.transaction(['acts', ...RETURNING], 'readwrite', { durability: 'strict' });
    const item = await transaction.objectStore('acts').index('identity').get(identity);
    const isFree = item !== undefined && may(item);
    if (isFree) await giveBack(transaction, identity);
    if (isFree) await close(transaction, identity);
    if (isFree) await Promise.all([transaction.objectStore('acts').delete(item.order), transaction.objectStore('files').delete(filesOf(identity))]);
    await transaction.done;
    return isFree;
  }

  /**
   * Files of an act by its identity, or of a draft by its nonce.
   * @param {string} owner
   * @returns {Promise<HashedFile[]>}
   */
  files(owner) {
    return this.database.getAll('files', filesOf(owner));
  }

  /**
   * Files that came behind their act.
   * @param {string} identity
   * @param {HashedFile[]} files
   */
  async addFiles(identity, files) {
    const transaction = this.database.transaction(['acts', 'files'], 'readwrite', { durability: 'strict' });
    const item = await transaction.objectStore('acts').index('identity').get(identity);
    const here = new Set(item?.files?.map((/** @type {{sha256: string}} */ file) => file.sha256));
    const added = item === undefined ? [] : files.filter(({ sha256 }) => !here.has(sha256));
    const work = added.map((file) => transaction.objectStore('files').put({ ...file, owner: identity }));
    if (added.length > 0) work.push(transaction.objectStore('acts').put({ ...item, files: [...(item.files ?? []), ...added.map(describe)], lacks: Math.max(0, (item.lacks ?? 0) - added.length) }));
    await finish(transaction, work);
  }

  /** Files of an act that the register has. @param {string} identity */
  async dropFiles(identity) {
    const transaction = this.database.transaction(['acts', 'files'], 'readwrite');
    const item = await transaction.objectStore('acts').index('identity').get(identity);
    const work = item === undefined ? [] : [transaction.objectStore('acts').put({ ...item, files: [] })];
    await finish(transaction, [...work, transaction.objectStore('files').delete(filesOf(identity))]);
  }

  /**
   * The files of a draft, in place of those that it had; they go over into the act that the draft becomes.
   * @param {string} nonce
   * @param {HashedFile[]} files
   */
  async keepDraftFiles(nonce, files) {
    const transaction = this.database.transaction('files', 'readwrite', { durability: 'strict' });
    await finish(transaction, [transaction.store.delete(filesOf(nonce)), ...files.map((file) => transaction.store.put({ ...file, owner: nonce }))]);
  }

  /** @returns {Promise<StoredKey[]>} */
  keys() {
    return this.database.getAll('keys');
  }

  /**
   * The key of this phone from now on, in place of another; what that one signed stays.
   * @param {StoredKey} key
   * @param {string} [answer] to the slip by which it was made
   */
  async keepKey(key, answer) {
    const transaction = this.database.transaction(['keys', 'settings'], 'readwrite', { durability: 'strict' });
    const [keys, settings] = [transaction.objectStore('keys'), transaction.objectStore('settings')];
    await keys.clear();
    await keys.put(key);
    await (answer === undefined ? settings.delete('enrolment') : settings.put({ name: 'enrolment', answer, enrolled: false }));
    await transaction.done;
  }

  /**
   * @param {string} page
   * @returns {Promise<Draft | undefined>}
   */
  draft(page) {
    return this.database.get('drafts', page);
  }

  /** @returns {Promise<Draft[]>} */
  drafts() {
    return this.database.getAll('drafts');
  }

  /** A draft and its files. @param {string} page */
  async dropDraft(page) {
    const transaction = this.database.transaction(['drafts', 'files'], 'readwrite', { durability: 'strict' });
    const draft = await transaction.objectStore('drafts').get(page);
    await finish(transaction, draft === undefined ? [] : [transaction.objectStore('drafts').delete(page), transaction.objectStore('files').delete(filesOf(draft.nonce))]);
  }

  /** @param {Draft} draft */
  async keepDraft(draft) {
    await this.database.put('drafts', draft);
  }

  /**
   * What is in a form now, under the nonce that its draft has. Read and written in one transaction: of two at once both have the same.
   * @param {string} page
   * @param {Draft['values']} values
   * @returns {Promise<string>} the nonce of the act that it becomes
   */
  async keepValues(page, values) {
    const transaction = this.database.transaction('drafts', 'readwrite');
    const nonce = (await transaction.store.get(page))?.nonce ?? newNonce();
    await finish(transaction, [transaction.store.put({ page, nonce, values })]);
    return nonce;
  }

  /**
   * @template {Setting['name']} N
   * @param {N} name
   * @returns {Promise<Extract<Setting, {name: N}> | undefined>}
   */
  setting(name) {
    return this.database.get('settings', name);
  }

  /** @param {Setting} setting */
  async keepSetting(setting) {
    await this.database.put('settings', setting);
  }

  close() {
    this.database.close();
  }
}

/** What an item says of a file of its own. @param {HashedFile} file */
export const describe = ({ sha256, name, bytes, original }) => ({ sha256, name, length: bytes.length, ...(original === undefined ? {} : { original }) });

/** @param {string} owner */
const filesOf = (owner) => IDBKeyRange.bound([owner], [owner, []]);

const RETURNING = ['files', 'sealed', 'drafts'];

// What was typed again meanwhile stays.
/**
 * @param {import('idb').IDBPTransaction<any, string[], 'readwrite'>} transaction
 * @param {string} identity
 * @param {string} [refused]
 */
async function giveBack(transaction, identity, refused) {
  const [files, sealed, drafts] = [transaction.objectStore('files'), transaction.objectStore('sealed'), transaction.objectStore('drafts')];
  /** @type {Kept | undefined} */
  const kept = await sealed.get(identity);
  if (kept?.draft !== undefined && (await drafts.getKey(kept.draft.page)) === undefined) {
    const nonce = newNonce();
    await drafts.put({ ...kept.draft, nonce, ...(refused === undefined ? {} : { refused }) });
    for (const file of await files.getAll(filesOf(identity))) await files.put({ ...file, owner: nonce });
  }
  await sealed.delete(identity);
}

/**
 * @param {import('idb').IDBPTransaction<any, string[], 'readwrite'>} transaction
 * @param {string} identity of the act that opened it
 */
async function close(transaction, identity) {
  const sealed = transaction.objectStore('sealed');
  for (const { openedBy, ...kept } of await sealed.getAll()) if (openedBy === identity) await sealed.put({ ...kept, opened: false });
}

// Where the phone is full the transaction says so, and not the writing that happened to be cut off by it.
/**
 * @param {{done: Promise<void>}} transaction
 * @param {Promise<unknown>[]} work
 */
async function finish(transaction, work) {
  const outcomes = await Promise.allSettled(work);
  await transaction.done;
  const failed = outcomes.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
