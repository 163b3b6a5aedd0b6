import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import '../browser.js';
import { fromUtf8, utf8 } from '../base/bytes.js';
import { Refusal } from '../base/refusal.js';
import { checkPlace } from '../browser/place.js';
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

/**
 * The same with one text for another in a file.
 * @param {string} path
 * @param {string} text
 * @param {string} other
 */
function altered(path, text, other) {
  const published = Buffer.from(/** @type {Uint8Array} */ (files.read(path))).toString('latin1');
  assert.ok(published.includes(text));
  const bytes = new Uint8Array(Buffer.from(published.replace(text, other), 'latin1'));
  return { ...files, read: (/** @type {string} */ asked) => (asked === path ? bytes : files.read(asked)) };
}

/** @param {import('../check.js').Files} [of] @param {string} [place] */
const placed = (of = files, place = 'P1') => checkPlace(of, place, {}, () => undefined);

/** @param {Awaited<ReturnType<typeof placed>>} report */
const failed = ({ checks }) => checks.filter(({ outcome }) => outcome === 'fail').map(({ check: name }) => name);

test('a place\'s figures, seats and contradictions are computed anew, and no other place\'s', async () => {
  const report = await placed();
  assert.deepEqual(report.findings, []);
  assert.ok(report.passed);
  const [row] = JSON.parse(/** @type {string} */ (fromUtf8(read('published/results/tally.json')))).constituencies;
  const seats = JSON.parse(/** @type {string} */ (fromUtf8(read('published/results/seats.json'))));
  const lists = seats.filter((/** @type {any} */ one) => one.constituency === 'P1').map((/** @type {any} */ one) => [one.list, one.votes, one.seats]);
  assert.deepEqual(report.places, [{ constituency: 'P1', contest: undefined, stations: row.stations, reported: row.reported, contradicted: 0, lists }]);
  assert.deepEqual(failed(await placed(altered('results/seats.json', '"P1","list":"A","votes":', '"P1","list":"A","votes":1'))), ['seats']);
  const tally = altered('results/tally.json', '"constituency":"P2","stations":5', '"constituency":"P2","stations":4');
  assert.deepEqual(failed(await placed(tally, 'P2')), ['tally']);
  assert.ok((await placed(tally)).passed);
});

test('of a place no scan and no evidence is fetched, and what isn\'t asked is said', async () => {
  /** @type {string[]} */
  const asked = [];
  const report = await placed({ ...files, read: (/** @type {string} */ path) => (asked.push(path), files.read(path)) });
  assert.ok(!asked.some((path) => path.includes('evidence') || path.startsWith('tile/0/')));
  const not = report.checks.filter(({ outcome }) => outcome === 'not-asked').map(({ check: name }) => name);
  assert.deepEqual(not, ['rules', 'attachments', 'files', 'evidence', 'cases', 'kept', 'observation', 'findings', 'consultations', 'policy']);
});

test('a record that was altered, or a place that there isn\'t, is no check passed', async () => {
  assert.deepEqual(failed(await placed(altered('tile/entries/000.p/46', '"cast":100', '"cast":101'))), ['tree', 'signatures', 'tally', 'seats']);
  await assert.rejects(placed(files, 'P9'), (error) => error instanceof Refusal && error.code === 'place-unknown');
});
