import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from '../build.js';

const MOST_COMPRESSED = 150_000;
const HERE = fileURLToPath(new URL('..', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8'));

/**
 * Another clone's build: its own copy of the sources and of every package that goes into a script; the bundler itself is linked.
 * @param {string} folder
 * @param {{[name: string]: string}} environment
 */
function buildElsewhere(folder, environment) {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  cpSync(HERE, folder, { recursive: true, filter: (from) => !['node_modules', 'dist', 'test'].includes(basename(from)) });
  for (const name of Object.keys(dependencies)) cpSync(join(HERE, 'node_modules', name), join(folder, 'node_modules', name), { recursive: true });
  for (const name of ['esbuild', '@esbuild']) symlinkSync(join(HERE, 'node_modules', name), join(folder, 'node_modules', name));
  execFileSync(process.execPath, ['build.js'], { cwd: folder, env: { PATH: process.env.PATH, ...environment } });
  return new Map(readdirSync(join(folder, 'dist')).sort().map((name) => [name, readFileSync(join(folder, 'dist', name))]));
}

test('two clones in different folders, of different people, build the same byte for byte', (context) => {
  const root = mkdtempSync(join(tmpdir(), 'saksei-clones-'));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  const one = buildElsewhere(join(root, 'a'), { HOME: root, LANG: 'C', TZ: 'UTC' });
  const other = buildElsewhere(join(root, 'another person', 'a much longer path', 'ភាសាខ្មែរ', 'work'), { HOME: dirname(root), LANG: 'km_KH.UTF-8', TZ: 'Asia/Phnom_Penh', NODE_ENV: 'production' });
  assert.deepEqual([...one.keys()], [...other.keys()]);
  assert.ok(one.has('work.js') && one.has('service.js'));
  for (const [name, bytes] of one) assert.ok(bytes.equals(other.get(name) ?? Buffer.of()), name);
});

test('what is built twice is the same, says nothing of this machine, and weighs at most 150 KB compressed', async () => {
  const [one, other] = [await build(), await build()];
  for (const [name, bytes] of Object.entries(one)) assert.deepEqual(bytes, other[/** @type {keyof typeof other} */ (name)], name);
  for (const bytes of Object.values(one)) assert.ok(!Buffer.from(bytes).includes(import.meta.dirname ?? '/work/'));
  const weight = Object.values(one).reduce((sum, bytes) => sum + brotliCompressSync(bytes).length, 0);
  assert.ok(weight <= MOST_COMPRESSED, `${weight} bytes`);
});

test('the service worker runs just the scripts that were built', async () => {
  const { 'work.js': work, 'reader.js': reader, 'service.js': service } = await build();
  const readers = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(reader))).toString('hex');
  assert.ok(Buffer.from(service).includes(readers));
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(work))).toString('hex');
  assert.ok(Buffer.from(service).includes(`"/work/${hash.slice(0, 12)}/work.js":"${hash}"`) || Buffer.from(service).includes(`\\"/work/${hash.slice(0, 12)}/work.js\\":\\"${hash}\\"`));
});
