// A whole publication, checked from its files alone (docs/spec/publication.md, verification.md).

import { base64, fromUtf8, hex, sameBytes } from './base/bytes.js';
import { sha256 } from './base/platform.js';
import { attempt } from './base/refusal.js';
import { readAnyAct } from './acts/act.js';
import { kindsOf } from './acts/kinds.js';
import { filesOf } from './acts/voiceKinds.js';
import { readDefinition } from './definition/definition.js';
import { Fold } from './fold/fold.js';
import { isSignedBy, readCheckpoint } from './register/checkpoint.js';
import { holds, isOf } from './register/keys.js';
import { bundlePath, recordsOf, tileBytes, tilePath, tilesOf, WIDTH } from './register/tiles.js';
import { Tree } from './register/tree.js';
import { KeptCheck } from './kept.js';
import { checkPolicy } from './policyCheck.js';
import { Report } from './report.js';
import { checkResults, FINDINGS, OF_ALL, resultsOf } from './resultChecks.js';

/**
 * Where published files are read.
 * @typedef {object} Files
 * @property {string} place
 * @property {(path: string) => Uint8Array | undefined | Promise<Uint8Array | undefined>} read
 * @property {(path: string) => boolean} [isOther] whether something is there that isn't read: no regular file, or behind a link
 * @property {((size: number) => void)} [at] told of which size results are asked for
 * @property {((path: string) => void)} [ahead] told what will be read soon
 * @property {(() => string[]) | undefined} list every path there is; undefined where they can't be listed
 */
/** @typedef {{name: string, bytes: Uint8Array}} Kept a receipt or a checkpoint that somebody kept */
/** @typedef {{logKey?: string, founding?: string, receipts?: Kept[], since?: Kept[],
 *   policy?: import('./register/policy.js').Policy}} Pins */
/** @typedef {import('./acts/act.js').Act} Act */

const ATTACHMENT = 'attachments/';
/** So many bundles are on their way at once. */
const AHEAD = 8;
/** What acts or a definition that can't be read might account for. */
const MAY_BE = /^(attachments\/[0-9a-f]{64}|results\/([a-z0-9-]+\/)?(tally|seats|summary|contradicted|holders|evidence|findings)\.json)$/;
const MAY_HOLD = /^(attachments|results(\/[a-z0-9-]+)?)\/$/;
const NO_LIST = 'the files can\'t be listed';

/**
 * @param {Files} files
 * @param {Pins} [pins]
 * @param {(done: number, of: number) => void} [progress] told of records
 */
export async function check(files, pins = {}, progress = () => undefined) {
  const work = new Check(files, pins, progress);
  await work.run();
  return work.report;
}

export class Check {
  /**
   * @param {Files} files
   * @param {Pins} pins
   * @param {(done: number, of: number) => void} progress
   */
  constructor(files, pins, progress) {
    this.files = files;
    this.progress = progress;
    this.pins = pins;
    this.report = new Report(files.place);
    this.tree = new Tree();
    /** @type {Set<string>} paths that the register accounts for */
    this.accounted = new Set(['checkpoint', ...OF_ALL]);
    /** @type {Map<string, Set<number>>} lengths of attachments that acts state, by hash */
    this.attachments = new Map();
    /** @type {Promise<void>[]} */
    this.pending = [];
    this.signatures = 0;
    /** @type {Fold | undefined} */
    this.fold = undefined;
    /** @type {Map<string, import('./acts/fields.js').Fields>} */
    this.kinds = kindsOf([]);
    this.isRead = true;
    /** Whether an act stands behind a version of the rules that this program doesn't know. */
    this.isBeyond = false;
    /** @type {import('./register/keys.js').Key | undefined} the log's, as the founding act names it */
    this.log = undefined;
    /** @type {import('./register/policy.js').Stated | undefined} who has to co-sign, by the founding act */
    this.policy = undefined;
  }

  async run() {
    const checkpoint = await this.checkpoint();
    if (checkpoint === undefined) return this.concludeUnread();
    this.report.about = { origin: checkpoint.origin, size: checkpoint.size, root: base64(checkpoint.root) };
    await this.records(checkpoint);
    await Promise.all(this.pending);
    await this.compareTree(checkpoint);
    this.concludeActs(checkpoint.size);
    if (this.fold !== undefined) await this.compareResults(this.fold);
    await this.accountFiles(checkpoint.size);
    await this.compareKept(checkpoint.size);
    await this.askPolicy(checkpoint);
  }

  /** Without a checkpoint nothing else can be checked; what wasn't asked stays so. */
  async concludeUnread() {
    if (this.files.list === undefined) this.report.skip('files', NO_LIST, 'not-asked');
    await this.compareKept(0);
  }

