// Do the copies of a station agree? (docs/spec/corroboration.md)

/** @typedef {import('../fold/forms.js').Copy} Copy */
/** @typedef {'missing'|'uncorroborated'|'corroborated'|'contradicted'|'adjudicated'} State */
/** @typedef {{state: State, grade: string | undefined}} Standing */

export const GRADES = ['same-sheet', 'other-sheet', 'own-tally'];

/**
 * The figures of a copy by the names that documents give them.
 * @param {Copy} copy
 * @returns {Map<string, number>}
 */
export function figuresOf({ entry }) {
  return new Map([...entry.figures, ...[...entry.votes].map(([list, votes]) => /** @type {const} */ ([`votes/${list}`, votes]))]);
}

/**
 * Whether a figure that both hold differs.
 * @param {Map<string, number>} a
 * @param {Map<string, number>} b
 */
export function differ(a, b) {
  for (const [field, value] of a) {
    const other = b.get(field);
    if (other !== undefined && other !== value) return true;
  }
  return false;
}

/**
 * @param {import('../fold/forms.js').FormBook} forms
 * @param {string} station
 * @returns {Standing}
 */
export function standing(forms, station) {
  const copies = forms.at(station);
  if (copies.length === 0) return { state: 'missing', grade: undefined };
  const figures = copies.map(figuresOf);
  if (figures.some((a, i) => figures.slice(i + 1).some((b) => differ(a, b)))) {
    return { state: forms.adjudications.has(station) ? 'adjudicated' : 'contradicted', grade: undefined };
  }
  const grade = strongest(copies, forms.official(station));
  return { state: grade === undefined ? 'uncorroborated' : 'corroborated', grade };
}

/**
 * The strongest grade of the pairs that confirm votes.
 * @param {Copy[]} copies that agree
 * @param {Copy | undefined} official
 */
function strongest(copies, official) {
  const pairs = official === undefined
    ? copies.flatMap((a, i) => copies.slice(i + 1).map((b) => /** @type {const} */ ([a, b])))
    : copies.filter((copy) => copy !== official).map((copy) => /** @type {const} */ ([official, copy]));
  const grades = pairs
    .filter(([a, b]) => confirms(a, b) || (official === undefined && confirms(b, a)))
    .map(([a, b]) => GRADES.indexOf(gradeOf(a, b)));
  return grades.length === 0 ? undefined : GRADES[Math.max(...grades)];
}

/**
 * Whether all list votes of one stand on the other.
 * @param {Copy} a
 * @param {Copy} b
 */
function confirms(a, b) {
  return a.entry.votes.size > 0 && [...a.entry.votes.keys()].every((list) => b.entry.votes.has(list));
}

/**
 * @param {Copy} a
 * @param {Copy} b
 */
function gradeOf(a, b) {
  if (a.organisation === b.organisation) return 'same-sheet';
  if (a.source === 'tally' || b.source === 'tally') return 'own-tally';
  return a.sheet === b.sheet ? 'same-sheet' : 'other-sheet';
}
