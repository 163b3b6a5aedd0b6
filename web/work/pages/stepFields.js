// The fields of a step of a case: read from the form that the server wrote, and written into it where another device made the act.

import { hex, randomBytes, sha256 } from '../base/bytes.js';
import { attachmentOf } from '../outbox/attachments.js';
import { momentOf } from '../acts/moments.js';
import { assess, writeFacts } from '../desk/eligibility.js';
import { wholeOf } from './figures.js';

/** @typedef {import('../acts/fields.js').Value} Value */
/** @typedef {{[name: string]: Value | undefined}} Fields */
/** @typedef {import('../outbox/attachments.js').File} File */
/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

/** @param {HTMLFormElement} form @param {string} what @returns {Control[]} */
const controls = (form, what) => /** @type {Control[]} */ (Array.from(form.querySelectorAll(`[data-${what}]`)));

/** What isn't filled in isn't said. @param {string} text */
const said = (text) => (text.trim() === '' ? undefined : text.trim());

/**
 * @param {HTMLFormElement} form
 * @returns {Promise<{fields: Fields, signers: string[], files: File[], facts?: string}>} what the act says, who signs beside its author, its files, and facts that it seals
 */
export async function readStep(form) {
  /** @type {Fields} */
  const fields = form.dataset.case ? { case: form.dataset.case } : {};
  for (const control of controls(form, 'field')) fields[nameOf(control, 'field')] = said(control.value);
  for (const control of controls(form, 'article-of')) fields[control.dataset.articleOf ?? ''] = said(articleIn(control.value));
  for (const control of controls(form, 'codes')) fields[nameOf(control, 'codes')] = listed(control.value.split(/\s+/).filter(Boolean));
  for (const control of controls(form, 'moment')) fields[nameOf(control, 'moment')] = momentIn(control.value);
  for (const control of controls(form, 'whole')) fields[nameOf(control, 'whole')] = wholeOf(control.value);
  for (const control of controls(form, 'as')) fields.case = fields[control.dataset.as ?? ''];
  for (const [name, codes] of eachOf(form)) fields[name] = listed(codes);
  for (const rows of form.querySelectorAll('[data-rows]')) if (rows instanceof HTMLElement) fields[rows.dataset.rows ?? ''] = listed(rowsOf(rows));
  for (const control of controls(form, 'hash')) fields[nameOf(control, 'hash')] = await hashOf(control);
  const { assessments, facts } = await assessmentsOf(form);
  if (assessments !== undefined) fields.assessments = assessments;
  const files = await filesOf(form);
  for (const control of controls(form, 'files')) fields[nameOf(control, 'files')] = listed(await Promise.all(files.map(attachmentOf)));
  return { fields, signers: signersOf(form), files, ...(facts !== undefined && { facts }) };
}

/** @param {Control} control @param {string} what */
const nameOf = (control, what) => control.dataset[what] ?? '';

/** @template T @param {T[]} items */
const listed = (items) => (items.length === 0 ? undefined : items);

/** An article as acts write it: no blanks. @param {string} typed */
const articleIn = (typed) => typed.trim().replace(/\s+art\.?\s+/i, '-art-').replace(/\s+/g, '-');

/** A moment of a form is of this device's clock. @param {string} value */
function momentIn(value) {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : momentOf(date);
}

/** @param {HTMLFormElement} form @returns {Map<string, string[]>} */
function eachOf(form) {
  /** @type {Map<string, string[]>} */
  const all = new Map();
  for (const control of controls(form, 'each')) {
    const name = nameOf(control, 'each');
    all.set(name, [...(all.get(name) ?? []), ...(control instanceof HTMLInputElement && control.checked ? [control.value] : [])]);
  }
  return all;
}

/** @param {HTMLElement} rows @returns {{[name: string]: string}[]} */
const rowsOf = (rows) =>
  Array.from(rows.querySelectorAll('select[data-row]')).flatMap((select) =>
    select instanceof HTMLSelectElement && select.value !== '' ? [{ [select.dataset.row ?? '']: select.dataset.code ?? '', [select.dataset.value ?? '']: select.value }] : []);

/** @param {Control} control */
async function hashOf(control) {
  const file = control instanceof HTMLInputElement ? control.files?.[0] : undefined;
  return file === undefined ? undefined : hex(await sha256(new Uint8Array(await file.arrayBuffer())));
}