  async checkpoint() {
    const bytes = await this.files.read('checkpoint');
    if (bytes === undefined) {
      this.report.missing('checkpoint', 'checkpoint', this.files);
      return undefined;
    }
    const { value, refusal } = attempt(() => readCheckpoint(bytes));
    if (refusal !== undefined) this.report.find('checkpoint', refusal.code, { file: 'checkpoint' });
    return value;
  }

  /** @param {import('./register/checkpoint.js').Checkpoint} checkpoint */
  async records(checkpoint) {
    this.files.at?.(checkpoint.size);
    if (checkpoint.size === 0) this.report.find('founding', 'register-empty');
    for (let index = 0; index * WIDTH < checkpoint.size; index++) {
      const width = Math.min(WIDTH, checkpoint.size - index * WIDTH);
      const path = bundlePath(index, width);
      this.accounted.add(path);
      this.ahead(index, checkpoint.size);
      const records = await this.bundle(path, width);
      if (records === undefined) {
        this.isRead = false;
        return;
      }
      if (index === 0) await this.found(checkpoint, /** @type {Uint8Array} */ (records[0]));
      for (const record of records) {
        const act = this.read(record, this.log?.name ?? checkpoint.origin);
        if (act === undefined) continue;
        const proven = this.fold?.proofs(act);
        this.record(act, proven && await proven);
      }
      this.progress(index * WIDTH + width, checkpoint.size);
      if (index % 8 === 7) await Promise.all(this.pending.splice(0));
    }
  }

  /**
   * Asks for the next bundles while this one is read.
   * @param {number} index
   * @param {number} size
   */
  ahead(index, size) {
    for (let i = index; i < index + AHEAD && i * WIDTH < size; i++) {
      this.files.ahead?.(bundlePath(i, Math.min(WIDTH, size - i * WIDTH)));
    }
  }

  /**
   * @param {string} path
   * @param {number} width
   */
  async bundle(path, width) {
    const bytes = await this.files.read(path);
    if (bytes === undefined) {
      this.report.missing('tree', path, this.files);
      return undefined;
    }
    const { value, refusal } = attempt(() => recordsOf(bytes, width));
    if (refusal !== undefined) this.report.find('tree', refusal.code, { file: path });
    return value;
  }

  /**
   * The founding act names the log's key and the definition.
   * @param {import('./register/checkpoint.js').Checkpoint} checkpoint
   * @param {Uint8Array} record
   */
  async found(checkpoint, record) {
    const { value: act } = attempt(() => readAnyAct(record, this.kinds));
    if (act === undefined) return;
    if (act.kind !== 'register/found') {
      this.report.find('founding', 'kind-not-found', { leaf: 0, detail: act.kind });
      return;
    }
    await this.askLog(checkpoint, act.body.log);
    this.policy = act.body.cosigning;
    this.report.about = { ...this.report.about, founding: act.identity, logKey: act.body.log.text, simulated: act.body.simulated };
    if (this.pins.founding !== undefined && this.pins.founding !== act.identity) {
      this.report.find('founding', 'founding-not-pinned', { detail: act.identity });
    }
    await this.define(act.body.definition, act.body.log.name);
  }

  /**
   * @param {import('./register/checkpoint.js').Checkpoint} checkpoint
   * @param {import('./register/keys.js').Key} log
   */
  async askLog(checkpoint, log) {
    const { report } = this;
    this.log = log;
    if (log.name !== checkpoint.origin) report.find('checkpoint', 'origin-differs', { detail: checkpoint.origin });
    if (!(await isSignedBy(checkpoint, log))) report.find('checkpoint', 'checkpoint-signature');
    if (this.pins.logKey !== undefined && this.pins.logKey !== log.text) {
      report.find('checkpoint', 'log-key-not-pinned', { detail: log.text });
    }
    report.done('checkpoint', `one checkpoint of ${checkpoint.size} records, signed by the log that the founding act names`);
  }

