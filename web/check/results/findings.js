// results/findings.json (docs/spec/findings.md).

import { DAY, dayOf, offsetOf } from '../base/moment.js';
import { document } from '../base/write.js';

/** @typedef {import('../fold/findings.js').Said} Said */
/** @typedef {import('../fold/findings.js').Item} Item */
/** @typedef {import('../base/moment.js').Moment} Moment */

/** @param {import('../fold/fold.js').Fold} fold */
export function findingsDocument({ findings, simulated, tick }) {
  const now = tick ?? { second: 0, text: '1970-01-01T00:00:00Z' };
  const of = (/** @type {string} */ kind) => [...findings.items.values()].filter((item) => item.said.kind === kind);
  const recommendations = of('recommendations/make');
  const restingOn = (/** @type {string} */ act) => recommendations.flatMap(({ said }, i) =>
    (said.body.restsOn?.includes(act) ? [i + 1] : []));
  return document({
    simulated: simulated || undefined,
    tick: now.text,
    findings: of('findings/find').map((item, i) => ({ number: i + 1, ...finding(item, now, restingOn(item.said.act)) })),
    recommendations: recommendations.map((item, i) => ({ number: i + 1, ...recommendation(item, now) })),
    statements: of('statements/make').map((item, i) => ({ number: i + 1, ...statement(item) })),
  });
}

/** @param {Said} said */
function actOf({ act, index, by, author, time, carried, body: { reported } }) {
  return {
    act,
    index,
    by,
    when: reported?.on ?? time.text,
    carried,
    reported: reported && { writtenBy: author, on: reported.on, source: reported.source },
  };
}

/** @param {{language: string, sha256: string}[] | undefined} words */
const byLanguage = (words) => some(words) && new Map(some(words)?.map(({ language, sha256 }) => [language, sha256]));

/** @param {{sha256: string}[] | undefined} files */
const hashes = (files) => some(files)?.map((one) => one.sha256);

/**
 * Lists that say nothing are left out.
 * @template T
 * @param {T[] | undefined} list
 */
const some = (list) => (list !== undefined && list.length > 0 ? list : undefined);

/**
 * When something was said; of public record the last day on which it can have been, or the first.
 * @param {Said} said
 * @param {Moment} now
 */
function secondOf({ time, body: { reported } }, now) {
  return reported === undefined ? time.second : lastDay(reported.on) * DAY - (offsetOf(now.text.slice(19)) ?? 0);
}

/** @param {string} on a day, a month or a year */
function lastDay(on) {
  if (on.length === 10) return dayOf(on) ?? 0;
  const [year = 0, month = 12] = on.split('-').map(Number);
  const next = month === 12 ? `${String(year + 1).padStart(4, '0')}-01-01` : `${on.slice(0, 4)}-${String(month + 1).padStart(2, '0')}-01`;
  return (dayOf(next) ?? 0) - 1;
}

/**
 * What was said, in public record, before what it answers can have been.
 * @param {Said} answer
 * @param {Said} said
 */
function isEarlierWord({ body: { reported } }, said) {
  const other = said.body.reported;
  return reported !== undefined && other !== undefined && lastDay(reported.on) < firstDay(other.on);
}

/** @param {string} on a day, a month or a year */
function firstDay(on) {
  return dayOf(on + '-01-01'.slice(on.length - 4)) ?? 0;
}

/**
 * Whole days, 0 at least.
 * @param {number} from
 * @param {number} until
 */
const days = (from, until) => Math.max(0, Math.floor((until - from) / DAY));

/**
 * The answers to something, and the earlier words beside them.
 * @param {Item} item
 */
function answers({ said, answers: all }) {
  const before = all.filter((one) => isEarlierWord(one, said));
  return { answers: all.filter((one) => !before.includes(one)).map(answer), saidBefore: some(before)?.map(answer) };
}

/**
 * @param {Item} item
 * @param {Moment} now
 */
function asked(item, now) {
  const { said, said: { body } } = item;
  const answers = item.answers.filter((one) => !isEarlierWord(one, said));
  const given = {
    cause: answers.some((one) => some(one.body.cause) !== undefined),
    remedy: answers.some((one) => some(one.body.remedy) !== undefined),
    until: answers.some((one) => one.body.until !== undefined),
  };
  const state = stateOf(body.due, answers, given, now);
  const since = body.due?.second ?? secondOf(said, now);
  const waits = state === 'silent' || state === 'none-found';
  const [first] = answers;
  const answered = first && secondOf(first, now);
  return {
    subject: body.subject,
    asked: body.asked ?? body.addressee,
    due: body.due?.text,
    state,
    silentDays: waits ? days(since, now.second) : undefined,
    answerDays: answered === undefined ? undefined : days(secondOf(said, now), answered),
    lateDays: answered !== undefined && body.due?.second < answered ? days(body.due.second, answered) : undefined,
    given,
  };
}

/**
 * @param {Moment | undefined} due
 * @param {Said[]} answers
 * @param {{cause: boolean, remedy: boolean, until: boolean}} given
 * @param {Moment} now
 */
function stateOf(due, answers, given, now) {
  const last = answers.at(-1);
  if (last === undefined) return due === undefined ? 'none-found' : due.second > now.second ? 'in-time' : 'silent';
  if (last.body.answer === 'disputed') return 'disputed';
  return given.cause && given.remedy && given.until ? 'answered' : 'in-part';
}

/**
 * @param {Item} item
 * @param {Moment} now
 * @param {number[]} recommendations
 */
function finding(item, now, recommendations) {
  const { said: { body } } = item;
  return {
    ...actOf(item.said),
    ...asked(item, now),
    wording: byLanguage(body.wording),
    restsOn: some(body.restsOn),
    evidence: hashes(body.evidence),
    ...answers(item),
    recommendations,
  };
}

/**
 * @param {Item} item
 * @param {Moment} now
 */
function recommendation(item, now) {
  const { said: { body }, wordings, statuses } = item;
  return {
    ...actOf(item.said),
    ...asked(item, now),
    change: body.change,
    priority: body.priority,
    context: byLanguage(body.context),
    wordings: wordings.map((one) => ({ act: one.act, when: actOf(one).when, words: byLanguage(one.body.wording) })),
    laws: some(body.laws),
    standards: some(body.standards),
    restsOn: some(body.restsOn),
    opinions: some(body.opinions),
    ...answers(item),
    statuses: statuses.map((one) => ({
      ...actOf(one),
      status: one.body.status,
      stands: statuses.findLast((other) => other.by === one.by) === one,
      evidence: hashes(one.body.evidence),
    })),
  };
}

/** @param {Said} said */
function answer(said) {
  const { body } = said;
  return {
    ...actOf(said),
    answer: body.answer,
    cause: byLanguage(body.cause),
    remedy: byLanguage(body.remedy),
    until: body.until?.text,
    evidence: hashes(body.evidence),
  };
}

/** @param {Item} item */
function statement({ said, answers }) {
  const { body } = said;
  return {
    ...actOf(said),
    document: byLanguage(body.document),
    subjects: some(body.subjects),
    units: some(body.units),
    acts: some(body.acts),
    answers: answers.map((one) => ({ ...actOf(one), document: byLanguage(one.body.document) })),
  };
}
