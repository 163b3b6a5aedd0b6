// The election's definition, and what follows from its tables (docs/spec/definition.md).

import { fromUtf8, hex } from '../base/bytes.js';
import { readDocument } from '../base/json.js';
import { sha256 } from '../base/platform.js';
import { refuse } from '../base/refusal.js';
import { readKey } from '../register/keys.js';
import { readProcedures } from './procedures.js';

/** @typedef {{code: string, parent: string, kind: string}} Unit */
/** @typedef {{code: string, place: number, constituency: string, registered: number | undefined}} Station */
/**
 * @typedef {object} List
 * @property {string} code
 * @property {string[] | undefined} constituencies everywhere, if absent
 * @property {string} kind
 * @property {string | undefined} coalition
 * @property {number | undefined} candidates
 */
/** @typedef {{code: string, meaning: string | undefined}} FormField */
/** @typedef {{code: string, left: string[], is: string, right: string[]}} FormCheck */
/** @typedef {{interest?: string, keyHash?: string, above?: string}} Known what the definition says of a body or party */

/**
 * What is of the whole election.
 * @typedef {object} Election
 * @property {string} identity
 * @property {string} code
 * @property {string} date
 * @property {Record<string, string[]>} offices
 * @property {number} vouching
 * @property {number | undefined} stationMaximum
 * @property {Set<string>} sheets
 * @property {Set<string>} grounds
 * @property {Map<string, Known>} known bodies and parties of the definition
 * @property {Map<string, Unit>} units
 * @property {import('./procedures.js').Procedures | undefined} procedures
 * @property {{sha256: string, length: number}[]} files
 * @property {Set<string>} named every organisation that the definition names
 * @property {Observation} observation
 * @property {Findings | undefined} findings
 */
/**
 * What is voted on: the election itself, or one of its contests.
 * @typedef {object} Contest
 * @property {string | undefined} contest its code, where there are several
 * @property {string[]} constituencies
 * @property {Map<string, number> | undefined} seats
 * @property {any} seatRule as data
 * @property {{article: string, preferenceShare?: string} | undefined} holders
 * @property {{post: string, choice: string, article: string}[]} posts
 * @property {Map<string, Station>} stations at which it is held
 * @property {List[]} lists
 * @property {Map<string, List[]>} standing lists by constituency
 * @property {{code: string, fields: FormField[], checks: FormCheck[], maximum: number}} form
 */
/** @typedef {{question: string, answer: string, says: string}} Condition what an answer says of a station */
/**
 * @typedef {object} Observation
 * @property {Map<string, {office: string, hours: number}>} incidents
 * @property {Set<string>} reasons
 * @property {Set<string>} causes
 * @property {Condition[]} conditions
 * @property {boolean} closedOpens
 */
/** @typedef {{subjects: Set<string>, earlier: Map<string, import('../register/keys.js').Key>}} Findings */
/** @typedef {Election & Contest} Definition */
/** @typedef {Election & {contests: Definition[], everyStation: Set<string>, unitOf: Map<string, string>}} Whole */

/** What stands in each contest where there are several, and not beside them. */
const PARTS = ['constituencies', 'seatRule', 'published', 'holders', 'posts'];

/**
 * @param {Uint8Array} bytes of `definition.json`
 * @param {(sha256: string) => Uint8Array | undefined} file
 * @returns {Whole}
 */
export function readDefinition(bytes, file) {
  const d = documentOf(bytes, 'saksei/definition/v1');
  const texts = filesByRole(d.files, file);
  const procedures = texts.get('procedures')?.[0];
  const units = readUnits(table(texts, 'units'));
  const offices = d.offices;
  const rules = procedures && readProcedures(documentOf(procedures, 'saksei/procedures/v1'));
  /** @type {Election} */
  const election = {
    identity: hex(sha256(bytes)),
    code: d.code,
    date: d.date,
    offices,
    vouching: d.vouching.required,
    stationMaximum: d.stationMaximum?.ballots,
    sheets: new Set(codes(d.sheets)),
    grounds: new Set(codes(d.grounds)),
    known: bodiesAndParties({ offices, procedures: rules }, d.organisations ?? []),
    units,
    procedures: rules,
    files: d.files,
    named: new Set(codes(d.organisations ?? [])),
    observation: readObservation(d.observation ?? {}),
    findings: d.findings && readFindings(d.findings),
  };
  for (const code of election.known.keys()) election.named.add(code);
  const rows = table(texts, 'stations');
  const contests = contestsOf(d).map((part) => ({ ...election, ...readContest(part, texts, units, rows) }));
  const everyStation = new Set(contests.flatMap((one) => [...one.stations.keys()]));
  for (const { code, unit } of rows) if (!everyStation.has(code)) refuse('unit-unknown', unit);
  const forms = contests.map((one) => one.form.code);
  if (new Set(forms).size < forms.length) refuse('code-twice', forms.find((code, i) => forms.indexOf(code) < i));
  return { ...election, contests, everyStation: new Set(rows.map((row) => row.code)), unitOf: new Map(rows.map((row) => [row.code, row.unit])) };
}

