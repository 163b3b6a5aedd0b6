// What rests on this phone, in IndexedDB: keys, drafts, acts, and what the phone was told about its register. One database a register.

import { openDB } from 'idb';

/** @typedef {import('./states.js').Item} Item */
/** @typedef {import('../keys/device.js').StoredKey} StoredKey */
/** What a person has put into a form and not signed. @typedef {{page: string, nonce: string, values: {[name: string]: string}}} Draft */
/** @typedef {{name: 'enrolment', answer: string, enrolled: boolean} | {name: 'log', key: string}} Setting */

const VERSION = 1;

/**
 * @param {string} origin
 */
export async function openDatabase(origin) {
  /** @type {import('idb').IDBPDatabase<any>} */
  const database = await openDB(`saksei ${origin}`, VERSION, {
    upgrade(made) {
      made.createObjectStore('keys', { keyPath: 'name' });
      made.createObjectStore('drafts', { keyPath: 'page' });
      made.createObjectStore('acts', { keyPath: 'order', autoIncrement: true }).createIndex('identity', 'identity', { unique: true });
      made.createObjectStore('settings', { keyPath: 'name' });
    },
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
   * @param {Item} item
   * @param {string} [draft] the nonce of the draft that becomes this act
   * @returns {Promise<boolean>}
   */
  async add(item, draft) {
    const transaction = this.database.transaction(['acts', 'drafts'], 'readwrite', { durability: 'strict' });
    const acts = transaction.objectStore('acts');
    const drafts = transaction.objectStore('drafts');
    const page = draft === undefined ? undefined : (await drafts.getAll()).find((one) => one.nonce === draft)?.page;
    const isFree = (draft === undefined || page !== undefined) && (await acts.index('identity').getKey(item.identity)) === undefined;
    if (isFree) {
      await acts.add(item);
      if (page !== undefined) await drafts.delete(page);
    }
    await transaction.done;
    return isFree;
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

  /**
   * @param {string} identity
   * @param {(item: Item) => boolean} may
   */
  async remove(identity, may) {
    const transaction = this.database.transaction('acts', 'readwrite');
    const item = await transaction.store.index('identity').get(identity);
    const isFree = item !== undefined && may(item);
    if (isFree) await transaction.store.delete(item.order);
    await transaction.done;
    return isFree;
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

  /** @param {Draft} draft */
  async keepDraft(draft) {
    await this.database.put('drafts', draft);
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
