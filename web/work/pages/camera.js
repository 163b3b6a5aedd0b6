// Pictures that another phone shows, read with this one's camera. It opens when the person presses, and closes when all is read, when she
// presses again, or when the page is left.

import { refuse } from '../base/refusal.js';
import { FrameCollector } from '../outbox/frames.js';
import { element, part, say, tell } from './dom.js';

/** @typedef {import('../pictures/reader.js').ReadQr} ReadQr */

const PAUSE = 60;
const WIDEST = 960;

/** @type {(() => void) | undefined} */
let close;

/** @param {(file: import('../base/bytes.js').Bytes) => Promise<void>} take a file that is whole */
export async function openCamera(take) {
  if (close !== undefined) return close();
  const [video, button] = [/** @type {HTMLVideoElement} */ (part('camera')), part('scan')];
  const read = await reader();
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: WIDEST } } }).catch(() => refuse('no-camera'));
  close = () => {
    for (const track of stream.getTracks()) track.stop();
    [video.srcObject, video.hidden, button.textContent, close] = [null, true, say('scan'), undefined];
  };
  addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && close?.(), { once: true });
  [video.srcObject, video.hidden, button.textContent, part('scanned').textContent] = [stream, false, say('scan.stop'), say('scan.hold')];
  await video.play();
  void collect(video, read, take).catch(tell).finally(() => close?.());
}

/**
 * @param {HTMLVideoElement} video
 * @param {(video: HTMLVideoElement) => Promise<string | undefined>} read
 * @param {(file: import('../base/bytes.js').Bytes) => Promise<void>} take
 */
async function collect(video, read, take) {
  const collector = new FrameCollector();
  while (!video.hidden) {
    const file = await collector.take((await read(video)) ?? '');
    if (collector.count > 0) part('scanned').textContent = say('scanned', collector.parts.size, collector.count);
    if (file !== undefined) return take(file);
    await new Promise((later) => setTimeout(later, PAUSE));
  }
}

/** The browser's own reader of QR codes where it has one, else ours. @returns {Promise<(video: HTMLVideoElement) => Promise<string | undefined>>} */
async function reader() {
  const Detector = /** @type {any} */ (globalThis).BarcodeDetector;
  const formats = await Detector?.getSupportedFormats?.().catch(() => []);
  if (formats?.includes('qr_code')) {
    const detector = new Detector({ formats: ['qr_code'] });
    return async (video) => (await detector.detect(video).catch(() => []))[0]?.rawValue;
  }
  const read = await ownReader();
  const context = element('canvas', {});
  return async (video) => readFrom(/** @type {HTMLCanvasElement} */ (context), video, read);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLVideoElement} video
 * @param {ReadQr} read
 */
function readFrom(canvas, video, read) {
  const scale = Math.min(1, WIDEST / Math.max(1, video.videoWidth));
  [canvas.width, canvas.height] = [Math.max(1, Math.round(video.videoWidth * scale)), Math.max(1, Math.round(video.videoHeight * scale))];
  const context = canvas.getContext('2d', { willReadFrequently: true }) ?? refuse('no-camera');
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  return read(context.getImageData(0, 0, canvas.width, canvas.height));
}

/** @returns {Promise<ReadQr>} */
async function ownReader() {
  const here = /** @type {{sakseiReadQr?: ReadQr}} */ (globalThis);
  const { reader: address = '', readerIntegrity = '' } = part('work').dataset;
  if (here.sakseiReadQr === undefined) {
    await new Promise((loaded, failed) => {
      const script = element('script', { type: 'module', src: address, integrity: readerIntegrity, load: loaded, error: () => failed(Object.assign(new Error(), { code: 'no-reader' })) });
      document.head.append(script);
    });
  }
  return here.sakseiReadQr ?? refuse('no-reader');
}
