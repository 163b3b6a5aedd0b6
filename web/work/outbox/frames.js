// A file as pictures, for a phone without signal and one that has it (docs/spec/outbox.md). Frames come in any order, as often as
// they are shown. Their signs are those of a QR code's alphanumeric mode, so that base 45 costs almost nothing.
//
//   SAKSEI1/<first 8 hexadecimal digits of the file's SHA-256>/<number from 1>/<how many>/<base 45 of up to 300 bytes>

import { concat, equal, hex, sha256 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';

/** @typedef {import('../base/bytes.js').Bytes} Bytes */

const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const BYTES_OF_FRAME = 300;
const MOST_FRAMES = 400;
const HASH_BYTES = 4;
const FRAME = /^SAKSEI1\/([0-9A-F]{8})\/([1-9][0-9]{0,2})\/([1-9][0-9]{0,2})\/(.+)$/s;

/** Bytes of a file that pictures show. */
export const MOST_SHOWN = BYTES_OF_FRAME * MOST_FRAMES - HASH_BYTES;

/**
 * @param {Bytes} file
 * @returns {Promise<string[]>}
 */
export async function writeFrames(file) {
  const whole = concat((await sha256(file)).subarray(0, HASH_BYTES), file);
  const count = Math.ceil(whole.length / BYTES_OF_FRAME);
  if (count > MOST_FRAMES) refuse('bundle-too-long');
  const name = await nameOf(file);
  return Array.from({ length: count }, (_, at) => `SAKSEI1/${name}/${at + 1}/${count}/${writeBase45(whole.subarray(at * BYTES_OF_FRAME, (at + 1) * BYTES_OF_FRAME))}`);
}

/** @param {Uint8Array} file */
const nameOf = async (file) => hex((await sha256(file)).subarray(0, HASH_BYTES)).toUpperCase();

/** Puts frames together, of one file at a time: frames of another begin anew. */
export class FrameCollector {
  constructor() {
    this.name = '';
    this.count = 0;
    /** @type {Map<number, Bytes>} */
    this.parts = new Map();
  }

  /**
   * @param {string} frame
   * @returns {Promise<Bytes | undefined>} the file, once it is whole
   */
  async take(frame) {
    const [, name = '', number = '', count = '', text = ''] = FRAME.exec(frame) ?? [];
    const part = readBase45(text);
    if (!name || part === undefined || Number(number) > Number(count) || Number(count) > MOST_FRAMES) return undefined;
    if (name !== this.name || Number(count) !== this.count) {
      [this.name, this.count] = [name, Number(count)];
      this.parts.clear();
    }
    this.parts.set(Number(number), part);
    return this.parts.size === this.count ? this.whole() : undefined;
  }

  async whole() {
    const all = concat(...Array.from({ length: this.count }, (_, at) => this.parts.get(at + 1) ?? new Uint8Array()));
    const file = all.slice(HASH_BYTES);
    const isWhole = equal(all.subarray(0, HASH_BYTES), (await sha256(file)).subarray(0, HASH_BYTES)) && (await nameOf(file)) === this.name;
    if (!isWhole) this.parts.clear();
    return isWhole ? file : undefined;
  }
}

/**
 * RFC 9285.
 * @param {Uint8Array} bytes
 */
export function writeBase45(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length;
    let number = isPair ? (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0) : (bytes[at] ?? 0);
    for (let sign = 0; sign < (isPair ? 3 : 2); sign++, number = Math.trunc(number / 45)) text += SIGNS[number % 45];
  }
  return text;
}

/**
 * @param {string} text
 * @returns {Bytes | undefined}
 */
export function readBase45(text) {
  if (text.length % 3 === 1) return undefined;
  /** @type {number[]} */
  const bytes = [];
  for (let at = 0; at < text.length; at += 3) {
    const values = Array.from(text.slice(at, at + 3), (sign) => SIGNS.indexOf(sign));
    const number = values.reduceRight((sum, value) => sum * 45 + value, 0);
    if (values.includes(-1) || number >= (values.length === 3 ? 65_536 : 256)) return undefined;
    bytes.push(...(values.length === 3 ? [number >> 8, number & 255] : [number]));
  }
  return Uint8Array.from(bytes);
}
