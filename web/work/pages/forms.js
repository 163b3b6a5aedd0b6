// Forms that rest on this phone until what is in them is signed.

import { newNonce } from '../acts/acts.js';

/** @typedef {import('./workplace.js').Workplace} Workplace */
/** @typedef {{[name: string]: string}} Values */

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

/** What is in a form but for its files, which a draft doesn't hold. @param {HTMLFormElement} form @returns {Values} */
export const valuesOf = (form) => Object.fromEntries([...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));

/**
 * @param {Workplace} workplace
 * @param {string} page
 * @param {Values} values
 * @returns {Promise<string>} the nonce of the act that it becomes
 */
export async function keepValues({ database }, page, values) {
  const nonce = (await database.draft(page))?.nonce ?? newNonce();
  await database.keepDraft({ page, nonce, values });
  return nonce;
}

/**
 * @param {Workplace} workplace
 * @param {HTMLFormElement} form
 * @param {string} page
 */
export async function restoreValues({ database }, form, page) {
  const draft = await database.draft(page);
  if (draft === undefined) return;
  for (const control of form.elements) {
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement) || control.type === 'file') continue;
    const value = draft.values[control.name];
    if (control instanceof HTMLInputElement && control.type === 'checkbox') control.checked = value !== undefined;
    else if (value === undefined) continue;
    else if (control instanceof HTMLInputElement && control.type === 'radio') control.checked = control.value === value;
    else control.value = value;
  }
}
