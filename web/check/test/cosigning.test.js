import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { utf8 } from '../base/bytes.js';
import { Refusal } from '../base/refusal.js';
import { opened } from '../browser/station.js';
import { check } from '../check.js';
import { cosignedAt } from '../register/cosignatures.js';
import { readCheckpoint } from '../register/checkpoint.js';
import { readCosignerKey, readKey } from '../register/keys.js';
import { readPolicy } from '../register/policy.js';
import { cosignature, cosigned, founded, goldenFounding, goldenText, goldenWith, line, log, ORIGIN, signed, signer } from './cosigners.js';
import { json, ROOT } from './vectors.js';

const [a, b, c] = /** @type {[any, any, any]} */ ([1, 2, 3].map((n) => signer(`w${n}.example`, n)));
const LINES = `witness A ${a.text}\nwitness B ${b.text} https://b.example/\nwitness C ${c.text}\ngroup G 2 A B C\nquorum G\n`;
const GOLDEN = `log ${goldenFounding.log}\n${LINES}`;
const OWN = `log ${log.text}\n${LINES}`;
const main = fileURLToPath(new URL('../main.js', import.meta.url));
const out = fileURLToPath(new URL('register/golden/published', ROOT));
const root = mkdtempSync(join(tmpdir(), 'saksei-policy-'));
after(() => rmSync(root, { recursive: true }));

/** @param {string} text */
const read = (text) => readPolicy(utf8(text));

/** @param {import('../report.js').Report} report */
const said = ({ checks, findings }) => [checks.get('policy')?.outcome,
  ...findings.filter(({ check: name }) => name === 'policy').map(({ code, detail }) => `${code} ${detail}`.trim())];

/** What check 18 says of the small register with these lines. @param {...string} lines */
const ofGolden = async (...lines) => said(await check(goldenWith(...lines), { policy: read(GOLDEN) }));

/** @param {{name: string, identifier: Uint8Array}} by @param {Uint8Array} bytes @param {number} at */
const flipped = (by, bytes, at) => line(by, bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)));

test('the published co-signature of witness.example/w1 holds, at its time, and was made just so', async () => {
  const { origin, roots } = json('register/tessera-log.json');
  const { root: hash } = roots.find((/** @type {any} */ one) => one.size === 15);
  const text = `${origin}\n15\n${hash}\n`;
  const known = '— witness.example/w1 CtfTXgAAAABlU/EAjQ7SRbNKat1PK5+afVAxrJ+wyXslCWxEHKILnZRrRHsmhQJD5P3QO6nBdci4sQ+UE+/X5AX2kGvDVnR5LICdCw==\n';
  const key = readCosignerKey('witness.example/w1+0ad7d35e+BIqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c');
  assert.equal(await cosignedAt(key, readCheckpoint(utf8(`${text}\n${known}`))), 1700000000n);
  assert.equal(cosigned(signer('witness.example/w1', 1), text), known);
  const other = readCheckpoint(utf8(`${text.replace('15', '14')}\n${known}`));
  assert.equal(await cosignedAt(key, other), 'wrong');
});

test('a line is wrong whichever of its bytes is altered, cut or added, and nobody\'s once the identifier is', async () => {
  const bytes = cosignature(a, goldenText, 1700000000n);
  const at = async (/** @type {string} */ made) => cosignedAt(readCosignerKey(a.text), readCheckpoint(utf8(`${goldenText}\n${made}`)));
  assert.equal(await at(line(a, bytes)), 1700000000n);
  for (let i = 0; i < bytes.length; i++) assert.equal(await at(flipped(a, bytes, i)), 'wrong', `byte ${i}`);
  for (let i = 1; i < bytes.length; i++) assert.equal(await at(line(a, bytes.slice(0, i))), 'wrong', `${i} bytes`);
  assert.equal(await at(line(a, Uint8Array.from([...bytes, 0]))), 'wrong');
  assert.equal(await at(line(a, bytes.slice(8))), 'wrong');
  assert.equal(await at(line({ ...a, identifier: b.identifier }, bytes)), undefined);
});

