// results/consultations.json (docs/spec/consultations.md).

import { document } from '../base/write.js';

/** @typedef {import('../fold/consultations.js').Consultation} Consultation */
/** @typedef {import('../fold/consultations.js').Opinion} Opinion */

const CHANNELS = ['page', 'paper', 'key', 'promise'];

/** @param {import('../fold/fold.js').Fold} fold */
export function consultationsDocument({ consultations, tick }) {
  return document([...consultations.all.values()].map((one) => published(one, tick?.second ?? 0)));
}

/**
 * @param {Consultation} one
 * @param {number} now
 */
function published(one, now) {
  const { code, holder, body, opened, act, workshops, log } = one;
  const { from, until, sortedBy, recommendedBy, answeredBy } = body.phases;
  return {
    consultation: code,
    holder,
    phase: phaseOf(body.phases, now),
    phases: { from: from.text, until: until.text, sortedBy: sortedBy.text, recommendedBy: recommendedBy?.text, answeredBy: answeredBy?.text },
    opened: opened.text,
    act,
    opinions: counts(one),
    rejectedBy: new Map(body.rules.map((/** @type {any} */ rule) =>
      [rule.code, log.filter((row) => row.rule === rule.code && row.outcome !== 'restored').length])),
    workshops: [...workshops].sort(([a], [b]) => (a < b ? -1 : 1)).map(([workshop, { index, body: held }]) => ({
      workshop,
      unit: held.unit,
      held: held.held.text,
      people: held.came.reduce((/** @type {number} */ sum, /** @type {any} */ { people = 0 }) => sum + people, 0),
      women: held.women,
      act: index,
    })),
    log: log.map(({ opinion, rule, rejected, act: index, asked, outcome, review }) =>
      ({ opinion, rule, rejected: rejected.text, act: index, asked, outcome, review })),
    register: [...one.opinions.values()].map((held) => ({
      opinion: held.opinion,
      channel: held.channel,
      workshop: held.workshop,
      received: held.received.text,
      status: held.late ? 'late' : held.status,
      act: held.act,
      overdue: held.overdue || undefined,
      shown: held.shown,
      published: held.published,
      length: held.length,
      named: held.named,
    })),
  };
}

/**
 * @param {any} phases
 * @param {number} now
 */
function phaseOf({ from, until, sortedBy, recommendedBy, answeredBy }, now) {
  if (now < from.second) return 'announced';
  if (now <= until.second) return 'asked';
  if (now <= sortedBy.second) return 'sorting';
  if (recommendedBy !== undefined && now <= recommendedBy.second) return 'recommending';
  return answeredBy !== undefined && now <= answeredBy.second ? 'answering' : 'over';
}

/** @param {Consultation} one */
function counts({ opinions, log }) {
  const all = [...opinions.values()];
  const inTime = all.filter((one) => !one.late);
  const count = (/** @type {(one: Opinion) => boolean} */ of) => inTime.filter(of).length;
  return {
    all: inTime.length,
    ...Object.fromEntries(CHANNELS.map((channel) => [channel, count((one) => one.channel === channel)])),
    late: all.length - inTime.length,
    overdue: count((one) => one.overdue),
    waiting: count((one) => one.status === 'waiting'),
    published: count((one) => one.status === 'published'),
    readable: count((one) => one.length !== undefined),
    rejected: count((one) => one.status === 'rejected'),
    asked: log.filter((one) => one.asked !== undefined).length,
    restored: log.filter((one) => one.outcome === 'restored').length,
    upheld: log.filter((one) => one.outcome === 'stands').length,
    named: count((one) => one.named !== undefined),
  };
}
