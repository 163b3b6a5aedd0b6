// How the values of fields are read; each refuses in its own way (docs/spec/act.md, "Canonical form").

import { fromBase64 } from '../base/bytes.js';
import { dayOf, readMoment } from '../base/moment.js';
import { refuse } from '../base/refusal.js';
import { readCosignerKey, readKey } from '../register/keys.js';

/** @typedef {import('../base/json.js').JsonReader} JsonReader */
/**
 * Reads one value; the field's name is for refusals, and what stands before it may say how it is read.
 * @template T
 * @typedef {(reader: JsonReader, field: string, before?: Record<string, any>) => T} Codec
 */
/** @typedef {{codec: Codec<any>, required: boolean}} Field */
/** @typedef {Record<string, Field>} Fields */

/** @param {Codec<any>} codec @returns {Field} */
export const required = (codec) => ({ codec, required: true });
/** @param {Codec<any>} codec @returns {Field} */
export const optional = (codec) => ({ codec, required: false });

/**
 * @param {JsonReader} reader
 * @param {string} field
 * @param {number} longest
 */
function bounded(reader, field, longest) {
  const text = reader.code(field);
  return text.length >= 1 && text.length <= longest ? text : refuse('text-length');
}

/**
 * @param {JsonReader} reader
 * @param {string} field
 * @param {number} longest
 */
function visible(reader, field, longest) {
  const text = bounded(reader, field, longest);
  if (!/^[!-~]*$/.test(text)) refuse('code-not-ascii');
  return text;
}

/** @type {Codec<string>} */
export const code = (reader, field) => visible(reader, field, 64);
/** @type {Codec<string>} */
export const longCode = (reader, field) => visible(reader, field, 255);
/** @type {Codec<string>} */
export const article = (reader, field) => visible(reader, field, 200);

/** @type {Codec<string>} */
export function organisation(reader, field) {
  const text = code(reader, field);
  return /[/+]/.test(text) ? refuse('organisation-malformed', text) : text;
}

/** A case's code goes into addresses and file names. @type {Codec<string>} */
export function caseCode(reader, field) {
  const text = code(reader, field);
  return /^[A-Za-z0-9_.-]+$/.test(text) && !/^\.+$/.test(text) ? text : refuse('case-malformed', text);
}

/**
 * @param {...string} words
 * @returns {Codec<string>}
 */
export function word(...words) {
  return (reader, field) => {
    const text = bounded(reader, field, Infinity);
    return words.includes(text) ? text : refuse('word-unknown', `${text}: one of ${words.join(', ')}`);
  };
}

/**
 * @param {number} bound
 * @returns {Codec<number>}
 */
export const whole = (bound) => (reader, field) => reader.whole(bound, field);

/** @type {Codec<boolean>} */
export const flag = (reader, field) => reader.flag(field);

/** @type {Codec<string>} */
export function hash(reader, field) {
  const text = bounded(reader, field, Infinity);
  return /^[0-9a-f]{64}$/.test(text) ? text : refuse('hash-malformed');
}

/** Bytes of any number. @type {Codec<Uint8Array>} */
export const base64 = (reader, field) => fromBase64(bounded(reader, field, Infinity)) ?? refuse('base64-malformed');

/**
 * @param {number} length
 * @returns {Codec<Uint8Array>}
 */
const bytesOf = (length) => (reader, field) => {
  const bytes = base64(reader, field);
  return bytes.length === length ? bytes : refuse('base64-malformed');
};
export const bits = bytesOf(16);
export const signature = bytesOf(64);

/** @type {Codec<string>} */
export function language(reader, field) {
  const text = code(reader, field);
  return /^[a-z]{2,3}$/.test(text) ? text : refuse('language-malformed', text);
}

/** A day, a month or a year. @type {Codec<string>} */
export function dayOrLess(reader, field) {
  const text = code(reader, field);
  const day = /^\d{4}(-\d\d){0,2}$/.test(text) ? dayOf(`${text}-01-01`.slice(0, 10)) : undefined;
  return day === undefined ? refuse('date-malformed', text) : text;
}

