// What stands behind # came from a QR code and holds a secret: it goes out of the address at once, where others could see it and the
// browser keeps it, whatever becomes of the page.

const SECRETS = ['#slip=', '#draft='];

/** @returns {string} the fragment, or nothing */
export function takeFragment() {
  const { hash, pathname, search } = location;
  if (!SECRETS.some((begin) => hash.startsWith(begin))) return '';
  history.replaceState(null, '', pathname + search);
  return hash;
}
