// How far one form is for the clerk before this screen. Pure: what the register shows and what rests here give the state.
// docs/states/double-entry.md is the register's side of it, drawn from the rules.
//
//   not-begun ──type──► typing ──seal──► sealed ──the other seals──► both-sealed ──both open──► done
//                                                                                 └─ they differ ─► asked-again ──type──► typing …
//   sealed ──the register won't have it──► returned ──type──► typing …
//   sealed ──taken out before it left, or let go with a revoked key──► typing …
//   other-sealed: the other clerk has sealed, this one types the second entry and sees nothing of the first

import { isProven, isRefusedForGood } from '../outbox/states.js';

/** @typedef {{key: string, commit: string, opened: boolean}} Sealed */
/** @typedef {{station: string, form: string, copy?: string, step?: string, round?: number, sheet?: string, asked?: string[], sealed?: Sealed[], photographs: string[]}} Status */
/** What the register knows of a unit's forms, as of so many acts. @typedef {{size: number, forms: Status[]}} Entries */
/**
 * What a clerk sealed, until the register has past it: by which key, the draft that it was made of, and the act that opened it.
 * @typedef {{identity: string, key: string, form: string, station: string, round: number, salt: string, entry: import('./figures.js').Entry, opened: boolean, openedBy?: string, draft?: {page: string, values: {[name: string]: string}}}} Kept
 */
/** @typedef {import('../outbox/states.js').Item} Item */
/** @typedef {'not-begun' | 'typing' | 'other-sealed' | 'sealed' | 'both-sealed' | 'opened' | 'asked-again' | 'busy' | 'refused' | 'returned' | 'done'} State */

/** States of a form that waits for this clerk. @type {State[]} */
export const WAITING = ['not-begun', 'typing', 'other-sealed', 'asked-again'];

/** States in which the form is open for typing. @type {State[]} */
export const OPEN = [...WAITING, 'returned'];

/** The round that a form is in. @param {Status | undefined} status */
export const roundOf = (status) => status?.round ?? 1;

/**
 * @param {{status: Status | undefined, kept: Kept | undefined, refused: string | undefined, draft: {refused?: string} | undefined, keyName: string}} known status
 *   is undefined while the register can't be asked; kept, refused and draft are of the same round
 * @returns {State}
 */
export function stateOf({ status, kept, refused, draft, keyName }) {
  if (status?.copy !== undefined) return 'done';
  if (refused !== undefined) return 'refused';
  const sealed = status?.sealed ?? [];
  const own = sealed.find(({ key }) => key === keyName);
  if (kept?.opened || own?.opened) return 'opened';
  if (kept !== undefined || own !== undefined) return sealed.length === 2 ? 'both-sealed' : 'sealed';
  if (sealed.length === 2) return 'busy';
  if (draft !== undefined) return draft.refused === undefined ? 'typing' : 'returned';
  return roundOf(status) > 1 ? 'asked-again' : sealed.length === 1 ? 'other-sealed' : 'not-begun';
}

/**
 * What is to be opened now: what was sealed here, stands in the register, and whose other half is sealed too.
 * @param {Status[]} statuses
 * @param {Kept[]} kept
 */
export const toOpen = (statuses, kept) => kept.filter((one) => !one.opened && statuses.some(({ sealed = [] }) => sealed.length === 2 && sealed.some(({ commit, opened }) => commit === one.identity && !opened)));

/**
 * What becomes of what was sealed here: it stays; it is past, where the register has the copy or asks again; or it returns as a draft, where
 * the register won't have it or, by a view that has the act, holds it sealed no longer, since a key was revoked.
 * @param {Kept} kept
 * @param {Item | undefined} item the act that sealed it
 * @param {Entries | undefined} entries
 * @returns {{is: 'stays'} | {is: 'past'} | {is: 'returns', refused?: string}}
 */
export function fateOf(kept, item, entries) {
  const status = entries?.forms.find((one) => isOf(one, kept));
  if (status !== undefined && (status.copy !== undefined || roundOf(status) > kept.round)) return { is: 'past' };
  if (item !== undefined && (isRefusedForGood(item) || item.outcome === 'void')) return { is: 'returns', refused: item.code ?? '' };
  const isSeen = item?.index !== undefined && isProven(item) && item.index < (entries?.size ?? 0);
  const isHeld = (status?.sealed ?? []).some(({ commit }) => commit === kept.identity);
  return isSeen && status !== undefined && !isHeld ? { is: 'returns' } : { is: 'stays' };
}

/**
 * Whether two are of the same form at the same station.
 * @param {{station: string, form: string}} one
 * @param {{station: string, form: string}} other
 */
export const isOf = (one, other) => one.station === other.station && one.form === other.form;
