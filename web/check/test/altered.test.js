import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { check } from '../check.js';
import { folder } from '../node.js';
import { alter, cases } from './altered.js';

const root = mkdtempSync(join(tmpdir(), 'saksei-altered-'));
after(() => rmSync(root, { recursive: true }));

/** Check 18 isn't asked of a register without a policy, which only its founding act says. @param {import('./altered.js').Case} one */
const isFoundingRead = ({ notChecked }) => !['checkpoint', 'tree'].some((name) => notChecked.includes(name));

for (const [number, one] of cases.entries()) {
  test(`${one.name}: the checks that fail, and those that can't be made`, async () => {
    const place = join(root, String(number));
    alter(one, place);
    const report = await check(folder(place));
    const of = (/** @type {string} */ outcome) =>
      [...report.checks].filter(([, made]) => made.outcome === outcome).map(([name]) => name);
    assert.deepEqual({ fail: of('fail'), notChecked: of('not-checked'), notAsked: of('not-asked') },
      isFoundingRead(one) ? { fail: one.fail, notChecked: one.notChecked, notAsked: ['kept', 'policy'] }
        : { fail: one.fail, notChecked: [...new Set([...one.notChecked, 'policy'])], notAsked: ['kept'] });
    for (const [name, code] of one.codes) {
      assert.ok(report.findings.some((found) => found.check === name && found.code === code), `${name} ${code}`);
    }
  });
}
