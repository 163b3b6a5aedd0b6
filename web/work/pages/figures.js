// Figures as people type them, and the sums that hold on an orderly form. A sum that doesn't hold stops nobody: the paper says so.

/** @typedef {{code: string, left: string[], right: string[], atMost: boolean}} Check */
/** @typedef {{[code: string]: number}} Figures */

const KHMER_ZERO = 0x17e0;

/**
 * Latin or Khmer digits, one kind in one figure; undefined for nothing, or for what is no whole number.
 * @param {string} typed
 */
export function wholeOf(typed) {
  const text = typed.trim();
  const latin = /^[០-៩]+$/.test(text) ? Array.from(text, (digit) => String(digit.charCodeAt(0) - KHMER_ZERO)).join('') : text;
  return /^[0-9]{1,9}$/.test(latin) ? Number(latin) : undefined;
}

/**
 * @param {Check[]} checks
 * @param {Figures} figures
 * @param {Figures} votes
 * @param {number} [lists] how many have to have a number for their sum to be one: fewer while they are typed, or where one can't be read
 */
export function sumsOf(checks, figures, votes, lists = 1) {
  const sides = { ...figures, ...(Object.keys(votes).length >= Math.max(1, lists) ? { votes: sum(Object.values(votes)) } : {}) };
  return checks.map(({ code, left, right, atMost }) => {
    const [one, other] = [sideOf(left, sides), sideOf(right, sides)];
    return { code, left: one, right: other, holds: one !== undefined && other !== undefined && (atMost ? one <= other : one === other) };
  });
}

/**
 * @param {string[]} codes
 * @param {Figures} sides
 */
function sideOf(codes, sides) {
  const values = codes.map((code) => sides[code]);
  return values.includes(undefined) ? undefined : sum(/** @type {number[]} */ (values));
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
