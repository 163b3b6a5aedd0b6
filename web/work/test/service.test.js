// The service worker in Chromium: versions of a page and its script come and go behind it, and so does the network.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { buildService } from '../build.js';
import { noChromium, openInChromium } from './browsers.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PAGE = /^\/en\/work\/(?:key|stations\/\w+)$/;

/** A page's script that says which one it is, and does what the real one does to keep its page. @param {string} version */
async function scriptOf(version) {
  const contents = `import { keepPage } from '../pages/kept.js';
    window.ran = '${version}';
    await navigator.serviceWorker.register('/work/service.js', { scope: '/en/work/' });
    await navigator.serviceWorker.ready;
    window.kept = await keepPage(location.pathname, await fetch(location.pathname)).catch(() => false);`;
  const { outputFiles } = await esbuild.build({ stdin: { contents, resolveDir: HERE }, bundle: true, format: 'esm', write: false });
  const text = outputFiles[0]?.text ?? '';
  const hash = createHash('sha256').update(text).digest('hex');
  const path = `/work/${hash.slice(0, 12)}/work.js`;
  return { text, path, service: Buffer.from(await buildService({ [path]: hash })) };
}

/** What the person does, in frames of a page of its own. Each step says what the network is like, what is opened, and which script runs then. */
const DRIVER = `<!doctype html><script type="module">
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const until = async (holds) => { for (let round = 0; round < 100; round++) { if (holds()) return; await new Promise((later) => setTimeout(later, 100)); } };
  const open = async (path, waitsToKeep) => {
    const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }));
    frame.src = path + '?' + Math.random();
    await loaded;
    const here = frame.contentWindow;
    await until(() => here.kept !== undefined || here.document.title === 'portal' || (!waitsToKeep && here.ran));
    return here.ran ?? here.document.title;
  };
  const found = [];
  for (const [state, path] of await (await fetch('/steps')).json()) {
    await fetch('/network', { method: 'POST', body: JSON.stringify(state) });
    found.push(await open(path, state.status === 200).catch(String));
  }
  await fetch('/found', { method: 'POST', body: JSON.stringify(found) });
</script>`;

/**
 * @param {{[version: string]: Awaited<ReturnType<typeof scriptOf>>}} versions
 * @param {[object, string][]} steps
 * @param {(found: string[]) => void} done
 */
function serve(versions, steps, done) {
  let network = { version: '1', status: 200 };
  return createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://phone').pathname;
    const version = versions[network.version];
    const as = (/** @type {string} */ type, /** @type {string | Buffer} */ body) => void response.writeHead(200, { 'Content-Type': type, 'Service-Worker-Allowed': '/' }).end(body);
    if (path === '/') return as('text/html', DRIVER);
    if (path === '/steps') return as('application/json', JSON.stringify(steps));
    if (request.method === 'POST') {
      let body = '';
      return void request.on('data', (part) => (body += part)).on('end', () => {
        if (path === '/network') network = JSON.parse(body);
        response.end();
        if (path === '/found') done(JSON.parse(body));
      });
    }
    if (network.status === 0) return void request.socket.destroy();
    if (network.status === 302) return void response.writeHead(302, { Location: '/portal' }).end();
    if (path === '/portal' || network.status === 511) return as('text/html', '<title>portal</title>');
    if (network.status !== 200) return void response.writeHead(network.status, { 'Content-Type': 'text/html' }).end('<title>failed</title>');
    if (path === '/work.css') return as('text/css', '');
    if (path === '/work/service.js') return as('text/javascript', version?.service ?? '');
    if (path === version?.path) return as('text/javascript', version.text);
    if (PAGE.test(path)) return as('text/html', `<!doctype html><link rel="stylesheet" href="/work.css?v=${network.version}"><script type="module" src="${version?.path}"></script>`);
    response.writeHead(404, { 'Content-Type': 'text/html' }).end('<title>portal</title>');
  });
}

test('page and script go together through updates, failures and no signal', { skip: noChromium, timeout: 120_000 }, async (context) => {
  const [one, two, three] = await Promise.all(['1', '2', '3'].map(scriptOf));
  assert.ok(one && two && three);
  const versions = { 1: one, 2: two, 3: { ...three, service: Buffer.from('throw new Error()') } };
  const [key, station] = ['/en/work/key', '/en/work/stations/S01'];
  const at = (/** @type {string} */ version, status = 200) => ({ version, status });
  /** @type {[string, object, string, string][]} */
  const steps = [
    ['the first visit', at('1'), key, '1'],
    ['by the service worker', at('1'), station, '1'],
    ['no signal', at('1', 0), key, '1'],
    ['right after an update', at('2'), key, '2'],
    ['no signal after it', at('2', 0), key, '2'],
    ['a page that was kept before it, with its own script', at('2', 0), station, '1'],
    ['the server fails', at('2', 503), key, '2'],
    ['a portal leads away', at('2', 302), key, '2'],
    ['a portal answers', at('2', 511), key, '2'],
    ['the other page is renewed', at('2'), station, '2'],
    ['and kept', at('2', 0), station, '2'],
    ['a page whose script can not be had', at('3'), key, '2'],
    ['a page that there is not', at('2'), '/en/work/stations/', 'portal'],
  ];
  const found = await new Promise((resolve) => void openInChromium(context, serve(versions, steps.map(([, state, path]) => [state, path]), resolve)));
  assert.deepEqual(steps.map(([what], index) => [what, found[index]]), steps.map(([what, , , ran]) => [what, ran]));
});