  /**
   * @param {string} hash
   * @param {string} origin
   */
  async define(hash, origin) {
    const bytes = await this.files.read(ATTACHMENT + hash);
    const { report } = this;
    if (bytes === undefined) return report.missing('definition', ATTACHMENT + hash, this.files);
    this.accounted.add(ATTACHMENT + hash);
    if (hex(sha256(bytes)) !== hash) return report.find('definition', 'definition-differs', { file: ATTACHMENT + hash });
    const named = await this.definitionFiles(bytes);
    const { value, refusal } = attempt(() => readDefinition(bytes, (sha) => named.get(sha)));
    if (refusal !== undefined) return report.find('definition', refusal.code, { file: ATTACHMENT + hash, detail: refusal.detail });
    this.fold = new Fold(value, origin);
    this.kinds = kindsOf(value.contests.map((one) => one.form));
    if (value.findings !== undefined) this.accounted.add(FINDINGS);
    for (const one of this.fold.contests) for (const path of resultsOf(one)) this.accounted.add(path);
    const count = (/** @type {(one: import('./definition/definition.js').Contest) => number} */ of) =>
      value.contests.map(of).join(' + ');
    report.done('definition', `definition.json and ${value.files.length} files that it names: ${value.everyStation.size} stations, `
      + `${count((one) => one.lists.length)} lists, ${count((one) => one.constituencies.length)} constituencies`);
  }

  /** @param {Uint8Array} bytes of `definition.json` */
  async definitionFiles(bytes) {
    /** @type {Map<string, Uint8Array>} */
    const read = new Map();
    for (const [, hash = ''] of (fromUtf8(bytes) ?? '').matchAll(/"sha256"\s*:\s*"([0-9a-f]{64})"/g)) {
      this.accounted.add(ATTACHMENT + hash);
      const file = await this.files.read(ATTACHMENT + hash);
      if (file === undefined) this.report.missing('attachments', ATTACHMENT + hash, this.files);
      else if (hex(sha256(file)) !== hash) this.report.find('attachments', 'file-differs', { file: ATTACHMENT + hash });
      if (file !== undefined) read.set(hash, file);
    }
    return read;
  }

  /**
   * @param {Uint8Array} record
   * @param {string} origin
   */
  read(record, origin) {
    const leaf = this.tree.size;
    this.tree.append(record);
    if (this.fold?.isBeyond) this.isBeyond = true;
    if (!this.isRead || this.isBeyond) return undefined;
    const { value: act, refusal } = attempt(() => readAnyAct(record, this.kinds));
    if (refusal !== undefined) {
      this.isRead = false;
      this.report.find('acts', refusal.code, { leaf, detail: refusal.detail });
    } else if (act.origin !== origin) {
      // It goes through the rules as the publisher put it there, like an act whose signature doesn't hold.
      this.report.find('acts', 'origin-differs', { leaf, detail: act.origin });
    }
    return act;
  }

  /**
   * @param {Act} act
   * @param {unknown} proven what had to be waited for
   */
  record(act, proven) {
    const leaf = this.tree.size - 1;
    for (const one of filesOf(act)) this.name(one.sha256, one.length);
    if (this.fold === undefined) return;
    if (this.isAsked(act)) this.sign(this.fold, act, leaf);
    const made = this.fold.apply(act, proven);
    if (leaf > 0) return;
    if (made !== undefined) this.report.find('founding', made.code, { leaf, detail: made.detail });
    else this.report.done('founding', `${this.fold.members.organisations.size} founders`);
  }

  /**
   * Whether an act's signatures are asked.
   * @param {Act} _act
   */
  isAsked(_act) {
    return true;
  }

  /**
   * @param {string} sha256
   * @param {number} length
   */
  name(sha256, length) {
    this.accounted.add(ATTACHMENT + sha256);
    this.attachments.set(sha256, (this.attachments.get(sha256) ?? new Set()).add(length));
  }

  /**
   * @param {Fold} fold
   * @param {Act} act
   * @param {number} leaf
   */
  sign(fold, act, leaf) {
    for (const line of act.note.lines) {
      const key = fold.keyOf(act, line.known);
      if (key === undefined || !isOf(key, line)) {
        this.report.find('signatures', 'key-unknown', { leaf, detail: line.known });
        continue;
      }
      this.signatures++;
      this.pending.push(holds(key, act.note.signed, line.signature).then((held) => {
        if (!held) this.report.find('signatures', 'signature-wrong', { leaf, detail: line.known });
      }));
    }
  }

  /** @param {import('./register/checkpoint.js').Checkpoint} checkpoint */
  async compareTree({ size, root }) {
    const tiles = tilesOf(size);
    for (const tile of tiles) this.accounted.add(tilePath(tile));
    if (this.tree.size < size) return;
    if (!sameBytes(this.tree.root(), root)) this.report.find('tree', 'root-differs', { detail: base64(this.tree.root()) });
    const compared = await this.compareTiles(tiles);
    this.report.done('tree', `${size} records, ${compared} tiles and the root are one tree`);
  }

  /** @param {import('./register/tiles.js').Tile[]} tiles */
  async compareTiles(tiles) {
    for (const tile of tiles) {
      const path = tilePath(tile);
      const bytes = await this.files.read(path);
      if (bytes === undefined) this.report.missing('tree', path, this.files);
      else if (!sameBytes(bytes, tileBytes(this.tree, tile))) this.report.find('tree', 'tile-differs', { file: path });
    }
    return tiles.length;
  }

