// Checklists on this phone: fetched once by their hash, held against it whenever they are read, and there without signal.

import { hex, sha256 } from '../../base/bytes.js';
import { refuse } from '../../base/refusal.js';
import { readForm } from '../../checklists/form.js';

/** What the page says of a checklist. @typedef {{act: string, organisation: string, by: string, id: string, version: string, sha256: string, length: number, versions: string[], standing: {organisation: string, team: number, act: string, index: number}[]}} Listed */

const CACHE = 'checklists';
const PATIENCE = 60_000;

// What is fetched beforehand without being asked for.
const MOST_BEFOREHAND = 400 << 10;

/** @param {Listed} listed */
const addressOf = ({ sha256: hash }) => `/log/attachments/${hash}`;

/**
 * A checklist that is on this phone; undefined where it isn't, or was altered there.
 * @param {Listed} listed
 */
export async function keptForm(listed) {
  const cache = await caches.open(CACHE);
  const answer = await cache.match(addressOf(listed));
  if (answer === undefined) return undefined;
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (hex(await sha256(bytes)) === listed.sha256) return readForm(bytes);
  await cache.delete(addressOf(listed));
  return undefined;
}

/** Fetches a checklist, unless it is here. @param {Listed} listed @returns {Promise<boolean>} whether it came */
export async function fetchForm(listed) {
  const cache = await caches.open(CACHE);
  if (await cache.match(addressOf(listed))) return false;
  const answer = await fetch(addressOf(listed), { signal: AbortSignal.timeout(PATIENCE), redirect: 'error' });
  const bytes = await answer.arrayBuffer();
  if (!answer.ok || hex(await sha256(new Uint8Array(bytes))) !== listed.sha256) refuse('checklist-altered', listed.id);
  await cache.put(addressOf(listed), new Response(bytes));
  return true;
}

/**
 * Fetches what fits into the room for it, in the order given: the own organisation's first. Without signal nothing comes, and is said.
 * @param {Listed[]} lists
 * @returns {Promise<boolean>} whether any came
 */
export async function fetchBeforehand(lists) {
  let left = MOST_BEFOREHAND;
  let isNew = false;
  for (const listed of lists) {
    left -= listed.length;
    if (left >= 0) isNew = (await fetchForm(listed).catch(() => false)) || isNew;
  }
  return isNew;
}
