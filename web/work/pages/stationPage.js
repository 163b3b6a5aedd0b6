// My station: a copy of the form, and "I asked for a copy and got none". The server wrote the fields; what is put into them stays on
// this phone until it is signed, and works without signal.

import { buildText, newNonce, signText } from '../acts/acts.js';
import { momentOf } from '../acts/moments.js';
import { refuse } from '../base/refusal.js';
import { previousOf } from '../outbox/previous.js';
import { openChecklists } from './checklists/section.js';
import { onPress, part, say, tell } from './dom.js';
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
  await openChecklists(workplace, station);
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
  await restore(workplace, form, page);
  const inTurn = oneAfterTheOther();
  form.addEventListener('input', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.name === 'source') chooseSheet(form, event.target.value);
    showSums(form);
    const values = valuesOf(form);
    void inTurn(() => keep(workplace, page, values)).catch(tell);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  onPress(part('sign', form), async () => {
    if (!form.reportValidity()) return;
    const [values, fields] = [valuesOf(form), kind === 'forms/copy' ? copyOf(form, code, station) : refusalOf(form, station)];
    await whileClosed(form, () => inTurn(async () => sign(workplace, kind, fields, await keep(workplace, page, values))));
    form.reset();
    showSums(form);
  });
  showSums(form);
}

/** Drafts are written in the order in which they were typed, and none behind the act that came of it. */
export function oneAfterTheOther() {
  let last = Promise.resolve();
  return (/** @type {() => Promise<any>} */ work) => {
    const now = last.then(work);
    last = now.catch(() => undefined);
    return now;
  };
}

/**
 * What is typed while an act is being signed would be part of no act: nothing can be.
 * @param {HTMLFormElement} form
 * @param {() => Promise<void>} work
 */
export async function whileClosed(form, work) {
  const open = Array.from(form.elements).filter((control) => !control.hasAttribute('disabled'));
  for (const control of open) control.setAttribute('disabled', '');
  try {
    await work();
  } finally {
    for (const control of open) control.removeAttribute('disabled');
  }
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
 * @param {{files?: import('../outbox/attachments.js').File[], register?: import('../outbox/previous.js').Register}} [options] the files that it names; what the page knows of the register
 */
export async function sign(workplace, kind, fields, nonce, { files = [], register } = {}) {
  const { key, pin, outbox } = workplace;
  if (key === undefined) refuse('no-key');
  const previous = await previousOf(await outbox.items(), { kind, fields, keyName: key.keyName }, register);
  const text = buildText({ origin: pin.origin, kind, nonce, at: momentOf(new Date()), signers: [key.keyName], fields: { ...fields, previous } });
  const { isNew } = await outbox.add(await signText(text, [key]), { draft: nonce, files });
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

/** @param {HTMLFormElement} form @returns {{[name: string]: string}} */
const valuesOf = (form) => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));

/**
 * @param {Workplace} workplace
 * @param {string} page
 * @param {{[name: string]: string}} values
 * @returns {Promise<string>} the nonce of the act that it becomes
 */
export async function keep({ database }, page, values) {
  const nonce = (await database.draft(page))?.nonce ?? newNonce();
  await database.keepDraft({ page, nonce, values });
  return nonce;
}

/**
 * @param {Workplace} workplace
 * @param {HTMLFormElement} form
 * @param {string} page
 */
async function restore({ database }, form, page) {
  const draft = await database.draft(page);
  for (const control of form.elements) {
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) continue;
    const value = draft?.values[control.name];
    if (value === undefined) continue;
    if (control instanceof HTMLInputElement && control.type === 'radio') control.checked = control.value === value;
    else control.value = value;
  }
}
