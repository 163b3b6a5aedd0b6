import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { check } from '../check.js';
import { folder } from '../node.js';
import { ROOT } from './vectors.js';

const published = folder(fileURLToPath(new URL('register/golden/published', ROOT)));
const paths = /** @type {() => string[]} */ (published.list)();

/**
 * The small register with some files replaced; undefined takes one away.
 * @param {Map<string, Uint8Array | undefined>} replaced
 * @returns {import('../check.js').Files}
 */
const altered = (replaced) => ({
  place: 'altered',
  read: (path) => (replaced.has(path) ? replaced.get(path) : published.read(path)),
  list: () => [...paths.filter((path) => !(replaced.has(path) && replaced.get(path) === undefined)),
    ...[...replaced.keys()].filter((path) => !paths.includes(path))],
});

/** @param {string} path */
const bytesOf = (path) => Uint8Array.from(/** @type {Uint8Array} */ (published.read(path)));

/** Which check a file's alteration must fail. @param {string} path */
function named(path) {
  if (path === 'checkpoint') return ['checkpoint', 'tree'];
  if (path.startsWith('tile/entries/')) return ['tree', 'acts', 'signatures'];
  if (path.startsWith('tile/')) return ['tree'];
  if (path.startsWith('attachments/')) return ['definition', 'attachments'];
  const name = path.slice('results/'.length, -'.json'.length);
  return [{ void: 'rules', summary: 'tally', contradicted: 'tally', holders: 'seats' }[name] ?? name];
}

/** @param {import('../report.js').Report} report */
const failed = (report) => [...report.checks].filter(([, one]) => one.outcome === 'fail').map(([name]) => name);

test('the small register passes every check', async () => {
  const report = await check(published);
  assert.deepEqual(report.findings, []);
  assert.ok(report.passed);
});

test('the register of two contests passes every check', async () => {
  const report = await check(folder(fileURLToPath(new URL('contests/published', ROOT))));
  assert.deepEqual(report.findings, []);
  assert.ok(report.passed);
});

test('what was kept is the beginning of the register, and of no other', async () => {
  const read = (/** @type {string} */ path) => new Uint8Array(readFileSync(new URL(path, ROOT)));
  const kept = (/** @type {Uint8Array} */ bytes) => [{ name: 'kept', bytes }];
  const receipt = read('register/golden/receipts/19.tlog-proof');
  const checkpoint = read('register/golden/published/checkpoint');
  assert.ok((await check(published, { receipts: kept(receipt), since: kept(checkpoint) })).passed);
  const other = await check(published, { since: kept(read('contests/published/checkpoint')) });
  assert.deepEqual(other.findings.map((one) => one.code), ['origin-differs']);
  const short = await check(published, { receipts: kept(receipt.slice(0, 30)) });
  assert.deepEqual(failed(short), ['kept']);
});

test('it passes where files can\'t be listed, and says that this wasn\'t asked', async () => {
  const report = await check({ ...published, list: undefined });
  assert.ok(report.passed);
  assert.equal(report.checks.get('files')?.outcome, 'not-asked');
});

test('pins that are another register\'s fail', async () => {
  const report = await check(published, { founding: '0'.repeat(64), logKey: 'another' });
  assert.deepEqual(failed(report), ['checkpoint', 'founding']);
});

for (const path of paths) {
  test(`a byte altered in ${path} fails the check of that file`, async () => {
    for (const share of [0, 0.08, 0.17, 0.26, 0.31, 0.42, 0.5, 0.61, 0.7, 0.77, 0.86, 0.95, 0.999]) {
      const bytes = bytesOf(path);
      const at = Math.floor(bytes.length * share);
      bytes[at] = /** @type {number} */ (bytes[at]) ^ 1;
      const report = await check(altered(new Map([[path, bytes]])));
      assert.ok(!report.passed, `${path} at ${at}`);
      assert.ok(failed(report).some((name) => named(path).includes(name)), `${path} at ${at}: ${failed(report)}`);
    }
  });

  test(`${path} taken away fails the check of that file`, async () => {
    const report = await check(altered(new Map([[path, undefined]])));
    assert.ok(failed(report).some((name) => named(path).includes(name)), `${failed(report)}`);
  });
}

test('a file that the register doesn\'t account for fails', async () => {
  const report = await check(altered(new Map([['results/notes.txt', new Uint8Array(3)]])));
  assert.deepEqual(failed(report), ['files']);
});

test('200 alterations by chance are never passed', async () => {
  const seed = Number(process.env['SEED'] ?? 20230723);
  let state = seed;
  const next = (/** @type {number} */ below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
  for (let i = 0; i < 200; i++) {
    const path = /** @type {string} */ (paths[next(paths.length)]);
    const made = alteration(bytesOf(path), next);
    if (Buffer.from(made).equals(readFileSync(new URL(`register/golden/published/${path}`, ROOT)))) continue;
    const report = await check(altered(new Map([[path, made]])));
    assert.ok(!report.passed, `seed ${seed}, alteration ${i}: ${path}`);
  }
});

/**
 * @param {Uint8Array} bytes
 * @param {(below: number) => number} next
 */
function alteration(bytes, next) {
  const at = next(bytes.length);
  const kind = next(4);
  if (kind === 0) return bytes.map((byte, i) => (i === at ? byte ^ (1 << next(8)) : byte));
  if (kind === 1) return Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(at + 1)]);
  if (kind === 2) return Uint8Array.from([...bytes.slice(0, at), next(256), ...bytes.slice(at)]);
  return bytes.slice(0, at);
}
