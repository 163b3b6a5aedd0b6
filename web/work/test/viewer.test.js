import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { arrange, columnOf } from '../pictures/viewer.js';

const size = fc.record({ width: fc.integer({ min: 1, max: 4_000 }), height: fc.integer({ min: 1, max: 4_000 }) });
const turn = fc.integer({ min: 0, max: 3 });

/** Where a corner of the picture comes to lie in the box. @param {string} transform @param {number} x @param {number} y */
function moved(transform, x, y) {
  const [, dx = '', dy = '', degrees = ''] = /translate\((.+)px, (.+)px\) rotate\((\d+)deg\)/.exec(transform) ?? [];
  const [cos = 1, sin = 0] = [[1, 0], [0, 1], [-1, 0], [0, -1]][Number(degrees) / 90] ?? [];
  return [Number(dx) + x * cos - y * sin, Number(dy) + x * sin + y * cos];
}

test('however it is turned, a picture fills its box, and the box is as many times as wide as the pane as was asked', () => {
  fc.assert(fc.property(size, size, turn, fc.integer({ min: 1, max: 8 }), (picture, pane, quarters, zoom) => {
    const { box, image, transform } = arrange(picture, pane, { turn: quarters, zoom, isWhole: false });
    const corners = [[0, 0], [image.width, 0], [0, image.height], [image.width, image.height]].map(([x = 0, y = 0]) => moved(transform, x, y));
    for (const [axis, length] of [box.width, box.height].entries()) {
      const places = corners.map((corner) => corner[axis] ?? NaN);
      assert.ok(Math.abs(Math.min(...places)) < 1e-6 * length && Math.abs(Math.max(...places) - length) < 1e-6 * length);
    }
    assert.ok(Math.abs(box.width - pane.width * zoom) < 1e-6 * box.width);
  }));
});

test('the whole sheet is inside its pane and touches it on two sides', () => {
  fc.assert(fc.property(size, size, turn, (picture, pane, quarters) => {
    const { box } = arrange(picture, pane, { turn: quarters, zoom: 1, isWhole: true });
    const [wide, high] = [box.width / pane.width, box.height / pane.height];
    assert.ok(Math.max(wide, high) <= 1 + 1e-9 && Math.max(wide, high) >= 1 - 1e-9);
  }));
});

test('a drag chooses a column, whichever way it goes and however far, and a press none', () => {
  assert.deepEqual(columnOf(300, 100, 400), { left: 0.25, width: 0.5 });
  assert.deepEqual(columnOf(-50, 100, 400), { left: 0, width: 0.25 });
  assert.deepEqual(columnOf(300, 900, 400), { left: 0.75, width: 0.25 });
  assert.equal(columnOf(200, 210, 400), undefined);
});
