// The published results, each computed anew and compared byte for byte.

import { fromUtf8 } from './base/bytes.js';
import { casesDocument } from './cases/document.js';
import { checkEvidence } from './evidence/check.js';
import {
  contradictedDocument, holdersDocument, seatsDocument, stationsOf, summaryDocument, voidDocument,
} from './results/documents.js';
import { tally, tallyDocument } from './results/tally.js';
import { isWhole } from './seats/rule.js';

/** @typedef {import('./fold/fold.js').Fold} Fold */
/** @typedef {import('./check.js').Files} Files */
/** @typedef {import('./report.js').Report} Report */

export const RESULTS = ['tally', 'seats', 'summary', 'contradicted', 'void', 'holders', 'cases', 'evidence', 'consultations']
  .map((name) => `results/${name}.json`);

/**
 * @param {Fold} fold
 * @param {Files} files
 * @param {Report} report
 */
export async function checkResults(fold, files, report) {
  const compare = new Comparison(files, report);
  const rows = tally(fold.definition, fold.forms);
  const stations = stationsOf(fold);
  const allocates = fold.results.rule === undefined || isWhole(fold.results.rule);
  if (!allocates && fold.asksSeats) report.skip('rules', 'acts that a rule decides by which this program doesn\'t allocate');
  else report.done('rules', `${fold.count} acts by the rules: ${fold.count - fold.void.length} take effect, `
    + `${fold.void.length} are void, each with its code and detail`);
  if (report.at('rules').outcome !== 'not-checked') await compare.with('rules', 'void', voidDocument(fold));
  await compare.with('tally', 'tally', tallyDocument(fold.definition.code, fold.simulated, rows));
  await compare.with('tally', 'summary', summaryDocument(fold, stations));
  await compare.with('tally', 'contradicted', contradictedDocument(fold, stations));
  report.done('tally', `tally, summary and contradictions of ${stations.length} stations, byte for byte`);
  if (!allocates) {
    report.skip('seats', 'a rule by which this program doesn\'t allocate');
  } else {
    await compare.with('seats', 'seats', seatsDocument(fold, rows));
    await compare.with('seats', 'holders', holdersDocument(fold, rows));
    report.done('seats', `seats of ${fold.definition.seats?.size ?? 0} constituencies and their holders, byte for byte`);
  }
  await compare.with('cases', 'cases', casesDocument(fold));
  report.done('cases', `${fold.cases.cases.size} cases: state, lateness, decision, byte for byte`);
  // Acts of consultations can't be read here yet, so a register that has any fails before.
  await compare.with('consultations', 'consultations', '[]\n');
  report.done('consultations', 'no consultation');
  await checkEvidence(fold, rows, stations, files, report);
}

class Comparison {
  /**
   * @param {Files} files
   * @param {Report} report
   */
  constructor(files, report) {
    this.files = files;
    this.report = report;
  }

  /**
   * @param {string} check
   * @param {string} name
   * @param {string} made
   */
  async with(check, name, made) {
    const file = `results/${name}.json`;
    const bytes = await this.files.read(file);
    if (bytes === undefined) return this.report.find(check, 'file-missing', { file });
    const published = fromUtf8(bytes) ?? '';
    if (published !== made) this.report.find(check, 'result-differs', { file, detail: firstDifference(published, made) });
  }
}

/**
 * @param {string} published
 * @param {string} made
 */
function firstDifference(published, made) {
  let at = 0;
  while (at < published.length && published[at] === made[at]) at++;
  const around = (/** @type {string} */ text) => text.slice(Math.max(0, at - 60), at + 60);
  return `at ${at}: published ${around(published)} computed ${around(made)}`;
}
