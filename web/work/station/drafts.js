// What is typed and not signed yet, kept as it is typed.

/** @typedef {import('../outbox/database.js').Database} Database */
/** @typedef {import('../outbox/database.js').Draft['values']} Values */

/** What is in a form but for its files, which rest beside the draft. @param {HTMLFormElement} form @returns {Values} */
export const valuesOf = (form) => Object.fromEntries([...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));

/**
 * @param {Database} database
 * @param {string} page
 * @param {Values} values
 * @returns {Promise<string>} the nonce of the act that it becomes
 */
export const keepDraft = (database, page, values) => database.keepValues(page, values);

/**
 * @param {Database} database
 * @param {HTMLFormElement} form
 * @param {string} page
 * @returns {Promise<string | undefined>} the nonce of the draft that was found
 */
export async function restoreDraft(database, form, page) {
  const draft = await database.draft(page);
  for (const control of form.elements) {
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement) || control.type === 'file') continue;
    const value = draft?.values[control.name];
    if (draft !== undefined && control instanceof HTMLInputElement && control.type === 'checkbox') control.checked = value !== undefined;
    if (value === undefined || control.type === 'checkbox') continue;
    if (control instanceof HTMLInputElement && control.type === 'radio') control.checked = control.value === value;
    else control.value = value;
  }
  return draft?.nonce;
}
