// The kinds of acts that are steps of cases: fields (docs/spec/act.md), and from where to where (docs/states).

import * as f from './fields.js';

/**
 * @typedef {object} Step
 * @property {string} from states, with spaces between
 * @property {string} to a state, or `same`
 * @property {'body'|'any-body'|'applicant'|'anyone'|'person'|'party'} by whose step it is; `any-body`: any that may
 * @property {boolean} [decision]
 * @property {string} needs
 * @property {string} may
 */

/** @type {Record<string, Step>} */
export const STEPS = {
  'parties/certify': {
    from: 'none', to: 'certified', by: 'any-body',
    needs: 'party', may: 'body receipt on attachments',
  },
  'parties/check': {
    from: 'none certified checked', to: 'checked', by: 'any-body',
    needs: 'party documents', may: 'body missing receipt attachments',
  },
  'parties/apply': {
    from: 'none certified checked', to: 'filed', by: 'applicant',
    needs: 'party', may: 'body documents receipt on attachments',
  },
  'parties/accept': {
    from: 'filed', to: 'accepted', by: 'body', decision: true,
    needs: '', may: 'ground article votes on attachments',
  },
  'parties/refuse': {
    from: 'filed', to: 'refused', by: 'body', decision: true,
    needs: '', may: 'ground article votes missing on attachments',
  },
  'parties/return': {
    from: 'filed', to: 'refused-procedure', by: 'body', decision: true,
    needs: '', may: 'ground article votes missing on attachments',
  },
  'parties/cure': {
    from: 'refused-procedure', to: 'filed', by: 'applicant',
    needs: '', may: 'documents receipt on attachments',
  },
  'parties/strike': {
    from: 'accepted', to: 'struck', by: 'any-body', decision: true,
    needs: '', may: 'ground article votes on attachments',
  },
  'parties/appeal': {
    from: 'refused refused-procedure struck', to: 'appealed', by: 'applicant',
    needs: '', may: 'body receipt on attachments',
  },
  'parties/uphold': {
    from: 'appealed', to: 'refused-finally', by: 'body', decision: true,
    needs: '', may: 'ground article votes on attachments',
  },
  'parties/reverse': {
    from: 'appealed', to: 'accepted', by: 'body', decision: true,
    needs: '', may: 'ground article votes on attachments',
  },
  'parties/withdraw': {
    from: 'certified checked filed accepted', to: 'withdrawn', by: 'applicant',
    needs: '', may: 'receipt on attachments',
  },
  'parties/serve': {
    from: 'accepted refused refused-procedure struck refused-finally', to: 'same', by: 'body',
    needs: 'on', may: 'receipt attachments',
  },
  'parties/receive': {
    from: 'accepted refused refused-procedure struck refused-finally', to: 'same', by: 'party',
    needs: 'on', may: 'receipt attachments',
  },
  'candidates/seal': {
    from: 'none', to: 'sealed', by: 'applicant',
    needs: 'party unit commitment count', may: 'body documents receipt on attachments contest',
  },
  'candidates/assess': {
    from: 'sealed challenged', to: 'same', by: 'body',
    needs: 'assessments', may: 'person attachments',
  },
  'candidates/accept': {
    from: 'sealed', to: 'accepted', by: 'body', decision: true,
    needs: '', may: 'ground article votes on attachments',
  },
  'candidates/refuse': {
    from: 'sealed', to: 'refused', by: 'body', decision: true,
    needs: '', may: 'ground article votes missing on attachments',
  },
  'candidates/return': {
    from: 'sealed', to: 'refused-procedure', by: 'body', decision: true,
    needs: '', may: 'ground article votes missing on attachments',
  },
  'candidates/cure': {
    from: 'refused-procedure', to: 'sealed', by: 'applicant',
    needs: 'commitment', may: 'documents receipt on count attachments',
  },
  'candidates/post': {
    from: 'accepted', to: 'posted', by: 'any-body',
    needs: 'count', may: 'on attachments',
  },
  'candidates/challenge': {
    from: 'posted challenged', to: 'challenged', by: 'anyone',
    needs: '', may: 'person ground article receipt on attachments',
  },
  'candidates/dismiss': {
    from: 'challenged', to: 'posted', by: 'body', decision: true,
    needs: '', may: 'ground article votes on attachments',
  },
  'candidates/strike': {
    from: 'accepted posted challenged', to: 'struck', by: 'any-body', decision: true,
    needs: '', may: 'ground article votes on attachments',
  },
  'candidates/appeal': {
    from: 'refused refused-procedure struck', to: 'appealed', by: 'applicant',
    needs: '', may: 'body receipt on attachments',
  },
  'candidates/uphold': {
    from: 'appealed', to: 'refused-finally', by: 'body', decision: true,
    needs: '', may: 'ground article votes on attachments',
  },
  'candidates/reverse': {
    from: 'appealed', to: 'accepted', by: 'body', decision: true,
    needs: '', may: 'ground article votes on attachments',
  },
  'candidates/withdraw': {
    from: 'sealed accepted posted challenged', to: 'withdrawn', by: 'applicant',
    needs: '', may: 'receipt on attachments',
  },
  'candidates/serve': {
    from: 'accepted refused refused-procedure struck refused-finally', to: 'same', by: 'body',
    needs: 'on', may: 'receipt attachments',
  },
  'candidates/receive': {
    from: 'accepted refused refused-procedure struck refused-finally', to: 'same', by: 'party',
    needs: 'on', may: 'receipt attachments',
  },
  'endorsements/ask': {
    from: 'none', to: 'asked', by: 'applicant',
    needs: 'party unit commitment', may: 'receipt on attachments',
  },
  'endorsements/report-issued': {
    from: 'asked', to: 'reported-issued', by: 'applicant',
    needs: '', may: 'ground article receipt on attachments',
  },
  'endorsements/report-refused': {
    from: 'asked', to: 'reported-refused', by: 'applicant',
    needs: '', may: 'ground article receipt on attachments',
  },
  'endorsements/issue': {
    from: 'asked reported-issued reported-refused', to: 'issued', by: 'body',
    needs: '', may: 'receipt on attachments',
  },
  'endorsements/refuse': {
    from: 'asked reported-issued reported-refused', to: 'refused', by: 'body', decision: true,
    needs: '', may: 'ground article votes on attachments',
  },
  'endorsements/revoke': {
    from: 'issued', to: 'revoked', by: 'body', decision: true,
    needs: '', may: 'ground article votes on attachments',
  },
  'endorsements/withdraw': {
    from: 'asked reported-issued reported-refused issued', to: 'withdrawn', by: 'applicant',
    needs: '', may: 'receipt on attachments',
  },
  'resignations/resign': {
    from: 'none retracted', to: 'resigning', by: 'person',
    needs: 'party unit person', may: 'refers receipt on attachments contest',
  },
  'resignations/dispute': {
    from: 'resigning', to: 'disputed', by: 'applicant',
    needs: '', may: 'on attachments',
  },
  'resignations/confirm': {
    from: 'disputed', to: 'resigning', by: 'person',
    needs: 'person', may: 'receipt on attachments',
  },
  'resignations/retract': {
    from: 'resigning disputed', to: 'retracted', by: 'person',
    needs: 'person', may: 'receipt on attachments',
  },
  'complaints/file': {
    from: 'none', to: 'filed', by: 'anyone',
    needs: 'complaint', may: 'party unit stations against body person remedy template receipt on fact attachments',
  },
  'complaints/transfer': {
    from: 'filed heard', to: 'filed', by: 'body',
    needs: 'body', may: 'on attachments',
  },
  'complaints/hear': {
    from: 'filed', to: 'heard', by: 'body',
    needs: '', may: 'on attachments',
  },
  'complaints/uphold': {
    from: 'filed heard', to: 'upheld', by: 'body', decision: true,
    needs: '', may: 'ground article votes remedy on attachments',
  },
  'complaints/reject': {
    from: 'filed heard', to: 'rejected', by: 'body', decision: true,
    needs: '', may: 'ground article votes on attachments',
  },
  'complaints/return': {
    from: 'filed heard', to: 'refused-procedure', by: 'body', decision: true,
    needs: '', may: 'ground article votes missing on attachments',
  },
  'complaints/cure': {
    from: 'refused-procedure', to: 'filed', by: 'applicant',
    needs: '', may: 'documents receipt on attachments',
  },
  'complaints/appeal': {
    from: 'upheld rejected refused-procedure carried-out', to: 'filed', by: 'party',
    needs: '', may: 'receipt on attachments',
  },
  'complaints/execute': {
    from: 'upheld', to: 'carried-out', by: 'any-body',
    needs: '', may: 'on attachments',
  },
  'complaints/contest': {
    from: 'carried-out', to: 'upheld', by: 'applicant',
    needs: '', may: 'receipt on attachments',
  },
  'complaints/withdraw': {
    from: 'filed heard', to: 'withdrawn', by: 'applicant',
    needs: '', may: 'receipt on attachments',
  },
  'complaints/serve': {
    from: 'upheld rejected refused-procedure', to: 'same', by: 'body',
    needs: 'on', may: 'receipt attachments',
  },
  'complaints/receive': {
    from: 'upheld rejected refused-procedure', to: 'same', by: 'party',
    needs: 'on', may: 'receipt attachments',
  },
  'activities/ask': {
    from: 'none', to: 'asked', by: 'applicant',
    needs: 'party unit on', may: 'receipt count attachments',
  },
  'activities/report-allowed': {
    from: 'asked', to: 'reported-allowed', by: 'applicant',
    needs: '', may: 'ground article receipt on attachments',
  },
  'activities/report-refused': {
    from: 'asked', to: 'reported-refused', by: 'applicant',
    needs: '', may: 'ground article receipt on attachments',
  },
  'activities/allow': {
    from: 'asked reported-allowed reported-refused', to: 'allowed', by: 'body',
    needs: '', may: 'ground article votes on attachments',
  },
  'activities/refuse': {
    from: 'asked reported-allowed reported-refused', to: 'refused', by: 'body', decision: true,
    needs: '', may: 'ground article votes on attachments',
  },
  'activities/hold': {
    from: 'asked reported-allowed reported-refused allowed refused event-reported', to: 'event-reported', by: 'anyone',
    needs: '', may: 'on attachments',
  },
  'activities/disrupt': {
    from: 'asked reported-allowed reported-refused allowed refused event-reported', to: 'event-reported', by: 'anyone',
    needs: 'by', may: 'ground on attachments',
  },
  'activities/counter': {
    from: 'asked reported-allowed reported-refused allowed refused event-reported', to: 'same', by: 'anyone',
    needs: 'attachments', may: 'on',
  },
  'activities/cancel': {
    from: 'asked reported-allowed allowed', to: 'cancelled', by: 'applicant',
    needs: '', may: 'receipt on attachments',
  },
  'commission/appoint': {
    from: 'none left', to: 'sitting', by: 'any-body',
    needs: 'by', may: 'body person article votes on attachments',
  },
  'commission/declare': {
    from: 'sitting', to: 'same', by: 'anyone',
    needs: 'against', may: 'on attachments',
  },
  'commission/recuse': {
    from: 'sitting', to: 'same', by: 'person',
    needs: 'refers', may: 'ground article receipt on attachments',
  },
  'commission/instruct': {
    from: 'sitting', to: 'same', by: 'anyone',
    needs: 'by', may: 'refers on attachments',
  },
  'commission/resign': {
    from: 'sitting', to: 'left', by: 'person',
    needs: '', may: 'receipt on attachments',
  },
  'commission/end': {
    from: 'sitting', to: 'left', by: 'any-body', decision: true,
    needs: '', may: 'ground article votes on attachments',
  },
};

