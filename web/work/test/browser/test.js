// As much of node:test as the tests use; what was found goes back to the process that opened the page.

/** @type {[string, () => Promise<unknown> | void][]} */
const tests = [];

/**
 * @param {string} name
 * @param {() => Promise<unknown> | void} body
 */
export const test = (name, body) => void tests.push([name, body]);

/** @returns {Promise<{name: string, failure: string}[]>} */
async function run() {
  const results = [];
  for (const [name, body] of tests) {
    try {
      await body();
      results.push({ name, failure: '' });
    } catch (failure) {
      results.push({ name, failure: String(failure instanceof Error ? failure.stack : failure) });
    }
  }
  return results;
}

addEventListener('load', async () => fetch('/results', { method: 'POST', body: JSON.stringify(await run()) }));
