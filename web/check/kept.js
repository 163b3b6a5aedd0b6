// Check 14: what was published extends what somebody kept (docs/spec/verification.md).

import { sameBytes } from './base/bytes.js';
import { attempt } from './base/refusal.js';
import { isSignedBy, readCheckpoint } from './register/checkpoint.js';
import { readReceipt } from './register/receipt.js';
import { includes } from './register/tree.js';

/** @typedef {import('./check.js').Kept} Kept */

export class KeptCheck {
  /**
   * @param {import('./report.js').Report} report
   * @param {import('./register/tree.js').Tree} tree of all records published
   * @param {import('./register/keys.js').Key} log
   */
  constructor(report, tree, log) {
    this.report = report;
    this.tree = tree;
    this.log = log;
  }

  /** @param {Kept} kept */
  async receipt({ name, bytes }) {
    const { value: receipt, refusal } = attempt(() => readReceipt(bytes));
    if (receipt === undefined) return this.report.find('kept', refusal.code, { file: name });
    if (!(await this.isBeginning(name, receipt.checkpoint))) return;
    const { index, proof, checkpoint: { size, root } } = receipt;
    const leaf = this.tree.levels[0]?.[index];
    if (leaf === undefined || !includes({ leaf, index, size, proof, root })) this.report.find('kept', 'receipt-wrong', { file: name });
  }

  /** @param {Kept} kept */
  async checkpoint({ name, bytes }) {
    const { value: checkpoint, refusal } = attempt(() => readCheckpoint(bytes));
    if (checkpoint === undefined) this.report.find('kept', refusal.code, { file: name });
    else await this.isBeginning(name, checkpoint);
  }

  /**
   * Whether the log signed it, of the first records published.
   * @param {string} file
   * @param {import('./register/checkpoint.js').Checkpoint} checkpoint
   */
  async isBeginning(file, checkpoint) {
    const code = await this.problemOf(checkpoint);
    if (code !== undefined) this.report.find('kept', code, { file });
    return code === undefined;
  }

  /** @param {import('./register/checkpoint.js').Checkpoint} checkpoint */
  async problemOf(checkpoint) {
    if (checkpoint.origin !== this.log.name) return 'origin-differs';
    if (!(await isSignedBy(checkpoint, this.log))) return 'checkpoint-signature';
    if (checkpoint.size > this.tree.size) return 'tree-smaller';
    return sameBytes(this.tree.rootAt(checkpoint.size), checkpoint.root) ? undefined : 'tree-rewritten';
  }
}
