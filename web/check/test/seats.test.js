import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allocate } from '../seats/allocate.js';
import { allocateAll } from '../seats/national.js';
import { readRule } from '../seats/rule.js';
import { filesIn, json } from './vectors.js';

/** @param {any} one */
const input = ({ seats, lists, blank, cast }) => ({
  seats,
  lists: lists.map((/** @type {any} */ list) => ({ ...list, votes: BigInt(list.votes), kind: list.kind ?? 'single' })),
  blank: blank === undefined ? undefined : BigInt(blank),
  cast: cast === undefined ? undefined : BigInt(cast),
  lots: [],
});

for (const file of filesIn('seats/')) {
  const { authority, cases = [] } = json(`seats/${file}`);
  for (const one of cases) {
    test(`${one.case} (${file}): the seats are those of ${authority.slice(0, 60)}`, () => {
      const { seats, ties } = allocate(readRule(one.rule), input(one));
      assert.deepEqual([...seats.values()], one.result);
      assert.deepEqual(ties, []);
    });
  }
}

for (const file of filesIn('seats/')) {
  const { rule, constituencies = [] } = json(`seats/${file}`);
  if (rule === undefined || constituencies.length === 0) continue;
  test(`all constituencies of ${file}`, () => {
    const made = allocateAll(readRule(rule), constituencies.map((/** @type {any} */ one) => ({ ...input(one), constituency: one.constituency }))).of;
    for (const { constituency, result, levelling, lists: all } of constituencies) {
      const seats = [...(made.get(constituency)?.seats.values() ?? [])];
      const direct = all.map((/** @type {any} */ { list }, /** @type {number} */ i) => (seats[i] ?? 0) - (list === levelling ? 1 : 0));
      assert.ok(String(seats) === String(result) || String(direct) === String(result), `${constituency}: ${seats}`);
    }
  });
}

/** @param {Record<string, number>} votes */
const lists = (votes) => Object.entries(votes).map(([list, count]) => ({ list, votes: count }));

test('lists with equal votes for fewer seats wait for a lot, which is held against the tie', () => {
  const rule = readRule({ method: 'dhondt' });
  const open = allocate(rule, input({ seats: 2, lists: lists({ A: 20, B: 10, C: 10 }) }));
  assert.deepEqual(open.ties.map(({ step, lists: tied, seats }) => ({ step, tied, seats })),
    [{ step: 2, tied: ['A', 'B', 'C'], seats: 1 }]);
  const lot = { step: 2, lists: ['C', 'B', 'A'], drawn: ['C'], within: undefined };
  const drawn = allocate(rule, { ...input({ seats: 2, lists: lists({ A: 20, B: 10, C: 10 }) }), lots: [lot] });
  assert.deepEqual([...drawn.seats.values()], [1, 0, 1]);
});

test('a later tie between the same lists goes to the one not drawn first, where the rule alternates', () => {
  const ties = [{ by: 'more-votes' }, { by: 'lot', then: 'alternately' }];
  const votes = lists({ A: 60, B: 30, C: 30 });
  const { ties: [tie] } = allocate(readRule({ method: 'dhondt', ties }), input({ seats: 7, lists: votes }));
  assert.deepEqual([tie?.step, tie?.lists, tie?.turn], [7, ['B', 'C'], 1]);
  const lot = { step: 7, lists: ['B', 'C'], drawn: ['B'], within: undefined };
  const { seats } = allocate(readRule({ method: 'dhondt', ties }), { ...input({ seats: 7, lists: votes }), lots: [lot] });
  assert.deepEqual([...seats.values()], [4, 1, 2]);
});

/**
 * Seats by levelling rules, of each constituency, and whether every list has what it lacks.
 * @param {Record<string, [number, Record<string, number>]>} places seats and votes
 * @param {object[]} [ties]
 */
function levelled(places, ties = []) {
  const levelling = { method: 'sainte-lague', perConstituency: 1, threshold: { percent: '4', level: 'national' } };
  const made = allocateAll(readRule({ method: 'sainte-lague', ties, levelling }), Object.entries(places).map(([constituency, [seats, votes]]) => ({
    ...input({ seats, lists: Object.entries(votes).map(([list, count]) => ({ list, votes: count })) }), constituency,
  }))).of;
  return Object.fromEntries([...made].map(([constituency, { seats }]) => [constituency, [...seats.values()]]));
}

test('cells that are level all get a levelling seat where there are seats for all', () => {
  assert.deepEqual(levelled({ P1: [3, { A: 12, B: 5 }], P2: [3, { A: 12, B: 5 }] }), { P1: [2, 1], P2: [2, 1] });
});

test('levelling seats before a tie stand, and those from it on are nobody\'s', () => {
  assert.deepEqual(levelled({ P1: [2, { A: 30, B: 14 }], P2: [2, { A: 12, B: 5 }], P3: [2, { A: 12, B: 5 }] }),
    { P1: [1, 1], P2: [1, 0], P3: [1, 0] });
  assert.deepEqual(levelled({ P1: [2, { A: 30, B: 14 }], P2: [2, { A: 12, B: 5 }], P3: [2, { A: 24, B: 10 }] }, [{ by: 'more-votes' }]),
    { P1: [1, 1], P2: [2, 0], P3: [1, 1] });
});

test('nothing is levelled while lists are level in the country, or a direct seat waits for a lot', () => {
  assert.deepEqual(levelled({ P1: [2, { A: 10, B: 5 }], P2: [2, { A: 5, B: 10 }], P3: [3, { A: 8, B: 8 }] }), { P1: [1, 0], P2: [0, 1], P3: [1, 1] });
  assert.deepEqual(levelled({ P1: [2, { A: 10, B: 10, C: 3 }], P2: [2, { A: 10, B: 10, C: 3 }] }), { P1: [0, 0, 0], P2: [0, 0, 0] });
});
