// Lots beyond one constituency: those of the country, of a levelling seat's place, and inside a matrix.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attempt } from '../base/refusal.js';
import { allocateAll } from '../seats/national.js';
import { ResultBook } from '../fold/results.js';
import { readRule } from '../seats/rule.js';

/** @typedef {Record<string, [number, Record<string, number>]>} Places seats and votes */
/** @typedef {import('../seats/race.js').Lot} Lot */

/**
 * @param {object} rule
 * @param {Places} places
 * @param {Lot[]} [lots]
 */
function nation(rule, places, lots) {
  const { of, tie } = allocateAll(readRule(rule), Object.entries(places).map(([constituency, [seats, votes]]) => ({
    constituency, seats, blank: undefined, cast: undefined, lots: [],
    lists: Object.entries(votes).map(([list, count]) => ({ list, votes: BigInt(count), kind: 'single' })),
  })), lots);
  return {
    seats: Object.fromEntries([...of].map(([constituency, { seats }]) => [constituency, [...seats.values()]])),
    tie: tie && { within: tie.within, step: tie.step, lists: tie.lists, seats: tie.seats },
  };
}

/**
 * @param {string} within
 * @param {number} step
 * @param {string[]} drawn
 * @param {string[]} [lists] those drawn, if absent
 * @returns {Lot}
 */
const lot = (within, step, drawn, lists = drawn) => ({ within, step, lists, drawn });

/** @param {string} method @param {object[]} [ties] */
const levelling = (method, ties = []) => ({
  method: 'sainte-lague', ties, levelling: { method, perConstituency: 1, threshold: { percent: '4' } },
});

test('a levelling seat goes to the cell drawn first, and the next one has a lot of its own', () => {
  const places = /** @type {Places} */ ({ P1: [2, { A: 30, B: 14 }], P2: [2, { A: 12, B: 5 }], P3: [2, { A: 12, B: 5 }] });
  const rule = levelling('sainte-lague');
  const open = { within: 'levelling', step: 2, lists: ['P2/B', 'P3/B'], seats: 1 };
  assert.deepEqual(nation(rule, places), { seats: { P1: [1, 1], P2: [1, 0], P3: [1, 0] }, tie: open });
  const drawn = lot('levelling', 2, ['P3/B'], ['P3/B', 'P2/B']);
  assert.deepEqual(nation(rule, places, [drawn]), { seats: { P1: [1, 1], P2: [2, 0], P3: [1, 1] }, tie: undefined });
  for (const wrong of [{ ...drawn, step: 1 }, { ...drawn, within: 'country' }, { ...drawn, lists: ['P3/B'] }, { ...drawn, drawn: [] }]) {
    assert.deepEqual(nation(rule, places, [wrong]).tie, open);
    assert.equal(nation(rule, places, [wrong, drawn]).tie, undefined);
  }
});

test('more seats decide no place of a levelling seat, votes behind them do', () => {
  const places = /** @type {Places} */ ({ P1: [2, { A: 30, B: 14 }], P2: [2, { A: 12, B: 5 }], P3: [2, { A: 24, B: 10 }] });
  assert.deepEqual(nation(levelling('sainte-lague', [{ by: 'more-seats' }]), places).tie?.lists, ['P2/B', 'P3/B']);
  const { seats } = nation(levelling('sainte-lague', [{ by: 'more-seats' }, { by: 'fewer-votes' }]), places);
  assert.deepEqual(seats, { P1: [1, 1], P2: [1, 1], P3: [2, 0] });
});