/** @param {f.Codec<any>} attachments @returns {Record<string, f.Codec<any>>} */
const shared = (attachments) => ({
  party: f.code,
  unit: f.code,
  stations: f.list(f.code, 1000),
  complaint: f.code,
  against: f.code,
  body: f.code,
  refers: f.code,
  person: f.hash,
  commitment: f.hash,
  ground: f.code,
  article: f.article,
  votes: f.list(f.record({
    member: f.required(f.code),
    vote: f.required(f.word('for', 'against', 'abstained', 'recused')),
  }), 200),
  documents: f.list(f.record({
    document: f.required(f.code),
    form: f.required(f.word('original', 'certified-copy', 'copy', 'already-held')),
    issuer: f.optional(f.code),
    receipt: f.optional(f.code),
  }), 200),
  missing: f.list(f.code, 200),
  assessments: f.list(f.record({
    rule: f.required(f.code),
    outcome: f.required(f.word('met', 'not-met', 'not-shown')),
    evidence: f.required(f.hash),
  }), 200),
  remedy: f.code,
  template: f.code,
  receipt: f.code,
  on: f.moment,
  count: f.whole(1_000_000_000),
  by: f.code,
  fact: f.moment,
  attachments,
  contest: f.code,
});

/**
 * @param {f.Codec<any>} attachments
 * @returns {Record<string, f.Fields>}
 */
export function caseKinds(attachments) {
  const codecs = shared(attachments);
  const others = Object.keys(codecs);
  return Object.fromEntries(Object.entries(STEPS).map(([kind, step]) => {
    const needs = words(step.needs);
    const may = words(step.may);
    /** @type {f.Fields} */
    const fields = { case: f.required(f.caseCode) };
    for (const name of others) fields[name] = field(codecs, name, needs, may);
    return [kind, fields];
  }));
}

/** @param {string} text */
export const words = (text) => text.split(' ').filter((word) => word !== '');

/**
 * @param {Record<string, f.Codec<any>>} codecs
 * @param {string} name
 * @param {string[]} needs
 * @param {string[]} may
 * @returns {f.Field}
 */
function field(codecs, name, needs, may) {
  const codec = /** @type {f.Codec<any>} */ (codecs[name]);
  if (needs.includes(name)) return f.required(codec);
  return may.includes(name) ? f.optional(codec) : f.notOfKind();
}
