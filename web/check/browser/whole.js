// The whole register over HTTP, every check, and what follows for one place.

import { fromUtf8 } from '../base/bytes.js';
import { address } from '../browser.js';
import { check } from '../check.js';

/** @typedef {{constituency: string, stations: number, reported: number, votes: Record<string, number>}} Tallied */

/**
 * @param {string} log the address of the register's files
 * @param {{place: string, logKey: string, founding: string}} asked
 * @param {(done: number, of: number) => void} progress
 */
export async function checkWhole(log, { place, logKey, founding }, progress) {
  const files = address(log);
  const report = await check(files, { logKey, founding }, progress);
  return { ...report.json(), place: report.passed ? await placeOf(files, place) : undefined };
}

/**
 * What is published of a place, once it was computed anew and found the same.
 * @param {import('../check.js').Files} files
 * @param {string} place
 */
async function placeOf(files, place) {
  const text = fromUtf8(await files.read('results/tally.json') ?? new Uint8Array());
  const seats = fromUtf8(await files.read('results/seats.json') ?? new Uint8Array());
  if (place === '' || text === undefined || text === '') return undefined;
  const row = JSON.parse(text).constituencies.find((/** @type {Tallied} */ one) => one.constituency === place);
  const given = JSON.parse(seats === undefined || seats === '' ? '[]' : seats)
    .filter((/** @type {{constituency: string}} */ one) => one.constituency === place);
  return row && { ...row, seats: Object.fromEntries(given.map((/** @type {any} */ one) => [one.list, one.seats])) };
}
