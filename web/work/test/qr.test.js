import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes, utf8 } from '../base/bytes.js';
import { writeSlip } from '../keys/enrolment.js';
import { FrameCollector, writeFrames } from '../outbox/frames.js';
import { modulesOf } from '../pages/qr.js';
import { readPicture } from './pictures.js';

const MOST_MODULES = 65;

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
