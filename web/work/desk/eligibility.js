// What is found of a candidate's facts: an outcome for each rule, and a seal of the facts in place of them (docs/spec/procedures.md,
// eligibility). Who has the facts and the salt computes the same.

import { base64, concat, hex, sha256, utf8 } from '../base/bytes.js';

/** @typedef {import('../base/bytes.js').Bytes} Bytes */
/** @typedef {{code: string, kind: string, number: number}} Rule */
/** What is known; the rest isn't there. @typedef {{born?: string, declares?: string[], voterList?: boolean, voted?: boolean[]}} Facts */

const SALT_BYTES = 16;

/**
 * @param {Rule[]} rules
 * @param {Facts} facts
 * @param {string} pollingDay such as 2023-07-23
 * @param {Bytes} salt
 */
export const assess = (rules, facts, pollingDay, salt) =>
  Promise.all(rules.map(async (rule) => ({ rule: rule.code, outcome: outcomeOf(isMet(rule, facts, pollingDay)), evidence: await seal(rule, facts, salt) })));

/** Facts and salt, as those need them to whom they are shown later. @param {Facts} facts @param {Bytes} salt */
export const writeFacts = (facts, salt) => JSON.stringify({ ...ordered(facts), salt: base64(salt) });

/** @param {boolean | undefined} met */
const outcomeOf = (met) => (met === undefined ? 'not-shown' : met ? 'met' : 'not-met');

/**
 * @param {Rule} rule
 * @param {Facts} facts
 * @param {string} pollingDay
 */
function isMet({ kind, code, number }, { born, declares, voterList, voted = [] }, pollingDay) {
  switch (kind) {
    case 'declaration': return declares?.includes(code) ? true : undefined;
    case 'age': return born === undefined ? undefined : isOldEnough(born, pollingDay, number);
    case 'voter-list': return voterList;
    default: return voted.slice(0, number).includes(false) ? false : voted.length >= number ? true : undefined;
  }
}

/** @param {string} born @param {string} pollingDay @param {number} years */
const isOldEnough = (born, pollingDay, years) => Number(pollingDay.slice(0, 4)) - Number(born.slice(0, 4)) - (pollingDay.slice(5) < born.slice(5) ? 1 : 0) >= years;

/** @param {Rule} rule @param {Facts} facts @param {Bytes} salt */
async function seal(rule, facts, salt) {
  const line = utf8(`saksei/eligibility/v1\n${rule.code}\n`);
  const own = (await sha256(concat(line, salt))).slice(0, SALT_BYTES);
  return hex(await sha256(concat(line, own, utf8(JSON.stringify(ordered(factOf(rule, facts)))))));
}

/** The fact that a rule is about. @param {Rule} rule @param {Facts} facts @returns {Facts} */
function factOf({ kind, code, number }, { born, declares, voterList, voted }) {
  switch (kind) {
    case 'declaration': return declares?.includes(code) ? { declares: [code] } : {};
    case 'age': return { born };
    case 'voter-list': return { voterList };
    default: return { voted: voted?.slice(0, number) };
  }
}

/** What is known, in the one order. @param {Facts} facts */
const ordered = ({ born, declares, voterList, voted }) => ({
  ...(born !== undefined && { born }), ...(declares?.length && { declares }), ...(voterList !== undefined && { voterList }), ...(voted?.length && { voted }),
});
