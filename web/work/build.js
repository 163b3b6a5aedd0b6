// Builds what browsers run into dist/: `node build.js`. The same sources give the same bytes on every machine: versions are locked, and
// nothing of the machine goes into them.

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import esbuild from 'esbuild';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const DIST = new URL('dist/', import.meta.url);
const SAME = /** @type {const} */ ({ bundle: true, minify: true, write: false, target: 'es2020', charset: 'utf8', alias: { 'csv-parse/sync': 'csv-parse/browser/esm/sync' }, legalComments: 'none', absWorkingDir: HERE, logLevel: 'warning' });

/** @param {Uint8Array} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * @param {string} entry
 * @param {import('esbuild').BuildOptions} options
 */
async function bundle(entry, options) {
  const { outputFiles } = await esbuild.build({ ...SAME, ...options, entryPoints: [entry] });
  return outputFiles?.[0]?.contents ?? new Uint8Array();
}

/** Every file that is served, by name; scripts lie under the first digits of their hash. */
export async function build() {
  const work = await bundle('pages/work.js', { format: 'esm' });
  const reader = await bundle('pictures/reader.js', { format: 'esm' });
  const scripts = { [addressOf('work.js', work)]: sha256(work), [addressOf('reader.js', reader)]: sha256(reader) };
  return { 'work.js': work, 'reader.js': reader, 'service.js': await buildService(scripts) };
}

/** @param {string} name @param {Uint8Array} bytes */
const addressOf = (name, bytes) => `/work/${sha256(bytes).slice(0, 12)}/${name}`;

/** The service worker of these scripts. @param {{[path: string]: string}} scripts their hashes by path */
export const buildService = (scripts) => bundle('pages/service.js', { format: 'iife', define: { 'globalThis.SAKSEI_SCRIPTS': JSON.stringify(JSON.stringify(scripts)) } });

if (process.argv[1]?.endsWith('build.js')) {
  mkdirSync(DIST, { recursive: true });
  for (const [name, bytes] of Object.entries(await build())) {
    writeFileSync(new URL(name, DIST), bytes);
    console.log(`${sha256(bytes)}  ${name}  ${bytes.length} bytes, ${brotliCompressSync(bytes).length} compressed`);
  }
}
