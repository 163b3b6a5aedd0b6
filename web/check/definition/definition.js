// The election's definition, and what follows from its tables (docs/spec/definition.md).

import { fromUtf8, hex } from '../base/bytes.js';
import { readDocument } from '../base/json.js';
import { sha256 } from '../base/platform.js';
import { refuse } from '../base/refusal.js';
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
/** @typedef {{interest?: string, keyHash?: string, above?: string}} Known what the definition says of a body or party */

/**
 * @typedef {object} Definition
 * @property {string} identity
 * @property {string} code
 * @property {string} date
 * @property {string[]} constituencies
 * @property {Map<string, number> | undefined} seats
 * @property {any} seatRule as data
 * @property {Record<string, string[]>} offices
 * @property {number} vouching
 * @property {number | undefined} stationMaximum
 * @property {Set<string>} sheets
 * @property {Set<string>} grounds
 * @property {{article: string, preferenceShare?: string} | undefined} holders
 * @property {{post: string, choice: string, article: string}[]} posts
 * @property {Map<string, Known>} known bodies and parties of the definition
 * @property {Map<string, Unit>} units
 * @property {Map<string, Station>} stations
 * @property {List[]} lists
 * @property {Map<string, List[]>} standing lists by constituency
 * @property {{code: string, fields: FormField[], maximum: number}} form
 * @property {import('./procedures.js').Procedures | undefined} procedures
 * @property {{sha256: string, length: number}[]} files
 */

/**
 * @param {Uint8Array} bytes of `definition.json`
 * @param {(sha256: string) => Uint8Array | undefined} file
 * @returns {Definition}
 */
export function readDefinition(bytes, file) {
  const d = documentOf(bytes, 'saksei/definition/v1');
  if (d.contests !== undefined) refuse('contests-not-known');
  const texts = filesByRole(d.files, file);
  const units = readUnits(table(texts, 'units'));
  const constituencies = [...units.values()].filter((u) => u.kind === d.constituencies.kind).map((u) => u.code);
  const form = documentOf(one(texts, 'form'), 'saksei/form/v1');
  const lists = readLists(table(texts, 'lists'));
  const procedures = texts.get('procedures')?.[0];
  /** @type {Definition} */
  const definition = {
    identity: hex(sha256(bytes)),
    code: d.code,
    date: d.date,
    constituencies,
    seats: d.constituencies.seats && seatsOf(d.constituencies.seats),
    seatRule: d.seatRule,
    offices: d.offices,
    vouching: d.vouching.required,
    stationMaximum: d.stationMaximum?.ballots,
    sheets: new Set(codes(d.sheets)),
    grounds: new Set(codes(d.grounds)),
    holders: d.holders,
    posts: d.posts ?? [],
    known: new Map(),
    units,
    stations: readStations(table(texts, 'stations'), units, new Set(constituencies)),
    lists,
    standing: new Map(constituencies.map((c) => [c, lists.filter((l) => l.constituencies?.includes(c) ?? true)])),
    form: { code: form.code, fields: form.fields, maximum: form.maximum },
    procedures: procedures && readProcedures(documentOf(procedures, 'saksei/procedures/v1')),
    files: d.files,
  };
  return { ...definition, known: bodiesAndParties(definition, d.organisations ?? []) };
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
 * @param {{role: string, sha256: string, length: number}[]} files
 * @param {(sha256: string) => Uint8Array | undefined} file
 */
function filesByRole(files, file) {
  /** @type {Map<string, Uint8Array[]>} */
  const texts = new Map();
  for (const { role, sha256: named, length } of files) {
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
 * @returns {Record<string, any>[]}
 */
function table(texts, role) {
  const { columns, rows } = documentOf(one(texts, role), `saksei/${role}/v1`);
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
 * @param {Record<string, any>[]} rows
 * @param {Map<string, Unit>} units
 * @param {Set<string>} constituencies
 */
function readStations(rows, units, constituencies) {
  /** @type {Map<string, Station>} */
  const stations = new Map();
  for (const { code, unit, registered } of rows) {
    if (stations.has(code)) refuse('code-twice', code);
    const constituency = outer(unit, units, constituencies) ?? refuse('unit-unknown', unit);
    stations.set(code, { code, place: stations.size, constituency, registered: registered ?? undefined });
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
 * @param {Definition} definition
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
