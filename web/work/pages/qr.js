// QR codes of frames, as pictures that need no inline style and no image.

import qrcode from 'qrcode-generator';

const SVG = 'http://www.w3.org/2000/svg';
const QUIET = 4;

/**
 * Rows of dark and light modules, in the smallest version that holds the text.
 * @param {string} text of the signs of the alphanumeric mode
 * @returns {boolean[][]}
 */
export function modulesOf(text) {
  const code = qrcode(0, 'L');
  code.addData(text, 'Alphanumeric');
  code.make();
  const size = code.getModuleCount();
  return Array.from({ length: size }, (_, row) => Array.from({ length: size }, (_, column) => code.isDark(row, column)));
}

/** @param {string} text */
export function drawQr(text) {
  const modules = modulesOf(text);
  const size = modules.length + 2 * QUIET;
  const dark = modules.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `-${QUIET} -${QUIET} ${size} ${size}`);
  svg.setAttribute('class', 'qr');
  svg.append(pathOf(`M-${QUIET}-${QUIET}h${size}v${size}h-${size}z`, '#fff'), pathOf(dark, '#000'));
  return svg;
}

/**
 * @param {string} line
 * @param {string} colour
 */
function pathOf(line, colour) {
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', line);
  path.setAttribute('fill', colour);
  return path;
}
