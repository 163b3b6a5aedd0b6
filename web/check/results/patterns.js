// How copies of one station differ (docs/spec/patterns.md): a function of the figures alone.

import { differ, figuresOf } from './corroboration.js';

/** @typedef {Map<string, number>} Figures */
/** @typedef {{pattern: string, beside: string | undefined, fields: Set<string>}} Difference */

/** In the order of summary.json. */
export const PATTERNS = ['all-zero', 'another-station', 'columns-exchanged', 'moved-between-lists', 'transposed-digits',
  'one-digit', 'digit-added-or-dropped', 'several', 'other'];

/** Copies of all stations by their figures, to find a sheet at another station. */
export class Elsewhere {
  /** @param {Map<string, import('../fold/forms.js').Copy[]>} copies */
  constructor(copies) {
    /** @type {Map<string, Set<string>>} */
    this.stations = new Map();
    for (const [station, some] of copies) {
      for (const copy of some) {
        const key = keyOf(figuresOf(copy));
        const at = this.stations.get(key);
        if (at === undefined) this.stations.set(key, new Set([station]));
        else at.add(station);
      }
    }
  }

  /**
   * @param {string} station
   * @param {Figures} figures
   */
  has(station, figures) {
    const at = this.stations.get(keyOf(figures));
    return at !== undefined && (at.size > 1 || !at.has(station));
  }
}

/** @param {Figures} figures */
function keyOf(figures) {
  return [...figures].map(([field, value]) => `${field}=${value}`).sort().join(' ');
}

/**
 * Copies that agree wherever both hold a figure are one version; those with the most figures come first.
 * @param {import('../fold/forms.js').Copy[]} copies
 * @returns {Figures[]}
 */
export function versionsOf(copies) {
  const figures = copies.map(figuresOf).sort((a, b) => b.size - a.size);
  /** @type {Figures[]} */
  const versions = [];
  for (const one of figures) {
    const version = versions.find((other) => !differ(other, one));
    if (version === undefined) versions.push(new Map(one));
    else for (const [field, value] of one) version.set(field, value);
  }
  return versions;
}

/**
 * @param {string} station
 * @param {import('../fold/forms.js').Copy[]} copies that differ
 * @param {Elsewhere} elsewhere
 * @returns {Difference}
 */
export function difference(station, copies, elsewhere) {
  const versions = versionsOf(copies);
  const fields = differing(versions);
  const [a, b] = versions;
  if (versions.length !== 2 || a === undefined || b === undefined) return { pattern: 'several', beside: undefined, fields };
  if (isZero(a, b) || isZero(b, a)) return { pattern: 'all-zero', beside: undefined, fields };
  if (copies.some((copy) => isFrom(station, figuresOf(copy), elsewhere))) {
    return { pattern: 'another-station', beside: undefined, fields };
  }
  return { ...between([...fields].map((field) => pairOf(field, a, b))), fields };
}

/** @param {Figures[]} versions */
function differing(versions) {
  /** @type {Set<string>} */
  const fields = new Set();
  versions.forEach((a, i) => versions.slice(i + 1).forEach((b) => {
    for (const [field, value] of a) if (b.has(field) && b.get(field) !== value) fields.add(field);
  }));
  return fields;
}

/** @typedef {{field: string, a: number, b: number}} Pair */

/**
 * @param {string} field
 * @param {Figures} a
 * @param {Figures} b
 * @returns {Pair}
 */
const pairOf = (field, a, b) => ({ field, a: a.get(field) ?? 0, b: b.get(field) ?? 0 });

/** @param {Figures} figures */
const votesOf = (figures) => [...figures].filter(([field]) => field.startsWith('votes/')).map(([, value]) => value);

/**
 * @param {Figures} zero
 * @param {Figures} other
 */
function isZero(zero, other) {
  const votes = votesOf(zero);
  return votes.length > 0 && votes.every((value) => value === 0) && votesOf(other).some((value) => value > 0);
}

/**
 * @param {string} station
 * @param {Figures} figures
 * @param {Elsewhere} elsewhere
 */
function isFrom(station, figures, elsewhere) {
  return [...figures.values()].filter((value) => value !== 0).length >= 3 && elsewhere.has(station, figures);
}

/**
 * @param {Pair[]} pairs
 * @returns {{pattern: string, beside: string | undefined}}
 */
function between(pairs) {
  const [one, two] = pairs;
  if (pairs.length === 2 && one !== undefined && two !== undefined) {
    if (exchanged(one, two)) return { pattern: 'columns-exchanged', beside: undefined };
    if (moved(one, two)) return { pattern: 'moved-between-lists', beside: undefined };
  }
  if (pairs.length > 2) {
    const main = mainExchange(pairs);
    if (main !== undefined) {
      return { pattern: 'columns-exchanged', beside: byDigits(pairs.filter((pair) => !main.includes(pair))) };
    }
  }
  return { pattern: byDigits(pairs), beside: undefined };
}

/**
 * @param {Pair} one
 * @param {Pair} two
 */
const exchanged = (one, two) => one.a === two.b && one.b === two.a;

/**
 * @param {Pair} one
 * @param {Pair} two
 */
function moved(one, two) {
  const votes = one.field.startsWith('votes/') && two.field.startsWith('votes/');
  return votes && one.a - one.b === two.b - two.a && (one.a - one.b) % 10 === 0;
}

/** @param {Pair} pair */
const distance = (pair) => Math.abs(pair.a - pair.b);

/**
 * The two that are exchanged, if either differs by more than all the others together.
 * @param {Pair[]} pairs
 */
function mainExchange(pairs) {
  const found = pairs.flatMap((one, i) => pairs.slice(i + 1).filter((two) => exchanged(one, two)).map((two) => [one, two]));
  const far = (/** @type {Pair[]} */ two) => distance(/** @type {Pair} */ (two[0]));
  const most = Math.max(0, ...found.map(far));
  const furthest = found.filter((two) => far(two) === most);
  const [main] = furthest;
  if (main === undefined || furthest.length > 1) return undefined;
  const others = pairs.filter((pair) => !main.includes(pair)).reduce((sum, pair) => sum + distance(pair), 0);
  return most > others ? main : undefined;
}

/** @param {Pair[]} pairs */
function byDigits(pairs) {
  const kinds = pairs.map(digitsOf);
  const [only] = kinds;
  if (kinds.length === 1 && only !== undefined) return only;
  return kinds.every((kind) => kind !== 'other') ? 'several' : 'other';
}

/** @param {Pair} pair */
function digitsOf({ a, b }) {
  const [x, y] = [String(a), String(b)];
  if (x.length === y.length) {
    const places = [...x].map((_, i) => i).filter((i) => x[i] !== y[i]);
    const [i = 0, j = 0] = places;
    if (places.length === 1) return 'one-digit';
    const swapped = places.length === 2 && j === i + 1 && x[i] === y[j] && x[j] === y[i];
    return swapped ? 'transposed-digits' : 'other';
  }
  const [long, short] = x.length > y.length ? [x, y] : [y, x];
  const dropped = [...long].some((_, i) => long.slice(0, i) + long.slice(i + 1) === short);
  return dropped ? 'digit-added-or-dropped' : 'other';
}
