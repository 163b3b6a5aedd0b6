// The checks by number, and what was found (docs/spec/verification.md).

/** @typedef {{check: string, code: string, file: string, leaf: number, detail: string}} Finding */
/** @typedef {'pass'|'fail'|'not-checked'|'not-asked'} Outcome */

/** Numbers are those of the verifier's specification. */
export const CHECKS = ['checkpoint', 'tree', 'acts', 'signatures', 'founding', 'definition', 'rules', 'attachments', 'tally',
  'seats', 'files', 'evidence', 'cases', 'kept', 'observation', 'findings', 'consultations', 'policy'];

const MOST = 200;

export class Report {
  /** @param {string} place */
  constructor(place) {
    this.place = place;
    /** @type {Finding[]} */
    this.findings = [];
    /** @type {Map<string, {outcome: Outcome, what: string, milliseconds: number}>} */
    this.checks = new Map(CHECKS.map((name) => [name, { outcome: 'not-checked', what: '', milliseconds: 0 }]));
    /** @type {Record<string, unknown>} */
    this.about = {};
  }

  /**
   * @param {string} check
   * @param {string} code
   * @param {{file?: string, leaf?: number, detail?: string}} [where]
   */
  find(check, code, { file = '', leaf = -1, detail = '' } = {}) {
    this.set(check, 'fail');
    if (this.findings.length < MOST) this.findings.push({ check, code, file, leaf, detail });
  }

  /**
   * A file that couldn't be read.
   * @param {string} check
   * @param {string} file
   * @param {import('./check.js').Files} files
   */
  missing(check, file, files) {
    this.find(check, files.isOther?.(file) ? 'file-not-regular' : 'file-missing', { file });
  }

  /**
   * @param {string} check
   * @param {Outcome} outcome
   */
  set(check, outcome) {
    const one = this.at(check);
    if (one.outcome !== 'fail') one.outcome = outcome;
  }

  /** @param {string} check */
  at(check) {
    const one = this.checks.get(check);
    if (one === undefined) throw new Error(`no such check: ${check}`);
    return one;
  }

  /**
   * It was checked to its end, and says what it looked at.
   * @param {string} check
   * @param {string} what
   */
  done(check, what) {
    this.at(check).what = what;
    this.set(check, 'pass');
  }

  /**
   * @param {string} check
   * @param {string} what why it wasn't checked, or by whom it can't be
   * @param {Outcome} [outcome]
   */
  skip(check, what, outcome = 'not-checked') {
    this.at(check).what = what;
    if (this.at(check).outcome === 'pass') this.at(check).outcome = outcome;
    this.set(check, outcome);
  }

  get passed() {
    return [...this.checks.values()].every(({ outcome }) => outcome === 'pass' || outcome === 'not-asked');
  }

  json() {
    const checks = [...this.checks].map(([check, { outcome, what }]) => ({ check, outcome, what }));
    return { place: this.place, ...this.about, checks, findings: this.findings, passed: this.passed };
  }

  /**
   * What a check looked at; of one that failed, how many findings say what it found.
   * @param {string} name
   * @param {Outcome} outcome
   * @param {string} what
   */
  said(name, outcome, what) {
    const found = this.findings.filter(({ check }) => check === name).length;
    if (outcome === 'fail') return `${found} ${found === 1 ? 'finding' : 'findings'}, below`;
    return outcome === 'not-checked' && what === '' ? 'what it rests on couldn\'t be read' : what;
  }

  text() {
    const lines = [...this.checks].map(([name, { outcome, what }], i) =>
      `${String(i + 1).padStart(2)}  ${name.padEnd(15)}${outcome.padEnd(13)}${this.said(name, outcome, what)}`);
    const found = this.findings.map(({ check, code, file, leaf, detail }) =>
      `    ${check}: ${code}${file && ` ${shown(file)}`}${leaf < 0 ? '' : ` leaf ${leaf}`}${detail && ` ${shown(detail)}`}`);
    return [...lines, ...found].join('\n');
  }
}

/** Control characters and marks of direction spelt out. @param {string} text */
function shown(text) {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (c) =>
    [...c].map((one) => `\\u{${/** @type {number} */ (one.codePointAt(0)).toString(16)}}`).join(''));
}
