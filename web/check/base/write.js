// JSON as results are written: no white space, members in the order given, one newline at the end (results.md).

const QUIET = /^[ -!#-[\]-~]*$/;
const ESCAPED = /["\\]|\p{Cc}|\p{Co}|\p{Cn}|\p{Zl}|\p{Zp}|(?! )\p{Zs}|\uFEFF|[\u{10000}-\u{10FFFF}]|\p{Cs}/gu;
const SHORT = /** @type {Record<string, string>} */ ({
  '"': '\\"', '\\': '\\\\', '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r',
});

/** @param {string} c */
function unit(c) {
  return `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** @param {string} text */
export function quoted(text) {
  if (QUIET.test(text)) return `"${text}"`;
  return `"${text.replace(ESCAPED, (c) => SHORT[c] ?? c.split('').map(unit).join(''))}"`;
}

/**
 * Members that are undefined are left out; whole numbers and BigInts are written in digits.
 * @param {any} value
 * @returns {string}
 */
export function written(value) {
  if (value === null) return 'null';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return whole(value);
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
  const pairs = value instanceof Map ? [...value] : Object.entries(value);
  return `{${pairs.filter(([, v]) => v !== undefined).map(([k, v]) => `${quoted(k)}:${written(v)}`).join(',')}}`;
}

/** @param {number} value */
function whole(value) {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number that is exact: ${value}`);
  return String(value);
}

/** @param {any} value */
export const document = (value) => `${written(value)}\n`;
