// What a checklist says, in the reader's language where it has it.

import { isSelect } from './form.js';

/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./form.js').Texts} Texts */
/** @typedef {import('./instance.js').Instance} Instance */

const NAMED = /\$\{\s*([^}]*?)\s*\}/g;

/**
 * The checklist's languages, the reader's first: XLSForm writes one as its code, or as a name with the code behind it, `English (en)`.
 * @param {Form} form
 * @param {string} reader
 */
export function languagesFor({ file }, reader) {
  const wanted = [reader, file.settings.default_language ?? '', 'en'];
  const found = wanted.flatMap((code) => file.languages.filter((own) => own === code || own.endsWith(`(${code})`)));
  return [...new Set([...found, ...file.languages])];
}

/** The code of a language, for readers aloud; nothing where its name says none. @param {string} language */
export const codeOf = (language) => /\(([a-z]{2,3})\)$/.exec(language)?.[1] ?? (/^[a-z]{2,3}$/.test(language) ? language : '');

/**
 * A text in the first language that has it, with answers where it names questions.
 * @param {Texts | undefined} texts
 * @param {string[]} languages
 * @param {Instance} instance
 * @param {string} [otherwise]
 * @returns {string}
 */
export function textFor(texts, languages, instance, otherwise = '') {
  return (plain(texts, languages) ?? otherwise).replace(NAMED, (_, name) => shown(name, languages, instance));
}

/** @param {Texts | undefined} texts @param {string[]} languages */
const plain = (texts, languages) => languages.flatMap((language) => texts?.[language] || []).at(0);

/**
 * @param {string} name
 * @param {string[]} languages
 * @param {Instance} instance
 */
function shown(name, languages, instance) {
  const row = instance.form.byName.get(name);
  const value = row ? instance.look(row)[0] ?? '' : '';
  if (!row || !isSelect(row.type)) return value;
  const choices = instance.form.choices.get(row.row.list_name ?? '') ?? [];
  return value.split(' ').map((code) => plain(choices.find((choice) => choice.name === code)?.label, languages) ?? code).join(', ');
}
