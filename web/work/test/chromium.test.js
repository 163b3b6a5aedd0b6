// The same files in Chromium: bundled, served to a headless browser of its own, which posts what it found.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { noChromium, openInChromium } from './browsers.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

// The pages themselves there are here alone.
const FILES = ['acts.both.js', 'carried.both.js', 'checklistAct.both.js', 'checklists.both.js', 'drafts.both.js', 'keys.both.js', 'outbox.both.js', 'scripts.both.js', 'station.both.js', 'checklists.browser.js', 'drafts.browser.js', 'enter.browser.js', 'pages.browser.js', 'photographs.browser.js', 'viewer.browser.js'];

async function bundle() {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: FILES.map((file) => `import './${file}';`).join('\n'), resolveDir: HERE },
    bundle: true, format: 'esm', write: false, conditions: ['browser'], logLevel: 'silent',
    alias: { 'node:assert/strict': join(HERE, 'browser/assert.js'), 'node:test': join(HERE, 'browser/test.js') },
  });
  return outputFiles[0]?.text ?? '';
}

/**
 * @param {string} script
 * @param {(results: {name: string, failure: string}[]) => void} done
 */
function serve(script, done) {
  return createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    if (path === '/') return void response.setHeader('Content-Type', 'text/html').end('<!doctype html><script type="module" src="/test.js"></script>');
    if (path === '/test.js') return void response.setHeader('Content-Type', 'text/javascript').end(script);
    if (path.startsWith('/listed/vectors/')) return void response.end(JSON.stringify(readdirSync(join(ROOT, path.slice('/listed/'.length))).filter((name) => name.endsWith('.json')).sort()));
    if (path.startsWith('/repository/vectors/') && !path.includes('..')) return void response.end(readFileSync(join(ROOT, path.slice('/repository/'.length))));
    if (path !== '/results') return void response.writeHead(404).end();
    let body = '';
    request.on('data', (part) => (body += part)).on('end', () => {
      response.end();
      done(JSON.parse(body));
    });
  });
}

test('in Chromium everything holds that holds in Node', { skip: noChromium, timeout: 120_000 }, async (context) => {
  const script = await bundle();
  /** @type {{name: string, failure: string}[]} */
  const results = await new Promise((resolve) => void openInChromium(context, serve(script, resolve)));
  assert.ok(results.length > 20, `${results.length} tests`);
  assert.deepEqual(results.filter(({ failure }) => failure), []);
});
