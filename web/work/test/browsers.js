// A headless browser of its own, which opens one address and is gone with the test.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'];

/** Why a test is left out, or false. */
export const noChromium = existsSync(CHROMIUM) ? false : 'there is no Chromium';

/**
 * @param {import('node:test').TestContext} context
 * @param {import('node:http').Server} server
 */
export async function openInChromium(context, server) {
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const profile = mkdtempSync(join(tmpdir(), 'saksei-chromium-'));
  const browser = spawn(CHROMIUM, [...FLAGS, `--user-data-dir=${profile}`, `http://127.0.0.1:${port}/`], { stdio: 'ignore', detached: true });
  context.after(async () => {
    server.close();
    server.closeAllConnections();
    const gone = new Promise((exited) => browser.once('exit', exited));
    if (browser.pid) process.kill(-browser.pid, 'SIGKILL');
    await gone;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
}
