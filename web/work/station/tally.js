// The own tally: a list is tapped when its ballot is read out. Each tap is kept before the next, so that a phone that dies loses none.

import { onPress, part, say, tell } from '../pages/dom.js';
import { keepDraft } from './drafts.js';
import { oneAfterTheOther, sign, whileClosed } from './signing.js';

/** @typedef {import('../pages/workplace.js').Workplace} Workplace */

/** A ballot of a list, or an invalid one. @typedef {string} Tap */

/** How often each was tapped. @param {Tap[]} taps @returns {Map<Tap, number>} */
export function countTaps(taps) {
  /** @type {Map<Tap, number>} */
  const counts = new Map();
  for (const tap of taps) counts.set(tap, (counts.get(tap) ?? 0) + 1);
  return counts;
}

/**
 * @param {Workplace} workplace
 * @param {HTMLFormElement} form
 * @param {string} station
 */
export async function openTally(workplace, form, station) {
  const { database } = workplace;
  const page = `tally ${form.dataset.tally} ${station}`;
  let taps = tapsOf(await database.draft(page));
  const inTurn = oneAfterTheOther();
  const keep = (/** @type {Tap[]} */ next) => {
    taps = next;
    draw(form, taps);
    return inTurn(() => keepDraft(database, page, { taps: taps.join(' ') }));
  };
  form.addEventListener('submit', (event) => event.preventDefault());
  for (const button of padOf(form)) button.addEventListener('click', () => void keep([...taps, button.value]).catch(tell));
  part('undo', form).addEventListener('click', () => taps.length > 0 && void keep(taps.slice(0, -1)).catch(tell));
  onPress(part('sign', form), async () => {
    if (taps.length === 0 || !confirm(say('tally.sure', taps.length))) return;
    await whileClosed(form, async () => {
      const draft = await keep(taps);
      await inTurn(() => sign(workplace, { kind: 'forms/copy', fields: copyOf(form, station, taps), draft }));
    });
    taps = [];
    draw(form, taps);
  });
  draw(form, taps);
}

/** @param {import('../outbox/database.js').Draft | undefined} draft @returns {Tap[]} */
const tapsOf = (draft) => draft?.values.taps?.split(' ').filter(Boolean) ?? [];

/** @param {HTMLFormElement} form */
const padOf = (form) => /** @type {HTMLButtonElement[]} */ (Array.from(form.querySelectorAll('button[data-tap]')));

/**
 * All lists that stand have a figure: who counted a box out counted nought of those that weren't read.
 * @param {HTMLFormElement} form
 * @param {string} station
 * @param {Tap[]} taps
 */
function copyOf(form, station, taps) {
  const counts = countTaps(taps);
  const figures = (/** @type {string} */ what) => Object.fromEntries(padOf(form).filter((button) => button.dataset.tap === what).map((button) => [button.dataset.code ?? '', counts.get(button.value) ?? 0]));
  return { form: form.dataset.tally, station, source: 'tally', sheet: form.dataset.sheet, method: 'seen', entry: { state: 'complete', figures: figures('figure'), votes: figures('vote') } };
}

/**
 * @param {HTMLFormElement} form
 * @param {Tap[]} taps
 */
function draw(form, taps) {
  const counts = countTaps(taps);
  const last = taps.at(-1);
  for (const button of padOf(form)) {
    part('count', button).textContent = String(counts.get(button.value) ?? 0);
    button.classList.toggle('last', button.value === last);
  }
  part('tally-total', form).textContent = say('tally.total', taps.length);
  const lastButton = padOf(form).find((button) => button.value === last);
  part('undo', form).toggleAttribute('disabled', last === undefined);
  part('undone', form).textContent = lastButton === undefined ? '' : say('tally.undone', part('tapped', lastButton).textContent ?? '', counts.get(last ?? '') ?? 0, (counts.get(last ?? '') ?? 1) - 1);
  part('sign', form).toggleAttribute('disabled', taps.length === 0);
}
