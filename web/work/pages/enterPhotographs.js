// Photographs of a sheet beside the fields that are typed again: those that the register has of the station. The server wrote the figure
// (EnterPage.razor), which is taken once for each.

import { openViewer } from '../pictures/viewer.js';
import { part, say } from './dom.js';

/**
 * @param {HTMLElement} place
 * @param {string[]} photographs by their SHA-256
 * @returns {ReturnType<typeof openViewer>[]}
 */
export function showPhotographs(place, photographs) {
  const template = /** @type {HTMLTemplateElement} */ (part('sheet-figure'));
  const figures = photographs.map((sha256, at) => figureOf(template, sha256, say('photograph.number', at + 1)));
  place.replaceChildren(...figures);
  return figures.map(openViewer);
}

/**
 * @param {HTMLTemplateElement} template
 * @param {string} sha256
 * @param {string} title
 */
function figureOf(template, sha256, title) {
  const figure = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild);
  const picture = /** @type {HTMLImageElement} */ (figure.querySelector('img'));
  [picture.src, picture.alt] = [`/log/attachments/${sha256}`, title];
  part('viewer-pane', figure).setAttribute('aria-label', title);
  part('viewer-title', figure).textContent = title;
  return figure;
}
