// The published results, each a function of the acts, byte for byte (docs/spec/results.md).

import { document } from '../base/write.js';
import { figuresOf, GRADES, standing } from './corroboration.js';
import { difference, Elsewhere, PATTERNS } from './patterns.js';

/** @typedef {import('../fold/contest.js').ContestFold} Fold */
/** @typedef {import('./tally.js').Row} Row */

/**
 * How every station stands, and how those differ whose copies do.
 * @param {Fold} fold
 */
export function stationsOf({ definition, forms }) {
  const elsewhere = new Elsewhere(forms.copies);
  return [...definition.stations.keys()].map((station) => {
    const stands = standing(forms, station);
    const differs = stands.state === 'contradicted';
    return { station, ...stands, difference: differs ? difference(station, forms.at(station), elsewhere) : undefined };
  });
}

/** @typedef {ReturnType<typeof stationsOf>[number]} Station */

/**
 * @param {Fold} fold
 * @param {Station[]} stations
 */
export function summaryDocument({ code: contest, simulated, forms }, stations) {
  const count = (/** @type {string} */ state) => stations.filter((one) => one.state === state).length;
  const copies = [...forms.copies.values()].reduce((sum, some) => sum + some.length, 0);
  const by = (/** @type {string[]} */ names, /** @type {(one: Station) => string | undefined} */ of) =>
    new Map(names.map((name) => [name, stations.filter((one) => of(one) === name).length]));
  return document({
    contest,
    simulated: simulated || undefined,
    stations: stations.length,
    copies,
    corroborated: count('corroborated'),
    corroboratedBy: by(GRADES, (one) => one.grade),
    contradicted: count('contradicted'),
    contradictedFields: stations.reduce((sum, one) => sum + (one.difference?.fields.size ?? 0), 0),
    uncorroborated: count('uncorroborated'),
    missing: count('missing'),
    adjudicated: count('adjudicated'),
    patterns: by(PATTERNS, (one) => one.difference?.pattern),
  });
}

/**
 * @param {Fold} fold
 * @param {Station[]} stations
 */
export function contradictedDocument({ definition, forms }, stations) {
  const order = [...definition.form.fields.map((f) => f.code), ...definition.lists.map((l) => `votes/${l.code}`)];
  return document(stations.flatMap(({ station, difference: how }) => {
    if (how === undefined) return [];
    const copies = forms.at(station).map((copy) => ({ copy, figures: figuresOf(copy) }));
    const fields = order.filter((field) => how.fields.has(field)).map((field) => ({
      field,
      copies: copies.filter(({ figures }) => figures.has(field)).map(({ copy, figures }) => ({
        source: copy.source, organisation: copy.organisation, value: figures.get(field),
      })),
    }));
    return [{ station, pattern: how.pattern, beside: how.beside, fields }];
  }));
}

/** @param {import('../fold/fold.js').Fold} fold */
export function voidDocument(fold) {
  return document(fold.void.map(({ detail, ...one }) => ({ ...one, detail: detail === '' ? undefined : detail })));
}

/**
 * @param {Fold} fold
 * @param {Row[]} rows
 */
export function seatsDocument({ results, definition }, rows) {
  const allocations = definition.seats === undefined ? undefined : results.allocations(rows);
  return document(rows.flatMap((row) => {
    const { seats, secondRound } = allocations?.get(row.constituency) ?? {};
    if (allocations !== undefined && seats === undefined) return [];
    return [...row.votes].map(([list, votes]) => ({
      constituency: row.constituency, list, votes, seats: seats?.get(list) ?? 0, secondRound: secondRound?.has(list) || undefined,
    }));
  }));
}

/**
 * @param {Fold} fold
 * @param {Row[]} rows
 */
export function holdersDocument({ holders, definition, results }, rows) {
  return document(rows.filter((row) => holders.posted.has(row.constituency)).map((row) => {
    const seats = holders.seats(row);
    return { constituency: row.constituency, seats: seats.map(published), posts: postsOf(definition, row, seats, results) };
  }));
}

/** @param {import('../fold/holders.js').Seat} seat */
const published = ({ list, ordinal, holder, by, wonBy, act }) => ({ list, ordinal, holder, by, wonBy, act });

const PLACES = ['most-votes', 'second-most-votes', 'third-most-votes'];

/**
 * Posts go by the votes of the lists that won seats; where there are fewer, by the last of them.
 * @param {import('../definition/definition.js').Definition} definition
 * @param {Row} row
 * @param {import('../fold/holders.js').Seat[]} seats
 * @param {import('../fold/results.js').ResultBook} results
 */
function postsOf({ posts }, row, seats, results) {
  const won = results.allocations([row]).get(row.constituency)?.seats ?? new Map();
  const lists = [...row.votes].filter(([list]) => (won.get(list) ?? 0) > 0).sort(([, a], [, b]) => b - a);
  /** @type {Set<import('../fold/holders.js').Seat>} */
  const placed = new Set();
  return posts.map(({ post, choice }) => {
    const [list, votes] = lists[Math.min(PLACES.indexOf(choice), lists.length - 1)] ?? [null, -1];
    const tied = lists.filter(([, other]) => other === votes).map(([code]) => code);
    if (tied.length !== 1) return { post, list: null, holder: null, tied };
    const seat = seats.filter((one) => one.list === list && one.holder !== null && !placed.has(one))
      .sort((a, b) => a.ordinal - b.ordinal)[0];
    if (seat !== undefined) placed.add(seat);
    return { post, list, holder: seat?.holder ?? null, tied: [] };
  });
}
