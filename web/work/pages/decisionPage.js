// A station for those who decide: its sheets side by side, what a decision would change before it is signed, and how checks that fail
// were looked at. Acts are built, previewed and signed as those of cases are.

import { organisationOf } from '../keys/enrolment.js';
import { openViewer } from '../pictures/viewer.js';
import { drawSigner } from './signer.js';
import { openStep } from './casePage.js';
import { element, onPress, part, say, tell } from './dom.js';
import { drawOnceShown } from './followed.js';
import { drawOutbox } from './outboxList.js';
import { figuresOf } from './stationPage.js';
import { readStep } from './stepFields.js';

/** @typedef {import('./workplace.js').Workplace} Workplace */
/** By the names of the form's fields. @typedef {{[key: string]: number}} Figures */

const NEW_FIGURES = ['corrected', 'recounted'];
const SAYING = ['station-says', 'station-steps'];

/** @param {Workplace} workplace */
export async function openDecisionPage(workplace) {
  drawSigner(workplace);
  for (const figure of document.querySelectorAll('[data-part=viewer]')) if (figure instanceof HTMLElement && figure.querySelector('img') !== null) openViewer(figure);
  await openForms(workplace);
  const look = await afterSigning(workplace);
  workplace.changed = async () => {
    await drawOutbox(workplace);
    void look().catch(tell);
  };
  await workplace.changed();
  onPress(part('send'), workplace.send);
}

/** @param {Workplace} workplace */
async function openForms(workplace) {
  for (const form of document.querySelectorAll('form[data-kind]')) if (form instanceof HTMLFormElement) await openForm(workplace, form);
}

// What was signed here is seen here: once the register has it, the page says what it says to everybody.
/** @param {Workplace} workplace */
async function afterSigning(workplace) {
  let shown = (await newestOf(workplace))?.index ?? -1;
  let isAsking = false;
  const draw = async () => {
    for (let item = await newestOf(workplace); item?.index !== undefined && item.index > shown; item = await newestOf(workplace)) {
      let back = placeOfReader();
      const mayDraw = () => {
        back = placeOfReader();
        return !isTyping();
      };
      if (!(await drawOnceShown(item.index, SAYING, mayDraw))) return;
      shown = item.index;
      await openForms(workplace);
      back(item.kind);
    }
  };
  return async () => {
    if (isAsking) return;
    isAsking = true;
    await draw().finally(() => (isAsking = false));
  };
}

/** The last act of this device that the register has. @param {Workplace} workplace */
async function newestOf({ outbox }) {
  const registered = (await outbox.items()).filter(({ own, index }) => own && index !== undefined);
  return registered.sort((one, other) => (one.index ?? 0) - (other.index ?? 0)).at(-1);
}

const isTyping = () => document.activeElement?.matches('[data-part=station-steps] :is(input, select, textarea)') ?? false;

// What was open stays open; a decision is what its reader looks for.
function placeOfReader() {
  const open = stepsHere().filter((step) => step.open).map(draftOf);
  const [left, top] = [scrollX, scrollY];
  return (/** @type {string} */ kind) => {
    for (const step of stepsHere()) step.open = open.includes(draftOf(step));
    scrollTo(left, top);
    const decided = document.querySelector('[data-part=decided]');
    if (kind === 'forms/adjudicate' && decided instanceof HTMLElement) decided.focus();
  };
}

/** @returns {HTMLDetailsElement[]} */
const stepsHere = () => Array.from(part('station-steps').querySelectorAll('details'));

/** @param {HTMLDetailsElement} step */
const draftOf = (step) => step.querySelector('form')?.dataset.draft ?? '';

