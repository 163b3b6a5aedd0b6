import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import '../browser.js';
import { utf8 } from '../base/bytes.js';
import { check } from '../check.js';
import { readKey } from '../register/keys.js';
import { proves, readReceipt } from '../register/receipt.js';

const ROOT = new URL('../../../vectors/register/golden/', import.meta.url);

/** @param {string} path */
const read = (path) => new Uint8Array(readFileSync(new URL(path, ROOT)));

/** What a page has: files by address, which can't be listed, and nothing of Node. */
const files = {
  place: 'a page',
  list: undefined,
  read: (/** @type {string} */ path) => {
    try {
      return read(`published/${path}`);
    } catch {
      return undefined;
    }
  },
};

test('the small register passes by WebCrypto and our own SHA-256', async () => {
  const report = await check(files);
  assert.deepEqual(report.findings, []);
  assert.ok(report.passed);
});

test('a receipt proves its act by WebCrypto, and not when a byte is altered', async () => {
  const { acts } = JSON.parse(readFileSync(new URL('acts.json', ROOT), 'utf8'));
  const log = readKey(JSON.parse(acts[0].note.split('\n')[2]).log);
  const receipt = readReceipt(read('receipts/19.tlog-proof'));
  assert.ok(await proves(receipt, utf8(acts[19].note), log));
  assert.ok(!(await proves(receipt, utf8(`${acts[19].note} `), log)));
});