/**
 * @param {any} o
 * @returns {Observation}
 */
function readObservation({ incidents = [], reasons = [], causes = [], conditions = [], closedOpens = false }) {
  return {
    incidents: new Map(incidents.map((/** @type {any} */ { code, office, hours }) => [code, { office, hours }])),
    reasons: new Set(codes(reasons)),
    causes: new Set(codes(causes)),
    conditions,
    closedOpens,
  };
}

/**
 * @param {any} f
 * @returns {Findings}
 */
function readFindings({ subjects, earlier = [] }) {
  if (subjects.length === 0) refuse('subjects-missing');
  const keys = earlier.map((/** @type {any} */ { log }) => readKey(log));
  return { subjects: new Set(codes(subjects)), earlier: new Map(keys.map((/** @type {any} */ key) => [key.name, key])) };
}

/**
 * The contests as the document has them: itself, where it names none.
 * @param {any} d
 * @returns {any[]}
 */
function contestsOf(d) {
  const named = d.files.filter((/** @type {any} */ file) => file.contest !== undefined);
  if (d.contests === undefined) {
    if (named.length > 0) refuse('contest-unknown', named[0].contest);
    return [d];
  }
  if (d.contests.length < 2) refuse('contests-too-few');
  const beside = PARTS.find((part) => d[part] !== undefined);
  if (beside !== undefined) refuse('member-beside-contests', beside);
  const known = codes(d.contests);
  if (new Set(known).size < known.length) refuse('code-twice', known.find((code, i) => known.indexOf(code) < i));
  if (known.includes('cases')) refuse('code-taken', 'cases');
  for (const { role, contest } of d.files) {
    const needs = role === 'form' || role === 'lists';
    if (needs && contest === undefined) refuse('contest-missing', role);
    if (contest !== undefined && (!needs || !known.includes(contest))) refuse('contest-unknown', contest);
  }
  return d.contests.map((/** @type {any} */ one) => ({ ...one, contest: one.code }));
}

/**
 * @param {any} part of the document
 * @param {Map<string, Uint8Array[]>} texts
 * @param {Map<string, Unit>} units
 * @param {Record<string, any>[]} stations
 * @returns {Contest}
 */
function readContest(part, texts, units, stations) {
  const { contest } = part;
  const of = (/** @type {string} */ role) => (contest === undefined ? role : `${role} ${contest}`);
  const seats = part.constituencies.seats && seatsOf(part.constituencies.seats);
  const constituencies = [...units.values()]
    .filter(({ code, kind }) => kind === part.constituencies.kind && (contest === undefined || (seats?.has(code) ?? true)))
    .map(({ code }) => code);
  const form = documentOf(one(texts, of('form')), 'saksei/form/v1');
  const lists = readLists(table(texts, 'lists', of('lists')));
  return {
    contest,
    constituencies,
    seats,
    seatRule: part.seatRule,
    holders: part.holders,
    posts: part.posts ?? [],
    stations: readStations(stations, units, new Set(constituencies)),
    lists,
    standing: new Map(constituencies.map((c) => [c, lists.filter((l) => l.constituencies?.includes(c) ?? true)])),
    form: { code: form.code, fields: form.fields, checks: form.checks, maximum: form.maximum },
  };
}

/** @param {{code: string}[]} rows */
const codes = (rows) => rows.map((row) => row.code);

/** @param {{unit: string, seats: number}[]} rows */
const seatsOf = (rows) => new Map(rows.map((row) => [row.unit, row.seats]));

/**
 * @param {Uint8Array} bytes
 * @param {string} format
 */
function documentOf(bytes, format) {
  const document = readDocument(fromUtf8(bytes) ?? refuse('text-not-utf8'));
  return document?.format === format ? document : refuse('format-unknown', document?.format ?? '');
}

