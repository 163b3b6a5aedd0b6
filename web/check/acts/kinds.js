// Every kind of act and its fields (docs/spec/act.md, "Kinds").

import { refuse } from '../base/refusal.js';
import * as f from './fields.js';
import { caseKinds } from './caseKinds.js';
import { voiceKinds } from './voiceKinds.js';

const { required, optional } = f;

const BALLOTS = 10_000_000;
export const attachments = f.list(f.record({
  sha256: required(f.hash),
  length: required(f.whole(67_108_864)),
  mediaType: required(f.code),
}), 16);

/** @type {f.Codec<{threshold: number, keys: import('../register/keys.js').Key[]}>} */
function recovery(reader, field) {
  const value = f.record({ threshold: required(f.whole(16)), keys: required(f.list(f.key, 16)) })(reader, field);
  return f.recoveryThatCanBeMet(value);
}

/** @typedef {{code: string, maximum: number}} Form what a figure may be on it */

/** What any figure stays below, until its form is known. */
const ANY_FIGURE = 999_999_999;

/**
 * What one sheet says; of several forms the one that stands before it says how large a figure may be.
 * @param {readonly Form[]} forms
 * @returns {f.Codec<any>}
 */
const entry = (forms) => (reader, field, before) => {
  const [form] = forms;
  if (forms.length < 2) return sheet(form?.maximum ?? ANY_FIGURE)(reader, field);
  if (before?.form === undefined) refuse('form-behind-entry');
  return sheet(forms.find((one) => one.code === before?.form)?.maximum ?? ANY_FIGURE)(reader, field);
};

/** @param {number} maximum of the form */
const sheet = (maximum) => f.record({
  state: required(f.word('complete', 'blank', 'illegible', 'wrong-form')),
  figures: required(f.figures(maximum, '')),
  votes: required(f.figures(maximum, 'votes/')),
  signatures: optional(f.list(f.record({
    organisation: required(f.code),
    state: required(f.word('signed', 'refused', 'absent')),
  }), 64)),
  blank: optional(f.codesOnce(1000)),
  illegible: optional(f.codesOnce(1000)),
  confirmed: optional(f.codesOnce(100)),
});

const cosigning = f.record({
  cosigners: required(f.list(f.record({ name: required(f.code), key: required(f.cosignerKey), address: optional(f.article) }), 63)),
  groups: optional(f.list(f.record({ name: required(f.code), threshold: required(f.whole(63)), members: required(f.list(f.code, 63)) }), 63)),
  quorum: required(f.code),
});

/** @type {Record<string, f.Fields>} */
const registerKinds = {
  'register/found': {
    definition: required(f.hash),
    simulated: required(f.flag),
    log: required(f.key),
    clock: required(f.key),
    cosigning: optional(cosigning),
    founders: required(f.list(f.record({
      organisation: required(f.organisation),
      category: required(f.code),
      interest: required(f.code),
      keys: required(f.list(f.key, 16)),
      recovery: optional(recovery),
    }), 16)),
  },
  'register/rules': { version: required(f.whole(1_000_000)) },
  'register/cosigning': {
    cosigning: required(cosigning),
    approvals: optional(f.list(f.record({ cosigner: required(f.code), time: required(f.whole(253_402_300_799)), signature: required(f.signature) }), 63)),
  },
  'register/scripts': {
    scripts: required(f.list(f.record({ name: required(f.code), sha256: required(f.hash) }), 256)),
  },
  'clock/tick': {},
  'clock/holiday': { date: required(f.date), code: required(f.code) },
};

/** @type {Record<string, f.Fields>} */
const organisationKinds = {
  'organisations/accredit': {
    organisation: required(f.organisation),
    category: required(f.code),
    interest: required(f.code),
    outcome: required(f.word('granted', 'refused', 'withdrawn')),
    ground: optional(f.code),
    article: optional(f.code),
    keys: optional(f.list(f.key, 16)),
    recovery: optional(recovery),
  },
  'organisations/vouch': {
    organisation: required(f.organisation),
    category: required(f.code),
    interest: required(f.code),
    keys: required(f.list(f.key, 16)),
    recovery: optional(recovery),
  },
  'organisations/enrol': {
    organisation: required(f.organisation),
    keys: required(f.list(f.record({
      key: required(f.key),
      role: required(f.word('desk', 'clerk', 'agent')),
      person: required(f.hash),
      units: optional(f.list(f.code, 64)),
      stations: optional(f.list(f.code, 64)),
    }), 200)),
  },
  'organisations/revoke': {
    organisation: required(f.organisation),
    keys: required(f.list(f.keyCode, 200)),
    reason: required(f.word('lost', 'stolen', 'left', 'rotated')),
  },
  'organisations/recovery': {
    organisation: required(f.organisation),
    recovery: required(recovery),
  },
  'organisations/recover': {
    organisation: required(f.organisation),
    keys: required(f.list(f.key, 16)),
    revokes: optional(f.list(f.keyCode, 200)),
  },
};

