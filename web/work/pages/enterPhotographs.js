// Photographs of a sheet beside the fields that are typed again: those that the register has of the station.

import { element, say } from './dom.js';

/**
 * @param {HTMLElement} place
 * @param {string[]} photographs by their SHA-256
 */
export function showPhotographs(place, photographs) {
  const figures = photographs.map((sha256, at) => element('figure', { class: 'shot' },
    element('img', { src: `/log/attachments/${sha256}`, alt: say('photograph.number', at + 1), loading: 'lazy' })));
  place.prepend(...figures);
}
