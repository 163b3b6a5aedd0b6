// A photograph as it goes into the register: drawn anew on this phone, so that nothing is left of place and device, and small enough to be
// sent from a village.

import { hex, sha256 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { bareJpeg } from './jpeg.js';

const LONGEST_SIDE = 2_000;
const MOST_BYTES = 600_000;
const MOST_ORIGINAL = 64 << 20;
const QUALITIES = [0.82, 0.7, 0.55, 0.4];

/**
 * @param {Blob} picture as it was taken
 * @returns {Promise<import('../outbox/attachments.js').HashedFile>} with the hash of the picture as it was taken
 */
export async function shrink(picture) {
  if (picture.size > MOST_ORIGINAL) refuse('picture-unreadable');
  const original = hex(await sha256(new Uint8Array(await picture.arrayBuffer())));
  const drawn = await createImageBitmap(picture, { imageOrientation: 'from-image' }).catch(() => refuse('picture-unreadable'));
  const bytes = await encode(drawn).finally(() => drawn.close());
  return { name: `${original.slice(0, 12)}.jpg`, type: 'image/jpeg', bytes, sha256: hex(await sha256(bytes)), original };
}

/** @param {ImageBitmap} picture */
async function encode(picture) {
  for (let longest = LONGEST_SIDE; ; longest *= 0.75) {
    const canvas = draw(picture, longest);
    for (const quality of QUALITIES) {
      const bytes = await write(canvas, quality);
      if (bytes.length <= MOST_BYTES) return bytes;
    }
  }
}

/**
 * @param {ImageBitmap} picture
 * @param {number} longest
 */
function draw(picture, longest) {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale))];
  const context = canvas.getContext('2d') ?? refuse('picture-unreadable');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} quality
 */
async function write(canvas, quality) {
  const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ done) => canvas.toBlob(done, 'image/jpeg', quality));
  return blob === null ? refuse('picture-unreadable') : bareJpeg(new Uint8Array(await blob.arrayBuffer()));
}
