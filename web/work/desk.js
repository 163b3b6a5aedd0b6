#!/usr/bin/env node
// What a desk does at its own machine to enrol people (docs/spec/enrolment.md):
//   node web/work/desk.js slips register.pin slips.txt ORGANISATION/agent-0871…   makes a slip each, kept in slips.txt; writes their addresses
//   node web/work/desk.js enrol register.pin slips.txt ANSWERS…                   checks answers; writes the act for `saksei sign`
// Exit 1: some answers were refused, each by a line; the act is of the others. Exit 2: there is nothing to enrol.

import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { base64, hex, randomBytes, sha256, utf8 } from './base/bytes.js';
import { Refusal, refuse } from './base/refusal.js';
import { checkAnswer, organisationOf, readSlip, roleOf, writeSlip } from './keys/enrolment.js';
import { readKey } from './register/keys.js';

/** @typedef {import('./keys/enrolment.js').Slip & {salt: string}} KeptSlip */

const MOST_KEYS = 200;

/** @param {string} path */
async function readPin(path) {
  const [format, origin = '', log = '', , behind, ...more] = readFileSync(path, 'utf8').split('\n');
  const key = await readKey(log);
  if (format !== 'saksei/register-pin/v1' || key.name !== origin || behind !== '' || more.length > 0) refuse('pin-malformed', path);
  return { origin, log: key };
}

/**
 * A slip a line: its fragment, and the salt of the person's commitment.
 * @param {string} path
 * @returns {KeptSlip[]}
 */
function readSlips(path) {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  return lines.map((line) => {
    const [fragment = '', salt = ''] = line.split(' ');
    return { ...readSlip(fragment), salt };
  });
}

/**
 * @param {string} path
 * @param {string[]} names
 */
function makeSlips(path, names) {
  const known = readSlips(path);
  for (const name of names) {
    const before = known.filter((slip) => slip.name === name);
    const salt = before[0]?.salt ?? base64(randomBytes(16));
    const fragment = writeSlip({ name, number: before.length + 1, secret: randomBytes(16) });
    readSlip(fragment);
    known.push({ ...readSlip(fragment), salt });
    appendFileSync(path, `${fragment} ${salt}\n`, { mode: 0o600 });
    console.log(`/work/key#${fragment}`);
  }
}

/** Keys of one person bear one hash. @param {KeptSlip} slip */
const personOf = async ({ name, salt }) => hex(await sha256(utf8(`saksei/person/v1\n${name}\n${salt}\n`)));

const FORMAT = 'saksei/enrolment/v1\n';

/** Answers of files, each of which may hold several, as the server's letter box gives them. @param {string[]} paths */
const readAnswers = (paths) => new Set(paths.flatMap((path) => readFileSync(path, 'utf8').split(FORMAT).slice(1).map((rest) => FORMAT + rest)));

/**
 * The key of an answer, with its slip.
 * @param {import('./keys/enrolment.js').Pin} pin
 * @param {KeptSlip[]} slips
 * @param {string} answer
 */
async function check(pin, slips, answer) {
  const [, , , number, key = ''] = answer.split('\n');
  const name = key.split('+')[0] ?? '';
  const slip = slips.find((one) => one.name === name && String(one.number) === number) ?? refuse('slip-unknown', name);
  return { slip, key: (await checkAnswer(pin, slip, utf8(answer))).text };
}

/**
 * Wrong answers in the letter box can't keep the right ones out: each is judged by itself. Two keys by the secret of
 * one slip mean that somebody else has seen the slip, and neither is taken.
 * @param {string} pinPath
 * @param {string} slipsPath
 * @param {string[]} paths
 */
async function enrol(pinPath, slipsPath, paths) {
  const [pin, slips] = [await readPin(pinPath), readSlips(slipsPath)];
  /** @type {Map<KeptSlip, string[]>} */
  const taken = new Map();
  for (const answer of readAnswers(paths)) {
    try {
      const { slip, key } = await check(pin, slips, answer);
      taken.set(slip, [...(taken.get(slip) ?? []), key]);
    } catch (failure) {
      complain(failure);
    }
  }
  const keys = [];
  for (const [slip, [key = '', ...more]] of taken) {
    if (more.length > 0) complain(new Refusal('slip-used-twice', `${slip.name} ${slip.number}`));
    else keys.push({ key, role: roleOf(slip.name), person: await personOf(slip) });
  }
  const organisation = organisationOf(slips[0]?.name ?? '');
  if (keys.length === 0 || keys.length > MOST_KEYS || keys.some(({ key }) => !key.startsWith(`${organisation}/`))) refuse('nothing-to-enrol', organisation);
  console.log(JSON.stringify({ kind: 'organisations/enrol', organisation, keys }));
}

/** @param {unknown} failure */
function complain(failure) {
  if (!(failure instanceof Refusal)) throw failure;
  console.error(failure.message);
  process.exitCode = 1;
}

const [verb, pin = '', slips = '', ...others] = process.argv.slice(2);
try {
  if (verb === 'slips' && others.length > 0) makeSlips(slips, others);
  else if (verb === 'enrol' && others.length > 0) await enrol(pin, slips, others);
  else refuse('command-unknown', 'desk.js slips|enrol register.pin slips.txt …');
} catch (failure) {
  if (!(failure instanceof Refusal)) throw failure;
  console.error(failure.message);
  process.exitCode = 2;
}
