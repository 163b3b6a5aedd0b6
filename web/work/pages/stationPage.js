// My station: a copy of the form, and "I asked for a copy and got none". The server wrote the fields; what is put into them stays on
// this phone until it is signed, and works without signal.

import { buildText, signText } from '../acts/acts.js';
import { momentOf } from '../acts/moments.js';
import { refuse } from '../base/refusal.js';
import { previousOf } from '../outbox/previous.js';
import { onPress, part, say, tell } from './dom.js';
import { keepValues, oneAfterTheOther, restoreValues, valuesOf, whileClosed } from './forms.js';
import { drawOutbox } from './outboxList.js';
import { sumsOf, wholeOf } from './figures.js';

/** @typedef {import('./workplace.js').Workplace} Workplace */
/** @typedef {import('../acts/fields.js').Value} Value */

/** @param {Workplace} workplace */
export async function openStationPage(workplace) {
  const station = part('work').dataset.station ?? '';
  const isHere = (/** @type {import('../outbox/states.js').Item} */ item) => item.about === station;
  part('no-key').hidden = workplace.key !== undefined;
  for (const form of document.querySelectorAll('form[data-kind]')) if (form instanceof HTMLFormElement) await openForm(workplace, form, station);
  await drawOutbox(workplace, isHere);
  onPress(part('send'), workplace.send);
}

/**
 * @param {Workplace} workplace
 * @param {HTMLFormElement} form
 * @param {string} station
 */
async function openForm(workplace, form, station) {
  const { kind = '', form: code = '' } = form.dataset;
  const page = `${kind} ${code} ${station}`;
  await restoreValues(workplace, form, page);
  const inTurn = oneAfterTheOther();
  form.addEventListener('input', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.name === 'source') chooseSheet(form, event.target.value);
    showSums(form);
    const values = valuesOf(form);
    void inTurn(() => keepValues(workplace, page, values)).catch(tell);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  onPress(part('sign', form), async () => {
    if (!form.reportValidity()) return;
    const [values, fields] = [valuesOf(form), kind === 'forms/copy' ? copyOf(form, code, station) : refusalOf(form, station)];
    await whileClosed(form, () => inTurn(async () => sign(workplace, kind, fields, await keepValues(workplace, page, values))));
    form.reset();
    showSums(form);
  });
  showSums(form);
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
 * @param {Workplace} workplace
 * @param {string} kind
 * @param {{[name: string]: Value | undefined}} fields
 * @param {string} nonce
 */
async function sign(workplace, kind, fields, nonce) {
  const { key, pin, outbox } = workplace;
  if (key === undefined) refuse('no-key');
  const previous = await previousOf(await outbox.items(), { kind, fields, keyName: key.keyName });
  const text = buildText({ origin: pin.origin, kind, nonce, at: momentOf(new Date()), signers: [key.keyName], fields: { ...fields, previous } });
  const { isNew } = await outbox.add(await signText(text, [key]), { draft: nonce });
  if (!isNew) refuse('not-kept');
  part('signed').textContent = say('signed', new Date().toTimeString().slice(0, 5));
  await drawOutbox(workplace, (item) => item.about === fields.station);
  void workplace.send();
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
