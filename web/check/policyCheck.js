// Check 18: the checkpoint's co-signatures meet the policy (docs/spec/cosigning.md).

import { attempt } from './base/refusal.js';
import { cosigned } from './register/cosignatures.js';
import { isMet, readStated, textOf } from './register/policy.js';

/** @typedef {import('./register/checkpoint.js').Checkpoint} Checkpoint */
/** @typedef {import('./register/policy.js').Policy} Policy */
/** @typedef {import('./report.js').Report} Report */
/**
 * @typedef {object} Asked
 * @property {import('./register/keys.js').Key} log as the founding act names it
 * @property {import('./register/policy.js').Stated | undefined} own what the founding act states
 * @property {Policy[]} stated every policy of the register, in its order, as far as acts could be read
 * @property {Policy | undefined} given by who asks: one of the register's, whichever, or else it counts before them
 */

/**
 * @param {Report} report
 * @param {Checkpoint} checkpoint
 * @param {Asked} asked
 */
export async function checkPolicy(report, checkpoint, { log, own, stated, given }) {
  const policies = policiesOf(own, stated, log);
  if (own === undefined && policies.length === 0 && given === undefined) {
    return report.skip('policy', 'the register has no policy, and none was given', 'not-asked');
  }
  const isStated = given === undefined || policies.some((policy) => textOf(policy) === textOf(given));
  const policy = isStated ? policies.at(-1) : given;
  if (policy === undefined) return report.skip('policy', 'the founding act states none that can be met');
  if (policy.log.text !== log.text) return report.find('policy', 'policy-other-log', { detail: policy.log.text });
  if (!isStated && (own !== undefined || policies.length > 0)) report.find('policy', 'policy-not-pinned');
  await compare(report, checkpoint, policy);
}

/**
 * Without a definition nothing but the founding act can be read.
 * @param {import('./register/policy.js').Stated | undefined} own
 * @param {Policy[]} stated
 * @param {import('./register/keys.js').Key} log
 */
function policiesOf(own, stated, log) {
  if (own === undefined || stated.length > 0) return stated;
  const { value } = attempt(() => readStated(own, log));
  return value === undefined ? [] : [value];
}

/**
 * @param {Report} report
 * @param {Checkpoint} checkpoint
 * @param {Policy} policy
 */
async function compare(report, checkpoint, policy) {
  const { signed, wrong } = await cosigned(policy, checkpoint);
  const names = signed.map(({ name }) => name);
  report.about = { ...report.about, cosigned: signed };
  for (const name of wrong) report.find('policy', 'cosignature-wrong', { detail: name });
  if (!isMet(policy, new Set(names))) report.find('policy', 'policy-not-met', { detail: names.join(',') });
  const by = signed.map(({ name, time }) => `, ${name} at ${momentOf(time)}`).join('');
  report.done('policy', `${signed.length} of ${policy.cosigners.length} co-signers have signed this checkpoint${by}`);
}

/** A moment where the calendar has it, else the seconds. @param {string} seconds */
function momentOf(seconds) {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.valueOf()) ? `second ${seconds}` : date.toISOString().replace('.000Z', 'Z');
}
