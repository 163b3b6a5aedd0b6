// Shares and their intervals, with six decimals (docs/spec/observation.md, "What is counted").

const MILLION = 1_000_000n;
/** What lies outside on each side: 1 of 40. */
const OUTSIDE = 40n;

/** @param {bigint} millionths */
const decimal = (millionths) => `${millionths / MILLION}.${String(millionths % MILLION).padStart(6, '0')}`;

/**
 * @param {number} count
 * @param {number} of
 */
export function share(count, of) {
  return decimal((2n * BigInt(count) * MILLION + BigInt(of)) / (2n * BigInt(of)));
}

/**
 * Clopper and Pearson's interval of 95 %.
 * @param {number} count
 * @param {number} of
 * @returns {{low: string, high: string}}
 */
export function interval(count, of) {
  const low = lowest(count, of);
  return { low: decimal(low), high: decimal(MILLION - lowest(of - count, of, true)) };
}

/**
 * The lower bound in millionths, the last rounded half up; or half down, where it is taken from one.
 * @param {number} count
 * @param {number} of
 * @param {boolean} [down]
 */
function lowest(count, of, down = false) {
  if (count === 0) return 0n;
  let from = 0;
  let to = 1;
  for (let i = 0; i < 60; i++) {
    const middle = (from + to) / 2;
    if (beta(middle, count, of - count + 1) < 1 / Number(OUTSIDE)) from = middle;
    else to = middle;
  }
  const scaled = from * Number(MILLION);
  const cell = Math.floor(scaled);
  if (Math.abs(scaled - cell - 0.5) > 1e-3) return BigInt(Math.round(scaled));
  const order = tailAgainst(count, of, 2n * BigInt(cell) + 1n);
  return BigInt(cell) + (order < 0n || (order === 0n && !down) ? 1n : 0n);
}

/**
 * Whether so many or more of all are, at a probability of so many two-millionths, less (< 0) or more likely than 1 of 40.
 * @param {number} count
 * @param {number} of
 * @param {bigint} p
 */
function tailAgainst(count, of, p) {
  const whole = 2n * MILLION;
  const q = whole - p;
  let term = q ** BigInt(of);
  let below = 0n;
  for (let i = 0n; i < BigInt(count); i++) {
    below += term;
    term = (term * (BigInt(of) - i) * p) / ((i + 1n) * q);
  }
  const all = whole ** BigInt(of);
  return OUTSIDE * (all - below) - all;
}

/**
 * The regularized incomplete beta function of whole parameters: P(X ≥ a) of a + b − 1 draws.
 * @param {number} x
 * @param {number} a
 * @param {number} b
 */
function beta(x, a, b) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * continued(x, a, b)) / a : 1 - (front * continued(1 - x, b, a)) / b;
}

const TINY = 1e-300;

/**
 * Its continued fraction, by Lentz.
 * @param {number} x
 * @param {number} a
 * @param {number} b
 */
function continued(x, a, b) {
  const away = (/** @type {number} */ n) => (Math.abs(n) < TINY ? TINY : n);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 100_000; m++) {
    for (const n of [(m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))]) {
      d = 1 / away(1 + n * d);
      c = away(1 + n / c);
      h *= c * d;
    }
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return h;
}

/** @type {number[]} */
const factorials = [0];

/** Of a whole number. @param {number} n */
function logGamma(n) {
  while (factorials.length < n) factorials.push(/** @type {number} */ (factorials.at(-1)) + Math.log(factorials.length));
  return /** @type {number} */ (factorials[n - 1]);
}
