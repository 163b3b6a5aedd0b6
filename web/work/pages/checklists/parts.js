// A checklist drawn question by question: each part is made once and follows the form as one types, so that nothing loses the focus.

import { offered, isRequired, wanted } from '../../checklists/filling.js';
import { hasValue, isAsked, isSelect } from '../../checklists/form.js';
import { repeatedIn } from '../../checklists/act.js';
import { textFor } from '../../checklists/labels.js';
import { element, has, say, sayCode } from '../dom.js';
import { controlOf, speak } from './controls.js';

/** @typedef {import('../../checklists/form.js').Row} Row */
/** @typedef {import('../../checklists/instance.js').Instance} Instance */
/** @typedef {import('../../checklists/filling.js').Answers} Answers */
/** @typedef {import('./controls.js').Control} Control */
/** A drawn part. @typedef {{element: HTMLElement, follow: (instance: Instance) => void, focus: (place: string) => boolean}} Part */

/**
 * What all parts share.
 * @typedef {object} Drawing
 * @property {import('../../checklists/form.js').Form} form
 * @property {string[]} languages the reader's first
 * @property {string} today
 * @property {import('./pictureAnswers.js').Pictures} pictures
 * @property {(place: string) => string} problemAt why an answer is refused, where that is to be said
 * @property {(place?: string, isDone?: boolean) => void} changed something was typed; done when the person went on
 * @property {() => string} newId
 */

/**
 * The rows directly in a group or repeat, or at the top.
 * @param {Drawing} drawing
 * @param {number[]} indices
 * @param {Answers} answers those of their instance
 * @returns {Part[]}
 */
export function draw(drawing, indices, answers) {
  return indices.flatMap((index) => {
    const row = drawing.form.rows[index];
    if (row === undefined) return [];
    if (row.type === 'begin_group') return [drawGroup(drawing, row, answers)];
    if (row.type === 'begin_repeat') return [drawRepeat(drawing, row, answers)];
    if (row.type === 'note') return [drawNote(drawing, row)];
    if (!isAsked(row.type)) return [];
    return [row.calculation ? drawComputed(drawing, row) : drawQuestion(drawing, row, answers)];
  });
}

/** @param {Drawing} drawing @param {Row} row @param {Answers} answers @returns {Part} */
function drawGroup(drawing, row, answers) {
  const title = element('legend', {});
  const parts = draw(drawing, row.children, answers);
  const whole = element('fieldset', { class: 'part' }, title, ...parts.map((part) => part.element));
  return {
    element: whole,
    follow: (instance) => {
      whole.hidden = !instance.isRelevant(row);
      speak(title, row.row.label, drawing.languages, instance);
      title.hidden = title.textContent === '';
      for (const part of parts) part.follow(instance);
    },
    focus: (place) => parts.some((part) => part.focus(place)),
  };
}

/** @param {Drawing} drawing @param {Row} row @returns {Part} */
function drawNote(drawing, row) {
  const whole = element('p', { class: 'said' });
  const follow = (/** @type {Instance} */ instance) => {
    whole.hidden = !instance.isRelevant(row);
    speak(whole, row.row.label, drawing.languages, instance);
  };
  return { element: whole, follow, focus: () => false };
}

/** What isn't asked but computed, where it has a label. @param {Drawing} drawing @param {Row} row @returns {Part} */
function drawComputed(drawing, row) {
  const [label, value] = [element('span', {}), element('output', {})];
  const whole = element('p', { class: 'said' }, label, ' ', value);
  const follow = (/** @type {Instance} */ instance) => {
    whole.hidden = !instance.isRelevant(row);
    speak(label, row.row.label, drawing.languages, instance, row.name);
    value.textContent = instance.value(row);
  };
  return { element: whole, follow, focus: () => false };
}

/**
 * A question, with what it needs around its control.
 * @param {Drawing} drawing
 * @param {Row} row
 * @param {Answers} answers
 * @returns {Part}
 */
