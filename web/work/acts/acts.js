// Builds, signs and reads acts (docs/spec/act.md). What is signed and hashed is always the text itself.

import { base64, hex, randomBytes, sha256, utf8 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { readKey } from '../register/keys.js';
import { readNote, writeNote } from '../register/notes.js';
import { read, readMembers, writeMembers } from './fields.js';
import { parse } from './json.js';
import { CASE_FIELDS, KINDS } from './kinds.js';

/** @typedef {import('./fields.js').Field} Field */
/** @typedef {import('./fields.js').Value} Value */
/** @typedef {import('./json.js').Json} Json */
/** @typedef {{[name: string]: Value}} Values */

/**
 * @typedef {object} Act
 * @property {string} identity SHA-256 of its text, in hexadecimal
 * @property {string} origin the register that it is meant for
 * @property {string} kind
 * @property {string} nonce
 * @property {string} at
 * @property {string[]} signers
 * @property {Values} fields
 * @property {string} text
 * @property {import('../register/notes.js').Signature[]} signatures
 */

/** What a signer needs: the name as acts have it, and a way to sign. @typedef {{name: string, id: string, keyName: string, sign: (text: Uint8Array) => Promise<import("../base/bytes.js").Bytes>}} Signer */

export const FORMAT = 'saksei/act/v1';
export const MOST_BYTES = 65_535;
const MOST_SIGNERS = 16;
const LARGEST_FIGURE = 999_999_999;

/** @type {Field[]} */
const HEADER = [
  ['kind', 'code', true],
  ['nonce', 'salt', true],
  ['at', 'moment', true],
  ['signers', { list: 'keyName', most: MOST_SIGNERS }, true],
];

/**
 * The fields of a kind, in the order in which they are written.
 * @param {string} kind
 * @returns {Field[] | undefined}
 */
export function fieldsOf(kind) {
  const drawn = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (drawn === undefined || Array.isArray(drawn)) return drawn;
  const must = new Set(['case', ...drawn.must]);
  return CASE_FIELDS.filter(([name]) => must.has(name) || drawn.may.includes(name)).map(([name, type]) => [name, type, must.has(name)]);
}

export const newNonce = () => base64(randomBytes(16));

/**
 * The text of an act: three lines. A mistake of ours in its fields throws, as nobody may sign what the door would refuse.
 * @param {{origin: string, kind: string, nonce: string, at: string, signers: string[], fields: {[name: string]: Value | undefined}}} act
 */
export function buildText({ origin, kind, nonce, at, signers, fields }) {
  const known = fieldsOf(kind) ?? refuse('kind-unknown', kind);
  const stray = Object.keys(fields).find((name) => !known.some((field) => field[0] === name));
  if (stray !== undefined) refuse('field-unknown', stray);
  const line = `{${[...writeMembers(HEADER, { kind, nonce, at, signers }), ...writeMembers(known, fields)].join(',')}}`;
  readLine(line, { maximum: LARGEST_FIGURE, keys: [] });
  return `${FORMAT}\n${origin}\n${line}\n`;
}

/** @param {string} text */
export const identityOf = async (text) => hex(await sha256(utf8(text)));

/**
 * The note of a text: the signatures of its signers, in order.
 * @param {string} text
 * @param {Signer[]} signers
 */
export async function signText(text, signers) {
  const bytes = utf8(text);
  const signatures = [];
  for (const { name, id, sign } of signers) signatures.push({ name, id, signature: await sign(bytes) });
  const note = writeNote(text, signatures);
  return utf8(note).length <= MOST_BYTES ? note : refuse('act-too-long');
}

/**
 * Reads an act as the door does, but for who may sign; its signatures aren't checked here.
 * @param {Uint8Array} bytes
 * @param {{origin?: string, maximum?: (form: string) => number | undefined, isDraft?: boolean}} [options] the register that it must be meant for; the largest figure of a form; whether signatures may still be missing
 * @returns {Promise<Act>}
 */
export async function readAct(bytes, { origin, maximum = () => undefined, isDraft = false } = {}) {
  if (bytes.length > MOST_BYTES) refuse('act-too-long');
  const { text, signatures } = readNote(bytes);
  const [format, meant = '', line = '', ...behind] = text.split('\n');
  if (format !== FORMAT || meant === '' || behind.length !== 1 || behind[0] !== '') refuse('act-malformed');
  if (origin !== undefined && meant !== origin) refuse('origin-differs', meant);
  /** @type {import('./fields.js').Reading} */
  const reading = { maximum: LARGEST_FIGURE, keys: [] };
  const act = readLine(line, reading, maximum);
  const named = signatures.map((signature) => `${signature.name}+${signature.id}`);
  const expected = isDraft ? act.signers.filter((signer) => named.includes(signer)) : act.signers;
  if (named.join(' ') !== expected.join(' ')) refuse('signers-differ');
  for (const [key, type] of reading.keys) await readKey(key, type);
  return { ...act, identity: await identityOf(text), origin: meant, text, signatures };
}

/**
 * @param {string} line
 * @param {import('./fields.js').Reading} reading
 * @param {(form: string) => number | undefined} [maximum]
 */
function readLine(line, reading, maximum = () => undefined) {
  const json = parse(line);
  const members = json.is === 'object' ? json.members : refuse('object-expected');
  const header = readHeader(members, reading);
  const fields = fieldsOf(header.kind) ?? refuse('kind-unknown', header.kind);
  const form = members.find(([name]) => name === 'form')?.[1];
  reading.maximum = (form?.is === 'text' ? maximum(form.text) : undefined) ?? LARGEST_FIGURE;
  const isStep = fields.some(([name]) => name === 'case');
  const unknown = (/** @type {string} */ name) => (isStep && CASE_FIELDS.some((field) => field[0] === name) ? 'field-not-of-kind' : isHeader(name) ? 'field-twice' : 'field-unknown');
  return { ...header, fields: readMembers(fields, members.slice(HEADER.length), reading, unknown) };
}

/**
 * @param {[string, Json][]} members
 * @param {import('./fields.js').Reading} reading
 */
function readHeader(members, reading) {
  const values = HEADER.map(([name, type], at) => {
    const [found, json] = members[at] ?? refuse('header-incomplete');
    if (found !== name) refuse(codeOfOrder(found, at), found);
    return read(type, json, reading);
  });
  const [kind, nonce, at, signers] = /** @type {[string, string, string, string[]]} */ (values);
  return { kind, nonce, at, signers };
}

/**
 * Why another field stands where one of the header is expected.
 * @param {string} found
 * @param {number} at
 */
function codeOfOrder(found, at) {
  if (HEADER.slice(0, at).some((field) => field[0] === found)) return 'field-twice';
  return isHeader(found) ? 'header-order' : 'field-unknown';
}

/** @param {string} name */
const isHeader = (name) => HEADER.some((field) => field[0] === name);
