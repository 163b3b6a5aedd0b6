// Who has to co-sign checkpoints, and who may say so (docs/spec/cosigning.md, "Changing it").

import { hex, utf8 } from '../base/bytes.js';
import { sha256 } from '../base/platform.js';
import { attempt, refuse } from '../base/refusal.js';
import { cosignedBytes } from '../register/cosignatures.js';
import { holds } from '../register/keys.js';
import { isMet, readStated, textOf } from '../register/policy.js';
import { askEveryFounder } from './founding.js';

/** @typedef {import('../register/policy.js').Policy} Policy */
/** @typedef {{cosigner: string, time: number, signature: Uint8Array}} Approval */
/** @typedef {{identity: string, policy: Policy}} StatedPolicy a policy, and the act that stated it */

export class CosigningBook {
  constructor() {
    /** @type {StatedPolicy[]} in the order of the register */
    this.stated = [];
    /** @type {import('../register/keys.js').Key | undefined} */
    this.log = undefined;
  }

  get inForce() {
    return this.stated.at(-1);
  }

  /** @param {import('../acts/act.js').Act} act that founded */
  found({ identity, body: { log, cosigning } }) {
    this.log = log;
    if (cosigning !== undefined) this.stated.push({ identity, policy: readStated(cosigning, log) });
  }

  /** @param {import('../register/policy.js').Stated} stated */
  read(stated) {
    return readStated(stated, this.log ?? refuse('not-founded'));
  }

  /**
   * Whose approvals hold.
   * @param {{cosigning: import('../register/policy.js').Stated, approvals?: Approval[]}} body
   * @returns {Promise<Set<Approval>>}
   */
  async holding({ cosigning, approvals = [] }) {
    const [{ inForce }, { value: next }] = [this, attempt(() => this.read(cosigning))];
    if (inForce === undefined || next === undefined) return new Set();
    const digest = hex(await sha256(utf8(textOf(next))));
    const text = utf8(`saksei/policy-change/v1\n${next.log.name}\n${inForce.identity}\n${digest}\n`);
    /** @type {Set<Approval>} */
    const holding = new Set();
    for (const approval of approvals) {
      const key = inForce.policy.cosigners.find(({ name }) => name === approval.cosigner)?.key;
      if (key !== undefined && await holds(key, cosignedBytes(text, BigInt(approval.time)), approval.signature)) holding.add(approval);
    }
    return holding;
  }

  /**
   * @param {import('./members.js').Members} members
   * @param {import('./fold.js').Seen} act
   */
  change(members, act) {
    this.take(act, act.proven, () => askEveryFounder(members, act.signers));
  }

  /**
   * @param {{identity: string, body: any}} act
   * @param {Set<Approval>} holding
   * @param {() => void} askFounders where nobody had to co-sign
   */
  take({ identity, body }, holding, askFounders) {
    const { cosigning, approvals = [] } = body;
    const { inForce } = this;
    const next = this.read(cosigning);
    if (inForce !== undefined && textOf(inForce.policy) === textOf(next)) refuse('policy-unchanged');
    if (inForce !== undefined) askApprovals(inForce.policy, approvals, holding);
    else if (approvals.length > 0) refuse('approval-unknown', approvals[0].cosigner);
    else askFounders();
    this.stated.push({ identity, policy: next });
  }
}

/**
 * @param {Policy} policy in force
 * @param {Approval[]} approvals
 * @param {Set<Approval>} holding
 */
function askApprovals(policy, approvals, holding) {
  /** @type {Set<string>} */
  const names = new Set();
  for (const approval of approvals) {
    const { cosigner } = approval;
    if (names.has(cosigner)) refuse('approval-twice', cosigner);
    if (!policy.cosigners.some(({ name }) => name === cosigner)) refuse('approval-unknown', cosigner);
    if (!holding.has(approval)) refuse('approval-wrong', cosigner);
    names.add(cosigner);
  }
  if (!isMet(policy, names)) refuse('approvals-too-few', [...names].sort().join(','));
}