function drawQuestion(drawing, row, answers) {
  const id = drawing.newId();
  const control = controlOf(row, id, drawing.form.choices.get(row.row.list_name ?? '') ?? [], drawing.pictures);
  const frame = frameOf(row, id, control);
  let place = row.name;
  const take = (/** @type {boolean} */ isDone) => {
    answers[row.name] = control.value();
    drawing.changed(place, isDone);
  };
  frame.whole.addEventListener('input', () => take(false));
  frame.whole.addEventListener('change', () => take(true));
  frame.clear.addEventListener('click', () => {
    control.show('');
    take(true);
    control.first.focus();
  });
  const offers = offering(drawing, row, control);
  control.show(textIn(answers, row.name));
  const follow = (/** @type {Instance} */ instance) => {
    place = instance.path + row.name;
    frame.whole.hidden = !instance.isRelevant(row);
    if (frame.whole.hidden) return;
    speak(frame.label, row.row.label, drawing.languages, instance, row.name);
    speak(frame.hint, row.row.hint, drawing.languages, instance, hintOf(row.type));
    offers(instance);
    follows(drawing, row, instance, frame, control, drawing.problemAt(place));
  };
  return { element: frame.whole, follow, focus: (wantedPlace) => wantedPlace === place && !frame.whole.hidden && (control.first.focus(), true) };
}

/** @param {Answers} answers @param {string} name */
const textIn = (answers, name) => (typeof answers[name] === 'string' ? String(answers[name]) : '');

/** @param {string} type */
const hintOf = (type) => (has(`lists.how.${type}`) ? say(`lists.how.${type}`) : '');

/** @typedef {{whole: HTMLElement, label: HTMLElement, hint: HTMLElement, needed: HTMLElement, why: HTMLElement, clear: HTMLElement}} QuestionFrame */

/**
 * @param {Row} row
 * @param {string} id
 * @param {Control} control
 * @returns {QuestionFrame}
 */
function frameOf(row, id, control) {
  const isOne = control.first.id === id && row.type !== 'acknowledge';
  const [label, needed] = [element('span', { class: 'asked' }), element('span', { class: 'mark missing' }, say('lists.needed'))];
  const [hint, why] = [element('p', { class: 'hint', id: `${id}-hint` }), element('p', { class: 'why', id: `${id}-why` })];
  const clear = element('button', { type: 'button', class: 'quiet small' }, say('lists.clear'));
  const title = element(isOne ? 'label' : 'legend', isOne ? { for: id } : {}, label, ' ', needed);
  const role = row.type === 'select_one' && !isOne && 'radiogroup';
  const whole = element(isOne ? 'div' : 'fieldset', { class: isOne ? 'ask one' : 'choose', 'data-question': row.name, role }, title, hint, why, control.element, clear);
  return { whole, label, hint, needed, why, clear };
}

/**
 * @param {Drawing} drawing
 * @param {Row} row
 * @param {Instance} instance
 * @param {QuestionFrame} frame
 * @param {Control} control
 * @param {string} code
 */
function follows(drawing, row, instance, { whole, hint, needed, why, clear }, control, code) {
  const required = isRequired(row, instance, drawing.today);
  needed.hidden = !required;
  why.textContent = code === '' ? '' : reasonOf(drawing, row, instance, code);
  hint.hidden = hint.textContent === '';
  why.hidden = code === '';
  whole.classList.toggle('refused', code !== '');
  clear.hidden = row.type !== 'select_one' || required || instance.value(row) === '';
  control.describe([hint, why].filter(({ hidden }) => !hidden).map(({ id }) => id).join(' '), code !== '');
  if (whole.getAttribute('role') === 'radiogroup') whole.setAttribute('aria-invalid', String(code !== ''));
}

/**
 * @param {Drawing} drawing
 * @param {Row} row
 * @param {Instance} instance
 * @param {string} code
 */
function reasonOf({ languages }, { row, type }, instance, code) {
  const own = code === 'answer-required' ? row.required_message : code === 'answer-constraint' ? row.constraint_message : undefined;
  const said = textFor(own, languages, instance);
  if (said !== '') return said;
  return code === 'answer-malformed' && has(`lists.malformed.${type}`) ? say(`lists.malformed.${type}`) : sayCode(code);
}

