import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { build } from '../build.js';

const MOST_COMPRESSED = 150_000;

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
