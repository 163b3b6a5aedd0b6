// Forms in the page's address: `#STATION FORM`, since a station may have several. Pure.

/** @typedef {{station: string, form: string}} Place */

/** @param {Place} place */
export const addressOf = ({ station, form }) => `#${encodeURIComponent(`${station} ${form}`)}`;

/**
 * The form that an address names; none where it names none, or a station alone.
 * @template {Place} P
 * @param {string} hash
 * @param {P[]} places
 * @returns {P | undefined}
 */
export const placeAt = (hash, places) => places.find((place) => isSame(addressOf(place), hash));

// The server and the browser write the same place in different letters.
/** @param {string} one @param {string} other */
function isSame(one, other) {
  try {
    return decodeURIComponent(one) === decodeURIComponent(other);
  } catch {
    return false;
  }
}
