// node web/check/main.js OUT… [--json] …: a second checker of published registers.

import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { check } from './check.js';
import { attempt } from './base/refusal.js';
import { folder } from './node.js';
import { LONGEST, readPolicy } from './register/policy.js';

const USAGE = 'node web/check/main.js OUT… [--json] [--log-key VKEY] [--founding HASH] [--receipt FILE…] [--since CHECKPOINT…] [--policy FILE]';
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
  },
});

/** @param {string[] | undefined} names */
const kept = (names = []) => names.map((name) => ({ name, bytes: new Uint8Array(readFileSync(name)) }));

/** No more than a policy can have, and one byte. @param {string} name */
function beginningOf(name) {
  const bytes = new Uint8Array(LONGEST + 1);
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

/** @param {string} name */
function bytesOrEnd(name) {
  try {
    return beginningOf(name);
  } catch {
    return endByArgument(`--policy ${name}: file-not-read`);
  }
}

/** @param {string | undefined} name */
function policyOf(name) {
  if (name === undefined) return undefined;
  const bytes = bytesOrEnd(name);
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

if (positionals.length === 0) endByArgument(USAGE);
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