test('the country\'s lot comes first, and then that of the places', () => {
  const places = /** @type {Places} */ ({ P1: [2, { A: 10, B: 5 }], P2: [2, { A: 5, B: 10 }], P3: [3, { A: 8, B: 8 }] });
  const rule = levelling('sainte-lague');
  const open = { within: 'country', step: 7, lists: ['A', 'B'], seats: 1 };
  const direct = { P1: [1, 0], P2: [0, 1], P3: [1, 1] };
  assert.deepEqual(nation(rule, places), { seats: direct, tie: open });
  assert.deepEqual(nation(rule, places, [lot('levelling', 1, ['P1/A', 'P1/B'])]), { seats: direct, tie: open });
  const country = lot('country', 7, ['B'], ['A', 'B']);
  const cells = ['P1/B', 'P2/A', 'P3/A', 'P3/B'];
  assert.deepEqual(nation(rule, places, [country]), { seats: direct, tie: { within: 'levelling', step: 1, lists: cells, seats: 1 } });
  const { seats, tie } = nation(rule, places, [country, lot('levelling', 1, ['P3/B'], cells)]);
  assert.deepEqual([seats, tie], [{ P1: [1, 1], P2: [1, 1], P3: [1, 2] }, undefined]);
});

test('a list level above gives no matrix, and with its lot there is one', () => {
  const places = /** @type {Places} */ ({ P1: [1, { A: 10, B: 10 }], P2: [2, { A: 10, B: 10 }] });
  const rule = { method: 'sainte-lague', biproportional: { count: 'votes' } };
  assert.deepEqual(nation(rule, places), {
    seats: { P1: [0, 0], P2: [0, 0] }, tie: { within: 'country', step: 3, lists: ['A', 'B'], seats: 1 },
  });
  const above = lot('country', 3, ['B'], ['A', 'B']);
  const { seats, tie } = nation(rule, places, [above]);
  assert.deepEqual(seats, { P1: [0, 1], P2: [1, 1] });
  assert.equal(tie, undefined);
});

const VOTES = { method: 'sainte-lague', biproportional: { count: 'votes' } };

test('inside a matrix each cell in play has its lower number until all are drawn, or all but the last', () => {
  const places = /** @type {Places} */ ({ P1: [1, { A: 10, B: 10 }], P2: [1, { A: 10, B: 10 }] });
  const lists = ['P1/A', 'P2/A', 'P1/B', 'P2/B'];
  const open = { seats: { P1: [0, 0], P2: [0, 0] }, tie: { within: 'matrix', step: 3, lists, seats: 2 } };
  assert.deepEqual(nation(VOTES, places), open);
  for (const drawn of [['P2/A'], ['P2/A', 'P1/B'], [...lists, 'P1/A'], ['P3/A', 'P1/A', 'P2/A']]) {
    assert.deepEqual(nation(VOTES, places, [lot('matrix', 3, drawn, lists)]), open);
  }
  const { seats, tie } = nation(VOTES, places, [lot('matrix', 3, ['P2/A', 'P1/A', 'P2/B'], lists)]);
  assert.deepEqual([seats, tie], [{ P1: [0, 1], P2: [1, 0] }, undefined]);
});