test('a time is any of 63 bits, and none of 64', async () => {
  const at = async (/** @type {bigint} */ time) => cosignedAt(readCosignerKey(a.text), readCheckpoint(utf8(`${goldenText}\n${cosigned(a, goldenText, time)}`)));
  for (const time of [0n, 1n, 1700000000n, (1n << 63n) - 1n]) assert.equal(await at(time), time);
  for (const time of [1n << 63n, (1n << 64n) - 1n]) assert.equal(await at(time), 'wrong');
});

test('it isn\'t asked where nobody has a policy, and passes all else', async () => {
  const report = await check(goldenWith(cosigned(a, goldenText)));
  assert.deepEqual(said(report), ['not-asked']);
  assert.ok(report.passed);
  assert.equal(report.about['cosigned'], undefined);
});

test('it passes once the policy is met, and says by whom and when', async () => {
  const report = await check(goldenWith(cosigned(c, goldenText, 1700000001n), cosigned(a, goldenText)), { policy: read(GOLDEN) });
  assert.deepEqual(report.findings, []);
  assert.ok(report.passed);
  assert.deepEqual(report.about['cosigned'], [{ name: 'A', time: '1700000000' }, { name: 'C', time: '1700000001' }]);
  assert.match(report.text(), /18 {2}policy +pass +2 of 3 .*, A at 2023-11-14T22:13:20Z, C at 2023-11-14T22:13:21Z$/m);
  assert.deepEqual(report.json().checks.at(-1)?.outcome, 'pass');
});

test('too few fail, with the names of those who have, as they stand in the policy', async () => {
  assert.deepEqual(await ofGolden(), ['fail', 'policy-not-met']);
  assert.deepEqual(await ofGolden(cosigned(b, goldenText)), ['fail', 'policy-not-met B']);
  const all = read(GOLDEN.replace('group G 2', 'group G 3'));
  const report = await check(goldenWith(cosigned(c, goldenText), cosigned(a, goldenText)), { policy: all });
  assert.deepEqual(said(report), ['fail', 'policy-not-met A,C']);
  assert.ok(!report.passed);
});

test('one key is one co-signer however often it signs, and its latest time counts', async () => {
  const lines = [1700000005n, 1700000009n, 1700000007n].map((time) => cosigned(a, goldenText, time));
  assert.deepEqual(await ofGolden(...lines), ['fail', 'policy-not-met A']);
  const { about } = await check(goldenWith(...lines), { policy: read(GOLDEN) });
  assert.deepEqual(about['cosigned'], [{ name: 'A', time: '1700000009' }]);
});

test('lines that nobody named mean nothing, up to sixty-four in all', async () => {
  const strangers = Array.from({ length: 63 }, (_, i) => signer(`x${i}.example`, 10 + i));
  const padding = strangers.slice(0, 59).map((by, i) => (i % 2 === 0 ? cosigned(by, goldenText) : line(by, new Uint8Array(1 + i))));
  const near = [line({ ...a, name: 'other.example' }, new Uint8Array(72)), line({ ...a, identifier: Uint8Array.of(1, 2, 3, 4) }, new Uint8Array(72))];
  assert.deepEqual(await ofGolden(...near, ...padding, cosigned(a, goldenText), cosigned(b, goldenText)), ['pass']);
  const more = await check(goldenWith(cosigned(a, goldenText), ...strangers.map((by) => cosigned(by, goldenText))), { policy: read(GOLDEN) });
  assert.deepEqual(said(more), ['not-checked']);
  assert.deepEqual(more.findings.map(({ code }) => code), ['checkpoint-signatures']);
});

test('a time or a signature that was tampered with fails, though the others are enough', async () => {
  const enough = [cosigned(a, goldenText), cosigned(b, goldenText)];
  const bytes = cosignature(c, goldenText, 1700000000n);
  for (const at of [0, 7, 8, 40, 71]) {
    assert.deepEqual(await ofGolden(...enough, flipped(c, bytes, at)), ['fail', 'cosignature-wrong C'], `byte ${at}`);
  }
  assert.deepEqual(await ofGolden(...enough, cosigned(c, goldenText.replace('46', '45'))), ['fail', 'cosignature-wrong C']);
  assert.deepEqual(await ofGolden(...enough, signed(c, goldenText)), ['fail', 'cosignature-wrong C']);
  assert.deepEqual(await ofGolden(cosigned(a, goldenText), cosigned(c, goldenText), flipped(c, bytes, 9), flipped(b, bytes, 9)),
    ['fail', 'cosignature-wrong B', 'cosignature-wrong C', 'policy-not-met A']);
});

