// Seats of one constituency by its rule, each step with the exact number that decided (docs/spec/seat-rule.md).

import { fraction } from '../base/fraction.js';
import { refuse } from '../base/refusal.js';
import { Race } from './race.js';
import { baseOf, reaches, shareFor, thresholdOf } from './rule.js';

/** @typedef {import('../base/fraction.js').Fraction} Fraction */
/** @typedef {import('./rule.js').Rule} Rule */
/** @typedef {import('./race.js').Runner} Runner */
/** @typedef {{list: string, votes: bigint, kind: string, coalition?: string, candidates?: number}} Competitor */
/** @typedef {{votes: Map<string, bigint>, valid: bigint, blank: bigint | undefined, cast: bigint | undefined, seats: bigint}} Totals */
/**
 * @typedef {object} Votes
 * @property {number} seats
 * @property {Competitor[]} lists
 * @property {bigint | undefined} blank
 * @property {bigint | undefined} cast
 * @property {import('./race.js').Lot[]} lots
 */
/**
 * @typedef {object} Allocation
 * @property {Map<string, number>} seats of each list
 * @property {import('./race.js').Tie[]} ties that stand open
 * @property {import('./race.js').Step[]} steps
 * @property {number} unfilled
 * @property {number} vacant seats of lists that have no candidate for them
 * @property {Set<string>} secondRound lists that go on, where nobody won by majority
 * @property {import('./race.js').Lot[]} used lots that decided
 */

/**
 * @param {Rule} rule
 * @param {Votes} input
 * @param {Totals} [national] where the threshold is measured over all constituencies
 * @returns {Allocation}
 */
export function allocate(rule, input, national) {
  askVotes(rule, input);
  const units = unitsOf(rule, input, national);
  if (rule.method.kind === 'majority') return byMajority(rule, input, units);
  const taking = units.filter((unit) => unit.takesPart);
  const race = new Race(taking.map((unit) => runnerOf(unit, rule)), rule.ties, input.lots);
  for (const { list, votes } of units.flatMap(excludedOf)) {
    race.steps.push({ kind: 'threshold-excluded', list, held: 0, decided: fraction(votes) });
  }
  const valid = sum(input.lists);
  const quotaVotes = rule.quotaOverValid ? valid : sum(taking);
  run(race, rule.method, input.seats, quotaVotes);
  return gathered(rule, input, race, taking);
}

/**
 * The seat to the most votes, if they reach the share; otherwise the first two, and those level with the second, go on.
 * @param {Rule} rule
 * @param {Votes} input
 * @param {Unit[]} units
 * @returns {Allocation}
 */
function byMajority(rule, input, units) {
  const race = new Race(units.map((unit) => runnerOf(unit, rule)), rule.ties, input.lots);
  const standing = units.filter((unit) => rule.exhausted === 'vacant' || unit.candidates !== 0);
  const order = standing.map(({ votes }) => votes).filter((votes) => votes > 0n).sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const won = standing.some((unit) => unit.takesPart && unit.votes > 0n && unit.votes === order[0]);
  if (won) race.next(1, 'most-votes', (runner) => fraction(runner.votes));
  const least = order[1] ?? order[0] ?? 1n;
  const second = won ? [] : standing.filter(({ votes }) => votes >= least);
  return {
    seats: new Map(race.runners.map(({ list, seats }) => [list, seats])),
    ties: race.tie === undefined ? [] : [race.tie],
    steps: race.steps,
    unfilled: won ? 0 : 1,
    vacant: 0,
    secondRound: new Set(second.map(({ list }) => list)),
    used: [...race.used],
  };
}

/**
 * The lists that a unit is, or has, below the threshold.
 * @param {Unit} unit
 * @returns {Competitor[]}
 */
const excludedOf = (unit) => [...unit.below, ...(unit.takesPart ? [] : [unit])];

/** @param {{votes: bigint}[]} lists */
const sum = (lists) => lists.reduce((total, { votes }) => total + votes, 0n);

/**
 * @param {Rule} rule
 * @param {Votes} input
 */
function askVotes(rule, { seats, lists, blank, cast }) {
  if (lists.length === 0) refuse('no-lists');
  if (seats < 1) refuse('seats-not-positive');
  if (sum(lists) + (blank ?? 0n) >= 1n << 63n) refuse('votes-too-large');
  if (cast !== undefined && cast < sum(lists) + (blank ?? 0n)) refuse('cast-below-votes');
  if (rule.method.kind === 'majority' && seats > 1) refuse('majority-of-several');
  if (lists.some((list) => list.coalition !== undefined) && rule.coalitions === undefined) refuse('coalitions-unstated');
}

