// Files of the repository, for tests in Node.

import { readFileSync, readdirSync } from 'node:fs';

const ROOT = new URL('../../../', import.meta.url);

/** @param {string} path */
export const readText = async (path) => readFileSync(new URL(path, ROOT), 'utf8');

/** @param {string} path */
export const readJson = async (path) => JSON.parse(await readText(path));

/** The JSON files of a folder. @param {string} path */
export const listed = async (path) => readdirSync(new URL(path, ROOT)).filter((name) => name.endsWith('.json')).sort();
