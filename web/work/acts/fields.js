// How a value of each type is read and written (docs/spec/act.md, canonical form and shared values).

import { fromBase64 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { COSIGNATURE, isName, splitKey } from '../register/keys.js';
import { isMoment } from './moments.js';

/** @typedef {import('./json.js').Json} Json */
/** @typedef {[name: string, type: Type, required: boolean]} Field */
/**
 * @typedef {'code' | 'longCode' | 'organisation' | 'article' | 'hash' | 'salt' | 'signature' | 'note' | 'language' | 'source' | 'moment' | 'date' | 'dayOrLess' | 'key' | 'cosignerKey' | 'keyName'
 *   | 'mark' | 'flag' | 'recovery' | 'entry' | 'reported'
 *   | {whole: number} | {words: string[]} | {list: Type, most: number} | {object: Field[]} | {figures: true}} Type
 */
/** @typedef {string | number | boolean | Value[] | {[name: string]: Value}} Value */

/**
 * What reading needs beside the text: the form's largest figure, and a place for keys whose identifiers are still to be checked.
 * @typedef {{maximum: number, keys: [key: string, type: number | undefined][]}} Reading
 */

const LONGEST_SOURCE = 300;

/** @type {Type} */
const RECOVERY = { object: [['threshold', { whole: 1_000_000 }, true], ['keys', { list: 'key', most: 16 }, true]] };

/** @type {Type} */
const REPORTED = { object: [['by', 'code', true], ['on', 'dayOrLess', true], ['source', 'source', true]] };

/** @type {Type} */
const SIGNATURE = { object: [['organisation', 'code', true], ['state', { words: ['signed', 'refused', 'absent'] }, true]] };

/** @type {Type} */
const ENTRY = {
  object: [
    ['state', { words: ['complete', 'blank', 'illegible', 'wrong-form'] }, true],
    ['figures', { figures: true }, true],
    ['votes', { figures: true }, true],
    ['signatures', { list: SIGNATURE, most: 64 }, false],
    ['blank', { list: 'mark', most: 1_000 }, false],
    ['illegible', { list: 'mark', most: 1_000 }, false],
    ['confirmed', { list: 'mark', most: 100 }, false],
  ],
};

/**
 * @param {Type} type
 * @param {Json} json
 * @param {Reading} reading
 * @returns {Value}
 */
export function read(type, json, reading) {
  if (typeof type === 'object') return readComposed(type, json, reading);
  if (type === 'entry') return read(ENTRY, json, reading);
  if (type === 'recovery') return readRecovery(json, reading);
  if (type === 'reported') return read(REPORTED, json, reading);
  if (type === 'flag') return json.is === 'flag' ? json.flag : refuse('flag-expected');
  return readText(type, json.is === 'text' ? json.text : refuse('text-expected'), reading);
}

/**
 * @param {Exclude<Type, string>} type
 * @param {Json} json
 * @param {Reading} reading
 * @returns {Value}
 */
function readComposed(type, json, reading) {
  if ('whole' in type) return readWhole(json, type.whole);
  if ('list' in type) return readList(type, json, reading);
  if ('object' in type) return readObject(type.object, json, reading);
  if ('figures' in type) return readFigures(json, reading);
  const word = json.is === 'text' ? json.text : refuse('text-expected');
  if (word === '') refuse('text-length');
  return type.words.includes(word) ? word : refuse('word-unknown', word);
}

/**
 * @param {Exclude<Type, object | 'entry' | 'recovery' | 'reported' | 'flag'>} type
 * @param {string} text
 * @param {Reading} reading
 */
function readText(type, text, reading) {
  if (text === '') refuse('text-length');
  switch (type) {
    case 'code': case 'mark': return readCode(text, 64);
    case 'article': return readCode(text, 200);
    case 'longCode': return readCode(text, 255);
    case 'organisation': return /[/+]/.test(readCode(text, 64)) ? refuse('organisation-malformed', text) : text;
    case 'hash': return /^[0-9a-f]{64}$/.test(text) ? text : refuse('hash-malformed');
    case 'salt': return fromBase64(text)?.length === 16 ? text : refuse('base64-malformed');
    case 'signature': return fromBase64(text)?.length === 64 ? text : refuse('base64-malformed');
    case 'note': return fromBase64(text) ? text : refuse('base64-malformed');
    case 'language': return /^[a-z]{2,3}$/.test(readCode(text, 64)) ? text : refuse('language-malformed', text);
    case 'source': return /^https?:\/\//.test(readCode(text, LONGEST_SOURCE)) ? text : refuse('source-malformed', text);
    case 'moment': return isMoment(text) ? text : refuse('time-malformed');
    case 'date': return isMoment(`${readCode(text, 64)}T00:00:00Z`) ? text : refuse('date-malformed', text);
    case 'dayOrLess': return isMoment(`${`${readCode(text, 64)}-01-01`.slice(0, 10)}T00:00:00Z`) && /^\d{4}(-\d\d){0,2}$/.test(text) ? text : refuse('date-malformed', text);
    case 'keyName': return isKeyName(/^[!-~]+$/.test(text) ? text : refuse('code-not-ascii', text)) ? text : refuse('key-name-malformed');
    case 'key': case 'cosignerKey': {
      if (!/^[!-~]+$/.test(text)) refuse('code-not-ascii');
      const kind = type === 'key' ? undefined : COSIGNATURE;
      splitKey(text, kind);
      reading.keys.push([text, kind]);
      return text;
    }
  }
}

/**
 * @param {string} text
 * @param {number} most
 */
function readCode(text, most) {
  const length = Array.from(text).length;
  if (length < 1 || length > most) refuse('text-length');
  return /^[!-~]+$/.test(text) ? text : refuse('code-not-ascii', text);
}

/** @param {string} text */
const isKeyName = (text) => text.length <= 300 && /^.+\+[0-9a-f]{8}$/su.test(text) && isName(text.slice(0, -9));

/**
 * @param {Json} json
 * @param {number} most
 */
function readWhole(json, most) {
  if (json.is !== 'number') refuse('number-expected');
  if (json.digits.startsWith('-')) refuse('number-negative', json.digits);
  if (!/^[0-9]+$/.test(json.digits)) refuse('number-not-whole', json.digits);
  return json.digits.length > 15 || Number(json.digits) > most ? refuse('number-too-large', json.digits) : Number(json.digits);
}

/**
 * @param {{list: Type, most: number}} type
 * @param {Json} json
 * @param {Reading} reading
 */
function readList(type, json, reading) {
  if (json.is !== 'array') refuse('array-expected');
  if (json.items.length > type.most) refuse('too-many');
  const items = json.items.map((item) => read(type.list, item, reading));
  const twice = type.list === 'mark' ? items.find((item, at) => items.indexOf(item) < at) : undefined;
  if (typeof twice === 'string') refuse('field-twice', twice);
  const languages = items.flatMap((item) => (typeof item === 'object' && !Array.isArray(item) && 'language' in item ? [item.language] : []));
  return new Set(languages).size < languages.length ? refuse('language-twice') : items;
}

/**
 * @param {Json} json
 * @param {Reading} reading
 */
function readFigures(json, reading) {
  if (json.is !== 'object') refuse('object-expected');
  /** @type {Map<string, Value>} */
  const figures = new Map();
  for (const [code, value] of json.members) {
    if (figures.has(code)) refuse('field-twice', code);
    figures.set(code, readWhole(value, reading.maximum));
  }
  return Object.fromEntries(figures);
}

/**
 * @param {Json} json
 * @param {Reading} reading
 */
function readRecovery(json, reading) {
  const recovery = /** @type {{threshold: number, keys: string[]}} */ (read(RECOVERY, json, reading));
  const { threshold, keys } = recovery;
  return threshold >= 1 && threshold <= keys.length ? recovery : refuse('recovery-threshold');
}

/**
 * @param {Field[]} fields
 * @param {Json} json
 * @param {Reading} reading
 */
export function readObject(fields, json, reading) {
  return readMembers(fields, json.is === 'object' ? json.members : refuse('object-expected'), reading);
}

/**
 * @param {Field[]} fields
 * @param {[string, Json][]} members
 * @param {Reading} reading
 * @param {(name: string) => string} [unknown] the code of a name that isn't among the fields
 */
export function readMembers(fields, members, reading, unknown = () => 'field-unknown') {
  /** @type {Map<string, Value>} */
  const values = new Map();
  for (const [name, json] of members) {
    const field = fields.find((one) => one[0] === name) ?? refuse(unknown(name), name);
    if (values.has(name)) refuse('field-twice', name);
    values.set(name, read(field[1], json, reading));
  }
  for (const [name, , required] of fields) if (required && !values.has(name)) refuse('field-missing', name);
  return /** @type {{[name: string]: Value}} */ (Object.fromEntries(values));
}

/**
 * In the order of the fields, whatever order the value has; figures in their own.
 * @param {Type} type
 * @param {Value} value
 * @returns {string}
 */
export function write(type, value) {
  if (type === 'entry') return write(ENTRY, value);
  if (type === 'recovery') return write(RECOVERY, value);
  if (type === 'reported') return write(REPORTED, value);
  if (typeof type === 'object' && 'object' in type) return `{${writeMembers(type.object, /** @type {{[name: string]: Value}} */ (value)).join(',')}}`;
  if (typeof type === 'object' && 'list' in type) return `[${/** @type {Value[]} */ (value).map((item) => write(type.list, item)).join(',')}]`;
  return JSON.stringify(value);
}

/**
 * @param {Field[]} fields
 * @param {{[name: string]: Value | undefined}} values
 */
export function writeMembers(fields, values) {
  return fields.flatMap(([name, type]) => {
    const value = values[name];
    return value === undefined ? [] : [`"${name}":${write(type, value)}`];
  });
}