test('a policy of another log fails and is read no further', async () => {
  const report = await check(goldenWith(cosigned(a, goldenText), cosigned(b, goldenText)), { policy: read(OWN) });
  assert.deepEqual(said(report), ['fail', `policy-other-log ${log.text}`]);
});

test('without a checkpoint or a founding act that can be read it isn\'t checked', async () => {
  const without = (/** @type {string} */ lost) => {
    const files = goldenWith(cosigned(a, goldenText), cosigned(b, goldenText));
    return { ...files, read: (/** @type {string} */ path) => (path.startsWith(lost) ? undefined : files.read(path)) };
  };
  for (const lost of ['checkpoint', 'tile/entries']) {
    assert.deepEqual(said(await check(without(lost), { policy: read(GOLDEN) })), ['not-checked'], lost);
    assert.deepEqual(said(await check(without(lost))), ['not-checked'], lost);
  }
  assert.deepEqual(said(await check(without('attachments'), { policy: read(GOLDEN) })), ['pass']);
});

/** @param {import('../report.js').Report} report */
const founding = ({ checks, findings }) => [checks.get('founding')?.outcome,
  ...findings.filter(({ check: name }) => name === 'founding').map(({ code, detail }) => `${code} ${detail}`.trim())];

test('a founding act may have a policy, which then must be met', async () => {
  const none = await check(founded(undefined));
  assert.deepEqual([...founding(none), ...said(none)], ['pass', 'not-asked']);
  const met = await check(founded(OWN, (text) => cosigned(a, text) + cosigned(b, text)));
  assert.deepEqual([...founding(met), ...said(met)], ['pass', 'pass']);
  const few = await check(founded(OWN, (text) => cosigned(b, text)));
  assert.deepEqual([...founding(few), ...said(few)], ['pass', 'fail', 'policy-not-met B']);
});

test('a founding act is void by a policy that its parts don\'t make', async () => {
  const all = (/** @type {string} */ text) => cosigned(a, text) + cosigned(b, text);
  for (const [text, why] of [
    [OWN.replace('2 A', '4 A'), 'policy-threshold'], [OWN.replace('2 A B C', '0 A B C'), 'policy-threshold'], [OWN.replace('witness B', 'witness A'), 'policy-name-twice'],
    [OWN.replace('witness B', 'witness none'), 'policy-name'], [OWN.replace('witness B', 'witness #B'), 'policy-name'], [OWN.replace(b.text, a.text), 'policy-key-twice'],
    [OWN.replace('A B C', 'A B D'), 'policy-member-unknown'], [OWN.replace('A B C', 'A B B'), 'policy-member-twice'], [OWN.replace('quorum G', 'quorum H'), 'policy-member-unknown'],
    [OWN.replace('quorum G', 'quorum none'), 'policy-member-unknown'], [OWN.replace('https://b.example/', 'ftp://b.example/'), 'policy-address'],
    [OWN.replace(a.text, signer('log.example/other', 100).text), 'policy-key-twice']]) {
    const report = await check(founded(text, all));
    assert.deepEqual([...founding(report), ...said(report)], ['fail', why, 'not-checked'], text);
    assert.ok(!report.passed);
  }
});

test('a policy that is given counts before the founding act\'s, and must be the same, however it is spaced', async () => {
  const files = founded(OWN, (text) => cosigned(a, text) + cosigned(b, text));
  assert.deepEqual(said(await check(files, { policy: read(`# ours\n\n${OWN.replaceAll(' ', ' \t')}`) })), ['pass']);
  assert.deepEqual(said(await check(files, { policy: read(OWN.replace('G 2', 'G 1')) })), ['fail', 'policy-not-pinned']);
  assert.deepEqual(said(await check(files, { policy: read(OWN.replace('G 2', 'G 3')) })), ['fail', 'policy-not-pinned', 'policy-not-met A,B']);
  assert.deepEqual(said(await check(files, { policy: read(GOLDEN) })), ['fail', `policy-other-log ${goldenFounding.log}`]);
  const voided = founded(OWN.replace('quorum G', 'quorum H'), (text) => cosigned(a, text) + cosigned(b, text));
  assert.deepEqual(said(await check(voided, { policy: read(OWN) })), ['fail', 'policy-not-pinned']);
});

