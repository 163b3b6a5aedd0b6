// The way to this server's register.

const PATIENCE = 30_000;

// Of a link that is just fast enough for the server to wait for it (docs/spec/http.md, limits), and a little faster.
const BYTES_OF_SECOND = 4 << 10;

/** @type {import('../outbox/outbox.js').Door} */
export const door = {
  post: async (note, files) => {
    const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
    const patience = AbortSignal.timeout(PATIENCE + (1_000 * bytes) / BYTES_OF_SECOND);
    const answer = await fetch('/acts', { method: 'POST', ...bodyOf(note, files), signal: patience, redirect: 'error' });
    return { status: answer.status, body: await answer.text() };
  },
  noteAt: async (index) => (await fetch(`/log/acts/${index}`, { signal: AbortSignal.timeout(PATIENCE) })).text(),
};

/**
 * The note alone, or first of several parts.
 * @param {string} note
 * @param {import('../outbox/attachments.js').HashedFile[]} files
 * @returns {RequestInit}
 */
function bodyOf(note, files) {
  if (files.length === 0) return { body: note, headers: { 'Content-Type': 'text/plain; charset=utf-8' } };
  const parts = new FormData();
  parts.append('act', new Blob([note]));
  for (const { bytes, type } of files) parts.append('file', new Blob([bytes], { type }));
  return { body: parts };
}

/**
 * Hands a phone's answer to a slip to the desk that fetches it; the server is a letter box and no more.
 * @param {string} answer
 */
export async function handInAnswer(answer) {
  const { ok } = await fetch('/enrolments', { method: 'POST', body: answer, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, signal: AbortSignal.timeout(PATIENCE), redirect: 'error' });
  return ok;
}

/**
 * Whether the register knows a key, by the server's word.
 * @param {string} keyName
 * @returns {Promise<'unknown' | 'enrolled' | 'revoked' | undefined>} undefined where nobody answered
 */
export async function stateOfKey(keyName) {
  try {
    const answer = await fetch(`/enrolments/key?name=${encodeURIComponent(keyName)}`, { signal: AbortSignal.timeout(PATIENCE), redirect: 'error' });
    const { state } = await answer.json();
    return ['unknown', 'enrolled', 'revoked'].includes(state) ? state : undefined;
  } catch {
    return undefined;
  }
}
