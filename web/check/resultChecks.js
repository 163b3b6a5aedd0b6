// The published results, each computed anew and compared byte for byte.

import { fromUtf8 } from './base/bytes.js';
import { casesDocument } from './cases/document.js';
import { checkEvidence } from './evidence/check.js';
import {
  contradictedDocument, holdersDocument, seatsDocument, stationsOf, summaryDocument, voidDocument,
} from './results/documents.js';
import { consultationsDocument } from './results/consultations.js';
import { findingsDocument } from './results/findings.js';
import { observationDocument } from './results/observation.js';
import { tally, tallyDocument } from './results/tally.js';

/** @typedef {import('./fold/fold.js').Fold} Fold */
/** @typedef {import('./fold/contest.js').ContestFold} ContestFold */
/** @typedef {import('./check.js').Files} Files */
/** @typedef {import('./report.js').Report} Report */

/** Results of the whole election, whatever its definition is. */
export const OF_ALL = ['results/void.json', 'results/cases.json', 'results/observation.json', 'results/consultations.json'];

/** Where the definition has findings. */
export const FINDINGS = 'results/findings.json';

/** Results of a contest. @param {ContestFold} contest */
export const resultsOf = ({ folder }) => ['tally', 'seats', 'summary', 'contradicted', 'holders', 'evidence']
  .map((name) => `${folder}${name}.json`);

/**
 * @param {Fold} fold
 * @param {Files} files
 * @param {Report} report
 */
export async function checkResults(fold, files, report) {
  const compare = new Comparison(files, report, fold.contests.length);
  report.done('rules', `${fold.count} acts by the rules: ${fold.count - fold.void.length} take effect, `
    + `${fold.void.length} are void, each with its code and detail`);
  await compare.with('rules', 'results/void.json', voidDocument(fold));
  for (const contest of fold.contests) await checkContest(contest, compare);
  await compare.with('cases', 'results/cases.json', casesDocument(fold));
  report.done('cases', `${fold.cases.cases.size} cases: state, lateness, decision, byte for byte`);
  await compare.with('observation', 'results/observation.json', observationDocument(fold));
  report.done('observation', `${fold.observation.answers.size} stations with answers, ${fold.observation.reports.length} reports of `
    + 'incidents: coverage, shares, states, byte for byte');
  if (fold.definition.findings !== undefined) await compare.with('findings', FINDINGS, findingsDocument(fold));
  report.done('findings', `${fold.findings.items.size} findings, recommendations and statements, with their answers, byte for byte`);
  await compare.with('consultations', 'results/consultations.json', consultationsDocument(fold));
  report.done('consultations', `${fold.consultations.all.size} consultations with every opinion, byte for byte`);
}

/**
 * @param {ContestFold} contest
 * @param {Comparison} compare
 */
async function checkContest(contest, compare) {
  const { definition, folder } = contest;
  const { report } = compare;
  const rows = tally(definition, contest.forms);
  const stations = stationsOf(contest);
  await compare.with('tally', `${folder}tally.json`, tallyDocument(definition, contest.simulated, rows));
  await compare.with('tally', `${folder}summary.json`, summaryDocument(contest, stations));
  await compare.with('tally', `${folder}contradicted.json`, contradictedDocument(contest, stations));
  const of = definition.contest === undefined ? '' : ` (${compare.contests} contests, this of the last)`;
  report.done('tally', `tally, summary and contradictions of ${stations.length} stations, byte for byte${of}`);
  await compare.with('seats', `${folder}seats.json`, seatsDocument(contest, rows));
  await compare.with('seats', `${folder}holders.json`, holdersDocument(contest, rows));
  report.done('seats', `seats of ${definition.seats?.size ?? 0} constituencies and their holders, byte for byte${of}`);
  await checkEvidence(contest, rows, stations, compare.files, report);
}

class Comparison {
  /**
   * @param {Files} files
   * @param {Report} report
   * @param {number} contests
   */
  constructor(files, report, contests) {
    this.contests = contests;
    this.files = files;
    this.report = report;
  }

  /**
   * @param {string} check
   * @param {string} file
   * @param {string} made
   */
  async with(check, file, made) {
    const bytes = await this.files.read(file);
    if (bytes === undefined) return this.report.missing(check, file, this.files);
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
