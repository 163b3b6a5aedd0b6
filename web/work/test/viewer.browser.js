// The viewer of a sheet in Chromium, on the figure that the server writes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openViewer } from '../pictures/viewer.js';

const FIGURE = `<figure data-part="viewer"><div data-part="viewer-pane" tabindex="0"><div data-part="viewer-box"><canvas width="200" height="400"></canvas></div></div>
<div data-part="viewer-tools" hidden><button data-key="/"></button><button data-key="c"></button><button data-key="t"></button></div></figure>`;

/** @param {ParentNode} within @param {string} selector */
const find = (within, selector) => /** @type {HTMLElement} */ (within.querySelector(selector));

/** Figures whose panes are 300 pixels wide, opened. @param {number} count */
function stage(count) {
  document.body.innerHTML = FIGURE.repeat(count) + '<input id="typed">';
  return Array.from(document.querySelectorAll('figure'), (figure) => {
    const pane = find(figure, '[data-part=viewer-pane]');
    Object.assign(pane.style, { width: '300px', height: '200px', overflow: 'auto' });
    return { figure, pane, box: find(figure, '[data-part=viewer-box]'), picture: find(figure, 'canvas'), viewer: openViewer(figure) };
  });
}

/** @param {EventTarget} target @param {string} key */
const press = (target, key) => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

test('a sheet is as wide as its pane, is turned and brought nearer, and what was in the middle stays there', () => {
  const [{ pane, box, picture, figure }] = /** @type {[ReturnType<typeof stage>[0]]} */ (stage(1));
  const width = pane.clientWidth;
  assert.ok(Math.abs(box.offsetWidth - width) <= 1);
  press(document.body, '+');
  assert.ok(Math.abs(box.offsetWidth - width * 1.5) <= 1);
  pane.scrollTop = box.offsetHeight / 2 - pane.clientHeight / 2;
  press(document.body, '+');
  assert.ok(Math.abs((pane.scrollTop + pane.clientHeight / 2) / box.offsetHeight - 0.5) < 0.01);
  find(figure, '[data-key=t]').click();
  assert.ok(picture.style.transform.includes('90deg'));
  assert.ok(Math.abs(box.offsetWidth / box.offsetHeight - 2) < 0.02);
});

test('a column is cut out by a key and by a drag', () => {
  const [{ pane, box }] = /** @type {[ReturnType<typeof stage>[0]]} */ (stage(1));
  press(document.body, 'c');
  assert.ok(pane.scrollLeft + pane.clientWidth >= box.offsetWidth - 2, 'the right edge');
  press(document.body, '-');
  for (let round = 0; round < 8; round++) press(document.body, '-');
  const left = box.getBoundingClientRect().left;
  const pointer = (/** @type {string} */ type, /** @type {number} */ at) => box.dispatchEvent(new PointerEvent(type, { clientX: left + at, pointerType: 'mouse', bubbles: true }));
  pointer('pointerdown', 0);
  pointer('pointerup', box.offsetWidth / 2);
  assert.ok(Math.abs(box.offsetWidth - pane.clientWidth * 2) <= 2);
  assert.equal(pane.scrollLeft, 0);
});

test('the whole sheet fills the screen until Escape', () => {
  const [{ figure }] = /** @type {[ReturnType<typeof stage>[0]]} */ (stage(1));
  press(document.body, '/');
  assert.ok(figure.classList.contains('whole'));
  assert.equal(find(figure, '[data-key="/"]').getAttribute('aria-pressed'), 'true');
  press(document.body, 'Escape');
  assert.ok(!figure.classList.contains('whole'));
});

test('keys go to the sheet in which the focus is, else to the first, and never out of a field', () => {
  const [one, two] = /** @type {[ReturnType<typeof stage>[0], ReturnType<typeof stage>[0]]} */ (stage(2));
  two.pane.focus();
  press(two.pane, 't');
  assert.ok(two.picture.style.transform.includes('90deg') && one.picture.style.transform.includes('rotate(0deg)'));
  two.pane.blur();
  press(document.body, 't');
  assert.ok(one.picture.style.transform.includes('90deg'));
  const field = find(document, '#typed');
  field.focus();
  press(field, 't');
  assert.ok(one.picture.style.transform.includes('90deg'));
  assert.ok(one.viewer.press('t') && !one.viewer.press('7'));
  assert.ok(one.picture.style.transform.includes('180deg'));
});