/** A candidate's facts stay with the person who decides, and go into a file: the act holds their seals. @param {HTMLFormElement} form */
async function assessmentsOf(form) {
  const part = form.querySelector('[data-assessments]');
  if (!(part instanceof HTMLElement)) return {};
  const inputs = (/** @type {string} */ what) => /** @type {Control[]} */ (Array.from(part.querySelectorAll(`[data-${what}]`)));
  const rules = inputs('rule').map(({ dataset }) => ({ code: dataset.rule ?? '', kind: dataset.kind ?? '', number: Number(dataset.number) }));
  const valueOf = (/** @type {string} */ fact) => said(inputs('fact').find(({ dataset }) => dataset.fact === fact)?.value ?? '');
  const listed = valueOf('voterList');
  const facts = {
    born: valueOf('born'),
    declares: inputs('declares').filter((box) => box instanceof HTMLInputElement && box.checked).map(({ dataset }) => dataset.declares ?? ''),
    voterList: listed === undefined ? undefined : listed === 'true',
    voted: knownUntil(inputs('voted').map(({ value }) => value)).map((value) => value === 'true'),
  };
  const salt = randomBytes(16);
  return { assessments: await assess(rules, facts, part.dataset.pollingDay ?? '', salt), facts: writeFacts(facts, salt) };
}

/** The last election first, as far back as is known. @param {string[]} values */
const knownUntil = (values) => (values.includes('') ? values.slice(0, values.indexOf('')) : values);

/** @param {HTMLFormElement} form @returns {Promise<File[]>} */
async function filesOf(form) {
  const chosen = controls(form, 'files').flatMap((control) => (control instanceof HTMLInputElement ? Array.from(control.files ?? []) : []));
  return Promise.all(chosen.map(async (file) => ({ name: file.name, type: file.type || 'application/octet-stream', bytes: new Uint8Array(await file.arrayBuffer()) })));
}

/** Members who vote and sign for themselves. @param {HTMLFormElement} form */
const signersOf = (form) => controls(form, 'signer').flatMap((control) => {
  const voted = form.querySelector(`select[data-row=member][data-code="${CSS.escape(control.dataset.of ?? '')}"]`);
  return control instanceof HTMLInputElement && control.checked && voted instanceof HTMLSelectElement && voted.value !== '' ? [nameOf(control, 'signer')] : [];
});

/**
 * Puts an act that was made elsewhere into the form, so that who is to sign it reads it in their own language.
 * @param {HTMLFormElement} form
 * @param {Fields} fields
 * @param {string[]} signers
 */
export function showStep(form, fields, signers) {
  for (const what of ['field', 'whole']) for (const control of controls(form, what)) if (control.type !== 'hidden') show(control, String(fields[nameOf(control, what)] ?? ''));
  for (const control of controls(form, 'article-of')) show(control, String(fields[control.dataset.articleOf ?? ''] ?? ''));
  for (const control of controls(form, 'codes')) show(control, /** @type {string[]} */ (fields[nameOf(control, 'codes')] ?? []).join(' '));
  for (const control of controls(form, 'moment')) show(control, localOf(fields[nameOf(control, 'moment')]));
  for (const control of controls(form, 'each')) if (control instanceof HTMLInputElement) control.checked = /** @type {string[]} */ (fields[nameOf(control, 'each')] ?? []).includes(control.value);
  for (const rows of form.querySelectorAll('[data-rows]')) if (rows instanceof HTMLElement) showRows(rows, /** @type {any[]} */ (fields[rows.dataset.rows ?? ''] ?? []));
  for (const control of controls(form, 'signer')) if (control instanceof HTMLInputElement) control.checked = signers.includes(nameOf(control, 'signer'));
}

/** A choice that the page doesn't have is shown as its code. @param {Control} control @param {string} value */
function show(control, value) {
  control.value = value;
  if (!(control instanceof HTMLSelectElement) || control.value === value) return;
  control.add(new Option(value, value));
  control.value = value;
}

/** @param {Value | undefined} moment */
const localOf = (moment) => (typeof moment === 'string' ? momentOf(new Date(moment)).slice(0, 16) : '');

/** @param {HTMLElement} rows @param {any[]} items */
function showRows(rows, items) {
  for (const select of rows.querySelectorAll('select[data-row]')) {
    if (!(select instanceof HTMLSelectElement)) continue;
    const { row = '', code = '', value = '' } = select.dataset;
    show(select, items.find((item) => item[row] === code)?.[value] ?? '');
  }
}
