// QR codes of frames, as pictures that need no inline style and no image.

import qrcode from 'qrcode-generator';

const SVG = 'http://www.w3.org/2000/svg';
const QUIET = 4;

/**
 * Rows of dark and light modules of a frame, in the smallest version that holds the text.
 * @param {string} text of the signs of the alphanumeric mode
 */
export const modulesOf = (text) => draw(text, 'L', 'Alphanumeric');

/** The same of an address on paper, which may be folded or stained. @param {string} address */
export const modulesOfAddress = (address) => draw(address, 'M', 'Byte');

/**
 * @param {string} text
 * @param {'L' | 'M'} level
 * @param {'Alphanumeric' | 'Byte'} mode
 * @returns {boolean[][]}
 */
function draw(text, level, mode) {
  const code = qrcode(0, level);
  code.addData(text, mode);
  code.make();
  const size = code.getModuleCount();
  return Array.from({ length: size }, (_, row) => Array.from({ length: size }, (_, column) => code.isDark(row, column)));
}

/** Each dark module as a square of a path. @param {boolean[][]} modules */
export const pathOfModules = (modules) => modules.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');

/** @param {string} text */
export const drawQr = (text) => drawModules(modulesOf(text));

/** @param {string} address */
export const drawAddress = (address) => drawModules(modulesOfAddress(address));

/** @param {boolean[][]} modules */
function drawModules(modules) {
  const size = modules.length + 2 * QUIET;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `-${QUIET} -${QUIET} ${size} ${size}`);
  svg.setAttribute('class', 'qr');
  svg.append(pathOf(`M-${QUIET}-${QUIET}h${size}v${size}h-${size}z`, '#fff'), pathOf(pathOfModules(modules), '#000'));
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
