// A page that shows the register while it grows: asked for anew every few seconds, and drawn anew where it has changed. The sentences stay
// the server's.

import { part } from './dom.js';

const EVERY = 5_000;

// Pages are about a second behind the register.
const AGAIN = 1_000;
const MOST_ASKED = 60;

/**
 * @param {string[]} parts what of the page is drawn anew
 * @param {() => Promise<void>} [changed] what else there is to do then
 */
export function followPage(parts, changed = async () => undefined) {
  let before = '';
  const look = async () => {
    if (document.visibilityState !== 'visible') return;
    const answer = await fetch(location.href, { cache: 'no-cache' });
    const checkpoint = answer.headers.get('Saksei-Checkpoint') ?? '';
    if (!answer.ok || checkpoint === before) return;
    before = checkpoint;
    drawAnew(parts, await answer.text());
    await changed();
  };
  const again = () => void look().then(() => part('not-now').hidden = true, () => (part('not-now').hidden = false)).finally(() => setTimeout(again, EVERY));
  again();
}

/**
 * Draws parts of the page anew once the server shows an act that the register has.
 * @param {number} index the act's
 * @param {string[]} parts
 * @param {() => boolean} mayDraw what is typed meanwhile isn't taken away
 * @returns {Promise<boolean>} whether it came to that
 */
export async function drawOnceShown(index, parts, mayDraw) {
  for (let asked = 0; asked < MOST_ASKED; asked++) {
    const answer = await fetch(location.href, { cache: 'no-cache' }).catch(() => undefined);
    const text = answer?.ok && Number(answer.headers.get('Saksei-Checkpoint')) > index ? await answer.text().catch(() => undefined) : undefined;
    if (text !== undefined && mayDraw()) {
      drawAnew(parts, text);
      return true;
    }
    await new Promise((rested) => setTimeout(rested, AGAIN));
  }
  return false;
}

/**
 * @param {string[]} parts
 * @param {string} text
 */
function drawAnew(parts, text) {
  const page = new DOMParser().parseFromString(text, 'text/html');
  document.title = page.title;
  for (const name of parts) part(name).replaceChildren(...(page.querySelector(`[data-part="${name}"]`)?.childNodes ?? []));
}
