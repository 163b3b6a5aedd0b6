// How a phone shows the desk which key it made, so that nobody between them can put another in its place (docs/spec/enrolment.md).

import { base64, fromBase64, textOf, utf8 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { readKey } from '../register/keys.js';

/** @typedef {import('../base/bytes.js').Bytes} Bytes */
/** @typedef {import('../register/keys.js').VerifierKey} VerifierKey */

/**
 * What is on a slip of paper.
 * @typedef {object} Slip
 * @property {string} name the key's name: organisation/number
 * @property {number} number of the slip: a person who lost a phone gets another
 * @property {Bytes} secret 16 bytes
 */

/** The register that a device works for. @typedef {{origin: string, log: VerifierKey}} Pin */

const FORMAT = 'saksei/enrolment/v1';
const MOST_BYTES = 2_048;
const SECRET_BYTES = 16;
const NAME = /^([!-*,\-.0-~]{1,64})\/((?:desk|clerk|agent)-[0-9]{1,6})$/;

// Crockford's base 32: no I, L, O, U, so that what is typed from paper is read as it was meant.
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * @param {Uint8Array} secret
 */
export function writeSecret(secret) {
  let [number, text] = [0n, ''];
  for (const byte of secret) number = (number << 8n) | BigInt(byte);
  for (let left = number << 2n, at = 0; at < 26; at++, left >>= 5n) text = SIGNS.charAt(Number(left & 31n)) + text;
  return text;
}

/**
 * Small letters, spaces and hyphens are taken, and I, L, O for 1, 1, 0.
 * @param {string} typed
 * @returns {Bytes}
 */
export function readSecret(typed) {
  const text = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  let number = 0n;
  for (const sign of text) {
    if (!SIGNS.includes(sign)) refuse('slip-malformed');
    number = (number << 5n) | BigInt(SIGNS.indexOf(sign));
  }
  if (text.length !== 26 || (number & 3n) !== 0n) refuse('slip-malformed');
  return Uint8Array.from({ length: SECRET_BYTES }, (_, at) => Number((number >> BigInt(2 + 8 * (SECRET_BYTES - 1 - at))) & 255n));
}

/**
 * The fragment of the address on a slip: what stands behind `#` never leaves the phone.
 * @param {Slip} slip
 */
export const writeSlip = ({ name, number, secret }) => `slip=${name}/${number}/${writeSecret(secret)}`;

/**
 * @param {string} fragment with or without `#`
 * @returns {Slip}
 */
export function readSlip(fragment) {
  const [, name = '', number = '', secret = ''] = /^#?slip=([^/]+\/[^/]+)\/([1-9][0-9]{0,5})\/([^/]+)$/.exec(decode(fragment)) ?? [];
  if (!NAME.test(name)) refuse('slip-malformed');
  return { name, number: Number(number), secret: readSecret(secret) };
}

/** @param {string} fragment */
function decode(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return refuse('slip-malformed');
  }
}

/**
 * What the phone authenticates: for which register, by which log's key, from which slip, which key.
 * @param {Pin} pin
 * @param {number} number
 * @param {VerifierKey} key
 */
const sealedText = (pin, number, key) => `${FORMAT}\n${pin.origin}\n${pin.log.text}\n${number}\n${key.text}\n`;

/** @param {Bytes} secret */
const macKey = (secret) => crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);

/**
 * The phone's answer to a slip; anybody may carry it.
 * @param {Pin} pin
 * @param {Slip} slip
 * @param {VerifierKey} key
 */
export async function answerSlip(pin, slip, key) {
  if (key.name !== slip.name) refuse('slip-of-another', key.name);
  const text = sealedText(pin, slip.number, key);
  const mac = await crypto.subtle.sign('HMAC', await macKey(slip.secret), utf8(text));
  return `${text}${base64(new Uint8Array(mac))}\n`;
}

/**
 * The desk's check of an answer against the slip that it handed out. The key, or a refusal: `slip-malformed` what isn't an answer,
 * `slip-of-another` another register, log, name or slip, `slip-secret-wrong` who didn't have the slip.
 * @param {Pin} pin
 * @param {Slip} slip
 * @param {Uint8Array} answer
 */
export async function checkAnswer(pin, slip, answer) {
  const text = answer.length > MOST_BYTES ? undefined : textOf(answer);
  const [format, origin, log, number, keyText = '', mac = '', behind, ...more] = text?.split('\n') ?? [];
  const macBytes = fromBase64(mac);
  if (format !== FORMAT || macBytes?.length !== 32 || behind !== '' || more.length > 0) refuse('slip-malformed');
  const key = await readKey(keyText);
  if (origin !== pin.origin || log !== pin.log.text || number !== String(slip.number) || key.name !== slip.name) refuse('slip-of-another', key.name);
  const holds = await crypto.subtle.verify('HMAC', await macKey(slip.secret), macBytes, utf8(sealedText(pin, slip.number, key)));
  return holds ? key : refuse('slip-secret-wrong', key.name);
}

/** Whether a name is one that slips bear. @param {string} name */
export const isSlipName = (name) => NAME.test(name);

/** The role that a slip's name has: `agent-871` is an agent. @param {string} name */
export const roleOf = (name) => NAME.exec(name)?.[2]?.split('-')[0] ?? refuse('slip-malformed');

// Slips have names of one form; keys that come from elsewhere, a founder's `commission/desk` among them, needn't have it.
/** Whose a key is, of whatever form its name is: what stands before the first `/`. @param {string} name */
export const organisationOf = (name) => name.split('/', 1)[0] ?? '';
