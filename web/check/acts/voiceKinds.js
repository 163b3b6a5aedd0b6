// The kinds of acts by which people are heard: observers, findings, consultations (docs/spec/act.md, "Kinds").

import { refuse } from '../base/refusal.js';
import * as f from './fields.js';

const { required, optional } = f;

const LENGTH = 67_108_864;
const PEOPLE = 100_000_000;
const INDEX = 1_099_511_627_776;
const NEWS = ['radio', 'television', 'press', 'online', 'boards', 'letter', 'phone', 'in-person', 'open-call'];

const fileFields = { sha256: required(f.hash), length: required(f.whole(LENGTH)), mediaType: required(f.code) };
const file = f.record(fileFields);
const files = f.list(file, 16);

/** Words are files by language, each language once. @type {f.Codec<{language: string, sha256: string}[]>} */
function words(reader, field) {
  const read = f.list(f.record({ language: required(f.language), ...fileFields }), 16)(reader, field);
  const languages = read.map((one) => one.language);
  return new Set(languages).size < languages.length ? refuse('language-twice') : read;
}

const reported = f.record({ by: required(f.code), on: required(f.dayOrLess), source: required(f.source) });
const hashes = f.list(f.hash, 64);

/** @type {Record<string, f.Fields>} */
const observationKinds = {
  'observation/deploy': {
    stations: required(f.list(f.record({ station: required(f.code), observers: required(f.whole(1000)) }), 500)),
    drawn: optional(f.flag),
  },
  'observation/checklist': {
    id: required(f.code),
    version: required(f.code),
    form: required(file),
    questions: required(f.list(f.record({
      name: required(f.code),
      type: required(f.word('select_one', 'select_multiple', 'integer')),
      choices: optional(f.list(f.code, 64)),
    }), 400)),
    previous: optional(f.hash),
  },
  'observation/answers': {
    station: required(f.code),
    checklist: required(f.hash),
    team: required(f.whole(20)),
    answers: required(f.list(f.record({
      question: required(f.code),
      choices: optional(f.list(f.code, 64)),
      number: optional(f.whole(999_999_999)),
    }), 400)),
    words: optional(files),
    previous: optional(f.hash),
  },
  'observation/turned-away': {
    station: required(f.code),
    organisation: required(f.code),
    people: required(f.word('observer', 'agent')),
    from: required(f.word('sent-away', 'kept-out', 'no-photographs')),
    by: required(f.word('station-head', 'station-member', 'commune-official', 'security', 'other', 'not-said')),
    when: required(f.word('before-opening', 'voting', 'counting', 'after-counting')),
    reason: optional(f.code),
    evidence: optional(files),
    previous: optional(f.hash),
  },
  'observation/incident': {
    category: required(f.code),
    on: required(f.date),
    station: optional(f.code),
    unit: optional(f.code),
    evidence: optional(files),
    previous: optional(f.hash),
  },
  'observation/join': { own: required(f.hash), other: required(f.hash) },
  'observation/answer': {
    incident: required(f.hash),
    cause: optional(f.code),
    by: optional(f.date),
    remedy: optional(files),
  },
};

/** What any answer says. */
const answer = {
  answer: required(f.word('accepted', 'disputed', 'explained')),
  cause: optional(words),
  remedy: optional(words),
  until: optional(f.moment),
  evidence: optional(files),
  reported: optional(reported),
};

const records = f.list(f.record({
  index: required(f.whole(INDEX)),
  proof: required(f.list(f.hash, 63)),
  note: required(f.base64),
}), 32);

/** @type {Record<string, f.Fields>} */
const findingKinds = {
  'findings/find': {
    subject: required(f.code),
    wording: required(words),
    asked: optional(f.code),
    due: optional(f.moment),
    restsOn: optional(hashes),
    evidence: optional(files),
    reported: optional(reported),
  },
  'findings/answer': { finding: required(f.hash), ...answer },
  'findings/carry': {
    register: required(f.longCode),
    checkpoint: required(f.base64),
    keys: required(records),
    acts: required(records),
    files: optional(f.list(file, 64)),
  },
  'recommendations/make': {
    subject: required(f.code),
    wording: required(words),
    addressee: required(f.code),
    change: required(f.word('law', 'practice', 'institution')),
    priority: required(f.word('priority', 'other')),
    context: optional(words),
    due: optional(f.moment),
    laws: optional(f.list(f.article, 16)),
    standards: optional(f.list(f.article, 16)),
    restsOn: optional(hashes),
    opinions: optional(f.list(f.record({ consultation: required(f.code), opinion: required(f.hash) }), 64)),
    reported: optional(reported),
  },
  'recommendations/word': {
    recommendation: required(f.hash),
    wording: required(words),
    previous: required(f.hash),
    reported: optional(reported),
  },
  'recommendations/answer': { recommendation: required(f.hash), ...answer },
  'recommendations/status': {
    recommendation: required(f.hash),
    status: required(f.word('not-started', 'in-part', 'mostly', 'fully')),
    evidence: optional(files),
    previous: optional(f.hash),
    reported: optional(reported),
  },
  'statements/make': {
    document: required(words),
    subjects: optional(f.list(f.code, 16)),
    units: optional(f.list(f.code, 64)),
    acts: optional(hashes),
    reported: optional(reported),
  },
  'statements/answer': { statement: required(f.hash), document: required(words), reported: optional(reported) },
};

