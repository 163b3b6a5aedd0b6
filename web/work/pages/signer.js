// Who signs on this device.

import { part } from './dom.js';

/** @param {import('./workplace.js').Workplace} workplace */
export function drawSigner({ key }) {
  part('no-key').hidden = key !== undefined;
  part('who').hidden = key === undefined;
  if (key !== undefined) part('who-name').textContent = key.name;
}