/**
 * Choices as the filter offers them and as they are called now; drawn anew only where that changes.
 * @param {Drawing} drawing
 * @param {Row} row
 * @param {Control} control
 */
function offering({ today, languages }, row, control) {
  let before = '';
  return (/** @type {Instance} */ instance) => {
    if (!isSelect(row.type) || !control.offer) return;
    const choices = offered(row, instance, today);
    const labels = new Map(choices.map((choice) => [choice, textFor(choice.label, languages, instance, choice.name)]));
    const now = JSON.stringify([...labels].map(([{ name }, label]) => [name, label]));
    if (now !== before) control.offer(choices, (choice) => labels.get(choice) ?? choice.name);
    before = now;
  };
}

/** @param {Drawing} drawing @param {Row} row @param {Answers} answers @returns {Part} */
function drawRepeat(drawing, row, answers) {
  const [title, why, within] = [element('h4', {}), element('p', { class: 'why' }), element('div', {})];
  const add = element('button', { type: 'button', class: 'quiet' }, say('lists.add'));
  const whole = element('section', { class: 'part' }, title, why, within, add);
  /** @type {Part[][]} */
  let instances = [];
  const redraw = () => {
    const filled = repeatedIn(answers, row.name);
    instances = filled.map((one) => draw(drawing, row.children, one));
    within.replaceChildren(...instances.map((parts, at) => drawInstance(row, parts, at, () => set(filled.filter((_, index) => index !== at)))));
  };
  const set = (/** @type {Answers[]} */ filled) => {
    answers[row.name] = filled;
    redraw();
    drawing.changed();
    if (!add.hidden) add.focus();
  };
  add.addEventListener('click', () => {
    set([...repeatedIn(answers, row.name), defaultsOf(drawing, row.children)]);
    const last = within.lastElementChild?.querySelector('input, select, textarea');
    if (last instanceof HTMLElement) last.focus();
  });
  redraw();
  const follow = (/** @type {Instance} */ instance) => {
    whole.hidden = !instance.isRelevant(row);
    speak(title, row.row.label, drawing.languages, instance, row.name);
    const [count, given] = [wanted(row, instance, drawing.today), repeatedIn(answers, row.name)];
    add.hidden = row.count !== undefined;
    why.textContent = drawing.problemAt(instance.path + row.name) === '' ? '' : sayCode('answer-repeat-count');
    if (!whole.hidden && count !== undefined && count !== given.length) return set(Array.from({ length: count }, (_, at) => given[at] ?? defaultsOf(drawing, row.children)));
    for (const [at, one] of instance.repeated(row).entries()) for (const part of instances[at] ?? []) part.follow(one);
  };
  return { element: whole, follow, focus: (place) => instances.some((parts) => parts.some((part) => part.focus(place))) };
}

/**
 * @param {Row} row
 * @param {Part[]} parts
 * @param {number} at
 * @param {() => void} remove
 */
function drawInstance(row, parts, at, remove) {
  const button = element('button', { type: 'button', class: 'stop small', click: remove }, say('lists.remove', at + 1));
  button.hidden = row.count !== undefined;
  return element('fieldset', { class: 'part' }, element('legend', {}, say('lists.instance', at + 1)), ...parts.map((part) => part.element), button);
}

/**
 * What a device puts in before it shows a form, or another instance of a repeat.
 * @param {{form: import('../../checklists/form.js').Form}} drawing
 * @param {number[]} indices
 * @returns {Answers}
 */
export function defaultsOf({ form }, indices) {
  /** @type {Answers} */
  const answers = {};
  for (const row of indices.flatMap((index) => form.rows[index] ?? [])) {
    if (row.type === 'begin_group') Object.assign(answers, defaultsOf({ form }, row.children));
    else if (hasValue(row.type) && row.row.default !== undefined) answers[row.name] = row.row.default;
  }
  return answers;
}
