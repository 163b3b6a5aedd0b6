// Pictures that answer a question: drawn anew on this phone, so that nothing is left of place and device, each with a salt in its bytes, and
// kept with the draft until they go with its act.

import { concat, hex, randomBytes, sha256 } from '../../base/bytes.js';
import { shrink } from '../../pictures/shrink.js';
import { element, onPress, say, tell } from '../dom.js';

/** @typedef {import('../../outbox/attachments.js').HashedFile} HashedFile */
/** By the name that the answer has. @typedef {Map<string, HashedFile>} Pictures */

const SALT_BYTES = 16;
const COMMENT = [0xff, 0xfe, 0, SALT_BYTES + 2];

/**
 * A salted picture, called by its question and the first digits of its hash: so the answer says which file it is.
 * @param {string} question
 * @param {Blob} picture
 * @returns {Promise<HashedFile>}
 */
export async function takePicture(question, picture) {
  const { bytes, type } = await shrink(picture);
  const salted = concat(bytes.subarray(0, 2), Uint8Array.from(COMMENT), randomBytes(SALT_BYTES), bytes.subarray(2));
  const hash = hex(await sha256(salted));
  return { name: `${question}-${hash.slice(0, 8)}.jpg`, type, bytes: salted, sha256: hash };
}

/**
 * @param {string} question
 * @param {string} id
 * @param {Pictures} pictures
 * @returns {import('./controls.js').Control}
 */
export function pictureControl(question, id, pictures) {
  const input = /** @type {HTMLInputElement} */ (element('input', { type: 'file', id, accept: 'image/*' }));
  const [there, back] = [element('p', { class: 'fine', role: 'status' }), element('button', { type: 'button', class: 'quiet small' }, say('lists.picture.again'))];
  const whole = element('div', {}, input, there, back);
  let name = '';
  const show = (/** @type {string} */ value) => {
    name = value;
    const file = pictures.get(name);
    back.hidden = name === '';
    input.hidden = file !== undefined;
    there.textContent = file === undefined ? '' : say('lists.picture.there', Math.ceil(file.bytes.length / 1024));
  };
  const answer = (/** @type {string} */ value) => {
    show(value);
    whole.dispatchEvent(new Event('change', { bubbles: true }));
  };
  input.addEventListener('change', async (event) => {
    event.stopPropagation();
    const [chosen] = input.files ?? [];
    if (chosen === undefined) return;
    try {
      const picture = await takePicture(question, chosen);
      pictures.set(picture.name, picture);
      answer(picture.name);
    } catch (failure) {
      tell(failure);
    }
    input.value = '';
  });
  onPress(back, async () => {
    answer('');
    input.focus();
  });
  show('');
  return {
    element: whole, first: input, value: () => name, show,
    describe: (described, isRefused) => {
      input.setAttribute('aria-describedby', described);
      input.setAttribute('aria-invalid', String(isRefused));
    },
  };
}