/**
 * By role, and by contest where a file is one's.
 * @param {{role: string, contest?: string, sha256: string, length: number}[]} files
 * @param {(sha256: string) => Uint8Array | undefined} file
 */
function filesByRole(files, file) {
  /** @type {Map<string, Uint8Array[]>} */
  const texts = new Map();
  for (const { role: plain, contest, sha256: named, length } of files) {
    const role = contest === undefined ? plain : `${plain} ${contest}`;
    const bytes = file(named) ?? refuse('file-missing', named);
    if (bytes.length !== length || hex(sha256(bytes)) !== named) refuse('file-differs', named);
    texts.set(role, [...(texts.get(role) ?? []), bytes]);
  }
  if ((texts.get('procedures')?.length ?? 0) > 1) refuse('role-twice', 'procedures');
  return texts;
}

/**
 * @param {Map<string, Uint8Array[]>} texts
 * @param {string} role
 */
function one(texts, role) {
  const [text, second] = texts.get(role) ?? [];
  if (second !== undefined) refuse('role-twice', role);
  return text ?? refuse('role-missing', role);
}

/**
 * The rows of a table, each by its columns.
 * @param {Map<string, Uint8Array[]>} texts
 * @param {string} role
 * @param {string} [named] as texts have it
 * @returns {Record<string, any>[]}
 */
function table(texts, role, named = role) {
  const { columns, rows } = documentOf(one(texts, named), `saksei/${role}/v1`);
  return rows.map((/** @type {any[]} */ cells) => {
    if (cells.length !== columns.length) refuse(cells.length < columns.length ? 'row-too-short' : 'row-too-long');
    return Object.fromEntries(columns.map((/** @type {string} */ column, /** @type {number} */ i) => [column, cells[i]]));
  });
}

/** @param {Record<string, any>[]} rows */
function readUnits(rows) {
  /** @type {Map<string, Unit>} */
  const units = new Map();
  for (const { code, parent, kind } of rows) {
    if (units.has(code)) refuse('code-twice', code);
    if (parent !== '' && !units.has(parent)) refuse('parent-unknown', parent);
    units.set(code, { code, parent, kind });
  }
  return units;
}

/**
 * The stations that lie in a constituency.
 * @param {Record<string, any>[]} rows
 * @param {Map<string, Unit>} units
 * @param {Set<string>} constituencies
 */
function readStations(rows, units, constituencies) {
  /** @type {Map<string, Station>} */
  const stations = new Map();
  for (const { code, unit, registered } of rows) {
    if (stations.has(code)) refuse('code-twice', code);
    const constituency = outer(unit, units, constituencies);
    if (constituency !== undefined) stations.set(code, { code, place: stations.size, constituency, registered: registered ?? undefined });
  }
  return stations;
}

/**
 * The unit itself, or the nearest outer one, that is a constituency.
 * @param {string} unit
 * @param {Map<string, Unit>} units
 * @param {Set<string>} constituencies
 */
function outer(unit, units, constituencies) {
  for (let at = units.get(unit); at !== undefined; at = units.get(at.parent)) {
    if (constituencies.has(at.code)) return at.code;
  }
  return undefined;
}

/**
 * @param {Record<string, any>[]} rows
 * @returns {List[]}
 */
function readLists(rows) {
  return rows.map((row) => ({
    code: row.code,
    constituencies: row.constituencies ?? undefined,
    kind: row.kind ?? 'single',
    coalition: row.coalition ?? undefined,
    candidates: row.candidates ?? undefined,
  }));
}

/**
 * Those with an interest group, a key or a body above; that hold an office, sign for a body or transcribe.
 * @param {Pick<Election, 'offices' | 'procedures'>} election
 * @param {any[]} organisations
 */
function bodiesAndParties({ offices, procedures }, organisations) {
  /** @type {Map<string, Known>} */
  const known = new Map();
  const named = [
    ...Object.values(offices).flat(),
    ...[...(procedures?.bodies.values() ?? [])].map((body) => body.organisation),
    ...(procedures?.transcribers ?? []),
  ];
  for (const code of named) known.set(code, {});
  for (const { code, interest, keyHash, above } of organisations) {
    if (interest ?? keyHash ?? above ?? known.get(code)) known.set(code, { interest, keyHash, above });
  }
  return known;
}
