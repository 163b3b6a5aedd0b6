// What this phone knows of its own storage beside it: browsers that clear a page's database often leave this, and then the page can say
// what is gone.

/** @typedef {{waiting: number}} Rests how many acts waited when this was written */

/** @param {string} origin */
const nameOf = (origin) => `saksei ${origin}`;

/**
 * Written only where there is a key: without one nothing was signed here.
 * @param {string} origin
 * @param {Rests} rests
 */
export function remember(origin, rests) {
  try {
    localStorage.setItem(nameOf(origin), JSON.stringify(rests));
  } catch {
    // A browser that keeps nothing of this kind can't tell later; what is signed rests in the database all the same.
  }
}

/**
 * @param {string} origin
 * @returns {Rests | undefined} undefined where there never was a key, or nothing is remembered
 */
export function remembered(origin) {
  try {
    const { waiting } = JSON.parse(localStorage.getItem(nameOf(origin)) ?? '');
    return Number.isInteger(waiting) ? { waiting } : undefined;
  } catch {
    return undefined;
  }
}
