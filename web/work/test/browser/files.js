// The same in Chromium: the test's server gives the repository's files.

/** @param {string} path */
export const readText = async (path) => (await fetch(`/repository/${path}`)).text();

/** @param {string} path */
export const readJson = async (path) => JSON.parse(await readText(path));

/** @param {string} path */
export const listed = async (path) => JSON.parse(await (await fetch(`/listed/${path}`)).text());