// Who may not sign it reads whose it is.
/** @param {Workplace} workplace @param {HTMLFormElement} form */
async function openForm(workplace, form) {
  const { key } = workplace;
  const isYours = key !== undefined && (form.dataset.by ?? '').split(' ').includes(organisationOf(key.name));
  part('not-yours', form).hidden = key === undefined || isYours;
  if (form.dataset.kind === 'forms/adjudicate') form.addEventListener('input', () => showDecision(form));
  form.addEventListener('reset', () => setTimeout(() => form.dataset.kind === 'forms/adjudicate' && showDecision(form)));
  await openStep(workplace, form, readDecision);
  part('sign', form).hidden = !isYours;
  if (form.dataset.kind === 'forms/adjudicate') showDecision(form);
}

/** @param {HTMLFormElement} form */
const outcomeOf = (form) => String(new FormData(form).get('outcome') ?? '');

/**
 * A step with what a decision has beside the fields of steps.
 * @param {HTMLFormElement} form
 * @returns {ReturnType<typeof readStep>}
 */
export async function readDecision(form) {
  const step = await readStep(form);
  if (form.dataset.kind !== 'forms/adjudicate') return step;
  const outcome = outcomeOf(form);
  const entry = NEW_FIGURES.includes(outcome) ? { state: 'complete', figures: figuresOf(form, 'figure'), votes: figuresOf(form, 'vote') } : undefined;
  const adopts = outcome === 'copy-adopted' ? step.fields.adopts : undefined;
  const final = form.querySelector('[data-final]:checked') !== null;
  return { ...step, fields: { ...step.fields, outcome, adopts, entry, final, considered: (form.dataset.considered ?? '').split(' ').filter(Boolean) } };
}

// What isn't asked with an outcome isn't there, and keeps nobody from signing.
/** @param {HTMLFormElement} form */
function showDecision(form) {
  const outcome = outcomeOf(form);
  for (const fields of form.querySelectorAll('fieldset[data-for]')) if (fields instanceof HTMLFieldSetElement) {
    const isAsked = (fields.dataset.for ?? '').split(' ').includes(outcome);
    fields.hidden = fields.disabled = !isAsked;
  }
  part('effect', form).replaceChildren(...effectOf(form, outcome).map((line) => element('li', {}, line)));
}

/**
 * Sentences of what the decision would change in the official figures.
 * @param {HTMLFormElement} form
 * @param {string} outcome
 */
function effectOf(form, outcome) {
  const { official, copies } = /** @type {{official: Figures, copies: {[act: string]: Figures}}} */ (JSON.parse(form.dataset.figures ?? '{}'));
  const adopted = copies[String(new FormData(form).get('adopts') ?? '')];
  if (outcome === '' || (outcome === 'copy-adopted' && adopted === undefined)) return [say('decide.effect.nothing-chosen')];
  if (outcome === 'annulled') return [say('decide.effect.annulled')];
  const changed = changesOf(official, adopted ?? typedIn(form));
  const said = (/** @type {number | undefined} */ figure) => (figure === undefined ? '–' : String(figure));
  const lines = changed.map(({ key, before, after }) => say('decide.effect.line', labelOf(form, key), said(before), said(after)));
  return lines.length === 0 ? [say('decide.effect.same')] : [...lines, say('decide.effect.rest')];
}

/** @param {Figures} before @param {Figures} after */
export function changesOf(before, after) {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.filter((key) => before[key] !== after[key]).map((key) => ({ key, before: before[key], after: after[key] }));
}

/** @param {HTMLFormElement} form @returns {Figures} */
function typedIn(form) {
  const named = (/** @type {'figure' | 'vote'} */ what) => Object.entries(figuresOf(form, what)).map(([code, figure]) => [`${what} ${code}`, figure]);
  return Object.fromEntries([...named('figure'), ...named('vote')]);
}

/** @param {HTMLFormElement} form @param {string} key */
function labelOf(form, key) {
  const input = form.querySelector(`input[name="${CSS.escape(key)}"]`);
  return form.querySelector(`label[for="${input?.id ?? ''}"]`)?.textContent ?? key;
}
