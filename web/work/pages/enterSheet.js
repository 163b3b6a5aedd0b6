// One form while it is typed: keys, marks, sums where they stand, and a draft that survives a power cut.

import { refuse } from '../base/refusal.js';
import { BLANK, ILLEGIBLE, entryOf, fits, isTyped, mayHold, mixes } from '../enter/figures.js';
import { seal } from '../enter/sealing.js';
import { roundOf } from '../enter/states.js';
import { keepDraft } from '../station/drafts.js';
import { openPhotographs } from '../station/photographs.js';
import { whileClosed } from '../station/signing.js';
import { part, say, tell } from './dom.js';
import { sumsOf } from './figures.js';
import { showPhotographs } from './enterPhotographs.js';

/** @typedef {import('./workplace.js').Workplace} Workplace */
/** @typedef {import('../enter/figures.js').Field} Field */
/** @typedef {import('../enter/states.js').Status} Status */
/** @typedef {import('./enterPage.js').Place} Place */

/**
 * The draft of a round and of a clerk: what was typed of another round, or by another clerk at this computer, is another draft.
 * @param {{form: string, station: string}} place
 * @param {number} round
 * @param {string} keyName
 */
export const draftPage = ({ form, station }, round, keyName) => `entry ${keyName} ${form} ${station} ${round}`;

/**
 * @param {Workplace} workplace
 * @param {Place} place
 * @param {Status | undefined} status
 * @param {() => Promise<void>} sealed what comes behind it
 * @param {Map<string, HTMLFormElement>} blanks forms as the server wrote them
 */
export async function openSheet(workplace, place, status, sealed, blanks) {
  const old = document.getElementById(place.sheet);
  if (!(old instanceof HTMLFormElement)) throw new Error(`the page has no ${place.sheet}`);
  // A form of its own for each station, as the server wrote it: nothing of the one before is left on it.
  const blank = blanks.get(place.sheet) ?? /** @type {HTMLFormElement} */ (old.cloneNode(true));
  blanks.set(place.sheet, blank);
  const form = /** @type {HTMLFormElement} */ (blank.cloneNode(true));
  old.replaceWith(form);
  const sheet = new Sheet(workplace, place, status, form, sealed);
  await sheet.restore();
  sheet.listen();
  form.hidden = false;
  const focus = () => (sheet.inputs.find((input) => !isTyped(sheet.typed[input.name])) ?? part('seal', form)).focus();
  focus();
  return focus;
}

class Sheet {
  /**
   * @param {Workplace} workplace
   * @param {Place} place
   * @param {Status | undefined} status
   * @param {HTMLFormElement} form
   * @param {() => Promise<void>} sealed
   */
  constructor(workplace, place, status, form, sealed) {
    this.workplace = workplace;
    this.place = place;
    this.status = status;
    this.form = form;
    this.sealed = sealed;
    this.round = roundOf(status);
    this.asked = status?.asked ?? [];
    this.digits = (form.dataset.digits ?? 'latin').split(' ');
    this.maximum = Number(form.dataset.maximum);
    this.page = draftPage(place, this.round, workplace.key?.keyName ?? '');
    /** @type {import('../enter/figures.js').Typed} */
    this.typed = {};
    /** @type {string[]} */
    this.confirmed = [];
    this.saving = Promise.resolve();
    this.isSaveDue = false;
    this.inputs = /** @type {HTMLInputElement[]} */ (Array.from(form.querySelectorAll('input.num'))).filter(({ name }) => this.asked.length === 0 || this.asked.includes(name));
    part('station', form).textContent = place.station;
    this.drawAsked();
  }

  /** @returns {Field[]} */
  get fields() {
    return this.inputs.map(({ name, dataset }) => ({ name, what: dataset.what === 'vote' ? 'vote' : 'figure', code: dataset.code ?? '' }));
  }

  // Only the figures that differed come back, empty; the others are closed, and neither clerk's number is shown.
  drawAsked() {
    for (const line of this.form.querySelectorAll('label.f')) {
      const input = line.querySelector('input');
      if (line instanceof HTMLElement && input && this.asked.length > 0) line.hidden = !this.asked.includes(input.name);
    }
    part('asked', this.form).hidden = this.asked.length === 0;
    part('asked', this.form).textContent = say('enter.asked', this.asked.length);
    part('sheet-part', this.form).hidden = this.asked.length > 0;
    if (this.status?.sheet) this.select('sheet').value = this.status.sheet;
  }

  /** @param {string} name */
  select(name) {
    return /** @type {HTMLSelectElement} */ (this.form.querySelector(`select[name=${name}]`));
  }

