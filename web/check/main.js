// node web/check/main.js OUT… [--json] …: a second checker of published registers.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { check } from './check.js';
import { folder } from './node.js';

const USAGE = 'node web/check/main.js OUT… [--json] [--log-key VKEY] [--founding HASH] [--receipt FILE…] [--since CHECKPOINT…]';
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
  },
});

/** @param {string[] | undefined} names */
const kept = (names = []) => names.map((name) => ({ name, bytes: new Uint8Array(readFileSync(name)) }));

/** @param {import('./report.js').Report} report */
function say(report) {
  const { origin = '', size = 0, simulated = false } = report.about;
  console.log(`${SAYS}\n\nRead: ${report.place}\n${origin}, ${size} records${simulated ? ' · SIMULATED · NOT RESULTS' : ''}\n`);
  console.log(report.text());
  const left = [...report.checks].filter(([, one]) => one.outcome === 'not-checked').map(([name]) => name);
  console.log(left.length === 0 ? '' : `\nNot checked: ${left.join(', ')}`);
  console.log(report.passed ? 'Every check that was asked passed.' : 'NOT every check passed.');
}

if (positionals.length === 0) {
  console.error(USAGE);
  process.exit(2);
}
const pins = { logKey: values['log-key'], founding: values.founding, receipts: kept(values.receipt), since: kept(values.since) };
for (const place of positionals) {
  const started = process.hrtime.bigint();
  const report = await check(folder(place), pins);
  if (values.json) console.log(JSON.stringify(report.json()));
  else say(report);
  if (!values.json) console.log(`${Number((process.hrtime.bigint() - started) / 1_000_000n)} ms`);
  if (!report.passed) process.exitCode = 1;
}
