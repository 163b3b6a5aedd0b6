// Files that acts name, and which of them were taken down (act.md, "files/take-down").

import { refuse } from '../base/refusal.js';
import { filesOf, lastingOf } from '../acts/voiceKinds.js';

/**
 * @typedef {Object} Named
 * @property {Set<string | undefined>} by whose acts name it
 * @property {Set<string | undefined>} otherwise whose acts name it by which nothing else is read, void ones too
 * @property {boolean} lasting
 */

export class FileBook {
  /**
   * @param {import('../definition/definition.js').Election} definition
   * @param {import('./members.js').Members} members
   */
  constructor(definition, members) {
    this.members = members;
    this.ofDefinition = new Set([definition.identity, ...definition.files.map((file) => file.sha256)]);
    /** @type {Map<string, Named>} */
    this.named = new Map();
    /** @type {Map<string, string>} the act by which each was taken down */
    this.taken = new Map();
  }

  /**
   * An act by which others are read is nothing without its file.
   * @param {{kind: string, body: any}} act
   */
  ask(act) {
    const gone = lastingOf(act).find((file) => this.taken.has(file.sha256));
    if (gone !== undefined) refuse('file-taken-down', gone.sha256);
  }

  /**
   * Notes the files of an act that was put through the rules.
   * @param {import('../acts/act.js').Act} act
   * @param {boolean} isApplied
   */
  note(act, isApplied) {
    const by = this.members.keys.get(act.signers[0] ?? '')?.organisation;
    const isLasting = isApplied && lastingOf(act).length > 0;
    for (const { sha256 } of filesOf(act)) {
      const named = this.named.get(sha256) ?? { by: new Set(), otherwise: new Set(), lasting: false };
      named.by.add(by);
      // A photograph stays what it was when another names it as his checklist.
      if (!isLasting) named.otherwise.add(by);
      else if (isAlone(named.otherwise, by)) named.lasting = true;
      this.named.set(sha256, named);
    }
  }

  /** @param {{body: any, author: string, identity: string}} act */
  takeDown({ body: { file }, author, identity }) {
    const named = this.named.get(file);
    if (this.ofDefinition.has(file) || named?.lasting) refuse('file-lasting', file);
    if (named === undefined) return refuse('file-unknown', file);
    const before = this.taken.get(file);
    if (before !== undefined) refuse('file-taken-down', before);
    if (!isAlone(named.by, author) && !this.members.holds('adjudicate', author)) refuse('take-down-not-allowed', author);
    this.taken.set(file, identity);
  }
}

/**
 * Whether there is no other than the one.
 * @param {Set<string | undefined>} organisations
 * @param {string | undefined} one
 */
function isAlone(organisations, one) {
  return [...organisations].every((organisation) => organisation === one);
}