/** @param {number} seed */
function numbers(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

/**
 * Every matrix with these sums that no other is better than, as rows of places.
 * @param {Places} places
 * @param {number[]} house
 */
function bestMatrices(places, house) {
  /** @type {{worth: number, rows: number[][]}[]} */
  let made = [{ worth: 0, rows: [] }];
  for (const [seats, votes] of Object.values(places)) {
    const rows = sharings(seats, Object.values(votes));
    made = made.flatMap(({ worth, rows: before }) => rows.map((row) => ({ worth: worth + worthOf(row, Object.values(votes)), rows: [...before, row] })));
  }
  const fitting = made.filter(({ rows }) => house.every((seats, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) === seats));
  const best = Math.max(...fitting.map(({ worth }) => worth));
  return fitting.filter(({ worth }) => worth > best - 1e-9).map(({ rows }) => rows);
}

/**
 * @param {number} seats
 * @param {number[]} votes
 * @returns {number[][]}
 */
function sharings(seats, [first, ...rest]) {
  if (first === undefined) return seats === 0 ? [[]] : [];
  return Array.from({ length: first === 0 ? 1 : seats + 1 }, (_, own) => own)
    .flatMap((own) => sharings(seats - own, rest).map((other) => [own, ...other]));
}

/**
 * The logarithm of the product of votes / (2n - 1), a factor for each seat.
 * @param {number[]} row
 * @param {number[]} votes
 */
const worthOf = (row, votes) => row.reduce((sum, seats, i) =>
  sum + Array.from({ length: seats }, (_, n) => Math.log((votes[i] ?? 0) / (2 * n + 1))).reduce((a, b) => a + b, 0), 0);

test('300 matrices by chance: the cells in play, and what each lot gives, are those of all matrices tried', () => {
  const next = numbers(20230723);
  let ties = 0;
  for (let i = 0; i < 300; i++) {
    const places = /** @type {Places} */ (Object.fromEntries(Array.from({ length: 2 + next(2) }, (_, p) => [`P${p}`, [1 + next(3),
      Object.fromEntries(['A', 'B', 'C'].map((list) => [list, [10, 10, 20, 30, 0][next(5)] ?? 0]))]])));
    if (askMatrix(places, next)) ties++;
  }
  assert.ok(ties > 30, `${ties} ties`);
});

/**
 * Whether there is a tie inside the matrix, which must be that of every matrix tried.
 * @param {Places} places
 * @param {(below: number) => number} next
 */
function askMatrix(places, next) {
  const lists = ['A', 'B', 'C'];
  const cells = lists.flatMap((list) => Object.keys(places).map((place) => `${place}/${list}`));
  const { value } = attempt(() => nation(VOTES, places));
  if (value === undefined || value.tie?.within === 'country') return false;
  const house = houseOf(places);
  const all = bestMatrices(places, house).map((rows) => new Map(cells.map((cell) => {
    const [place = '', list = ''] = cell.split('/');
    return [cell, rows[Object.keys(places).indexOf(place)]?.[lists.indexOf(list)] ?? 0];
  })));
  const of = (/** @type {string} */ cell) => all.map((one) => one.get(cell) ?? 0);
  const play = cells.filter((cell) => new Set(of(cell)).size > 1);
  assert.deepEqual(value.tie?.lists ?? [], play, JSON.stringify(places));
  const named = (/** @type {(cell: string) => number} */ seats) =>
    Object.fromEntries(Object.keys(places).map((place) => [place, lists.map((list) => seats(`${place}/${list}`))]));
  assert.deepEqual(value.seats, named((cell) => Math.min(...of(cell))), JSON.stringify(places));
  if (value.tie === undefined) return false;
  const drawn = [...play].sort(() => next(3) - 1);
  let left = all;
  for (const cell of drawn) {
    const upper = left.filter((one) => one.get(cell) === Math.max(...of(cell)));
    if (upper.length > 0) left = upper;
  }
  const made = nation(VOTES, places, [lot('matrix', value.tie.step, drawn.slice(0, next(2) === 0 ? -1 : undefined), play)]);
  assert.deepEqual(made, { seats: named((cell) => left[0]?.get(cell) ?? 0), tie: undefined }, JSON.stringify({ places, drawn }));
  return true;
}

/**
 * The seats of each list by Sainte-Laguë on all its votes.
 * @param {Places} places
 */
function houseOf(places) {
  const votes = [0, 1, 2].map((i) => Object.values(places).reduce((sum, [, all]) => sum + (Object.values(all)[i] ?? 0), 0));
  const seats = [0, 0, 0];
  for (let left = Object.values(places).reduce((sum, [count]) => sum + count, 0); left > 0; left--) {
    const measures = votes.map((count, i) => count / (2 * (seats[i] ?? 0) + 1));
    const best = measures.indexOf(Math.max(...measures));
    seats[best] = (seats[best] ?? 0) + 1;
  }
  return seats;
}

/**
 * A register's book of results in which each constituency is one station with these figures.
 * @param {object} seatRule
 * @param {Places} places
 */
function book(seatRule, places) {
  const codes = Object.keys(places);
  const lists = (/** @type {string} */ place) => Object.keys(places[place]?.[1] ?? {});
  const figure = (/** @type {string} */ station) =>
    ({ figures: new Map(), votes: new Map(Object.entries(places[station]?.[1] ?? {})) });
  const definition = {
    seatRule,
    constituencies: codes,
    seats: new Map(Object.entries(places).map(([place, [seats]]) => [place, seats])),
    standing: new Map(codes.map((place) => [place, lists(place).map((code) => ({ code, kind: 'single' }))])),
    stations: new Map(codes.map((code) => [code, { code, constituency: code }])),
    units: new Map([['country', { parent: '' }], ...codes.map((code) => /** @type {[string, any]} */ ([code, { parent: 'country' }]))]),
    form: { fields: [] },
  };
  return new ResultBook(/** @type {any} */ (definition), /** @type {any} */ ({ holds: () => true }), /** @type {any} */ ({ figure }));
}

/**
 * What becomes of a lot's act: its code and detail, or nothing where it takes effect.
 * @param {ResultBook} results
 * @param {object} body
 */
function outcome(results, body) {
  const { refusal } = attempt(() => results.draw(/** @type {any} */ ({ body, author: 'office' })));
  return refusal === undefined ? [] : [refusal.code, refusal.detail];
}

test('a lot inside a matrix is held against the tie, in the name of the outermost unit', () => {
  const results = book(VOTES, { P1: [1, { A: 10, B: 10 }], P2: [1, { A: 10, B: 10 }] });
  const lists = ['P1/A', 'P2/A', 'P1/B', 'P2/B'];
  const drawn = { constituency: 'country', step: 3, lists, drawn: ['P2/A', 'P1/A', 'P2/B'], within: 'matrix' };
  assert.deepEqual(outcome(results, { ...drawn, drawn: ['P2/A'] }), ['lot-wrong-drawn', 'matrix']);
  assert.deepEqual(outcome(results, { ...drawn, step: 2 }), ['lot-wrong-step', 'matrix']);
  assert.deepEqual(outcome(results, { ...drawn, lists: ['P1/A', 'P2/A', 'P1/B'] }), ['lot-wrong-lists', 'matrix']);
  assert.deepEqual(outcome(results, { ...drawn, within: 'country' }), ['lot-not-needed', '']);
  assert.deepEqual(outcome(results, { ...drawn, within: 'levelling' }), ['lot-not-needed', '']);
  assert.deepEqual(outcome(results, { ...drawn, within: undefined }), ['constituency-unknown', 'country']);
  assert.deepEqual(outcome(results, { ...drawn, within: 'x' }), ['constituency-unknown', 'country']);
  assert.deepEqual(outcome(results, { ...drawn, constituency: 'P1' }), ['constituency-unknown', 'P1']);
  assert.deepEqual(outcome(results, { ...drawn, constituency: 'P1', within: undefined }), ['lot-not-needed', '']);
  assert.deepEqual(outcome(results, { ...drawn, lists: [...lists].reverse() }), []);
  assert.deepEqual(outcome(results, drawn), ['lot-not-needed', '']);
});

test('a direct seat\'s lot comes before the country\'s, and that before the places\'', () => {
  const results = book(levelling('sainte-lague'), { P1: [2, { A: 10, B: 10 }], P2: [2, { A: 5, B: 10 }], P3: [3, { A: 13, B: 8 }] });
  const country = { constituency: 'country', step: 7, lists: ['A', 'B'], drawn: ['B'], within: 'country' };
  const ties = () => results.ties(results.row('P2')).map(({ within, step, lists }) => ({ within, step, lists }));
  assert.deepEqual(ties(), []);
  assert.deepEqual(outcome(results, country), ['lot-not-needed', '']);
  assert.deepEqual(outcome(results, { constituency: 'P1', step: 1, lists: ['A', 'B'], drawn: ['A'] }), []);
  assert.deepEqual(ties(), [{ within: 'country', step: 7, lists: ['A', 'B'] }]);
  assert.deepEqual(outcome(results, country), []);
});

test('each lot stands or falls for itself when figures change, held against those before it that fit', () => {
  const places = /** @type {Places} */ ({ P1: [2, { A: 30, B: 14 }], P2: [2, { A: 12, B: 5 }], P3: [2, { A: 12, B: 5 }] });
  const results = book(levelling('sainte-lague'), places);
  const drawn = { constituency: 'country', step: 2, lists: ['P2/B', 'P3/B'], drawn: ['P3/B'], within: 'levelling' };
  assert.deepEqual(outcome(results, drawn), []);
  const open = () => results.ties(results.row('P1')).map(({ step, lists }) => ({ step, lists }));
  assert.deepEqual(open(), []);
  places['P1'] = [2, { A: 12, B: 5 }];
  const three = ['P1/B', 'P2/B', 'P3/B'];
  assert.deepEqual(open(), [{ step: 1, lists: three }]);
  assert.deepEqual(outcome(results, drawn), ['lot-wrong-step', 'levelling']);
  places['P1'] = [2, { A: 30, B: 14 }];
  assert.deepEqual(open(), []);
  places['P1'] = [2, { A: 12, B: 5 }];
  assert.deepEqual(outcome(results, { ...drawn, step: 1, lists: three, drawn: ['P1/B'] }), []);
  assert.deepEqual(open(), [{ step: 2, lists: ['P2/B', 'P3/B'] }]);
  assert.deepEqual(outcome(results, drawn), []);
  assert.deepEqual(open(), []);
  places['P1'] = [2, { A: 30, B: 14 }];
  assert.deepEqual(open(), []);
});

test('a lot that fits no more is gone once the next has taken its place', () => {
  const places = /** @type {Places} */ ({ P1: [1, { A: 10, B: 10, C: 0 }] });
  const results = book({ method: 'dhondt' }, places);
  const seats = () => [...results.allocation(results.row('P1')).seats.values()];
  assert.deepEqual(outcome(results, { constituency: 'P1', step: 1, lists: ['A', 'B'], drawn: ['B'] }), []);
  places['P1'] = [1, { A: 10, B: 10, C: 10 }];
  assert.deepEqual(outcome(results, { constituency: 'P1', step: 1, lists: ['A', 'B', 'C'], drawn: ['A'] }), []);
  places['P1'] = [1, { A: 10, B: 10, C: 0 }];
  assert.deepEqual(seats(), [0, 0, 0]);
});

test('where nobody has votes all seats are unfilled, and nothing is level', () => {
  const none = /** @type {Places} */ ({ P1: [2, { A: 0, B: 0 }], P2: [2, { A: 0, B: 0 }] });
  assert.deepEqual(nation(levelling('sainte-lague'), none), { seats: { P1: [0, 0], P2: [0, 0] }, tie: undefined });
});

test('each round of levelling has a lot of its own, in the order of the rounds', () => {
  const rule = { method: 'dhondt', levelling: { method: 'sainte-lague', perConstituency: 1, threshold: { percent: '1' } } };
  const places = /** @type {Places} */ ({
    P1: [2, { A: 40, B: 60, C: 6, D: 4 }], P2: [2, { A: 20, B: 2, C: 10, D: 0 }], P3: [5, { A: 6, B: 4, C: 12, D: 20 }],
  });
  const tie = (/** @type {Lot[]} */ ...lots) => nation(rule, places, lots).tie;
  const [first, second] = [lot('country', 9, ['A'], ['A', 'B']), lot('country', 6, ['B'], ['A', 'B'])];
  assert.deepEqual(tie(), { within: 'country', step: 9, lists: ['A', 'B'], seats: 1 });
  assert.deepEqual(tie(second), tie());
  assert.deepEqual(tie(first, first), { within: 'country', step: 6, lists: ['A', 'B'], seats: 1 });
  assert.equal(tie(first, second), undefined);
});
