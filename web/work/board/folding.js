// Names so that what people type finds what is written, as the server's search folds them (Books/Folding.cs): letter case, Latin
// diacritics, digits of either script, what isn't seen, and the ways in which Khmer writes one word.

const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad'’`]/g;
const BETWEEN = /[\s/,.()]+/g;
const COENG_DA = /\u17d2\u178a/g;
const MARKS = /(?:\u17d2[^\u17b4-\u17d3]|[\u17b4-\u17d3])+/g;
const MARK = /\u17d2[^\u17b4-\u17d3]|[\u17b4-\u17d3]/g;

/** @param {string} text */
export function fold(text) {
  const plain = text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
    .replace(/[\u17e0-\u17e9]/g, (digit) => String(digit.charCodeAt(0) - 0x17e0))
    .replace(INVISIBLE, '').replace(BETWEEN, ' ').trim();
  return plain.replace(COENG_DA, '\u17d2\u178f').replace(MARKS, (marks) => (marks.match(MARK) ?? []).map((mark, at) => ({ mark, at }))
    .sort((one, other) => rankOf(one.mark) - rankOf(other.mark) || one.at - other.at).map(({ mark }) => mark).join(''));
}

// Consonants below the line, then register shifters, then vowels, then the rest.
/** @param {string} mark */
function rankOf(mark) {
  const code = mark.charCodeAt(0);
  if (code === 0x17d2) return 0;
  if (code === 0x17c9 || code === 0x17ca) return 1;
  return code <= 0x17c5 ? 2 : 3;
}
