// My station: what to do now, the times of its doors, the own tally, copies of the form, and "I asked for a copy and got none". The server
// wrote the fields; what is put into them stays on this phone until it is signed, and works without signal.

import { momentOf } from '../acts/moments.js';
import { refuse } from '../base/refusal.js';
import { openDoors } from '../station/doors.js';
import { keepDraft, restoreDraft, valuesOf } from '../station/drafts.js';
import { openPhotographs } from '../station/photographs.js';
import { drawPrepared } from '../station/prepared.js';
import { oneAfterTheOther, sign, whileClosed } from '../station/signing.js';
import { openTally } from '../station/tally.js';
import { drawThings } from '../station/things.js';
import { openChecklists } from './checklists/section.js';
import { onPress, part, say, tell } from './dom.js';
import { sumsOf, wholeOf } from './figures.js';
import { drawOutbox } from './outboxList.js';

/** @typedef {import('./workplace.js').Workplace} Workplace */
/** @typedef {import('../acts/fields.js').Value} Value */

/** @param {Workplace} workplace */
export async function openStationPage(workplace) {
  const station = part('work').dataset.station ?? '';
  part('no-key').hidden = workplace.key !== undefined;
  const draws = [() => drawOutbox(workplace, (item) => item.about === station), () => drawThings(workplace, station), () => drawPrepared(workplace)];
  for (const form of formsOf('form[data-kind]')) await openForm(workplace, form, station);
  for (const form of formsOf('form[data-tally]')) await openTally(workplace, form, station);
  for (const form of formsOf('form[data-doors]')) draws.push(await openDoors(workplace, form, station));
  workplace.changed = async () => {
    for (const draw of draws) await draw();
  };
  await openChecklists(workplace, station);
  await workplace.changed();
  document.addEventListener('click', chooseSource);
  onPress(part('send'), workplace.send);
}

/**
 * What a person follows to a copy of a source has chosen that source.
 * @param {MouseEvent} event
 */
export function chooseSource({ target }) {
  const link = target instanceof Element ? target.closest('a[data-source]') : null;
  if (!(link instanceof HTMLAnchorElement) || !link.dataset.source) return;
  const choice = document.querySelector(`${link.getAttribute('href')} input[name=source][value=${CSS.escape(link.dataset.source)}]`);
  if (choice instanceof HTMLInputElement && !choice.checked) choice.click();
}

/** @param {string} selector */
const formsOf = (selector) => /** @type {HTMLFormElement[]} */ (Array.from(document.querySelectorAll(selector)));

/**
 * @param {Workplace} workplace
 * @param {HTMLFormElement} form
 * @param {string} station
 */
async function openForm(workplace, form, station) {
  const { kind = '', form: code = '' } = form.dataset;
  const page = `${kind} ${code} ${station}`;
  const nonce = await restoreDraft(workplace.database, form, page);
  const inTurn = oneAfterTheOther();
  const keep = (values = valuesOf(form)) => keepDraft(workplace.database, page, values);
  const photographs = await openPhotographs(form, workplace.database, () => inTurn(keep), nonce);
  form.addEventListener('input', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.name === 'source') chooseSheet(form, event.target.value);
    showSums(form);
    const values = valuesOf(form);
    void inTurn(() => keep(values)).catch(tell);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  onPress(part('sign', form), async () => {
    if (!form.reportValidity()) return;
    const [values, fields] = [valuesOf(form), kind === 'forms/copy' ? copyOf(form, code, station) : refusalOf(form, station)];
    if (isWithoutFigures(fields)) refuse('figures-missing');
    await whileClosed(form, async () => {
      const files = await photographs.all();
      await inTurn(async () => sign(workplace, { kind, fields, files, draft: await keep(values) }));
    });
    form.reset();
    photographs.clear();
    showSums(form);
  });
  showSums(form);
}

// A sheet that is said to be filled in has figures: without any the act would change nothing.
/** @param {{[name: string]: Value | undefined}} fields */
function isWithoutFigures({ entry }) {
  const { state, figures = {}, votes = {} } = /** @type {{state?: string, figures?: {}, votes?: {}}} */ (entry ?? {});
  return state === 'complete' && Object.keys(figures).length + Object.keys(votes).length === 0;
}

// Where a sheet is called as the source is, it is mostly that one; the person may choose another.
/**
 * @param {HTMLFormElement} form
 * @param {string} source
 */
function chooseSheet(form, source) {
  const sheets = form.querySelector('select[name=sheet]');
  if (sheets instanceof HTMLSelectElement && Array.from(sheets.options).some((option) => option.value === source)) sheets.value = source;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} code
 * @param {string} station
 * @returns {{[name: string]: Value | undefined}}
 */
function copyOf(form, code, station) {
  const data = new FormData(form);
  const source = String(data.get('source'));
  const isBare = data.get('state') === 'blank' || data.get('state') === 'wrong-form';
  const entry = { state: String(data.get('state')), figures: isBare ? {} : figuresOf(form, 'figure'), votes: isBare ? {} : figuresOf(form, 'vote') };
  return { form: code, station, source, sheet: String(data.get('sheet')), method: source === 'scan' ? 'transcribed' : 'seen', entry };
}

/**
 * An empty field is a figure that the sheet doesn't hold; nought is nought.
 * @param {HTMLFormElement} form
 * @param {'figure' | 'vote'} what
 */
export function figuresOf(form, what) {
  /** @type {{[code: string]: number}} */
  const figures = {};
  for (const input of form.querySelectorAll(`input[data-${what}]`)) {
    if (!(input instanceof HTMLInputElement)) continue;
    const figure = wholeOf(input.value);
    if (figure !== undefined) figures[input.dataset[what] ?? ''] = figure;
  }
  return figures;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} station
 * @returns {{[name: string]: Value | undefined}}
 */
function refusalOf(form, station) {
  const data = new FormData(form);
  const when = new Date(String(data.get('when')));
  return { station, when: momentOf(Number.isNaN(when.getTime()) ? new Date() : when), by: String(data.get('by')), reason: String(data.get('reason')) };
}

/** @param {HTMLFormElement} form */
function showSums(form) {
  if (form.dataset.kind !== 'forms/copy') return;
  const outcomes = sumsOf(JSON.parse(form.dataset.checks ?? '[]'), figuresOf(form, 'figure'), figuresOf(form, 'vote'));
  for (const { code, left, right, holds } of outcomes) {
    const line = part(`check-${code}`, form);
    line.textContent = left === undefined || right === undefined ? '' : say(holds ? 'sum.holds' : 'sum.differs', left, right);
    line.className = `mark ${left === undefined || right === undefined ? 'missing' : holds ? 'agree' : 'differ'}`;
  }
}
