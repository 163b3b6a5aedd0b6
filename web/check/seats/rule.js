// The seat rule as data (docs/spec/seat-rule.md).

import { compare, fraction, readFraction, reduced } from '../base/fraction.js';
import { refuse } from '../base/refusal.js';

/** @typedef {import('../base/fraction.js').Fraction} Fraction */
/** @typedef {{by: 'more-votes'|'fewer-votes'|'more-seats'|'older-candidate'|'lot', alternately: boolean}} Link */
/**
 * @typedef {object} Threshold
 * @property {Fraction | undefined} share of lists whose kind has no other
 * @property {Map<string, Fraction>} kinds
 * @property {Set<string>} exempt
 * @property {'valid'|'valid-with-blank'|'cast'|'quota'} of
 * @property {boolean} moreThan
 * @property {boolean} national whether it is measured over all constituencies
 */
/**
 * @typedef {object} Method
 * @property {'divisor'|'largest-remainder'|'highest-averages'|'one-shot'|'majority'} kind
 * @property {((n: bigint) => Fraction) | undefined} divisor
 * @property {boolean} squared whether votes² are compared with it
 * @property {string | undefined} quota
 */
/**
 * @typedef {object} Rule
 * @property {Method} method
 * @property {boolean} quotaOverValid
 * @property {Threshold | undefined} threshold
 * @property {{method: Method, perMember: boolean} | undefined} coalitions
 * @property {'next-list'|'vacant'} exhausted
 * @property {Link[]} ties
 * @property {{method: Method, threshold: Threshold, perConstituency: number} | undefined} levelling
 * @property {'votes'|'voters' | undefined} biproportional what a list's strength over all constituencies is
 */

const DIVISORS = /** @type {Record<string, (n: bigint) => Fraction>} */ ({
  dhondt: (n) => fraction(n),
  'sainte-lague': (n) => fraction(2n * n - 1n),
  'sainte-lague-1.4': (n) => (n === 1n ? fraction(7n, 5n) : fraction(2n * n - 1n)),
  danish: (n) => fraction(3n * n - 2n),
  imperiali: (n) => fraction(n + 1n),
  adams: (n) => fraction(n - 1n),
  'huntington-hill': (n) => fraction(n * (n - 1n)),
});

/**
 * @param {any} rule
 * @returns {Rule}
 */
export function readRule(rule) {
  const overValid = rule.quotaVotes ?? (rule.method.startsWith('cambodia') ? 'valid' : 'qualified');
  return {
    method: readMethod(rule.method, rule.firstDivisor),
    quotaOverValid: overValid === 'valid',
    threshold: rule.threshold && readThreshold(rule.threshold),
    coalitions: rule.coalitions && {
      method: readMethod(rule.coalitions.method), perMember: rule.coalitions.threshold === 'member',
    },
    exhausted: rule.exhausted?.then ?? 'next-list',
    ties: (rule.ties ?? []).map((/** @type {any} */ link) => ({ by: link.by, alternately: link.then === 'alternately' })),
    levelling: rule.levelling && {
      method: readMethod(rule.levelling.method),
      threshold: { ...readThreshold(rule.levelling.threshold ?? {}), national: true },
      perConstituency: rule.levelling.perConstituency,
    },
    biproportional: rule.biproportional && (rule.biproportional.count ?? 'votes'),
  };
}

/**
 * @param {string} name
 * @param {string} [firstDivisor]
 * @returns {Method}
 */
function readMethod(name, firstDivisor) {
  if (name === 'majority') return quotaMethod('majority', undefined);
  if (name === 'cambodia') return quotaMethod('highest-averages', 'hare');
  if (name === 'cambodia-1998-one-shot') return quotaMethod('one-shot', 'hare');
  const parts = /^(hare|droop|hagenbach-bischoff|imperiali)-(largest-remainder|highest-averages)$/.exec(name);
  if (parts !== null) return quotaMethod(/** @type {Method['kind']} */ (parts[2]), /** @type {string} */ (parts[1]));
  const divisor = DIVISORS[name] ?? refuse('method-unknown', name);
  const first = firstDivisor === undefined ? undefined : readFraction(firstDivisor);
  const withFirst = first === undefined ? divisor : (/** @type {bigint} */ n) => (n === 1n ? first : divisor(n));
  return { kind: 'divisor', divisor: withFirst, squared: name === 'huntington-hill', quota: undefined };
}

/**
 * @param {Method['kind']} kind
 * @param {string | undefined} quota
 * @returns {Method}
 */
function quotaMethod(kind, quota) {
  return { kind, divisor: undefined, squared: false, quota };
}

/**
 * @param {any} t
 * @returns {Threshold}
 */
function readThreshold(t) {
  const { exempt = [], ...kinds } = t.kinds ?? {};
  return {
    share: t.percent === undefined ? t.share && readFraction(t.share) : percent(t.percent),
    kinds: new Map(Object.entries(kinds).map(([kind, share]) => [kind, percent(/** @type {string} */ (share))])),
    exempt: new Set(exempt),
    of: t.of ?? 'valid',
    moreThan: t.moreThan ?? false,
    national: t.level === 'national',
  };
}

/** @param {string} text */
function percent(text) {
  const { n, d } = readFraction(text);
  const share = reduced(n, d * 100n);
  return compare(share, fraction(1n)) > 0 ? refuse('share-over-100-percent', text) : share;
}

/** More than half of the valid votes. @type {Threshold} */
const HALF = {
  share: fraction(1n, 2n), kinds: new Map(), exempt: new Set(), of: 'valid', moreThan: true, national: false,
};

/**
 * The share that wins, or by which a list takes part.
 * @param {Rule} rule
 */
export const thresholdOf = ({ method, threshold }) => (method.kind === 'majority' ? threshold ?? HALF : threshold);

/**
 * Whether a constituency's seats depend on other constituencies' votes.
 * @param {Rule} rule
 */
export function looksBeyond(rule) {
  return hasLevels(rule) || (rule.threshold?.national ?? false);
}

/**
 * Whether ties can arise beyond one constituency.
 * @param {Rule} rule
 */
export const hasLevels = ({ levelling, biproportional }) => levelling !== undefined || biproportional !== undefined;

/**
 * What a share is a share of.
 * @param {Threshold['of']} of
 * @param {{valid: bigint, blank: bigint | undefined, cast: bigint | undefined, seats: bigint}} sums
 * @returns {Fraction}
 */
export function baseOf(of, { valid, blank, cast, seats }) {
  if (of === 'valid') return fraction(valid);
  if (of === 'quota') return fraction(valid, seats);
  if (of === 'valid-with-blank') return fraction(valid + (blank ?? 0n));
  return fraction(cast ?? refuse('cast-votes-missing'));
}

/**
 * The share that a list must reach, if it must reach one.
 * @param {Threshold} threshold
 * @param {string} kind
 */
export function shareFor(threshold, kind) {
  if (threshold.exempt.has(kind)) return undefined;
  return threshold.kinds.get(kind) ?? threshold.share;
}

/**
 * @param {bigint} votes
 * @param {Fraction} share
 * @param {Fraction} base
 * @param {boolean} moreThan
 */
export function reaches(votes, share, base, moreThan) {
  const order = compare(fraction(votes * base.d), fraction(share.n * base.n, share.d));
  return moreThan ? order > 0 : order >= 0;
}
