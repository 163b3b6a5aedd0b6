// The count board: all stations of a contest are in the page's memory, so that a filter answers at a keystroke. It signs nothing, needs no
// key, and may be open in any number of tabs.

import { SHOWN, find, readBoard } from '../board/board.js';
import { element, part, say as sayOnce } from './dom.js';
import { refuse } from '../base/refusal.js';
import { followPage } from './followed.js';

/** @typedef {import('../board/board.js').Board} Board */

const SHAPES = ['', 'missing', 'alone', 'sum', 'differ', 'alone', 'agree', 'settled'];
const TYPED_INTO = 'input, select, textarea';

// Texts stand at the end of the page: a list of a hundred rows doesn't look for each of its words there.
/** @type {Map<string, string>} */
const texts = new Map();

/** @param {string} key @param {...(string | number)} values */
function say(key, ...values) {
  const text = texts.get(key) ?? sayOnce(key, '#0', '#1');
  texts.set(key, text);
  return text.replace(/#(\d)/g, (_, at) => String(values[Number(at)] ?? ''));
}

/** Opens the board, and follows the register. */
export async function openBoardPage() {
  const { file = '' } = part('board').dataset;
  let board = await fetchBoard(file);
  const patternNames = board.patterns.map((pattern) => say(`pattern.${pattern}`));
  const draw = oncePerFrame(() => {
    keepQuery();
    drawRows(board, find(board, readQuery(board), patternNames));
  });
  part('narrow').hidden = false;
  part('pager').hidden = true;
  fillProvinces(board);
  restoreQuery();
  part('narrow').addEventListener('input', draw);
  part('narrow').addEventListener('submit', (event) => event.preventDefault());
  part('board-counts').addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null) return;
    event.preventDefault();
    choose(link.dataset.state ?? '');
    draw();
  });
  listen(draw);
  draw();
  followPage(['board-title', 'board-counts', 'board-as-of'], async () => {
    board = await fetchBoard(file);
    choose(part('board').dataset.state ?? '');
    draw();
  });
}

// However fast somebody types, what is shown is drawn once a frame.
/** @param {() => void} draw */
function oncePerFrame(draw) {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      draw();
    });
  };
}

/** @param {string} file */
async function fetchBoard(file) {
  const answer = await fetch(file, { cache: 'no-cache' }).catch(() => refuse('server-unreachable'));
  return answer.ok ? readBoard(await answer.json()) : refuse('server-unreachable');
}

/** @returns {HTMLElement[]} */
const countLinks = () => Array.from(part('board-counts').querySelectorAll('a[data-state]'));

// Counts are drawn anew with the page: which one is chosen stands beside them.
/** @param {string} state */
function choose(state) {
  part('board').dataset.state = state;
  for (const link of countLinks()) {
    if (link.dataset.state === state) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

/** @param {string} name @returns {HTMLInputElement | HTMLSelectElement} */
function control(name) {
  const found = part('narrow').querySelector(`[name="${name}"]`);
  if (!(found instanceof HTMLInputElement || found instanceof HTMLSelectElement)) throw new Error(`the page has no ${name}`);
  return found;
}

/** @param {Board} board @returns {import('../board/board.js').Query} */
function readQuery({ units }) {
  const province = control('province').value;
  return {
    words: control('words').value, state: Number(part('board').dataset.state), hasSeat: control('seat').value !== '', order: control('order').value,
    province: province === '' ? -1 : units.findIndex(([code]) => code === province),
  };
}

// Who comes back from a station finds the list as it was left, in this tab; an address that names a state is asked for anew.
const KEPT = 'saksei board';
const FIELDS = ['words', 'province', 'seat', 'order'];

function keepQuery() {
  const fields = Object.fromEntries(FIELDS.map((name) => [name, control(name).value]));
  sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, state: part('board').dataset.state, fields }));
}

function restoreQuery() {
  const { path, state, fields } = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}');
  if (path !== location.pathname || location.search !== '') return;
  choose(String(state));
  for (const name of FIELDS) control(name).value = fields[name];
}

/** @param {Board} board */
function fillProvinces({ units, provinceOf }) {
  const select = control('province');
  const known = new Set(Array.from(select.querySelectorAll('option'), ({ value }) => value));
  for (const [unit, [code, , ...names]] of units.entries()) if (provinceOf[unit] === unit && !known.has(code)) select.append(element('option', { value: code }, names[0] ?? code));
}