/** @type {Codec<string>} */
export function source(reader, field) {
  const text = visible(reader, field, Infinity);
  return /^https?:\/\/[^/?#]/.test(text) && URL.canParse(text) ? text : refuse('source-malformed', text);
}

/** @type {Codec<import('../base/moment.js').Moment>} */
export const moment = (reader, field) => readMoment(bounded(reader, field, Infinity));

/** @type {Codec<string>} */
export function date(reader, field) {
  const text = visible(reader, field, 64);
  return dayOf(text) === undefined ? refuse('date-malformed', text) : text;
}

/** @type {Codec<import('../register/keys.js').Key>} */
export const key = (reader, field) => readKey(visible(reader, field, 400));

/** A co-signer's public key. @type {Codec<ReturnType<typeof readCosignerKey>>} */
export const cosignerKey = (reader, field) => readCosignerKey(visible(reader, field, 400));

/** @type {Codec<string>} */
export function keyName(reader, field) {
  const text = bounded(reader, field, 300);
  return /^[^\s+\p{Cc}]{1,255}\+[0-9a-f]{8}$/u.test(text) ? text : refuse('key-name-malformed');
}

/** A key's name in the body of an act that has it as a code. @type {Codec<string>} */
export function keyCode(reader, field) {
  const text = visible(reader, field, 300);
  return /^[^+]{1,255}\+[0-9a-f]{8}$/.test(text) ? text : refuse('key-name-malformed');
}

/**
 * @template T
 * @param {Codec<T>} item
 * @param {number} bound
 * @returns {Codec<T[]>}
 */
export const list = (item, bound) => (reader, field) => reader.array(() => item(reader, field), bound, field);

/**
 * Codes, each of which stands once.
 * @param {number} bound
 * @returns {Codec<string[]>}
 */
export const codesOnce = (bound) => (reader, field) => {
  /** @type {Set<string>} */
  const read = new Set();
  return reader.array(() => {
    const text = code(reader, field);
    if (read.has(text)) refuse('field-twice', text);
    read.add(text);
    return text;
  }, bound, field);
};

/**
 * @param {Fields} fields
 * @returns {Codec<any>}
 */
export const record = (fields) => (reader, field) => {
  const members = new Members(fields);
  reader.object((name) => members.read(reader, name), field);
  return members.done();
};

/** The members of one object as they come. */
export class Members {
  /** @param {Fields} fields */
  constructor(fields) {
    this.fields = fields;
    /** @type {Record<string, any>} */
    this.value = {};
  }

  /**
   * @param {JsonReader} reader
   * @param {string} name
   */
  read(reader, name) {
    const field = Object.hasOwn(this.fields, name) ? this.fields[name] : undefined;
    if (field === undefined) return refuse('field-unknown', name);
    if (Object.hasOwn(this.value, name)) refuse('field-twice', name);
    this.value[name] = field.codec(reader, name, this.value);
  }

  done() {
    for (const [name, field] of Object.entries(this.fields)) {
      if (field.required && !Object.hasOwn(this.value, name)) refuse('field-missing', name);
    }
    return this.value;
  }
}

/** Codes with whole numbers, in the order in which they stand. */
/**
 * @param {number} maximum
 * @param {string} prefix before a code, in refusals
 * @returns {Codec<Map<string, number>>}
 */
export const figures = (maximum, prefix) => (reader, field) => {
  /** @type {Map<string, number>} */
  const read = new Map();
  reader.object((name) => {
    if (read.has(name)) refuse('field-twice', prefix + name);
    read.set(name, reader.whole(maximum));
  }, field);
  return read;
};

/**
 * A value with the text that it was written in, for what seals its bytes.
 * @param {Codec<any>} codec
 * @returns {Codec<any>}
 */
export const asWritten = (codec) => (reader, field, before) => {
  const from = reader.at;
  const value = codec(reader, field, before);
  return { ...value, written: reader.text.slice(from, reader.at) };
};

/**
 * @template {{threshold: number, keys: readonly unknown[]}} T
 * @param {T} recovery
 */
export function recoveryThatCanBeMet(recovery) {
  const possible = recovery.threshold >= 1 && recovery.threshold <= recovery.keys.length;
  return possible ? recovery : refuse('recovery-threshold');
}

/** A field that acts of cases have, but not of this kind. @returns {Field} */
export const notOfKind = () => optional((_, field) => refuse('field-not-of-kind', field));
