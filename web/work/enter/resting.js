// What rests on this computer of the forms that its clerk types: opened once both are sealed, and given back where it came to nothing.

import { fateOf, toOpen } from './states.js';
import { open } from './sealing.js';

/** @typedef {import('../pages/workplace.js').Workplace} Workplace */
/** @typedef {import('./states.js').Kept} Kept */
/** @typedef {import('./states.js').Status} Status */

/**
 * What the clerk at hand sealed. Another's, who worked at this computer before, is neither shown nor opened with this key.
 * @param {Workplace} workplace
 * @returns {Promise<Kept[]>}
 */
export async function keptBy({ database, key }) {
  return (await database.sealed()).filter((kept) => kept.key === key?.keyName);
}

/**
 * Opens what was sealed here and whose other half is sealed too, one after the other. Each opening draws the page anew, which may open more:
 * before each it is looked at again.
 * @param {Workplace} workplace
 * @param {Status[]} statuses
 */
export async function openReady(workplace, statuses) {
  for (const { identity } of toOpen(statuses, await keptBy(workplace))) {
    const now = (await keptBy(workplace)).find((kept) => kept.identity === identity);
    if (now?.opened === false) await open(workplace, now);
  }
}

/**
 * Lets go of what the register has past, and gives back what it won't have.
 * @param {Workplace} workplace
 * @param {import('./states.js').Entries | undefined} entries
 */
export async function settle(workplace, entries) {
  const { database, outbox } = workplace;
  const items = await outbox.items();
  for (const kept of await keptBy(workplace)) {
    const fate = fateOf(kept, items.find(({ identity }) => identity === kept.identity), entries);
    if (fate.is === 'past') await database.dropSealed(kept.identity);
    if (fate.is === 'returns') await database.giveBack(kept.identity, fate.refused);
  }
}

/**
 * One round at a time. Asked for while one runs, it runs once more behind it; nobody waits for that, since it may be the round itself that asks.
 * @param {() => Promise<void>} round
 */
export function oneAtATime(round) {
  let [isRunning, isDue] = [false, false];
  return async () => {
    isDue = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isDue) {
        isDue = false;
        await round();
      }
    } finally {
      isRunning = false;
    }
  };
}
