// One case, and what each of its steps did (docs/spec/cases.md).

/** @typedef {import('../base/moment.js').Moment} Moment */
/**
 * A stay in a state, from the act that led there to the one that led out.
 * @typedef {object} Stay
 * @property {string} state
 * @property {string} body that had the case
 * @property {Moment} filed when what the body must answer was filed, by the register's time
 * @property {Moment[]} filings the same by each account, the earliest first, where they differ
 * @property {boolean} byBody whether the body that has the case signed for what was filed
 * @property {Moment} entered
 * @property {Moment | undefined} left
 * @property {Moment | undefined} paper the same, or the day of the paper by which it was left
 * @property {Moment | undefined} decided
 * @property {string | undefined} remedy that was ordered
 */
/**
 * @typedef {object} Case
 * @property {string} book
 * @property {string} code
 * @property {string} state
 * @property {string} applicant
 * @property {string} [party]
 * @property {string} [body] the one that has it
 * @property {string} [unit]
 * @property {string} [complaint]
 * @property {string} [against]
 * @property {string} [template]
 * @property {string} [remedy]
 * @property {string[]} [stations]
 * @property {any} [decision]
 * @property {Moment} opened
 * @property {number} openedAct
 * @property {number} acts
 * @property {Stay[]} stays
 * @property {Moment | undefined} on an event's time
 * @property {Map<string, string>} accounts of an event: `held` or `disrupted`, by who says so
 * @property {Set<string>} had bodies that had a complaint since it was filed or appealed
 * @property {Resignation | undefined} resignation
 * @property {Seat | undefined} seat of a member
 * @property {boolean} ordered whether what was asked for was ordered
 */
/** @typedef {{person: string, key: string | undefined, counter: string | undefined, confirmed: boolean}} Resignation */
/** @typedef {{nominator: string, person: string | undefined, body: string | undefined, aside: Set<string>}} Seat */

const ENDS = /** @type {Record<string, string[]>} */ ({
  parties: ['accepted', 'refused-finally', 'withdrawn'],
  candidates: ['refused-finally', 'withdrawn'],
  endorsements: ['refused', 'revoked', 'withdrawn'],
  resignations: ['retracted'],
  complaints: ['carried-out', 'withdrawn'],
  activities: ['refused', 'event-reported', 'cancelled'],
  commission: ['left'],
});

/** In the order in which they are published. */
export const BOOKS = Object.keys(ENDS);

/** @param {Case} one */
export const hasEnded = (one) => ENDS[one.book]?.includes(one.state) ?? false;

/**
 * How an event was, as those say who reported it.
 * @param {Case} one
 */
export function accountOf({ accounts }) {
  const said = new Set(accounts.values());
  return said.size > 1 ? 'differing' : [...said][0];
}