/** @param {ReturnType<typeof founded>} files */
const served = (files) => opened(async (path) => (path === 'log/acts/0' ? files.record : files.read(path.slice('log/'.length))), { logKey: log.text });

test('on a page who has co-signed comes with what was checked, and too few or a wrong line is refused', async () => {
  assert.equal(readKey(log.text).name, ORIGIN);
  assert.deepEqual((await served(founded(OWN, (text) => cosigned(b, text, 17n) + cosigned(a, text)))).cosigned,
    [{ name: 'A', time: '1700000000' }, { name: 'B', time: '17' }]);
  assert.equal((await served(founded(undefined, (text) => cosigned(b, text)))).cosigned, undefined);
  for (const [text, lines, code, detail] of /** @type {[string, (text: string) => string, string, string][]} */ ([
    [OWN, (text) => cosigned(b, text), 'policy-not-met', 'B'],
    [OWN, (text) => cosigned(a, text) + cosigned(b, text) + cosigned(c, `${text}.`), 'cosignature-wrong', 'C'],
    [OWN.replace('quorum G', 'quorum H'), () => '', 'policy-member-unknown', '']])) {
    await assert.rejects(served(founded(text, lines)), (error) => error instanceof Refusal && error.code === code && error.detail === detail);
  }
});

/** @param {string} text */
function file(text) {
  const name = join(root, 'policy.txt');
  writeFileSync(name, text);
  return name;
}

test('the command takes a policy: exit 0 where it is met, 1 where not', () => {
  const none = JSON.parse(execFileSync('node', [main, out, '--json', '--policy', file(GOLDEN.replace('quorum G', 'quorum none'))], { encoding: 'utf8' }));
  assert.deepEqual([none.passed, none.cosigned, none.checks.at(-1).check, none.checks.at(-1).outcome], [true, [], 'policy', 'pass']);
  const few = spawnSync('node', [main, out, '--policy', file(GOLDEN)], { encoding: 'utf8' });
  assert.equal(few.status, 1);
  assert.match(few.stdout, /18 {2}policy +fail +1 finding, below\n(.*\n)* +policy: policy-not-met\n/);
});

test('a policy that can\'t be read is an argument that is wrong: exit 2, with line and code, and nothing is checked', () => {
  const of = (/** @type {string} */ name) => {
    const { status, stdout, stderr } = spawnSync('node', [main, out, '--policy', name], { encoding: 'utf8' });
    assert.equal(stdout, '');
    return [status, stderr.replace(root, '')];
  };
  assert.deepEqual(of(file(GOLDEN.replace('2 A', '9 A'))), [2, '--policy /policy.txt: line 5: policy-threshold\n']);
  assert.deepEqual(of(file('quorum none\n')), [2, '--policy /policy.txt: policy-without-log\n']);
  assert.deepEqual(of(file('#'.repeat(20000))), [2, '--policy /policy.txt: policy-too-long\n']);
  assert.deepEqual(of(join(root, 'absent')), [2, '--policy /absent: file-not-read\n']);
  assert.deepEqual(of(root), [2, '--policy : file-not-read\n']);
});

test('a founding act whose co-signer has no key that can be read can\'t be read', async () => {
  const files = founded(OWN);
  const text = String.fromCharCode(...files.record).replace(a.text, log.text);
  await assert.rejects(served({ ...files, record: Uint8Array.from(text, (one) => one.charCodeAt(0)) }),
    (error) => error instanceof Refusal && error.code === 'key-malformed');
});

test('every line of the log\'s key must hold, on a page too', async () => {
  for (const [lines, codes] of /** @type {[(text: string) => string, string[]][]} */ ([
    [(text) => signed(log, text), []], [(text) => signed(log, `${text}.`), ['checkpoint-signature']]])) {
    const files = founded(undefined, lines);
    const { findings } = await check(files);
    assert.deepEqual(findings.filter(({ check: name }) => name === 'checkpoint').map(({ code }) => code), codes);
    if (codes.length > 0) await assert.rejects(served(files), (error) => error instanceof Refusal && error.code === 'checkpoint-signature');
    else await served(files);
  }
});
