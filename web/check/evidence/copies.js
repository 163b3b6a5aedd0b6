// Level 2: which figures an open station may turn out to have, as its copies say (docs/spec/evidence.md).

import { boundOf, sum } from './open.js';

/** @typedef {import('../fold/forms.js').Entry} Entry */
/** @typedef {{organisation: string, source: string, act: string}} Source */
/** @typedef {{votes: Map<string, number>, base: number | undefined, of: Source[]}} Option */
/** @typedef {{station: string, options: Option[]}} Choice */
/** @typedef {{fixedVotes: Map<string, number>, fixedBase: number | undefined, pool: number | undefined, stations: Choice[]}} Copies */

/**
 * @param {import('./document.js').Place} place
 * @returns {Copies}
 */
export function copiesOf(place) {
  const fixedVotes = new Map(place.settled.votes);
  let fixedBase = !place.reading.hasBase ? undefined : place.settled.base;
  /** @type {number | undefined} */
  let pool = 0;
  /** @type {Choice[]} */
  const stations = [];
  for (const { station } of place.open) {
    const { options, ballots } = optionsOf(place, station);
    pool = pool === undefined || ballots === undefined ? undefined : pool + ballots;
    const [only, ...others] = options;
    if (others.length > 0) stations.push({ station, options });
    else if (only !== undefined) {
      for (const [list, votes] of only.votes) fixedVotes.set(list, (fixedVotes.get(list) ?? 0) + votes);
      if (fixedBase !== undefined) fixedBase += only.base ?? 0;
    }
  }
  return { fixedVotes, fixedBase, pool, stations };
}

/**
 * @param {import('./document.js').Place} place
 * @param {string} station
 */
function optionsOf(place, station) {
  const { forms } = place.fold;
  const official = forms.official(station);
  const figure = forms.adjudications.get(station)?.entry ?? official?.entry;
  const copies = [...forms.at(station), ...(forms.replaced.get(station) ?? [])];
  const sheets = official === undefined ? copies : [official, ...copies.filter((copy) => copy !== official)];
  const ordered = [...adjudicated(forms.adjudications.get(station)), ...sheets].filter((copy) =>
    copy.entry === figure || saysOfLists(place, copy.entry));
  const leavesOut = (/** @type {Entry} */ entry) => entry !== NOTHING && !place.reading.isComplete(station, entry);
  /** @type {Option[]} */
  const options = [];
  let isWhole = false;
  let above = 0;
  const bound = boundOf(place.fold, station).ballots;
  for (const copy of ordered) {
    if (leavesOut(copy.entry)) continue;
    isWhole = true;
    above = Math.max(above, (place.reading.baseOf(copy.entry) ?? sum(copy.entry.votes.values())) - (bound ?? Infinity));
    add(options, place, copy.entry, { organisation: copy.organisation, source: copy.source, act: copy.act });
  }
  if (isWhole && !ordered.some(({ entry }) => leavesOut(entry))) return { options, ballots: 0 };
  return { options: [], ballots: bound === undefined ? undefined : bound + above };
}

/**
 * Whether a copy holds votes of any of the constituency's lists: one that holds none says nothing of them.
 * @param {import('./document.js').Place} place
 * @param {Entry} entry
 */
const saysOfLists = (place, entry) => entry === NOTHING || [...place.row.votes.keys()].some((list) => entry.votes.has(list));

/** No votes at all, where a result was annulled. @type {Entry} */
const NOTHING = { state: 'complete', figures: new Map(), votes: new Map() };

/**
 * What was adjudicated stands among what may turn out right.
 * @param {import('../fold/forms.js').Adjudication | undefined} adjudication
 */
function adjudicated(adjudication) {
  if (adjudication === undefined) return [];
  const { organisation, act, entry = NOTHING } = adjudication;
  return [{ organisation, source: 'adjudicated', act, entry }];
}

/**
 * @param {Option[]} options
 * @param {import('./document.js').Place} place
 * @param {Entry} entry
 * @param {Source} source
 */
function add(options, place, entry, source) {
  const votes = new Map([...place.row.votes.keys()].map((list) => [list, entry.votes.get(list) ?? 0]));
  const base = place.reading.baseOf(entry);
  const same = options.find((one) => one.base === base && [...votes].every(([list, count]) => one.votes.get(list) === count));
  if (same === undefined) options.push({ votes, base, of: [source] });
  else same.of.push(source);
}