/** A number as the page's other numbers: in groups of three, in the reader's digits. @param {number} number */
function numberOf(number) {
  const { digits = '' } = part('board').dataset;
  return String(number).replace(/\B(?=(\d{3})+$)/g, '\u2009').replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);
}

/** @param {string} key @param {number} count @param {...string} values */
const sayCount = (key, count, ...values) => say(count === 1 ? `${key}.one` : key, numberOf(count), ...values);

/** @param {Board} board @param {number[]} places */
function drawRows(board, places) {
  const { code = '' } = document.activeElement instanceof HTMLElement ? document.activeElement.dataset : {};
  part('rows').replaceChildren(...places.slice(0, SHOWN).map((place) => rowOf(board, place)));
  part('shown').textContent = say('board.shown', numberOf(places.length), numberOf(board.codes.length));
  if (code !== '') rowLinks().find((link) => link.dataset.code === code)?.focus();
}

/** @param {Board} board @param {number} place */
function rowOf(board, place) {
  const { to = '', query = '' } = part('board').dataset;
  const code = board.codes[place] ?? '';
  const seats = board.seats[place] ?? 0;
  return element('tr', {},
    element('th', { scope: 'row' }, element('a', { href: to + encodeURIComponent(code) + query, 'data-code': code }, code), ' ', element('span', { class: 'fine' }, placeName(board, place))),
    element('td', {}, ...whatOf(board, place)),
    element('td', { class: 'nb', 'data-l': say('board.copies') }, copiesOf(board, place)),
    element('td', { 'data-l': say('board.hangs') }, seats === 0 ? '–' : element('span', { class: 'mark open' }, sayCount('board.seats', seats))));
}

/** The unit of a station, and its province. @param {Board} board @param {number} place */
function placeName({ units, unitOf, provinceOf }, place) {
  const unit = unitOf[place] ?? 0;
  return [...new Set([unit, provinceOf[unit] ?? -1])].flatMap((one) => nameOf(units[one])).join(say('list.comma'));
}

/** In the reader's language, in which the page names its own place among a unit's names. @param {import('../board/board.js').Unit | undefined} unit */
function nameOf(unit) {
  const at = Number(part('board').dataset.name);
  return unit === undefined ? [] : [unit[2 + at] ?? unit[2] ?? unit[0]].map(String);
}

/** @param {Board} board @param {number} place */
function whatOf({ states, flags, differing, patterns }, place) {
  const difference = differing.get(place);
  const [first, ...more] = [states[place] ?? 0, (flags[place] ?? 0) & 1 ? 2 : 0, (flags[place] ?? 0) & 2 ? 3 : 0].filter((state) => state > 0)
    .map((state) => element('span', { class: `mark wrap ${SHAPES[state]}` }, say(`board.state.${state}`)));
  const pattern = difference === undefined ? [] : [element('span', {}, say(`pattern.${patterns[difference.pattern]}`))];
  return [first ?? '', ...pattern, ...more].flatMap((one) => [one, ' ']);
}

/** @param {Board} board @param {number} place */
function copiesOf({ differing, copies }, place) {
  const difference = differing.get(place);
  return difference === undefined ? numberOf(copies[place] ?? 0) : sayCount('board.apart', difference.apart, numberOf(difference.speaking));
}

/** @returns {HTMLElement[]} */
const rowLinks = () => Array.from(part('rows').querySelectorAll('a'));

// What is typed into a field is the field's, but for the arrows, which lead from it to the stations.
/** @param {() => void} draw */
function listen(draw) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyped = event.target instanceof Element && event.target.matches(TYPED_INTO);
    if (press(event.key, isTyped, draw)) event.preventDefault();
  });
}

/** @param {string} key @param {boolean} isTyped @param {() => void} draw @returns {boolean} whether there is such a key */
function press(key, isTyped, draw) {
  if (key === 'ArrowDown' || key === 'ArrowUp') return step(key === 'ArrowDown' ? 1 : -1, isTyped);
  if (isTyped) return false;
  if (key === '/') control('words').focus();
  else if (key.toLowerCase() === 'p') location.assign(part('wall-link').getAttribute('href') ?? '');
  else if (/^[1-7]$/.test(key)) {
    choose(key);
    draw();
  } else return false;
  return true;
}

/** @param {number} by @param {boolean} isTyped */
function step(by, isTyped) {
  if (isTyped && document.activeElement !== control('words')) return false;
  const links = rowLinks();
  const next = links.findIndex((link) => link === document.activeElement) + by;
  (next < 0 || links[next] === undefined ? (by < 0 ? control('words') : undefined) : links[next])?.focus();
  return true;
}
