// What stands behind # came from a slip's QR code: it goes out of the address at once, where others could see it and the browser keeps
// it, whatever becomes of the page.

const SLIP = '#slip=';

/** @returns {string} the slip's fragment, or nothing */
export function takeSlip() {
  const { hash, pathname, search } = location;
  if (!hash.startsWith(SLIP)) return '';
  history.replaceState(null, '', pathname + search);
  return hash;
}
