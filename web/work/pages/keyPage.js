// My key and outbox.

import { makeKey, openKey } from '../keys/device.js';
import { answerSlip, readSecret, readSlip, writeSecret } from '../keys/enrolment.js';
import { refuse } from '../base/refusal.js';
import { isLongEnough, isPrivateKey, readPrivateKey, unwrap, wrap } from '../keys/wrapped.js';
import { MOST_SHOWN, writeFrames } from '../outbox/frames.js';
import { openCamera } from './camera.js';
import { openPrepared } from '../station/prepared.js';
import { download, onPress, part, say, tell } from './dom.js';
import { handInAnswer, stateOfKey } from './door.js';
import { drawQr } from './qr.js';
import { drawOutbox } from './outboxList.js';

/** @typedef {import('./workplace.js').Workplace} Workplace */

const FRAME_TIME = 400;
const MOST_FILE = 8 << 20;

/**
 * @param {Workplace} workplace
 * @param {string} slip the fragment of a slip that was scanned, or nothing
 */
export async function openKeyPage(workplace, slip) {
  await openPrepared(workplace);
  part('slip').hidden = workplace.key !== undefined;
  part('another-key').addEventListener('click', () => (part('slip').hidden = false));
  if (slip) drawSlip(slip);
  workplace.changed = () => drawOutbox(workplace);
  onPress(part('send'), async () => {
    await workplace.send();
    await drawKey(workplace);
  });
  onPress(part('save-all'), () => saveNext(workplace));
  onPress(part('show-frames'), () => showFrames(workplace));
  takeFile(part('take-file'), (file) => takeActs(workplace, file));
  onPress(part('scan'), () => openCamera((file) => takeActs(workplace, file)));
  onPress(part('drop-carried'), async () => {
    await workplace.outbox.dropCarried();
    await drawOutbox(workplace);
  });
  onPress(part('make-key'), () => enrol(workplace));
  takeFile(part('take-key'), (file) => takeKey(workplace, file));
  await drawOutbox(workplace);
  await drawKey(workplace);
}

/** @param {Workplace} workplace */
async function drawKey(workplace) {
  const { key, database } = workplace;
  part('key').hidden = key === undefined;
  if (key === undefined) return;
  part('key-name').textContent = key.keyName;
  part('key-held').textContent = say(`held.${key.held}`);
  const enrolment = await database.setting('enrolment');
  const asked = await askForKey(workplace, key.keyName, enrolment?.answer);
  const known = asked === 'unreachable' && enrolment?.enrolled ? 'enrolled' : asked;
  part('key-state').textContent = say(`key.${known}`);
  part('answer').hidden = known === 'enrolled' || enrolment === undefined;
  if (enrolment !== undefined) part('answer-text').textContent = enrolment.answer;
}

/**
 * @param {Workplace} workplace
 * @param {string} keyName
 * @param {string | undefined} answer
 */
async function askForKey(workplace, keyName, answer) {
  const state = (await stateOfKey(keyName)) ?? 'unreachable';
  if (state === 'enrolled' && answer !== undefined) await workplace.database.keepSetting({ name: 'enrolment', answer, enrolled: true });
  if (state !== 'unknown' || answer === undefined) return state;

  // Until the desk has it: the letter box may have been emptied, and putting it in again is harmless.
  return (await handInAnswer(answer).catch(() => false)) ? 'handed-in' : 'unreachable';
}

/** Puts a slip that was scanned into the fields. @param {string} fragment */
export function drawSlip(fragment) {
  part('slip').hidden = false;
  try {
    const { name, number, secret } = readSlip(fragment);
    field('slip-name').value = name;
    field('slip-number').value = String(number);
    field('slip-secret').value = writeSecret(secret);
  } catch (failure) {
    tell(failure);
  }
}

/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement} */ (part(name));

