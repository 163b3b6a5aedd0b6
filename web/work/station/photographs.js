// Photographs of a sheet: taken, drawn anew, shown as they will be sent, and kept with the draft until they are signed.

import { refuse } from '../base/refusal.js';
import { element, part, say, tell } from '../pages/dom.js';
import { shrink } from '../pictures/shrink.js';
import { oneAfterTheOther } from './signing.js';

/** @typedef {import('../outbox/attachments.js').HashedFile} HashedFile */

const MOST = 4;
const SHOWN_WIDTH = 480;

/** A form without photographs. */
const NONE = { all: async () => /** @type {HashedFile[]} */ ([]), clear: () => undefined };

/**
 * @param {HTMLFormElement} form
 * @param {import('../outbox/database.js').Database} database
 * @param {() => Promise<string>} keep keeps the draft, and gives its nonce
 * @param {string} [nonce] of the draft that was found
 * @returns {Promise<{all: () => Promise<HashedFile[]>, clear: () => void}>} all, also one that is still being drawn
 */
export async function openPhotographs(form, database, keep, nonce) {
  const input = form.querySelector('[data-part=photograph]');
  if (!(input instanceof HTMLInputElement)) return NONE;
  let files = nonce === undefined ? [] : await database.files(nonce);
  const show = (/** @type {HashedFile[]} */ next) => {
    files = next;
    part('photographs', form).replaceChildren(...files.map((file, at) => draw(file, at, () => void remove(file).catch(tell))));
  };
  const keepAll = async (/** @type {HashedFile[]} */ next) => {
    await database.keepDraftFiles(await keep(), next);
    show(next);
  };
  const inTurn = oneAfterTheOther();
  const take = async (/** @type {Blob} */ picture) => {
    if (files.length === MOST) refuse('too-many-photographs');
    const file = await shrink(picture);
    if (files.every(({ sha256 }) => sha256 !== file.sha256)) await keepAll([...files, file]);
  };
  const remove = (/** @type {HashedFile} */ file) => inTurn(() => keepAll(files.filter((one) => one !== file)));
  input.addEventListener('change', () => {
    const picture = input.files?.[0];
    input.value = '';
    if (picture !== undefined) void inTurn(() => take(picture)).catch(tell);
  });
  show(files);
  return { all: () => inTurn(async () => files), clear: () => show([]) };
}

/**
 * @param {HashedFile} file
 * @param {number} at
 * @param {() => void} remove
 */
function draw(file, at, remove) {
  const canvas = /** @type {HTMLCanvasElement} */ (element('canvas', { role: 'img', 'aria-label': say('photograph.number', at + 1) }));
  void paint(canvas, file).catch(tell);
  return element('figure', { class: 'shot' }, canvas,
    element('figcaption', {}, say('photograph.kept', at + 1, Math.ceil(file.bytes.length / 1_000)), ' ', element('code', {}, (file.original ?? '').slice(0, 16))),
    element('button', { type: 'button', class: 'quiet', click: remove }, say('photograph.remove', at + 1)));
}

// A canvas and no image: the page loads nothing that its server didn't send.
/**
 * @param {HTMLCanvasElement} canvas
 * @param {HashedFile} file
 */
async function paint(canvas, file) {
  const picture = await createImageBitmap(new Blob([file.bytes], { type: file.type }));
  const scale = Math.min(1, SHOWN_WIDTH / picture.width);
  [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
}
