// What each type of question is answered with. A control gives and takes the answer as the standard writes it.

import { codeOf, textFor } from '../../checklists/labels.js';
import { element, say } from '../dom.js';
import { pictureControl } from './pictureAnswers.js';

/** @typedef {import('../../checklists/form.js').Row} Row */
/** @typedef {import('../../checklists/form.js').Choice} Choice */

/**
 * @typedef {object} Control
 * @property {HTMLElement} element
 * @property {HTMLElement} first what takes the focus
 * @property {() => string} value
 * @property {(value: string) => void} show
 * @property {(choices: Choice[], label: (choice: Choice) => string) => void} [offer]
 * @property {(id: string, isRefused: boolean) => void} describe
 */

const KHMER_ZERO = 0x17e0;

// More choices than these are a list to scroll through.
const MOST_BUTTONS = 16;

/** @type {{[type: string]: {[name: string]: string}}} */
const INPUTS = {
  integer: { inputmode: 'numeric', maxlength: '20' }, decimal: { inputmode: 'decimal', maxlength: '40' }, date: { type: 'date' }, time: { type: 'time' },
  dateTime: { type: 'datetime-local' }, geopoint: { maxlength: '90' },
};

/**
 * @param {Row} row
 * @param {string} id
 * @param {Choice[]} choices
 * @param {import('./pictureAnswers.js').Pictures} pictures
 * @returns {Control}
 */
export function controlOf(row, id, choices, pictures) {
  if (row.type === 'image') return pictureControl(row.name, id, pictures);
  if (row.type === 'select_one' && choices.length > MOST_BUTTONS) return listControl(id);
  if (row.type === 'select_one' || row.type === 'select_multiple') return choiceControl(id, row.type === 'select_one');
  if (row.type === 'acknowledge') return acknowledgeControl(id);
  return textControl(row, id);
}

/** Digits as people type them, in Khmer or Latin, without zeros in front. @param {string} type @param {string} typed */
function written(type, typed) {
  const text = typed.trim();
  if (type === 'text') return typed.trim() === '' ? '' : typed;
  const latin = text.replace(/[០-៩]/g, (digit) => String(digit.charCodeAt(0) - KHMER_ZERO));
  return type === 'integer' || type === 'decimal' ? latin.replace(/^(-?)0+(?=[0-9])/, '$1') : latin;
}

/** @param {Row} row @param {string} id @returns {Control} */
function textControl({ type, row }, id) {
  const isLong = type === 'text' && !row.appearance?.includes('numbers');
  const input = /** @type {HTMLInputElement} */ (element(isLong ? 'textarea' : 'input', { id, name: id, autocomplete: 'off', ...(isLong ? { rows: '3' } : {}), ...INPUTS[type], readonly: row.read_only !== undefined }));
  return {
    element: input, first: input,
    value: () => written(type, input.value),
    show: (value) => void (written(type, input.value) === value || (input.value = value)),
    describe: (described, isRefused) => describe(input, described, isRefused),
  };
}

/** @param {string} id @returns {Control} */
function listControl(id) {
  const select = /** @type {HTMLSelectElement} */ (element('select', { id, name: id }));
  let wanted = '';
  return {
    element: select, first: select,
    value: () => select.value,
    show: (value) => void (select.value = wanted = value),
    offer: (choices, label) => {
      select.replaceChildren(element('option', { value: '' }, say('lists.none')), ...choices.map((choice) => element('option', { value: choice.name }, label(choice))));
      select.value = wanted;
    },
    describe: (described, isRefused) => describe(select, described, isRefused),
  };
}

/** @param {string} id @param {boolean} isOne @returns {Control} */
function choiceControl(id, isOne) {
  const whole = element('div', {});
  /** @type {HTMLInputElement[]} */
  let inputs = [];
  let chosen = '';
  const value = () => inputs.filter(({ checked }) => checked).map((input) => input.value).join(' ');
  const show = (/** @type {string} */ wanted) => {
    chosen = wanted;
    for (const input of inputs) input.checked = wanted.split(' ').includes(input.value);
  };
  return {
    element: whole, value, show,
    get first() {
      return inputs[0] ?? whole;
    },
    offer: (choices, label) => {
      const labels = choices.map((choice) => element('label', {}, element('input', { type: isOne ? 'radio' : 'checkbox', name: id, value: choice.name }), label(choice)));
      inputs = labels.map((one) => /** @type {HTMLInputElement} */ (one.firstChild));
      whole.replaceChildren(...labels);
      show(chosen);
    },
    describe: (described, isRefused) => inputs.forEach((input) => (isOne ? input.setAttribute('aria-describedby', described) : describe(input, described, isRefused))),
  };
}

/** @param {string} id @returns {Control} */
function acknowledgeControl(id) {
  const input = /** @type {HTMLInputElement} */ (element('input', { type: 'checkbox', id, name: id }));
  return {
    element: element('label', {}, input, say('lists.acknowledge')), first: input,
    value: () => (input.checked ? 'OK' : ''),
    show: (value) => void (input.checked = value === 'OK'),
    describe: (described, isRefused) => describe(input, described, isRefused),
  };
}

/**
 * @param {HTMLElement} control
 * @param {string} described
 * @param {boolean} isRefused
 */
function describe(control, described, isRefused) {
  control.setAttribute('aria-describedby', described);
  control.toggleAttribute('aria-invalid', false);
  if (isRefused) control.setAttribute('aria-invalid', 'true');
}

/**
 * A text of the checklist, in the language that has it.
 * @param {HTMLElement} place
 * @param {import('../../checklists/form.js').Texts | undefined} texts
 * @param {string[]} languages
 * @param {import('../../checklists/instance.js').Instance} instance
 * @param {string} [otherwise]
 */
export function speak(place, texts, languages, instance, otherwise = '') {
  const text = textFor(texts, languages, instance, otherwise);
  if (place.textContent !== text) place.textContent = text;
  const language = codeOf(languages.find((one) => texts?.[one]) ?? '');
  if (language !== '' && language !== document.documentElement.lang) place.lang = language;
}
