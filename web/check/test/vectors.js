// The repository's vectors, as the tests read them.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import '../node.js';
import { utf8 } from '../base/bytes.js';
import { Refusal } from '../base/refusal.js';
import { readAct } from '../acts/act.js';
import { kindsOf } from '../acts/kinds.js';
import { filesOf } from '../acts/voiceKinds.js';
import { readDefinition } from '../definition/definition.js';
import { Fold } from '../fold/fold.js';
import { holds } from '../register/keys.js';

export const ROOT = new URL('../../../vectors/', import.meta.url);

/** @param {string} path */
export const json = (path) => JSON.parse(readFileSync(new URL(path, ROOT), 'utf8'));

/** @param {string} folder */
export const filesIn = (folder) => readdirSync(new URL(folder, ROOT)).filter((name) => name.endsWith('.json'));

/** The definition of the invented election that the vectors of acts share. */
export function definition() {
  const folder = new URL('register/definition/', ROOT);
  const byHash = new Map(readdirSync(folder).map((name) => {
    const bytes = new Uint8Array(readFileSync(new URL(name, folder)));
    return [createHash('sha256').update(bytes).digest('hex'), bytes];
  }));
  const bytes = new Uint8Array(readFileSync(new URL('definition.json', folder)));
  return readDefinition(bytes, (sha256) => byHash.get(sha256));
}

/** A register of vectors: notes are handed in as to a door, and what stands is folded. */
export class Door {
  /**
   * @param {string} origin
   * @param {{sha256: string, length: number}[]} papers
   */
  constructor(origin, papers) {
    const known = definition();
    this.origin = origin;
    this.papers = papers;
    this.kinds = kindsOf(known.contests.map((one) => one.form));
    this.fold = new Fold(known, origin);
  }

  /**
   * What becomes of a note.
   * @param {string} note
   * @returns {Promise<{outcome: string, code: string, detail: string}>}
   */
  async take(note) {
    try {
      const act = readAct(utf8(note), this.origin, this.kinds);
      await this.ask(act);
      const made = this.fold.apply(act, await this.fold.proofs(act));
      return made === undefined ? { outcome: 'applied', code: '', detail: '' }
        : { outcome: 'void', code: made.code, detail: made.detail };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { outcome: 'refused', code: error.code, detail: error.detail };
    }
  }

  /** @param {import('../acts/act.js').Act} act */
  async ask(act) {
    if (this.fold.count === 0 && act.kind !== 'register/found') throw new Refusal('kind-not-found', 'register/found');
    for (const line of act.note.lines) {
      const key = this.fold.keyOf(act, line.known);
      if (key === undefined) throw new Refusal('key-unknown', line.known);
      if (!(await holds(key, act.note.signed, line.signature))) throw new Refusal('signature-wrong', line.known);
    }
    for (const { sha256, length } of filesOf(act)) {
      if (this.fold.files.taken.has(sha256)) continue;
      const paper = this.papers.find((one) => one.sha256 === sha256);
      if (paper?.length !== length) throw new Refusal('attachment-missing', sha256);
    }
    if (this.fold.isBeyond) throw new Refusal('rules-unknown');
  }
}
