// Numbers of XPath as docs/spec/checklist.md has them: exact fractions, not a number, and two infinities. There is no negative zero.
// A fraction stands in lowest terms above a denominator that is positive; the others have the denominator 0.

/** @typedef {{n: bigint, d: bigint}} Num */

const PLACES = 15;
const MOST_TEXT = 10_000;
const LARGEST = 10n ** 200n;

/** @type {Num} */
export const NAN = { n: 0n, d: 0n };
/** @type {Num} */
export const INFINITY = { n: 1n, d: 0n };
/** @type {Num} */
export const MINUS_INFINITY = { n: -1n, d: 0n };

/** @param {bigint} value */
const size = (value) => (value < 0n ? -value : value);

/** @param {bigint} value */
const signOf = (value) => (value > 0n ? 1 : value < 0n ? -1 : 0);

/**
 * @param {bigint} one
 * @param {bigint} other
 */
function divisor(one, other) {
  let [a, b] = [size(one), size(other)];
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}

/**
 * @param {bigint} n
 * @param {bigint} d not 0
 * @returns {Num}
 */
export function fraction(n, d) {
  const common = divisor(n, d) * (d < 0n ? -1n : 1n);
  return { n: n / common, d: d / common };
}

/** @param {number | bigint} value @returns {Num} */
export const whole = (value) => ({ n: BigInt(value), d: 1n });

/** @param {Num} a */
export const isFinite = (a) => a.d !== 0n;

/** @param {Num} a */
export const isNaN = (a) => a.d === 0n && a.n === 0n;

/** −1, 0 or 1; 0 for what isn't a number. @param {Num} a */
export const sign = (a) => signOf(a.n);

/** Zero for zero or not a number times or over an infinite one: not a number. @param {number} ofSign @returns {Num} */
const infinite = (ofSign) => ({ n: BigInt(ofSign), d: 0n });

/** @param {Num} a @returns {Num} */
export const negate = (a) => ({ n: -a.n, d: a.d });

/** @param {Num} a @param {Num} b @returns {Num} */
export function add(a, b) {
  if (isFinite(a) && isFinite(b)) return fraction(a.n * b.d + b.n * a.d, a.d * b.d);
  if (isNaN(a) || isNaN(b)) return NAN;
  if (isFinite(a)) return b;
  return isFinite(b) || a.n === b.n ? a : NAN;
}

/** @param {Num} a @param {Num} b */
export const subtract = (a, b) => add(a, negate(b));

/** @param {Num} a @param {Num} b @returns {Num} */
export function multiply(a, b) {
  if (isFinite(a) && isFinite(b)) return fraction(a.n * b.n, a.d * b.d);
  return isNaN(a) || isNaN(b) ? NAN : infinite(sign(a) * sign(b));
}

/** @param {Num} a @param {Num} b @returns {Num} */
export function divide(a, b) {
  if (isNaN(a) || isNaN(b) || (!isFinite(a) && !isFinite(b))) return NAN;
  if (!isFinite(a)) return infinite(sign(a) * (sign(b) === 0 ? 1 : sign(b)));
  if (!isFinite(b)) return whole(0);
  return sign(b) === 0 ? infinite(sign(a)) : fraction(a.n * b.d, a.d * b.n);
}

/** What is left of a division that was cut towards zero: it has the sign of the dividend. @param {Num} a @param {Num} b @returns {Num} */
export function remainder(a, b) {
  if (!isFinite(a) || isNaN(b) || (isFinite(b) && sign(b) === 0)) return NAN;
  return isFinite(b) ? subtract(a, multiply(b, cut(divide(a, b)))) : a;
}

/** Towards zero; of a finite number. @param {Num} a */
export const cut = (a) => whole(a.n / a.d);

/** @param {Num} a @returns {Num} */
export function floor(a) {
  const down = a.n / a.d;
  return whole(a.n < 0n && down * a.d !== a.n ? down - 1n : down);
}

/** @param {Num} a */
export const ceiling = (a) => negate(floor(negate(a)));

/** @param {Num} a @returns {Num} */
export const absolute = (a) => ({ n: size(a.n), d: a.d });

/** To so many decimals, half away from zero; fewer than none are tens. @param {Num} a @param {number} places @returns {Num} */
export function round(a, places) {
  const scale = whole(10n ** BigInt(Math.abs(places)));
  const scaled = places < 0 ? divide(a, scale) : multiply(a, scale);
  const rounded = cut(add(scaled, fraction(BigInt(sign(a)), 2n)));
  return places < 0 ? multiply(rounded, scale) : divide(rounded, scale);
}

/** Their order; undefined where one of them is not a number. @param {Num} a @param {Num} b */
export function compare(a, b) {
  if (isNaN(a) || isNaN(b)) return undefined;
  if (isFinite(a) && isFinite(b)) return signOf(a.n * b.d - b.n * a.d);
  return Math.sign((isFinite(a) ? 0 : sign(a)) - (isFinite(b) ? 0 : sign(b)));
}

/** @param {Num} a */
export const isTooLarge = (a) => size(a.n) > LARGEST || a.d > LARGEST;

/** A whole number that is used as a place: cut to a million, where no text is that long. @param {Num} a */
export function place(a) {
  const { n } = cut(a);
  return n > 1_000_000n ? 1_000_000 : n < -1_000_000n ? -1_000_000 : Number(n);
}

/** Digits with a point among them or none. @param {string} digits @returns {Num} */
export function ofDigits(digits) {
  const [before = '', behind = ''] = digits.split('.');
  return fraction(BigInt(`0${before}${behind}`), 10n ** BigInt(behind.length));
}

/** As XPath's number() reads a text: white space around it, a sign, digits, perhaps a point. @param {string} text @returns {Num | undefined} */
export function ofText(text) {
  const trimmed = text.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, '');
  const digits = trimmed.startsWith('-') ? trimmed.slice(1) : trimmed;
  if (digits.length > MOST_TEXT || !/^(?:[0-9]+\.?[0-9]*|\.[0-9]+)$/.test(digits)) return undefined;
  return trimmed.startsWith('-') ? negate(ofDigits(digits)) : ofDigits(digits);
}

/** In decimals, at most 15 places, the last rounded half away from zero; no trailing zeros, no exponent. @param {Num} a */
export function toText(a) {
  if (!isFinite(a)) return isNaN(a) ? 'NaN' : a.n > 0n ? 'Infinity' : '-Infinity';
  const scaled = round(a, PLACES);
  const digits = String(size((scaled.n * 10n ** BigInt(PLACES)) / scaled.d)).padStart(PLACES + 1, '0');
  const decimals = digits.slice(-PLACES).replace(/0+$/, '');
  return `${scaled.n < 0n ? '-' : ''}${digits.slice(0, -PLACES)}${decimals === '' ? '' : `.${decimals}`}`;
}
