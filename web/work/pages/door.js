// The way to this server's register.

import { refuse } from '../base/refusal.js';

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
 * Whether the register knows a key, by the server's word, and the key itself.
 * @param {string} keyName
 * @returns {Promise<{state: 'unknown' | 'enrolled' | 'revoked', key?: string} | undefined>} undefined where nobody answered
 */
export async function keyOfName(keyName) {
  try {
    const answer = await fetch(`/enrolments/key?name=${encodeURIComponent(keyName)}`, { signal: AbortSignal.timeout(PATIENCE), redirect: 'error' });
    const { state, key } = await answer.json();
    return ['unknown', 'enrolled', 'revoked'].includes(state) ? { state, ...(typeof key === 'string' ? { key } : {}) } : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} keyName */
export const stateOfKey = async (keyName) => (await keyOfName(keyName))?.state;

/**
 * Answers to slips that wait in the letter box for an organisation's desk.
 * @param {string} organisation
 */
export async function fetchAnswers(organisation) {
  const answer = await fetch(`/enrolments?organisation=${encodeURIComponent(organisation)}`, { signal: AbortSignal.timeout(PATIENCE), redirect: 'error' });
  if (!answer.ok) refuse('server-unreachable');
  return answer.text();
}

/**
 * How far double entry is in a unit, by the server's word; undefined where nobody answered.
 * @param {string} unit
 * @param {string} organisation
 * @returns {Promise<import('../enter/states.js').Entries | undefined>}
 */
export async function fetchEntries(unit, organisation) {
  try {
    const answer = await fetch(`/entries?unit=${encodeURIComponent(unit)}&organisation=${encodeURIComponent(organisation)}`, { signal: AbortSignal.timeout(PATIENCE), redirect: 'error' });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} name of a draft
 * @param {Uint8Array<ArrayBuffer>} sealed
 */
export async function putDraft(name, sealed) {
  const { ok } = await fetch(`/drafts/${name}`, { method: 'POST', body: new Blob([sealed]), signal: AbortSignal.timeout(PATIENCE), redirect: 'error' });
  return ok;
}

/** What lies in the letter box under a draft's name, as the server says it. @param {string} name @returns {Promise<unknown>} */
export async function fetchDraft(name) {
  return (await fetch(`/drafts/${name}`, { signal: AbortSignal.timeout(PATIENCE), redirect: 'error' })).json();
}

/**
 * What the register would make of an act now, by the server's word; undefined where nobody answered.
 * @param {string} note with nothing in the place of its signatures: a server that has a signed one could append it
 * @returns {Promise<{outcome?: string, code?: string, message?: {[language: string]: string}} | undefined>}
 */
export async function preview(note) {
  try {
    const answer = await fetch('/acts/preview/unsigned', { method: 'POST', body: note, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, signal: AbortSignal.timeout(PATIENCE), redirect: 'error' });
    return await answer.json();
  } catch {
    return undefined;
  }
}
