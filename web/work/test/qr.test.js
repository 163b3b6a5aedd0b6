import assert from 'node:assert/strict';
import { test } from 'node:test';
import jsqr from 'jsqr';
import { randomBytes, utf8 } from '../base/bytes.js';
import { writeSlip } from '../keys/enrolment.js';
import { FrameCollector, writeFrames } from '../outbox/frames.js';
import { modulesOf } from '../pages/qr.js';

const PIXELS = 4;
const QUIET = 4;
const MOST_MODULES = 65;

/** What a camera's reader makes of the picture. @param {boolean[][]} modules */
function readPicture(modules) {
  const side = (modules.length + 2 * QUIET) * PIXELS;
  const image = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      if (modules[Math.floor(y / PIXELS) - QUIET]?.[Math.floor(x / PIXELS) - QUIET]) image.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
  const read = /** @type {typeof import('jsqr').default} */ (/** @type {unknown} */ (jsqr));
  return read(image, side, side)?.data;
}

test('a file goes from one phone to another as pictures that another program reads', async () => {
  const file = randomBytes(1_400);
  const collector = new FrameCollector();
  let whole;
  for (const frame of await writeFrames(file)) {
    const modules = modulesOf(frame);
    assert.ok(modules.length <= MOST_MODULES, `${modules.length} modules`);
    whole = await collector.take(readPicture(modules) ?? '');
  }
  assert.deepEqual(whole, file);
});

test('no frame of 300 bytes needs more than 65 modules, and a slip is short', async () => {
  for (const frame of await writeFrames(utf8('x'.repeat(6_000)))) assert.ok(modulesOf(frame).length <= MOST_MODULES);
  assert.ok(writeSlip({ name: 'party-05/agent-0871', number: 1, secret: randomBytes(16) }).length < 60);
});
