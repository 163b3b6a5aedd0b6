// The way to this server's register.

const PATIENCE = 30_000;

/** @type {import('../outbox/outbox.js').Door} */
export const door = {
  post: async (note) => {
    const answer = await fetch('/acts', { method: 'POST', body: note, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, signal: AbortSignal.timeout(PATIENCE), redirect: 'error' });
    return { status: answer.status, body: await answer.text() };
  },
  noteAt: async (index) => (await fetch(`/log/acts/${index}`, { signal: AbortSignal.timeout(PATIENCE) })).text(),
};

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
