// node web/check/main.js OUT… [--json] …: a second checker of published registers.

import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { check } from './check.js';
import { inWords, judge, LONGEST as LONGEST_CONTRADICTION } from './contradiction.js';
import { attempt } from './base/refusal.js';
import { folder } from './node.js';
import { LONGEST, readPolicy } from './register/policy.js';

const USAGE = 'node web/check/main.js OUT… [--json] [--log-key VKEY] [--founding HASH] [--receipt FILE…] [--since CHECKPOINT…] [--policy FILE]\nnode web/check/main.js --contradiction FILE [--json] [--log-key VKEY] [--policy FILE]';
const SAYS = `A second, independent check of a published register, from its specification alone.
It proves that the files agree with each other and with one founding act: every record stands in the tree that the log
signed, every signature holds, and every result named below follows from the acts by the rules. Without --log-key and
--founding, learned elsewhere, it doesn't prove that this is the register of that name; and in no case that it is the newest.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    'log-key': { type: 'string' },
    founding: { type: 'string' },
    receipt: { type: 'string', multiple: true },
    since: { type: 'string', multiple: true },
    policy: { type: 'string' },
    contradiction: { type: 'string' },
  },
});

/** @param {string[] | undefined} names */
const kept = (names = []) => names.map((name) => ({ name, bytes: new Uint8Array(readFileSync(name)) }));

/** No more than such a file can have, and one byte. @param {string} name @param {number} longest */
function beginningOf(name, longest) {
  const bytes = new Uint8Array(longest + 1);
  const file = openSync(name, 'r');
  let length = 0;
  for (let read = 1; read > 0 && length < bytes.length; length += read) read = readSync(file, bytes, length, bytes.length - length, null);
  closeSync(file);
  return bytes.subarray(0, length);
}

/**
 * @param {string} why
 * @returns {never}
 */
function endByArgument(why) {
  console.error(why);
  process.exit(2);
}

/** @param {string} option @param {string} name @param {number} longest */
function bytesOrEnd(option, name, longest) {
  try {
    return beginningOf(name, longest);
  } catch {
    return endByArgument(`${option} ${name}: file-not-read`);
  }
}

/** @param {string | undefined} name */
function policyOf(name) {
  if (name === undefined) return undefined;
  const bytes = bytesOrEnd('--policy', name, LONGEST);
  const { value, refusal } = attempt(() => readPolicy(bytes));
  if (refusal === undefined) return value;
  return endByArgument(`--policy ${name}:${refusal.detail && ` line ${refusal.detail}:`} ${refusal.code}`);
}

/** @param {import('./report.js').Report} report */
function say(report) {
  const { origin = '', size = 0, simulated = false } = report.about;
  console.log(`${SAYS}\n\nRead: ${report.place}\n${origin}, ${size} records${simulated ? ' · SIMULATED · NOT RESULTS' : ''}\n`);
  console.log(report.text());
  const left = [...report.checks].filter(([, one]) => one.outcome === 'not-checked').map(([name]) => name);
  console.log(left.length === 0 ? '' : `\nNot checked: ${left.join(', ')}`);
  console.log(report.passed ? 'Every check that was asked passed.' : 'NOT every check passed.');
}

/** @param {string} name */
async function sayContradiction(name) {
  const bytes = bytesOrEnd('--contradiction', name, LONGEST_CONTRADICTION);
  const judged = await judge(bytes, { logKey: values['log-key'], policy: policyOf(values.policy) });
  console.log(values.json ? JSON.stringify(judged) : inWords(judged));
  process.exitCode = judged.proves ? 0 : 1;
}

if ((positionals.length === 0) === (values.contradiction === undefined)) endByArgument(USAGE);
if (values.contradiction !== undefined) await sayContradiction(values.contradiction);
const pins = {
  logKey: values['log-key'],
  founding: values.founding,
  receipts: kept(values.receipt),
  since: kept(values.since),
  policy: policyOf(values.policy),
};
for (const place of positionals) {
  const started = process.hrtime.bigint();
  const report = await check(folder(place), pins);
  if (values.json) console.log(JSON.stringify(report.json()));
  else say(report);
  if (!values.json) console.log(`${Number((process.hrtime.bigint() - started) / 1_000_000n)} ms`);
  if (!report.passed) process.exitCode = 1;
}
