#!/usr/bin/env node
// What a desk does at its own machine to enrol people (docs/spec/enrolment.md):
//   node web/work/desk.js slips register.pin slips.txt ORGANISATION/agent-0871…   makes a slip each, kept in slips.txt; writes their addresses
//   node web/work/desk.js enrol register.pin slips.txt ADDRESS [ANSWERS…]         checks answers; writes the act for `saksei sign`
//   node web/work/desk.js people register.pin slips.txt people.csv               makes a slip for each line of a table, or for none
//   node web/work/desk.js paper register.pin slips.txt ADDRESS LANGUAGE slips.html [people.csv]   slips without a key yet, to be printed
//   node web/work/desk.js enrol … --scopes people.csv                            the same; each key signs only about the units and stations of its line
// ADDRESS is where the register is served: the answers are those of its letter box, or of files, and keys that the register knows are
// left out. `offline` in its place asks nobody: answers are of files, and keys that an act was written of before are left out.
// Exit 1: some answers were refused, each by a line; the act is of the others. Exit 2: there is nothing to enrol. Exit 3: there are
// more than one act holds; once it is in the register, the same command writes the next.

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Refusal, refuse } from './base/refusal.js';
import { answersIn, keysBySlip, toEnrol } from './desk/answers.js';
import { isOnlyHere, printSlips } from './desk/paper.js';
import { readPeople, scopeFor, scopesOf } from './desk/people.js';
import { nextSlips, parseSlips, personOf, writeSlips } from './desk/slips.js';
import { organisationOf, roleOf, writeSlip } from './keys/enrolment.js';
import { readKey } from './register/keys.js';

/** @typedef {import('./desk/slips.js').KeptSlip} KeptSlip */
/** @typedef {import('./desk/answers.js').Gave} Gave */

/**
 * What is asked of the register's server.
 * @typedef {object} Server
 * @property {(organisation: string) => Promise<string>} answers
 * @property {(gave: Gave) => Promise<boolean>} knows
 */

const USAGE = `
desk.js slips register.pin slips.txt ORGANISATION/agent-0871…
desk.js people register.pin slips.txt people.csv
desk.js paper register.pin slips.txt ADDRESS LANGUAGE slips.html [people.csv]
desk.js enrol register.pin slips.txt ADDRESS|offline [ANSWERS…] [--scopes people.csv]`;

const MOST_KEYS = 200;
const MOST_LINES_OF_CODE = 20;

/** @param {string} path */
async function readPin(path) {
  const [format, origin = '', log = '', , behind, ...more] = readFileSync(path, 'utf8').split('\n');
  const key = await readKey(log);
  if (format !== 'saksei/register-pin/v1' || key.name !== origin || behind !== '' || more.length > 0) refuse('pin-malformed', path);
  return { origin, log: key };
}

/** @param {string} path */
const readSlips = (path) => parseSlips(existsSync(path) ? readFileSync(path, 'utf8') : '');

/**
 * Written anew as a whole: a file that ends in the middle would lose secrets.
 * @param {string} path
 * @param {KeptSlip[]} slips
 */
