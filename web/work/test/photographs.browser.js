// Photographs as a phone makes them, drawn anew: what is left of them, and how large they are.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, hex, sha256, utf8 } from '../base/bytes.js';
import { shrink } from '../pictures/shrink.js';

const SAID = ['Exif', 'PhoneMaker', 'xpacket', 'ICC_PROFILE', 'a comment', 'GPS'];

/** @param {number} marker @param {Uint8Array} body */
const segment = (marker, body) => concat(Uint8Array.of(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255), body);

/** TIFF of the kind that phones write: a maker, which way up, and a directory of the place. @param {number} way */
function exif(way) {
  const tiff = new DataView(new ArrayBuffer(120));
  const put = (/** @type {number} */ at, /** @type {number[]} */ entry) => [2, 2, 4, 4].reduce((to, size, number) => (size === 2 ? tiff.setUint16(to, entry[number] ?? 0) : tiff.setUint32(to, entry[number] ?? 0), to + size), at);
  tiff.setUint16(0, 0x4d4d);
  tiff.setUint16(2, 42);
  tiff.setUint32(4, 8);
  tiff.setUint16(8, 3);
  put(10, [0x010f, 2, 11, 80]);
  put(22, [0x0112, 3, 1, way << 16]);
  put(34, [0x8825, 4, 1, 50]);
  tiff.setUint16(50, 1);
  put(52, [1, 2, 2, 0x4e000000]);
  new Uint8Array(tiff.buffer).set(utf8('PhoneMaker\0GPS here'), 80);
  return segment(0xe1, concat(utf8('Exif\0\0'), new Uint8Array(tiff.buffer)));
}

/** A picture whose left half is black, with all that is said beside pictures. @param {number} width @param {number} height @param {{way?: number, noise?: boolean}} [options] */
async function taken(width, height, { way = 1, noise = false } = {}) {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#000';
  context.fillRect(0, 0, width / 2, height);
  if (noise) {
    const image = context.getImageData(0, 0, width, height);
    let seed = 7;
    for (let at = 0; at < image.data.length; at++) if (at % 4 !== 3) image.data[at] = (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16;
    context.putImageData(image, 0, 0);
  }
  const blob = await new Promise((/** @type {(blob: Blob) => void} */ done) => canvas.toBlob((one) => done(/** @type {Blob} */ (one)), 'image/jpeg', 0.98));
  const jpeg = new Uint8Array(await blob.arrayBuffer());
  const said = [exif(way), segment(0xe1, utf8('http://ns.adobe.com/xap/1.0/\0<?xpacket?>')), segment(0xe2, utf8('ICC_PROFILE\0')), segment(0xfe, utf8('a comment'))];
  return concat(jpeg.subarray(0, 2), ...said, jpeg.subarray(2));
}

/** @param {Uint8Array} bytes */
const latin = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** @param {Uint8Array<ArrayBuffer>} bytes */
const decode = (bytes) => createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));

test('nothing is left of place, device and comments; the hash of the picture as taken is kept', async () => {
  const original = await taken(900, 600);
  for (const word of SAID) assert.ok(latin(original).includes(word), word);
  const file = await shrink(new Blob([original]));
  for (const word of SAID) assert.ok(!latin(file.bytes).includes(word), word);
  assert.equal(file.original, hex(await sha256(original)));
  assert.equal(file.sha256, hex(await sha256(file.bytes)));
  assert.equal((await decode(file.bytes)).width, 900);
});

test('a picture that was held upright stands upright, without saying so', async () => {
  const { bytes } = await shrink(new Blob([await taken(900, 600, { way: 6 })]));
  const picture = await decode(bytes);
  assert.deepEqual([picture.width, picture.height], [600, 900]);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [600, 900];
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.drawImage(picture, 0, 0);
  const [top = 255] = context.getImageData(300, 100, 1, 1).data;
  const [bottom = 0] = context.getImageData(300, 800, 1, 1).data;
  assert.ok(top < 60 && bottom > 200, `${top} above ${bottom}`);
});

test('a large picture of anything becomes small enough for a slow link', async () => {
  const plain = await shrink(new Blob([await taken(4_000, 3_000)]));
  const picture = await decode(plain.bytes);
  assert.deepEqual([picture.width, picture.height], [2_000, 1_500]);
  const noisy = await shrink(new Blob([await taken(3_000, 2_200, { noise: true })]));
  assert.ok(noisy.bytes.length <= 600_000, String(noisy.bytes.length));
});

test('what is no picture is said to be none', async () => {
  await assert.rejects(shrink(new Blob(['no picture'])), { code: 'picture-unreadable' });
});