/** @typedef {Competitor & {takesPart: boolean, members: Competitor[], below: Competitor[]}} Unit */

/**
 * Lists and joint lists, and which of them take part.
 * @param {Rule} rule
 * @param {Votes} input
 * @param {Totals} [national]
 * @returns {Unit[]}
 */
function unitsOf(rule, input, national) {
  const threshold = thresholdOf(rule);
  const here = { valid: sum(input.lists), blank: input.blank, cast: input.cast, seats: BigInt(input.seats) };
  const base = threshold && baseOf(threshold.of, national ?? here);
  const above = (/** @type {Competitor} */ one) =>
    isAbove(threshold, { ...one, votes: national?.votes.get(one.list) ?? one.votes }, base);
  /** @type {Map<string, Unit>} */
  const units = new Map();
  for (const list of input.lists) {
    const { coalition } = list;
    if (coalition === undefined) {
      units.set(list.list, { ...list, takesPart: above(list), members: [list], below: [] });
      continue;
    }
    const none = { votes: 0n, kind: 'coalition', takesPart: true, members: [], below: [] };
    const joint = units.get(coalition) ?? { list: coalition, ...none };
    const counts = !rule.coalitions?.perMember || above(list);
    units.set(coalition, {
      ...joint,
      votes: joint.votes + (counts ? list.votes : 0n),
      members: counts ? [...joint.members, list] : joint.members,
      below: counts ? joint.below : [...joint.below, list],
    });
  }
  const joint = (/** @type {Unit} */ unit) => unit.kind === 'coalition' && unit.candidates === undefined;
  return [...units.values()].map((unit) =>
    (joint(unit) && !rule.coalitions?.perMember ? { ...unit, takesPart: above(unit) } : unit));
}

/**
 * @param {import('./rule.js').Threshold | undefined} threshold
 * @param {Competitor} one
 * @param {Fraction | undefined} base
 */
export function isAbove(threshold, one, base) {
  const share = threshold && shareFor(threshold, one.kind);
  if (threshold === undefined || share === undefined || base === undefined) return true;
  return reaches(one.votes, share, base, threshold.moreThan);
}

/**
 * @param {Unit} unit
 * @returns {number} how many seats it has candidates for
 */
const candidatesOf = ({ members }) =>
  members.reduce((total, member) => (member.votes > 0n ? total + (member.candidates ?? Infinity) : total), 0);

/**
 * A list without candidates left takes part no more, unless its seats stay vacant.
 * @param {Unit} unit
 * @param {Rule} rule
 * @returns {Runner}
 */
function runnerOf(unit, { exhausted }) {
  const most = exhausted === 'vacant' ? Infinity : candidatesOf(unit);
  return { list: unit.list, votes: unit.votes, seats: 0, byQuota: 0, most, exhausted: false };
}

/**
 * @param {Race} race
 * @param {import('./rule.js').Method} method
 * @param {number} seats
 * @param {bigint} quotaVotes
 */
export function run(race, method, seats, quotaVotes) {
  if (method.quota === undefined) return byDivisors(race, method, seats);
  if (quotaVotes === 0n) return;
  const quota = raised(race, method.quota, quotaVotes, BigInt(seats));
  wholeQuotas(race, quota, seats);
  if (method.kind === 'highest-averages') {
    while (race.given < seats && race.next(seats - race.given, 'highest-average', average)) continue;
  } else if (method.kind === 'one-shot') {
    inRounds(race, seats, 'one-shot-average', average);
  } else {
    inRounds(race, seats, 'remainder', (r) => fraction(r.votes * quota.d - BigInt(r.seats) * quota.n, quota.d));
  }
}

/** @param {Runner} runner */
const average = (runner) => fraction(runner.votes, BigInt(runner.seats + 1));

/**
 * @param {Race} race
 * @param {import('./rule.js').Method} method
 * @param {number} seats
 */
function byDivisors(race, method, seats) {
  const { divisor = () => fraction(1n), squared } = method;
  const measure = (/** @type {Runner} */ { votes, seats: held }) => {
    const { n, d } = divisor(BigInt(held + 1));
    const top = squared ? votes * votes * d : votes * d;
    return n === 0n ? fraction((1n << 200n) + votes) : fraction(top, n);
  };
  while (race.given < seats && race.next(seats - race.given, 'highest-average', measure)) continue;
}

