// The places about which a key signs (act.md, "Scope").

import { refuse } from '../base/refusal.js';

/** @typedef {{units: string[], stations: string[]}} Scope */
/** @typedef {import('../definition/definition.js').Whole} Whole */

/**
 * The scope that an enrolment gives a key; none where it names no place.
 * @param {{units?: string[], stations?: string[]}} enrolled
 * @returns {Scope | undefined}
 */
export const scopeOf = ({ units = [], stations = [] }) => (units.length + stations.length === 0 ? undefined : { units, stations });

/**
 * Places that the definition doesn't have.
 * @param {Whole} definition
 * @param {Scope | undefined} scope
 */
export function askScope(definition, scope) {
  const unit = scope?.units.find((code) => !definition.units.has(code));
  if (unit !== undefined) refuse('unit-unknown', unit);
  const station = scope?.stations.find((code) => !definition.everyStation.has(code));
  if (station !== undefined) refuse('station-unknown', station);
}

/**
 * Every signer signs about places of its scope.
 * @param {Whole} definition
 * @param {{scope?: Scope | undefined, key: {known: string}}[]} signers
 * @param {any} body
 */
export function askPlaces(definition, signers, body) {
  for (const { scope, key } of signers) {
    if (scope !== undefined && !covers(definition, scope, body)) refuse('outside-scope', key.known);
  }
}

/**
 * @param {Whole} definition
 * @param {Scope} scope
 * @param {any} body
 */
function covers(definition, scope, body) {
  const has = (/** @type {string | undefined} */ unit) => {
    for (let at = unit; at !== undefined; at = definition.units.get(at)?.parent) if (scope.units.includes(at)) return true;
    return false;
  };
  const stations = stationsOf(body);
  if (stations.length === 0) return has(body.unit ?? body.constituency);
  return stations.every((code) => scope.stations.includes(code) || has(definition.unitOf.get(code)));
}

/**
 * Codes of the stations that an act names.
 * @param {any} body
 * @returns {string[]}
 */
function stationsOf({ station, stations = [], deliveries = [] }) {
  if (station !== undefined) return [station];
  return [...stations, ...deliveries].map((one) => (typeof one === 'string' ? one : one.station));
}
