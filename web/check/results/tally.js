// The tally: sums of the official figures by constituency (results.md, "tally.json").

import { document } from '../base/write.js';

/** @typedef {{constituency: string, stations: number, reported: number, figures: Map<string, number>, votes: Map<string, number>}} Row */

/**
 * @param {import('../definition/definition.js').Definition} definition
 * @param {import('../fold/forms.js').FormBook} forms
 * @returns {Row[]}
 */
export function tally(definition, forms) {
  const rows = new Map(definition.constituencies.map((code) => [code, emptyRow(definition, code)]));
  for (const { code, constituency } of definition.stations.values()) {
    const row = /** @type {Row} */ (rows.get(constituency));
    const entry = forms.figure(code);
    row.stations++;
    if (entry === undefined) continue;
    row.reported++;
    addTo(row.figures, entry.figures);
    addTo(row.votes, entry.votes);
  }
  return [...rows.values()];
}

/**
 * @param {import('../definition/definition.js').Definition} definition
 * @param {string} constituency
 * @returns {Row}
 */
function emptyRow(definition, constituency) {
  return {
    constituency,
    stations: 0,
    reported: 0,
    figures: new Map(definition.form.fields.map((field) => [field.code, 0])),
    votes: new Map((definition.standing.get(constituency) ?? []).map((list) => [list.code, 0])),
  };
}

/**
 * @param {Map<string, number>} sums
 * @param {Map<string, number>} figures
 */
function addTo(sums, figures) {
  for (const [code, value] of figures) {
    const sum = (sums.get(code) ?? 0) + value;
    if (!Number.isSafeInteger(sum)) throw new RangeError('a sum that isn\'t exact');
    sums.set(code, sum);
  }
}

/**
 * @param {import('../definition/definition.js').Definition} definition
 * @param {boolean} simulated
 * @param {Row[]} constituencies
 */
export function tallyDocument({ code: election, contest }, simulated, constituencies) {
  return document({ format: 'saksei/tally/v1', election, contest, simulated: simulated || undefined, constituencies });
}