/** @param {Workplace} workplace */
async function enrol(workplace) {
  const { pin, database } = workplace;
  const slip = { ...readSlip(`slip=${field('slip-name').value.trim()}/${field('slip-number').value.trim()}/${field('slip-secret').value.replace(/[\s-]/g, '')}`), secret: readSecret(field('slip-secret').value) };
  const words = field('passphrase').value;
  if (words !== '' && !isLongEnough(words)) return tell({ code: 'passphrase-short' });
  if (!mayReplace(workplace)) return;
  const { stored, seed } = await makeKey(slip.name, { keepSeed: words !== '' });
  const key = await openKey(stored);
  const answer = await answerSlip(pin, slip, key.key);
  await database.keepKey(stored, answer);
  if (seed !== undefined) download(`${slip.name.replace('/', '-')}.key`, await wrap(key.key.text, seed, words));
  for (const name of ['slip-secret', 'passphrase']) field(name).value = '';
  await use(workplace, key);
}

/**
 * @param {Workplace} workplace
 * @param {import('../keys/device.js').DeviceKey} key
 */
async function use(workplace, key) {
  workplace.key = key;
  part('slip').hidden = true;
  part('cleared').hidden = true;
  await drawKey(workplace);
  await drawOutbox(workplace);
}

// A key that is replaced is gone: no copy of it is on this phone.
/** @param {Workplace} workplace */
const mayReplace = ({ key }) => key === undefined || confirm(say('another.sure', key.keyName));

/**
 * @param {Workplace} workplace
 * @param {Uint8Array} file
 */
async function takeKey(workplace, file) {
  const text = new TextDecoder().decode(file);
  const stored = isPrivateKey(text) ? await readPrivateKey(text) : await unwrap(text, field('key-words').value);
  if (!mayReplace(workplace)) return;
  await workplace.database.keepKey(stored);
  field('key-words').value = '';
  await use(workplace, await openKey(stored));
}

/**
 * @param {Workplace} workplace
 * @param {Uint8Array} file
 */
async function takeActs(workplace, file) {
  const count = await workplace.outbox.importFile(file);
  part('taken').textContent = say('taken', count);
  await workplace.send();
}

/**
 * @param {HTMLElement} input
 * @param {(file: Uint8Array) => Promise<void>} take
 */
function takeFile(input, take) {
  input.addEventListener('change', async () => {
    const { files } = /** @type {HTMLInputElement} */ (input);
    const file = files?.[0];
    if (file === undefined) return;
    try {
      if (file.size > MOST_FILE) throw Object.assign(new Error(), { code: 'bundle-too-long' });
      await take(new Uint8Array(await file.arrayBuffer()));
    } catch (failure) {
      tell(failure);
    }
    /** @type {HTMLInputElement} */ (input).value = '';
  });
}

/** @type {ReturnType<typeof setInterval> | undefined} */
let showing;

const pressed = { file: 0, frames: 0 };

/**
 * Which file comes next, where one doesn't hold all: with each press the next.
 * @param {Workplace} workplace
 * @param {'file' | 'frames'} way
 * @param {{most?: number, bare?: boolean}} [options]
 */
async function nextFile({ outbox }, way, options) {
  const files = await outbox.exportFiles(options);
  const at = pressed[way]++ % Math.max(1, files.length);
  const chosen = files[at] ?? refuse('nothing-waits');
  part('which-part').textContent = files.length > 1 ? say('part', at + 1, files.length) : '';
  return { chosen, number: at + 1 };
}

/** @param {Workplace} workplace */
async function saveNext(workplace) {
  const { chosen, number } = await nextFile(workplace, 'file');
  const file = await chosen.file();
  await workplace.outbox.handOut(chosen);
  download(`acts-${number}.saksei`, file);
}

/** @param {Workplace} workplace */
async function showFrames(workplace) {
  const { chosen } = await nextFile(workplace, 'frames', { most: MOST_SHOWN, bare: true });
  const frames = await writeFrames(await chosen.file());
  await workplace.outbox.handOut(chosen);
  part('bare').hidden = chosen.items.every((item) => (item.files ?? []).length === 0);
  clearInterval(showing);
  let at = 0;
  const show = () => {
    part('frame').replaceChildren(drawQr(frames[at % frames.length] ?? ''));
    part('frame-number').textContent = say('frame', (at++ % frames.length) + 1, frames.length);
  };
  show();
  showing = setInterval(show, FRAME_TIME);
}
