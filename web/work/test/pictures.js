// QR codes as a camera sees them, read by another program than the one that drew them.

import jsqr from 'jsqr';

const PIXELS = 4;
const QUIET = 4;

/** What a camera's reader makes of the picture. @param {boolean[][]} modules */
export function readPicture(modules) {
  const side = (modules.length + 2 * QUIET) * PIXELS;
  const image = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      if (modules[Math.floor(y / PIXELS) - QUIET]?.[Math.floor(x / PIXELS) - QUIET]) image.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
  const read = /** @type {typeof import('jsqr').default} */ (/** @type {unknown} */ (jsqr));
  return read(image, side, side)?.data;
}
