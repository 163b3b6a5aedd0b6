// node web/check/main.js OUT [--json] [--log-key VKEY] [--founding HASH]: a second checker of published registers.

import { parseArgs } from 'node:util';
import { check } from './check.js';
import { folder } from './node.js';

const SAYS = `A second, independent check of a published register, from its specification alone.
It proves that the files agree with each other and with one founding act: every record stands in the tree that the log
signed, every signature holds, and every result named below follows from the acts by the rules. Without --log-key and
--founding, learned elsewhere, it doesn't prove that this is the register of that name; and in no case that it is the newest.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, 'log-key': { type: 'string' }, founding: { type: 'string' } },
});
const [place] = positionals;
if (place === undefined || positionals.length > 1) {
  console.error('node web/check/main.js OUT [--json] [--log-key VKEY] [--founding HASH]');
  process.exit(2);
}
const started = process.hrtime.bigint();
const report = await check(folder(place), { logKey: values['log-key'], founding: values.founding });
if (values.json) {
  console.log(JSON.stringify(report.json()));
} else {
  const { origin = '', size = 0, simulated = false } = report.about;
  console.log(`${SAYS}\n\nRead: ${place}\n${origin}, ${size} records${simulated ? ' · SIMULATED · NOT RESULTS' : ''}\n`);
  console.log(report.text());
  const left = [...report.checks].filter(([, one]) => one.outcome === 'not-checked').map(([name]) => name);
  console.log(left.length === 0 ? '' : `\nNot checked: ${left.join(', ')}`);
  console.log(report.passed ? 'Every check passed.' : 'NOT every check passed.');
  console.log(`${Number((process.hrtime.bigint() - started) / 1_000_000n)} ms`);
}
process.exitCode = report.passed ? 0 : 1;
