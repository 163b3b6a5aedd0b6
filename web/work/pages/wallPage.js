// The projector: what the server wrote, drawn anew as the register grows. Nothing is pressed here; Escape or P lead back.

import { followPage } from './followed.js';
import { part } from './dom.js';

/** Opens the projector's page. */
export async function openWallPage() {
  document.addEventListener('keydown', ({ key }) => (key === 'Escape' || key.toLowerCase() === 'p') && location.assign(part('work').dataset.back ?? ''));
  followPage(['wall']);
}