  /** @param {number} size */
  concludeActs(size) {
    const { report, fold } = this;
    if (fold === undefined || !this.isRead) return;
    if (this.isBeyond) return;
    report.done('acts', `${size} records are acts of this register, each field read`);
    report.done('signatures', `${this.signatures} signatures, each against the key that was enrolled at that point`);
  }

  /** @param {Fold} fold */
  async compareResults(fold) {
    await this.compareAttachments();
    if (this.isRead && !this.isBeyond) await checkResults(fold, this.files, this.report);
  }

  async compareAttachments() {
    let takenDown = 0;
    for (const [hash, lengths] of this.attachments) if (await this.isAbsent(hash, lengths)) takenDown++;
    const gone = takenDown === 0 ? '' : `; ${takenDown} ${takenDown === 1 ? 'was' : 'were'} taken down`;
    const count = this.attachments.size - takenDown;
    if (this.isRead && !this.isBeyond) this.report.done('attachments', `${count} files that acts name, and those of the definition, by hash and length${gone}`);
  }

  /**
   * Whether a file is absent that was taken down; any other is compared.
   * @param {string} hash
   * @param {Set<number>} lengths
   */
  async isAbsent(hash, lengths) {
    const file = ATTACHMENT + hash;
    const bytes = await this.files.read(file);
    const isTaken = this.fold?.files.taken.has(hash) ?? false;
    if (bytes !== undefined) {
      if (!isNamed(bytes, hash, isTaken ? undefined : lengths)) this.report.find('attachments', 'file-differs', { file });
      return false;
    }
    if (isTaken && !this.files.isOther?.(file)) return true;
    this.report.missing('attachments', file, this.files);
    return false;
  }

  /**
   * What was published extends what somebody kept.
   * @param {number} size
   */
  async compareKept(size) {
    const { report, log, tree } = this;
    const { receipts = [], since = [] } = this.pins;
    if (receipts.length + since.length === 0) return report.skip('kept', 'nothing that was kept was given', 'not-asked');
    if (log === undefined || tree.size < size) return report.skip('kept', 'the records can\'t be read');
    const kept = new KeptCheck(report, tree, log);
    for (const one of receipts) await kept.receipt(one);
    for (const one of since) await kept.checkpoint(one);
    report.done('kept', `${receipts.length} receipts and ${since.length} checkpoints that were kept, each of the beginning of this register`);
  }

  /**
   * Without the founding act it isn't known whether there is a policy, and of which log one that was given must be.
   * @param {import('./register/checkpoint.js').Checkpoint} checkpoint
   */
  async askPolicy(checkpoint) {
    if (this.log === undefined) return;
    const stated = this.fold?.cosigning.stated.map(({ policy }) => policy) ?? [];
    await checkPolicy(this.report, checkpoint, { log: this.log, own: this.policy, stated, given: this.pins.policy });
  }

  /** @param {number} size */
  async accountFiles(size) {
    const { report } = this;
    for (let i = 0; i * WIDTH < size; i++) this.accounted.add(bundlePath(i, Math.min(WIDTH, size - i * WIDTH)));
    if (this.files.list === undefined) return report.skip('files', NO_LIST, 'not-asked');
    const complete = this.isRead && !this.isBeyond && this.fold !== undefined;
    let count = 0;
    for (const path of this.files.list()) {
      count++;
      if (!this.accounts(path, complete)) report.find('files', 'file-unaccounted', { file: path });
    }
    if (!complete) report.skip('files', 'what acts and the definition name isn\'t known');
    else report.done('files', `${count} files, each accounted for by the register`);
  }

  /**
   * Whether the register accounts for a file, or for one below a folder that is empty.
   * @param {string} path of a folder it ends in `/`
   * @param {boolean} complete otherwise it may also be what wasn't read that accounts for it
   */
  accounts(path, complete) {
    if (!path.endsWith('/')) return this.accounted.has(path) || (!complete && MAY_BE.test(path));
    return [...this.accounted].some((file) => file.startsWith(path)) || (!complete && MAY_HOLD.test(path));
  }
}

/**
 * Whether a file has its hash, and the one length that every act states.
 * @param {Uint8Array} bytes
 * @param {string} hash
 * @param {Set<number> | undefined} lengths
 */
function isNamed(bytes, hash, lengths) {
  return (lengths === undefined || [...lengths].every((length) => length === bytes.length)) && hex(sha256(bytes)) === hash;
}