function keepSlips(path, slips) {
  writeFileSync(`${path}.new`, writeSlips(slips), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** @param {string} language @returns {{[key: string]: string}} */
function textsOf(language) {
  if (!/^[a-z]{2}$/.test(language)) refuse('language-unknown', language);
  try {
    return JSON.parse(readFileSync(new URL(`../../src/Saksei.Words/Texts/${language}.json`, import.meta.url), 'utf8'));
  } catch {
    return refuse('language-unknown', language);
  }
}

/**
 * All of a table or nothing; what is wrong is said by line.
 * @param {string} path
 * @param {string} table
 */
function makeSlipsOf(path, table) {
  const { people, faults } = readPeople(readFileSync(table, 'utf8'), readSlips(path).map(({ name }) => name));
  faults.forEach(complain);
  sayHowManyMore();
  if (faults.length > 0 || people.length === 0) refuse('no-slip-made', table);
  makeSlips(path, people.map(({ name }) => name));
}

/**
 * The last slip of each name that no key has come of.
 * @param {string} pinPath
 * @param {string} slipsPath
 * @param {string[]} words
 */
async function print(pinPath, slipsPath, [address = '', language = '', path = '', table]) {
  const { origin } = await readPin(pinPath);
  const last = new Map(readSlips(slipsPath).map((slip) => [slip.name, slip]));
  const { people, faults } = table === undefined ? { people: [], faults: [] } : readPeople(readFileSync(table, 'utf8'));
  faults.forEach(complain);
  const unused = [...last.values()].filter(({ key }) => key === '');
  if (unused.length === 0) refuse('no-slip-unused', `${slipsPath}: of every slip a key has come; slips makes more`);
  const texts = textsOf(language);
  if (isOnlyHere(address)) console.error(texts['slip.only-here']);
  writeFileSync(path, printSlips(unused, new Map(people.map((person) => [person.name, person])), { address, language, texts, isSimulated: origin.startsWith('simulated.') }), { mode: 0o600 });
}

/**
 * @param {string} path
 * @param {string[]} names
 */
function makeSlips(path, names) {
  const known = readSlips(path);
  const made = nextSlips(known, names);
  keepSlips(path, [...known, ...made]);
  for (const slip of made) console.log(`/work/key#${writeSlip(slip)}`);
}

/** @type {Server} */
const OFFLINE = { answers: async () => '', knows: async ({ slip }) => slip.key !== '' };

/**
 * @param {string} address
 * @returns {Server}
 */
function serverAt(address) {
  const get = async (/** @type {string} */ path) => {
    const answer = await fetch(new URL(path, address)).catch(() => refuse('server-unreachable', address));
    return answer.ok ? answer : refuse('server-unreachable', `${address} ${answer.status}`);
  };
  return {
    answers: async (organisation) => (await get(`/enrolments?organisation=${encodeURIComponent(organisation)}`)).text(),
    knows: async ({ key }) => (await (await get(`/enrolments/key?name=${encodeURIComponent(key.split('+').slice(0, 2).join('+'))}`)).json()).state !== 'unknown',
  };
}

/**
 * @param {string} pinPath
 * @param {string} slipsPath
 * @param {string} address
 * @param {string[]} words
 */
async function enrol(pinPath, slipsPath, address, words) {
  const { paths, scopes } = scopesAmong(words);
  const [pin, slips] = [await readPin(pinPath), readSlips(slipsPath)];
  const organisation = organisationOf((slips[0] ?? refuse('nothing-to-enrol', slipsPath)).name);
  const server = address === 'offline' ? OFFLINE : serverAt(address);
  const texts = paths.length > 0 ? paths.map((path) => readFileSync(path, 'utf8')) : [await server.answers(organisation)];
  const chosen = await toEnrol(await keysBySlip(pin, slips, answersIn(texts), complain), server.knows, complain);
  sayHowManyMore();
  if (chosen.length === 0) refuse('nothing-to-enrol', organisation);
  const now = chosen.slice(0, MOST_KEYS);
  const keys = await Promise.all(now.map(async ({ slip, key }) => ({ key, role: roleOf(slip.name), person: await personOf(slip), ...scopeFor(slip, scopes) })));

  // Kept before it is written: what one slip gave is never forgotten.
  keepSlips(slipsPath, slips.map((slip) => ({ ...slip, key: now.find((gave) => gave.slip === slip)?.key ?? slip.key })));
  console.log(JSON.stringify({ kind: 'organisations/enrol', organisation, keys }));
  if (chosen.length > MOST_KEYS) sayNext(chosen.length - MOST_KEYS);
}

/**
 * Files of answers, and the table that says about which places each key is to sign.
 * @param {string[]} words
 */
function scopesAmong(words) {
  const at = words.indexOf('--scopes');
  if (at < 0) return { paths: words, scopes: undefined };
  const { people, faults } = readPeople(readFileSync(words[at + 1] ?? refuse('command-unknown', '--scopes people.csv'), 'utf8'));
  if (faults[0] !== undefined) throw faults[0];
  return { paths: [...words.slice(0, at), ...words.slice(at + 2)], scopes: scopesOf(people) };
}

/** @param {number} count */
function sayNext(count) {
  console.error(`too-many-for-one-act: ${count} more`);
  process.exitCode = 3;
}

/** @type {Map<string, number>} */
const complaints = new Map();

/** A box full of junk is no reason for a screen full of it. @param {unknown} failure */
function complain(failure) {
  if (!(failure instanceof Refusal)) throw failure;
  const count = (complaints.get(failure.code) ?? 0) + 1;
  complaints.set(failure.code, count);
  if (count <= MOST_LINES_OF_CODE) console.error(failure.message);
  process.exitCode = 1;
}

function sayHowManyMore() {
  for (const [code, count] of complaints) if (count > MOST_LINES_OF_CODE) console.error(`${code}: ${count - MOST_LINES_OF_CODE} more`);
}

const [verb, pin = '', slips = '', ...others] = process.argv.slice(2);
try {
  if (verb === 'slips' && others.length > 0) makeSlips(slips, others);
  else if (verb === 'people' && others.length === 1) makeSlipsOf(slips, others[0] ?? '');
  else if (verb === 'paper' && (others.length === 3 || others.length === 4)) await print(pin, slips, others);
  else if (verb === 'enrol' && others.length > 0) await enrol(pin, slips, others[0] ?? '', others.slice(1));
  else refuse('command-unknown', USAGE);
} catch (failure) {
  if (!(failure instanceof Refusal)) throw failure;
  console.error(failure.message);
  process.exitCode = 2;
}