/**
 * @param {string} name
 * @param {bigint} votes
 * @param {bigint} seats
 */
function quotaOf(name, votes, seats) {
  if (name === 'hare') return fraction(votes, seats);
  if (name === 'droop') return fraction(votes / (seats + 1n) + 1n);
  return fraction(votes, seats + (name === 'imperiali' ? 2n : 1n));
}

/**
 * The quota; Imperiali's anew, once, where whole ones make more seats than there are.
 * @param {Race} race
 * @param {string} name
 * @param {bigint} votes
 * @param {bigint} seats
 */
function raised(race, name, votes, seats) {
  const quota = quotaOf(name, votes, seats);
  const promised = race.runners.reduce((total, r) => total + (r.votes * quota.d) / quota.n, 0n);
  if (name !== 'imperiali' || promised <= seats) return quota;
  const anew = quotaOf('hagenbach-bischoff', votes, seats);
  race.steps.push({ kind: 'quota-raised', list: '', held: 0, decided: anew });
  return anew;
}

/**
 * @param {Race} race
 * @param {Fraction} quota
 * @param {number} seats
 */
function wholeQuotas(race, quota, seats) {
  const whole = race.runners.map((r) => Number((r.votes * quota.d) / quota.n));
  const promised = whole.reduce((a, b) => a + b, 0);
  if (promised > seats + 1) refuse('quota-too-low');
  const tooMany = promised > seats ? 1 : 0;
  race.runners.forEach((runner, i) => {
    const decided = fraction(runner.votes * quota.d, quota.n);
    const count = Math.min(Math.max(0, (whole[i] ?? 0) - tooMany), runner.most);
    runner.byQuota = count;
    if (count > 0) race.give('quota', runner, decided, count);
  });
  const level = race.runners.filter((_, i) => (whole[i] ?? 0) > 0);
  if (tooMany > 0) race.decide(level, seats - race.given, fraction(1n));
}

/**
 * One seat each in the order of measures taken once; a further round where seats are still left.
 * @param {Race} race
 * @param {number} seats
 * @param {string} kind
 * @param {(runner: Runner) => Fraction} measure
 */
function inRounds(race, seats, kind, measure) {
  while (race.given < seats) {
    const once = new Map(race.runners.map((runner) => [runner, measure(runner)]));
    const before = new Map(race.runners.map((runner) => [runner, runner.seats]));
    const waiting = () => race.runners.filter((runner) => runner.seats === before.get(runner));
    const given = race.given;
    const of = (/** @type {Runner} */ runner) => /** @type {Fraction} */ (once.get(runner));
    while (race.given < seats && race.next(seats - race.given, kind, of, waiting(), false)) continue;
    if (race.given === given || race.tie !== undefined) return;
  }
}

/**
 * @param {Rule} rule
 * @param {Votes} input
 * @param {Race} race
 * @param {Unit[]} units
 * @returns {Allocation}
 */
function gathered(rule, input, race, units) {
  const seats = new Map(input.lists.map((list) => [list.list, 0]));
  const ties = race.tie === undefined ? [] : [race.tie];
  const steps = [...race.steps];
  const used = [...race.used];
  for (const runner of race.runners) {
    const unit = /** @type {Unit} */ (units.find((one) => one.list === runner.list));
    if (unit.members[0]?.coalition === undefined) {
      seats.set(runner.list, runner.seats);
      continue;
    }
    const inner = new Race(unit.members.map((m) => runnerOf({ ...m, takesPart: true, members: [m], below: [] }, rule)),
      rule.ties, input.lots, unit.list);
    const waits = race.tie?.lists.includes(unit.list) ?? false;
    if (runner.seats > 0 && rule.coalitions !== undefined && (!waits || rule.coalitions.method.quota === undefined)) {
      run(inner, rule.coalitions.method, runner.seats, sum(unit.members));
    }
    for (const member of inner.runners) seats.set(member.list, member.seats);
    if (inner.tie !== undefined && !waits) ties.push(inner.tie);
    steps.push(...inner.steps);
    used.push(...inner.used);
  }
  const vacant = input.lists.reduce((sum, { list, candidates = Infinity }) =>
    sum + Math.max(0, (seats.get(list) ?? 0) - candidates), 0);
  const unfilled = ties.length > 0 ? 0 : input.seats - race.given;
  return { seats, ties, steps, unfilled, vacant, secondRound: new Set(), used };
}
