// What somebody else did wrong, with its stable code (docs/spec/codes.md).

/** Thrown where something can't be read; caught where it was handed in. */
export class Refusal extends Error {
  /**
   * @param {string} code
   * @param {string} [detail]
   */
  constructor(code, detail = '') {
    super(detail === '' ? code : `${code} ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}

/**
 * @param {string} code
 * @param {string} [detail]
 * @returns {never}
 */
export function refuse(code, detail) {
  throw new Refusal(code, detail);
}

/**
 * What the work gives, or the refusal that ended it.
 * @template T
 * @param {() => T} work
 * @returns {{value: T, refusal?: undefined} | {value?: undefined, refusal: Refusal}}
 */
export function attempt(work) {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  }
}
