/** What others wrote and can't be taken: a stable code of docs/spec/codes.md, and what it is about. */
export class Refusal extends Error {
  /**
   * @param {string} code
   * @param {string} [detail]
   */
  constructor(code, detail = '') {
    super(detail ? `${code}: ${detail}` : code);
    this.code = code;
    this.detail = detail;
  }
}

/**
 * @param {string} code
 * @param {string} [detail]
 * @returns {never}
 */
export function refuse(code, detail = '') {
  throw new Refusal(code, detail);
}
