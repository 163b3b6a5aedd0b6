import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costOf } from '../evidence/costs.js';
import { Place } from '../evidence/document.js';
import { everySharing } from '../evidence/weights.js';

/** @param {bigint} n */
const adams = (n) => ({ n: n - 1n, d: 1n });
/** @param {bigint} n */
const dhondt = (n) => ({ n, d: 1n });

/**
 * @param {(n: bigint) => {n: bigint, d: bigint}} divisor
 * @param {number} votes the rival's
 * @param {number} seats
 */
const cost = (divisor, votes, seats) =>
  costOf({ divisor, squared: false, ordinal: 2, holder: 6, outright: false }, { list: 'B', votes }, seats);

test('a quotient whose divisor is zero is had by a list with a vote, and by no other', () => {
  assert.equal(cost(adams, 0, 1), 1);
  assert.equal(cost(adams, 1, 1), 0);
  assert.equal(cost(adams, 0, 2), 6);
});

test('without such a divisor a rival needs what makes the quotients level', () => {
  assert.equal(cost(dhondt, 0, 1), 3);
  assert.equal(cost(dhondt, 1, 2), 5);
});

test('sharings among many lists are all tried where few are left to choose from', () => {
  const caps = Array.from({ length: 16 }, (_, i) => /** @type {[string, number]} */ ([`L${i}`, 4]));
  assert.equal(everySharing(caps, 63)?.length, 16);
  assert.equal(everySharing(caps, 64)?.length, 1);
  assert.equal(everySharing(caps, 65)?.length, 0);
  assert.equal(everySharing(caps, 32), undefined);
});

test('where no sharing of votes is enough, a certificate names nobody', () => {
  const certificate = (/** @type {number} */ votes) =>
    Place.prototype.poolCertificate.call({ seatCount: 3 }, 10, 2, { votes, by: [{ list: 'B', seats: 2, votes }] });
  assert.deepEqual(certificate(7), { kind: 'pool', pool: 10, needed: 2, votes: 7, by: [{ list: 'B', seats: 2, votes: 7 }] });
  assert.deepEqual(certificate(Infinity), { kind: 'pool', pool: 10, needed: 2, votes: null, by: [] });
});
