// Phones' answers to slips, matched against the slips that the desk made (docs/spec/enrolment.md).

import { utf8 } from '../base/bytes.js';
import { Refusal, refuse } from '../base/refusal.js';
import { checkAnswer } from '../keys/enrolment.js';

/** @typedef {import('./slips.js').KeptSlip} KeptSlip */
/** @typedef {{slip: KeptSlip, key: string}} Gave */

const FORMAT = 'saksei/enrolment/v1\n';
const ASKED_AT_ONCE = 16;

/** Answers, one behind the other, as the letter box gives them. @param {string[]} texts */
export const answersIn = (texts) => new Set(texts.flatMap((text) => text.split(FORMAT).slice(1).map((rest) => FORMAT + rest)));

/**
 * The keys that answers gave, by slip. Wrong answers in the letter box can't keep the right ones out: each is judged by itself.
 * @param {import('../keys/enrolment.js').Pin} pin
 * @param {KeptSlip[]} slips
 * @param {Iterable<string>} answers
 * @param {(failure: unknown) => void} complain
 */
export async function keysBySlip(pin, slips, answers, complain) {
  const byNumber = new Map(slips.map((slip) => [`${slip.name} ${slip.number}`, slip]));
  /** @type {Map<KeptSlip, Set<string>>} */
  const taken = new Map();
  for (const answer of answers) {
    const [, , , number, text = ''] = answer.split('\n');
    const name = text.split('+')[0] ?? '';
    try {
      const slip = byNumber.get(`${name} ${number}`) ?? refuse('slip-unknown', name);
      const { text: key } = await checkAnswer(pin, slip, utf8(answer));
      taken.set(slip, (taken.get(slip) ?? new Set(slip.key ? [slip.key] : [])).add(key));
    } catch (failure) {
      complain(failure);
    }
  }
  return taken;
}

/**
 * Those whose slip gave one key that the register doesn't know. Two keys by the secret of one slip mean that somebody else has seen
 * the slip, and neither is taken.
 * @param {Map<KeptSlip, Set<string>>} taken
 * @param {(gave: Gave) => Promise<boolean>} knows whether the register knows a key
 * @param {(failure: unknown) => void} complain
 */
export async function toEnrol(taken, knows, complain) {
  /** @type {Gave[]} */
  const single = [];
  for (const [slip, [key = '', ...more]] of taken) {
    if (more.length > 0) complain(new Refusal('slip-used-twice', `${slip.name} ${slip.number}`));
    else single.push({ slip, key });
  }
  const chosen = [];
  for (let at = 0; at < single.length; at += ASKED_AT_ONCE) {
    const some = single.slice(at, at + ASKED_AT_ONCE);
    const known = await Promise.all(some.map((gave) => knows(gave)));
    chosen.push(...some.filter((_, index) => !known[index]));
  }
  return chosen;
}