const told = f.list(f.record({ by: required(f.word(...NEWS)), people: optional(f.whole(PEOPLE)) }), 16);

/** @type {Record<string, f.Fields>} */
const consultationKinds = {
  'consultations/open': {
    consultation: required(f.code),
    question: required(file),
    languages: required(f.list(f.code, 16)),
    phases: required(f.record({
      from: required(f.moment),
      until: required(f.moment),
      sortedBy: required(f.moment),
      recommendedBy: optional(f.moment),
      answeredBy: optional(f.moment),
    })),
    rules: required(f.list(f.record({ code: required(f.code), wording: required(file) }), 32)),
    moderators: required(f.list(f.code, 16)),
    audience: required(f.word('everybody', 'invited')),
    asked: required(told),
    paperLanguages: optional(f.list(f.code, 16)),
    announced: optional(f.moment),
  },
  'consultations/workshop': {
    consultation: required(f.code),
    workshop: required(f.code),
    unit: required(f.code),
    held: required(f.moment),
    came: required(told),
    women: optional(f.whole(PEOPLE)),
    attachments: optional(files),
    previous: optional(f.hash),
  },
  'consultations/opinion': { consultation: required(f.code), opinion: required(f.hash) },
  'consultations/batch': {
    consultation: required(f.code),
    channel: required(f.word('page', 'paper')),
    from: required(f.moment),
    until: required(f.moment),
    opinions: required(f.list(f.hash, 400)),
    workshop: optional(f.code),
  },
  'consultations/promise': {
    consultation: required(f.code),
    opinion: required(f.hash),
    received: required(f.moment),
    key: required(f.keyCode),
    signature: required(f.signature),
  },
  'consultations/reject': {
    consultation: required(f.code),
    rejected: required(f.list(f.record({ opinion: required(f.hash), rule: required(f.code) }), 400)),
  },
  'consultations/ask': { consultation: required(f.code), opinions: required(f.list(f.hash, 400)) },
  'consultations/review': {
    consultation: required(f.code),
    reviewed: required(f.list(f.record({ opinion: required(f.hash), outcome: required(f.word('restored', 'stands')) }), 400)),
  },
  'consultations/publish': {
    consultation: required(f.code),
    published: required(f.list(f.record({ opinion: required(f.hash), length: optional(f.whole(21_000)) }), 400)),
  },
};

/** @type {Record<string, f.Fields>} */
export const voiceKinds = { ...observationKinds, ...findingKinds, ...consultationKinds };

/** Kinds whose files can't be taken down. */
const LASTING = ['observation/checklist', 'consultations/open', 'results/lot', 'results/stage'];

/**
 * Every file that an act names.
 * @param {{kind: string, body: any}} act
 * @returns {{sha256: string, length: number}[]}
 */
export function filesOf({ kind, body }) {
  if (kind === 'consultations/publish') {
    return body.published.flatMap((/** @type {any} */ { opinion, length }) =>
      (length === undefined ? [] : [{ sha256: opinion, length }]));
  }
  if (kind === 'consultations/open') return [body.question, ...body.rules.map((/** @type {any} */ rule) => rule.wording)];
  const lists = [body.attachments, body.evidence, body.remedy, body.cause, body.words, body.wording, body.context,
    body.document, body.files];
  return [...(body.form?.sha256 === undefined ? [] : [body.form]), ...lists.flatMap((list) => (Array.isArray(list) ? list : []))];
}

/**
 * Those of them by which other acts are read.
 * @param {{kind: string, body: any}} act
 */
export function lastingOf(act) {
  return LASTING.includes(act.kind) ? filesOf(act) : [];
}
