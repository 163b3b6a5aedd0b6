// As much of node:assert/strict as the tests use.

/** @param {unknown} value */
const show = (value) => JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one));

/**
 * @param {unknown} value
 * @param {string} [message]
 */
function ok(value, message = 'not so') {
  if (!value) throw new Error(message);
}

/**
 * @param {unknown} actual
 * @param {unknown} expected
 * @param {string} [message]
 */
function equal(actual, expected, message = '') {
  if (!Object.is(actual, expected)) throw new Error(`${message}: ${show(actual)} isn't ${show(expected)}`);
}

/**
 * @param {unknown} actual
 * @param {unknown} expected
 * @param {string} [message]
 */
const deepEqual = (actual, expected, message) => equal(show(actual), show(expected), message);

/**
 * @param {unknown} failure
 * @param {Record<string, unknown>} expected
 * @param {string} message
 */
function matches(failure, expected, message) {
  for (const [name, value] of Object.entries(expected)) equal(/** @type {Record<string, unknown>} */ (failure)[name], value, message);
}

/**
 * @param {() => unknown} act
 * @param {Record<string, unknown>} expected
 * @param {string} [message]
 */
function throws(act, expected, message = '') {
  try {
    act();
  } catch (failure) {
    return matches(failure, expected, message);
  }
  throw new Error(`${message}: nothing was thrown`);
}

/**
 * @param {Promise<unknown> | (() => Promise<unknown>)} act
 * @param {Record<string, unknown>} expected
 * @param {string} [message]
 */
async function rejects(act, expected, message = '') {
  try {
    await (typeof act === 'function' ? act() : act);
  } catch (failure) {
    return matches(failure, expected, message);
  }
  throw new Error(`${message}: nothing was thrown`);
}

export default { ok, equal, deepEqual, throws, rejects };
