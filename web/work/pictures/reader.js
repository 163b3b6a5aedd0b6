// A reader of QR codes for browsers without one of their own: a script of its own, asked for when a person opens the camera.

import jsqr from 'jsqr';

const read = /** @type {typeof import('jsqr').default} */ (/** @type {unknown} */ (jsqr));

/** @typedef {(image: ImageData) => string | undefined} ReadQr */

/** @type {{sakseiReadQr?: ReadQr}} */ (globalThis).sakseiReadQr = ({ data, width, height }) => read(data, width, height, { inversionAttempts: 'dontInvert' })?.data;