  async restore() {
    const { database } = this.workplace;
    const draft = await database.draft(this.page);
    if (draft !== undefined) {
      const { state = 'complete', sheet = '', confirmed = '', ...typed } = draft.values;
      this.typed = typed;
      this.confirmed = confirmed.split(' ').filter(Boolean);
      // The sheet that the register knows is the one that is typed, whatever this draft began with.
      if (sheet && !this.status?.sheet) this.select('sheet').value = sheet;
      this.setState(state);
    }
    this.photographs = await openPhotographs(this.form, database, () => this.keepInTurn(), draft?.nonce);
    this.viewers = showPhotographs(part('sheets', this.form), this.status?.photographs ?? []);
    for (const input of this.inputs) this.show(input);
    this.showSums();
    this.showCount();
  }

  /** @param {string} state */
  setState(state) {
    for (const radio of this.form.querySelectorAll('input[name=state]')) if (radio instanceof HTMLInputElement) radio.checked = radio.value === state;
  }

  // By what is chosen, and not by what the form would hand in: while it is signed its controls are closed.
  state() {
    return /** @type {HTMLInputElement | null} */ (this.form.querySelector('input[name=state]:checked'))?.value ?? 'complete';
  }

  listen() {
    const { form } = this;
    form.addEventListener('beforeinput', (event) => this.guard(event));
    form.addEventListener('input', (event) => this.take(event));
    form.addEventListener('keydown', (event) => this.key(event));
    form.addEventListener('change', () => this.keep());
    form.addEventListener('focusin', ({ target }) => (this.last = target instanceof HTMLInputElement && target.classList.contains('num') ? target : this.last));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.sign().catch(tell);
    });
    for (const button of form.querySelectorAll('button[data-mark]')) {
      button.addEventListener('pointerdown', (event) => event.preventDefault());
      button.addEventListener('click', () => this.last && this.mark(this.last, button instanceof HTMLElement && button.dataset.mark === 'blank' ? BLANK : ILLEGIBLE));
    }
    for (const says of form.querySelectorAll('[data-check]')) part('confirm', says).addEventListener('click', () => this.confirm(says instanceof HTMLElement ? (says.dataset.check ?? '') : ''));
  }

  /** Nothing but digits of one kind goes into a field. @param {InputEvent} event */
  guard(event) {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.classList.contains('num') || event.data === null || event.data === undefined) return;
    const before = this.isMarked(input) ? '' : input.value;
    const after = before.slice(0, input.selectionStart ?? before.length) + event.data + before.slice(input.selectionEnd ?? before.length);
    const fits = mayHold(this.isMarked(input) ? event.data : after, this.digits);
    if (!fits) event.preventDefault();
    else if (this.isMarked(input)) input.value = '';
    part('field-note', this.form).textContent = fits ? '' : say(mixes(after) ? 'enter.one-kind' : 'enter.digits-only');
  }

  /** @param {HTMLInputElement} input */
  isMarked(input) {
    return this.typed[input.name] === BLANK || this.typed[input.name] === ILLEGIBLE;
  }

  /** @param {globalThis.Event} event */
  take({ target }) {
    if (!(target instanceof HTMLInputElement) || !target.classList.contains('num')) return;
    const isRest = this.isMarked(target) && !mayHold(target.value, this.digits);
    this.set(target, isRest ? '' : target.value);
    if (isRest) target.value = '';
  }

  /**
   * @param {HTMLInputElement} input
   * @param {string} value
   */
  set(input, value) {
    const { [input.name]: _, ...others } = this.typed;
    this.typed = value === '' ? others : { ...this.typed, [input.name]: value };
    input.classList.toggle('word', value === BLANK || value === ILLEGIBLE);
    this.showSums();
    this.showCount();
    this.keep();
  }

  /**
   * @param {HTMLInputElement} input
   * @param {string} sign
   */
  mark(input, sign) {
    this.set(input, sign);
    this.show(input);
    this.move(input, 1);
  }

  /** @param {HTMLInputElement} input */
  show(input) {
    const value = this.typed[input.name] ?? '';
    input.value = value === BLANK ? say('enter.blank') : value === ILLEGIBLE ? say('enter.illegible') : value;
    input.classList.toggle('word', this.isMarked(input));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.classList.contains('num') || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    /** @type {{[key: string]: () => void}} */
    const keys = {
      Enter: () => this.move(input, 1), ArrowDown: () => this.move(input, 1, true), ArrowUp: () => this.move(input, -1, true),
      '-': () => this.mark(input, BLANK), '\u2212': () => this.mark(input, BLANK), '*': () => this.mark(input, ILLEGIBLE), '/': () => this.viewers.forEach(({ press }) => press('/')), '+': () => this.confirm(this.failingAt(input)),
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  }

  // Enter goes on to the button behind the last field; the arrows stop at the first and at the last.
  /**
   * @param {HTMLInputElement} input
   * @param {number} by
   * @param {boolean} [stops]
   */
  move(input, by, stops = false) {
    const next = this.inputs[this.inputs.indexOf(input) + by];
    const target = next ?? (stops ? input : part('seal', this.form));
    target.focus();
    if (target instanceof HTMLInputElement) target.select();
  }

  // The sum that is shown nearest behind a field, of those that don't hold.
  /** @param {HTMLInputElement} input */
  failingAt(input) {
    const failing = /** @type {HTMLElement[]} */ (Array.from(this.form.querySelectorAll('[data-check]:not([hidden])')));
    return (failing.find((says) => input.compareDocumentPosition(says) & Node.DOCUMENT_POSITION_FOLLOWING) ?? failing.at(-1))?.dataset.check ?? '';
  }

  /** That the paper says so. @param {string} check */
  confirm(check) {
    if (check === '') return;
    this.confirmed = this.confirmed.includes(check) ? this.confirmed.filter((one) => one !== check) : [...this.confirmed, check];
    this.showSums();
    this.keep();
  }

  // Of a later round the other figures aren't shown, so their sums aren't either.
  showSums() {
    if (this.asked.length > 0) return;
    const { figures, votes } = entryOf(this.fields, this.typed, { state: 'complete', confirmed: [] });
    const lists = this.fields.filter(({ what }) => what === 'vote').length;
    for (const { code, left, right, holds } of sumsOf(JSON.parse(this.form.dataset.checks ?? '[]'), figures, votes, lists)) {
      const says = this.form.querySelector(`[data-check="${CSS.escape(code)}"]`);
      if (!(says instanceof HTMLElement)) continue;
      says.hidden = holds || left === undefined || right === undefined;
      says.classList.toggle('confirmed', this.confirmed.includes(code));
      if (!says.hidden) part('sum', says).textContent = say(this.confirmed.includes(code) ? 'enter.confirmed' : 'sum.differs', left ?? 0, right ?? 0);
    }
  }

  showCount() {
    const done = this.inputs.filter(({ name }) => isTyped(this.typed[name])).length;
    part('typed', this.form).textContent = say('enter.typed', done, this.inputs.length);
  }

  // Each key is kept before the next but one at the latest: while one writing runs, all that comes is kept by the next.
  keep() {
    if (this.isSaveDue || this.isSealing) return;
    this.isSaveDue = true;
    void this.keepInTurn().catch(tell);
  }

  // Of two writings the one that was asked for later has the later values, and comes later.
  keepInTurn() {
    const kept = this.saving.then(() => this.keepNow());
    this.saving = kept.then(() => undefined, () => undefined);
    return kept;
  }

  async keepNow() {
    this.isSaveDue = false;
    const values = { ...this.typed, state: this.state(), sheet: this.select('sheet').value, confirmed: this.confirmed.join(' ') };
    const nonce = await keepDraft(this.workplace.database, this.page, values);
    part('saved').textContent = say('enter.saved', new Date().toTimeString().slice(0, 8));
    return nonce;
  }

  /** Sealed once, whatever is pressed twice. */
  async sign() {
    if (this.isSealing) return;
    const state = this.state();
    const open = state === 'blank' || state === 'wrong-form' ? undefined : this.inputs.find(({ name }) => !isTyped(this.typed[name]));
    if (open !== undefined) {
      open.focus();
      refuse('fields-not-typed');
    }
    const tooLarge = this.inputs.find(({ name }) => !fits(this.typed[name], this.maximum));
    if (tooLarge !== undefined) {
      tooLarge.focus();
      refuse('number-too-large');
    }
    this.isSealing = true;
    try {
      await whileClosed(this.form, () => this.seal(state));
    } catch (failure) {
      this.isSealing = false;
      throw failure;
    }
    part('trouble').hidden = true;
    await this.sealed();
  }

  /** @param {string} state */
  async seal(state) {
    const draft = await this.keepInTurn();
    const failing = Array.from(this.form.querySelectorAll('[data-check]:not([hidden])')).map((says) => (says instanceof HTMLElement ? says.dataset.check : ''));
    const entry = entryOf(this.fields, this.typed, { state, confirmed: this.confirmed.filter((code) => failing.includes(code)) });
    await seal(this.workplace, { form: this.place.form, station: this.place.station, sheet: this.select('sheet').value, round: this.round, entry, files: (await this.photographs?.all()) ?? [], draft });
  }

  /** @type {HTMLInputElement | undefined} */
  last;
  isSealing = false;
  /** @type {ReturnType<typeof showPhotographs>} */
  viewers = [];
  /** @type {Awaited<ReturnType<typeof openPhotographs>> | undefined} */
  photographs;
}
