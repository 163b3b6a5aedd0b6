// The act: a signed note of three lines, of which the third is one JSON object in canonical form.

import { hex } from '../base/bytes.js';
import { JsonReader } from '../base/json.js';
import { sha256 } from '../base/platform.js';
import { refuse } from '../base/refusal.js';
import { readNote } from '../register/notes.js';
import * as f from './fields.js';

/**
 * @typedef {object} Act
 * @property {string} identity SHA-256 of the text, in hexadecimal
 * @property {import('../register/notes.js').Note} note
 * @property {string} origin of the register that it is meant for
 * @property {string} kind
 * @property {import('../base/moment.js').Moment} at
 * @property {string[]} signers key names, the author's first
 * @property {any} body its own fields
 */

const LONGEST = 65_535;
const SIGNATURES = 16;
const HEADER = ['kind', 'nonce', 'at', 'signers'];

/**
 * The note of an act, and its JSON line; whatever register it is of.
 * @param {Uint8Array} bytes
 */
export function readEnvelope(bytes) {
  if (bytes.length > LONGEST) refuse('act-too-long');
  const note = readNote(bytes, SIGNATURES);
  const lines = note.text.split('\n');
  const [format, origin = '', line = '', end] = lines;
  if (lines.length !== 4 || format !== 'saksei/act/v1' || origin === '' || end !== '') return refuse('act-malformed');
  return { note, origin, line };
}

/**
 * @param {Uint8Array} bytes
 * @param {string} origin of the register
 * @param {Map<string, f.Fields>} kinds
 * @returns {Act}
 */
export function readAct(bytes, origin, kinds) {
  if (readEnvelope(bytes).origin !== origin) refuse('origin-differs');
  return readAnyAct(bytes, kinds);
}

/**
 * An act, of whatever register.
 * @param {Uint8Array} bytes
 * @param {Map<string, f.Fields>} kinds
 * @returns {Act}
 */
export function readAnyAct(bytes, kinds) {
  const envelope = readEnvelope(bytes);
  const act = readLine(envelope.line, kinds);
  const { lines } = envelope.note;
  if (lines.length !== act.signers.length || lines.some((line, i) => line.known !== act.signers[i])) {
    refuse('signers-differ');
  }
  return { identity: hex(sha256(envelope.note.signed)), note: envelope.note, origin: envelope.origin, ...act };
}

/**
 * @param {string} line
 * @param {Map<string, f.Fields>} kinds
 */
function readLine(line, kinds) {
  if (/[\u0000-\u0020]/.test(line)) refuse('white-space');
  const reader = new JsonReader(line, { escapes: false });
  const header = new Header(kinds);
  reader.object((name) => header.read(reader, name));
  reader.end();
  return header.done();
}

/** The first four fields in their order, then those of the kind. */
class Header {
  /** @param {Map<string, f.Fields>} kinds */
  constructor(kinds) {
    this.kinds = kinds;
    this.count = 0;
    /** @type {any} */
    this.values = {};
    this.body = new f.Members({});
  }

  /**
   * @param {import('../base/json.js').JsonReader} reader
   * @param {string} name
   */
  read(reader, name) {
    if (HEADER.includes(name)) this.next(reader, name);
    else if (this.count < 1) refuse('header-order');
    else this.body.read(reader, name);
  }

  /**
   * @param {import('../base/json.js').JsonReader} reader
   * @param {string} name
   */
  next(reader, name) {
    if (HEADER.indexOf(name) < this.count) refuse('field-twice', name);
    if (name !== HEADER[this.count]) refuse('header-order');
    this.values[name] = this.value(reader, name);
    this.count++;
    if (this.count === HEADER.length) this.body = new f.Members(this.kinds.get(this.values.kind) ?? {});
  }

  /**
   * @param {import('../base/json.js').JsonReader} reader
   * @param {string} name
   */
  value(reader, name) {
    if (name === 'nonce') return f.bits(reader, name);
    if (name === 'at') return f.moment(reader, name);
    if (name === 'signers') return f.list(f.keyName, SIGNATURES)(reader, name);
    const kind = reader.code(name);
    return this.kinds.has(kind) ? kind : refuse('kind-unknown', kind);
  }

  done() {
    if (this.count < HEADER.length) refuse('header-incomplete');
    const { kind, at, signers } = this.values;
    return { kind, at, signers, body: this.body.done() };
  }
}
