// How far one form is for the clerk before this screen. Pure: what the register shows and what rests here give the state.
// docs/states/double-entry.md is the register's side of it, drawn from the rules.
//
//   not-begun ──type──► typing ──seal──► sealed ──the other seals──► both-sealed ──both open──► done
//                                                                                 └─ they differ ─► asked-again ──type──► typing …
//   other-sealed: the other clerk has sealed, this one types the second entry and sees nothing of the first

/** @typedef {{key: string, commit: string, opened: boolean}} Sealed */
/** @typedef {{station: string, form: string, copy?: string, step?: string, round?: number, sheet?: string, asked?: string[], sealed?: Sealed[], photographs: string[]}} Status */
/** What this clerk sealed and hasn't opened. @typedef {{identity: string, form: string, station: string, round: number, salt: string, entry: import('./figures.js').Entry, opened: boolean}} Kept */
/** @typedef {'not-begun' | 'typing' | 'other-sealed' | 'sealed' | 'both-sealed' | 'opened' | 'asked-again' | 'busy' | 'refused' | 'done'} State */

/** States in which the form is open for typing. @type {State[]} */
export const OPEN = ['not-begun', 'typing', 'other-sealed', 'asked-again'];

/** The round that a form is in. @param {Status | undefined} status */
export const roundOf = (status) => status?.round ?? 1;

/**
 * @param {{status: Status | undefined, kept: Kept | undefined, refused: string | undefined, hasDraft: boolean, keyName: string}} known status is undefined
 *   while the register can't be asked; kept and refused are of the same round
 * @returns {State}
 */
export function stateOf({ status, kept, refused, hasDraft, keyName }) {
  if (status?.copy !== undefined) return 'done';
  if (refused !== undefined) return 'refused';
  const sealed = status?.sealed ?? [];
  const own = sealed.find(({ key }) => key === keyName);
  if (kept?.opened || own?.opened) return 'opened';
  if (kept !== undefined || own !== undefined) return sealed.length === 2 ? 'both-sealed' : 'sealed';
  if (sealed.length === 2) return 'busy';
  if (hasDraft) return 'typing';
  return roundOf(status) > 1 ? 'asked-again' : sealed.length === 1 ? 'other-sealed' : 'not-begun';
}

/**
 * What is to be opened now: what was sealed here, stands in the register, and whose other half is sealed too.
 * @param {Status[]} statuses
 * @param {Kept[]} kept
 */
export const toOpen = (statuses, kept) => kept.filter((one) => !one.opened && statuses.some(({ sealed = [] }) => sealed.length === 2 && sealed.some(({ commit, opened }) => commit === one.identity && !opened)));
