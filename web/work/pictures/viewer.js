// A picture of a sheet beside its figures: turned, brought nearer, cut to a column, or the whole of it on the whole screen. How it is
// shown follows from two numbers and a place; the picture is never changed. The server wrote the figure (SheetFigure.razor).

import { part } from '../pages/dom.js';

/** @typedef {{width: number, height: number}} Size */
/** Quarters by which it is turned, and how many times as wide as its pane it is. @typedef {{turn: number, zoom: number, isWhole: boolean}} Sight */
/** @typedef {HTMLImageElement | HTMLCanvasElement} Picture */

const STEP = 1.5;
const MOST = 8;

// Figures stand at the right edge of forms.
const COLUMN = { left: 0.68, width: 0.32 };

// Less is a press and no drag.
const LEAST_DRAG = 24;

/** @param {number} zoom */
const within = (zoom) => Math.min(MOST, Math.max(1, zoom));

/**
 * Where a picture lies in its pane: the box that it fills there once turned, its own size, and how it is turned.
 * @param {Size} picture
 * @param {Size} pane
 * @param {Sight} sight
 */
export function arrange(picture, pane, { turn, zoom, isWhole }) {
  const isAcross = turn % 2 === 1;
  const [width, height] = isAcross ? [picture.height, picture.width] : [picture.width, picture.height];
  const fit = isWhole ? Math.min(pane.width / width, pane.height / height) : pane.width / width;
  const scale = fit * zoom;
  const image = { width: picture.width * scale, height: picture.height * scale };
  const [x, y] = [[0, 0], [image.height, 0], [image.width, image.height], [0, image.width]][turn % 4] ?? [0, 0];
  return { box: { width: width * scale, height: height * scale }, image, transform: `translate(${x}px, ${y}px) rotate(${(turn % 4) * 90}deg)` };
}

/**
 * The part of a picture's width that a drag across it chose; nothing where it was a press.
 * @param {number} from in pixels of the box
 * @param {number} to likewise
 * @param {number} width of the box
 */
export function columnOf(from, to, width) {
  const [left, right] = [Math.max(0, Math.min(from, to)), Math.min(width, Math.max(from, to))];
  return right - left < LEAST_DRAG ? undefined : { left: left / width, width: (right - left) / width };
}

/**
 * Opens the viewer of a figure. `press` takes a key where the page itself handles keys, such as in its fields; it says whether there is
 * such a key.
 * @param {HTMLElement} figure
 */
export function openViewer(figure) {
  const [pane, box] = [part('viewer-pane', figure), part('viewer-box', figure)];
  const picture = /** @type {Picture | null} */ (box.querySelector('img, canvas'));
  if (picture === null) throw new Error('the figure has no picture');
  /** @type {Sight} */
  let sight = { turn: 0, zoom: 1, isWhole: false };
  const draw = () => drawAt(figure, pane, box, picture, sight);
  const change = (/** @type {Partial<Sight>} */ next) => {
    const centre = centreOf(pane, box);
    sight = { ...sight, ...next };
    draw();
    showAt(pane, box, centre);
  };
  const column = ({ left, width } = COLUMN) => {
    const middle = { x: left + width / 2, y: centreOf(pane, box).y };
    sight = { ...sight, zoom: within(1 / width), isWhole: false };
    draw();
    showAt(pane, box, middle);
  };
  const keys = new Map(Object.entries({
    '/': () => change({ isWhole: !sight.isWhole, zoom: 1 }),
    t: () => change({ turn: (sight.turn + 1) % 4 }),
    '+': () => change({ zoom: within(sight.zoom * STEP) }),
    '-': () => change({ zoom: within(sight.zoom / STEP) }),
    c: () => column(),
  }));
  const press = (/** @type {string} */ key) => {
    const act = keys.get(key === '=' ? '+' : key.toLowerCase());
    act?.();
    return act !== undefined;
  };
  for (const button of figure.querySelectorAll('[data-key]')) if (button instanceof HTMLElement) button.addEventListener('click', () => press(button.dataset.key ?? ''));
  part('viewer-tools', figure).hidden = false;
  figure.classList.add('viewed');
  listen(figure, press, () => sight.isWhole && change({ isWhole: false }));
  chooseByDrag(pane, box, column);
  picture.addEventListener('load', draw);
  new ResizeObserver(draw).observe(pane);
  draw();
  return { press };
}

/** @param {Picture} picture @returns {Size} */
const sizeOf = (picture) => (picture instanceof HTMLImageElement ? { width: picture.naturalWidth, height: picture.naturalHeight } : picture);

/**
 * @param {HTMLElement} figure
 * @param {HTMLElement} pane
 * @param {HTMLElement} box
 * @param {Picture} picture
 * @param {Sight} sight
 */
function drawAt(figure, pane, box, picture, sight) {
  const size = sizeOf(picture);
  figure.classList.toggle('whole', sight.isWhole);
  figure.querySelector('[data-key="/"]')?.setAttribute('aria-pressed', String(sight.isWhole));
  if (size.width === 0) return;
  const place = arrange(size, { width: pane.clientWidth, height: pane.clientHeight }, sight);
  for (const [element, { width, height }] of /** @type {[HTMLElement, Size][]} */ ([[box, place.box], [picture, place.image]])) {
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
  }
  picture.style.transform = place.transform;
}

/** The middle of what is seen, in parts of the whole. @param {HTMLElement} pane @param {HTMLElement} box */
const centreOf = (pane, box) => ({ x: (pane.scrollLeft + pane.clientWidth / 2) / (box.offsetWidth || 1), y: (pane.scrollTop + pane.clientHeight / 2) / (box.offsetHeight || 1) });

/** @param {HTMLElement} pane @param {HTMLElement} box @param {{x: number, y: number}} centre */
function showAt(pane, box, { x, y }) {
  pane.scrollLeft = x * box.offsetWidth - pane.clientWidth / 2;
  pane.scrollTop = y * box.offsetHeight - pane.clientHeight / 2;
}

const TYPED_INTO = 'input, select, textarea';

// Keys go to the figure in which the focus is, and else to the first of the page; what is typed into a field is the field's.
/**
 * @param {HTMLElement} figure
 * @param {(key: string) => boolean} press
 * @param {() => void} leave
 */
function listen(figure, press, leave) {
  const isMine = () => (document.activeElement?.closest('[data-part=viewer]') ?? document.querySelector('[data-part=viewer]')) === figure;
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') leave();
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !isMine()) return;
    if (event.target instanceof Element && event.target.closest(TYPED_INTO)) return;
    if (press(event.key)) event.preventDefault();
  });
}

// With a mouse or a pen; a finger moves the picture.
/**
 * @param {HTMLElement} pane
 * @param {HTMLElement} box
 * @param {(column: {left: number, width: number}) => void} show
 */
function chooseByDrag(pane, box, show) {
  /** @type {number | undefined} */
  let from;
  const at = (/** @type {PointerEvent} */ event) => event.clientX - box.getBoundingClientRect().left;
  box.addEventListener('dragstart', (event) => event.preventDefault());
  box.addEventListener('pointerdown', (event) => (from = event.pointerType === 'touch' ? undefined : at(event)));
  pane.addEventListener('pointerup', (event) => {
    const column = from === undefined ? undefined : columnOf(from, at(event), box.offsetWidth);
    from = undefined;
    if (column !== undefined) show(column);
  });
}