/** @type {Record<string, f.Fields>} */
const fileKinds = {
  'files/take-down': {
    file: required(f.hash),
    ground: required(f.word('personal-data', 'danger', 'court-order', 'unlawful', 'rights-of-another')),
    article: required(f.article),
  },
};

/** @type {Record<string, f.Fields>} */
const stationKinds = {
  'stations/delivered': {
    deliveries: required(f.list(f.record({
      station: required(f.code),
      ballots: required(f.whole(BALLOTS)),
      serials: optional(f.list(f.record({ first: required(f.code), last: required(f.code) }), 50)),
      previous: optional(f.hash),
    }), 500)),
    contest: optional(f.code),
  },
  'stations/conditions': {
    station: required(f.code),
    doors: required(f.word('open', 'closed', 'partly', 'not-seen')),
    presence: required(f.list(f.record({
      organisation: required(f.code),
      state: required(f.word('present', 'absent', 'refused', 'sent-away', 'not-seen')),
    }), 64)),
    posted: required(f.word('yes', 'no', 'not-seen')),
    handed: required(f.list(f.record({
      organisation: required(f.code),
      outcome: required(f.word('handed', 'refused', 'not-asked', 'not-seen')),
    }), 64)),
    from: optional(f.moment),
    until: optional(f.moment),
    attachments: optional(attachments),
    previous: optional(f.hash),
  },
  'forms/refusal': {
    station: required(f.code),
    when: required(f.moment),
    by: required(f.word('station-head', 'station-member', 'security', 'other')),
    reason: required(f.word('no-copies', 'form-not-filled-in', 'not-allowed', 'other', 'none-given')),
    previous: optional(f.hash),
  },
};

/**
 * @param {readonly Form[]} forms
 * @returns {Record<string, f.Fields>}
 */
const formKinds = (forms) => ({
  'forms/commit': {
    form: required(f.code),
    station: required(f.code),
    sheet: required(f.code),
    round: required(f.whole(100)),
    commitment: required(f.hash),
    attachments: optional(attachments),
  },
  'forms/reveal': {
    form: required(f.code),
    station: required(f.code),
    commit: required(f.hash),
    salt: required(f.bits),
    entry: required(f.asWritten(entry(forms))),
  },
  'forms/copy': {
    form: required(f.code),
    station: required(f.code),
    source: required(f.word('official', 'posted', 'scan', 'tally')),
    sheet: required(f.code),
    method: required(f.word('transcribed', 'seen', 'imported')),
    entry: required(entry(forms)),
    attachments: optional(attachments),
    previous: optional(f.hash),
  },
  'forms/adjudicate': {
    form: required(f.code),
    station: required(f.code),
    outcome: required(f.word('copy-adopted', 'corrected', 'recounted', 'annulled')),
    ground: required(f.code),
    article: required(f.article),
    final: required(f.flag),
    considered: required(f.list(f.hash, 64)),
    adopts: optional(f.hash),
    entry: optional(entry(forms)),
    attachments: optional(attachments),
    previous: optional(f.hash),
  },
  'forms/handle': {
    form: required(f.code),
    station: required(f.code),
    copy: required(f.hash),
    check: required(f.code),
    reason: required(f.word('paper-says-so', 'asked-the-station', 'minutes-explain', 'to-adjudicate')),
    attachments: optional(attachments),
    previous: optional(f.hash),
  },
});

/** @type {Record<string, f.Fields>} */
const resultKinds = {
  'results/lot': {
    constituency: required(f.code),
    step: required(f.whole(100_000)),
    lists: required(f.list(f.code, 1000)),
    drawn: required(f.list(f.code, 1000)),
    within: optional(f.code),
    attachments: optional(attachments),
    contest: optional(f.code),
  },
  'results/stage': {
    stage: required(f.word('preliminary', 'provisional', 'official')),
    tally: required(f.hash),
    attachments: optional(attachments),
    contest: optional(f.code),
  },
  'holders/candidates': {
    constituency: required(f.code),
    list: required(f.code),
    candidates: required(f.list(f.code, 1000)),
    preferences: optional(f.list(f.whole(1_099_511_627_776), 1000)),
    previous: optional(f.hash),
    contest: optional(f.code),
  },
  'holders/change': {
    constituency: required(f.code),
    list: required(f.code),
    ordinal: required(f.whole(10_000)),
    change: required(f.word('vacated', 'replaced', 'reassigned')),
    to: optional(f.code),
    ground: optional(f.code),
    article: optional(f.article),
    attachments: optional(attachments),
    contest: optional(f.code),
  },
};

/**
 * @param {readonly Form[]} forms those of the election; none until they are known
 * @returns {Map<string, f.Fields>}
 */
export function kindsOf(forms) {
  return new Map(Object.entries({
    ...registerKinds, ...organisationKinds, ...fileKinds, ...stationKinds, ...formKinds(forms), ...resultKinds,
    ...voiceKinds, ...caseKinds(attachments),
  }));
}
