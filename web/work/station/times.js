// Times of the doors as a strip: open is paper, closed is ink.

/** @typedef {import('../outbox/states.js').Said} Said */

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 320;
const HEIGHT = 20;
const NARROWEST = 44;

/**
 * Each piece from one word to the next; the last one has a length of its own, as nobody knows how long it lasts.
 * @param {Said[]} said by time
 */
export function piecesOf(said) {
  const times = said.map(({ at }) => Date.parse(at));
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const end = last + Math.max(60_000, (last - first) / 4);
  const x = (/** @type {number} */ time) => Math.round(((time - first) / (end - first)) * WIDTH);
  return said.map(({ what, at }, index) => ({ what, at, from: x(times[index] ?? first), to: x(times[index + 1] ?? end) }));
}

/**
 * @param {Said[]} said
 * @param {(what: string) => string} word
 * @param {string} label
 */
export function drawTimes(said, word, label) {
  const pieces = piecesOf(said);
  const svg = shape('svg', { viewBox: `-1 -1 ${WIDTH + 2} ${HEIGHT + 18}`, class: 'times', role: 'img', 'aria-label': label });
  for (const { what, from, to } of pieces) svg.append(shape('rect', { class: what === 'closed' ? 'shut' : 'open', x: from, y: 0, width: Math.max(1, to - from), height: HEIGHT }));
  for (const { what, from, to } of pieces) if (to - from >= NARROWEST) svg.append(text(word(what), { class: what === 'closed' ? 'on' : '', x: (from + to) / 2, y: HEIGHT - 6, 'text-anchor': 'middle' }));
  let free = 0;
  for (const { at, from } of pieces) {
    if (from < free) continue;
    svg.append(text(at.slice(11, 16), { x: from, y: HEIGHT + 14 }));
    free = from + NARROWEST;
  }
  return svg;
}

/**
 * @param {string} name
 * @param {{[name: string]: string | number}} attributes
 */
function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/**
 * @param {string} words
 * @param {{[name: string]: string | number}} attributes
 */
function text(words, attributes) {
  const made = shape('text', attributes);
  made.textContent = words;
  return made;
}
