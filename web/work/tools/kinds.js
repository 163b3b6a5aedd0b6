// Draws acts/kinds.js from docs/spec/act.md, so that no field is declared a second time: `node tools/kinds.js` (a test holds the two together).

import { readFileSync, writeFileSync } from 'node:fs';

const SPEC = new URL('../../../docs/spec/act.md', import.meta.url);
const DRAWN = new URL('../acts/kinds.js', import.meta.url);

/** @typedef {import('../acts/fields.js').Type} Type */
/** @typedef {[name: string, type: Type, required: boolean]} Field */

/** What stands in acts/kinds.js. */
export function draw() {
  const spec = readFileSync(SPEC, 'utf8');
  const lines = Object.entries(readKinds(spec)).map(([kind, fields]) => `  ${JSON.stringify(kind)}: ${JSON.stringify(fields)},`);
  return [
    '// Drawn from docs/spec/act.md by tools/kinds.js; nobody edits it.', '',
    '/** @typedef {import(\'./fields.js\').Field} Field */', '',
    '/** Fields that acts of cases share, in the order in which they are written. @type {Field[]} */',
    'export const CASE_FIELDS = [', ...readTable(between(spec, 'case-fields')).map((field) => `  ${JSON.stringify(field)},`), '];', '',
    '/** The fields of each kind; of a step of a case the names of those that it must and may have. @type {Record<string, Field[] | {must: string[], may: string[]}>} */',
    'export const KINDS = {', ...lines, '};', '',
    '/** Kinds that a key of a role may sign first. @type {Record<string, string[]>} */',
    `export const KINDS_OF_ROLE = ${JSON.stringify(readRoles(spec))};`, '',
  ].join('\n');
}

/**
 * @param {string} spec
 * @param {string} name
 */
function between(spec, name) {
  const start = spec.indexOf(`<!-- ${name} -->`);
  return start < 0 ? '' : spec.slice(start, spec.indexOf('<!-- /drawn -->', start));
}

/** @param {string} spec */
function readKinds(spec) {
  /** @type {Record<string, Field[] | {must: string[], may: string[]}>} */
  const kinds = {};
  for (const [, kind = ''] of spec.matchAll(/^### ([a-z]+\/[a-z-]+)$/gm)) {
    const drawn = between(spec, kind);
    kinds[kind] = drawn ? readTable(drawn).map((field) => ofOrganisations(kind, field)) : readStep(spec, kind);
  }
  return kinds;
}

// The code of an organisation that comes in or acts there has neither `/` nor `+`.
/**
 * @param {string} kind
 * @param {Field} field
 * @returns {Field}
 */
function ofOrganisations(kind, [name, type, required]) {
  if (!/^(?:organisations|register)\//.test(kind)) return [name, type, required];
  if (name === 'organisation') return [name, 'organisation', required];
  if (typeof type === 'object' && 'list' in type && typeof type.list === 'object' && 'object' in type.list)
    return [name, { ...type, list: { object: type.list.object.map((field) => ofOrganisations(kind, field)) } }, required];
  return [name, type, required];
}

/**
 * @param {string} spec
 * @param {string} kind
 */
function readStep(spec, kind) {
  const start = spec.indexOf(`### ${kind}\n`);
  const [, must = '', may = ''] = /Required: (.*?)\. Optional: (.*?)\.\n/.exec(spec.slice(start)) ?? [];
  return { must: names(must), may: names(may) };
}

/** @param {string} text */
const names = (text) => Array.from(text.matchAll(/`([^`]+)`/g), ([, name = '']) => name);

/** @param {string} spec */
function readRoles(spec) {
  /** @type {Record<string, string[]>} */
  const roles = {};
  for (const [, role = '', kinds = ''] of between(spec, 'who-may-sign').matchAll(/^\| ([a-z]+) \| (.*) \|$/gm)) {
    if (role === 'role') continue;
    roles[role] = role === 'desk' ? Object.keys(readKinds(spec)).filter((kind) => kind !== 'clock/tick') : names(kinds);
  }
  return roles;
}

/**
 * @param {string} drawn
 * @returns {Field[]}
 */
function readTable(drawn) {
  return Array.from(drawn.matchAll(/^\| `([a-zA-Z0-9]+)` \| (.*?) \|(?: (yes|no) \|)?/gm), ([, name = '', type = '', required]) => [
    name, readType(type), required === 'yes',
  ]);
}

/**
 * The words of a type, as the tables have them.
 * @param {string} words
 * @returns {Type}
 */
function readType(words) {
  const text = words.trim();
  const whole = /^whole up to ([\d,]+)$/.exec(text);
  if (whole) return { whole: Number(whole[1]?.replaceAll(',', '')) };
  if (/^up to 200 characters/.test(text)) return 'article';
  const list = /^up to ([\d,]+) (.+)$/.exec(text);
  if (list) return { list: readType(list[2] ?? ''), most: Number(list[1]?.replaceAll(',', '')) };
  const members = /^`?\{(.*)\}`?$/.exec(text);
  if (members) return { object: readMembers(members[1] ?? '') };
  if (text === '`YYYY-MM-DD`') return 'date';
  if (text.startsWith('`')) return { words: names(text) };
  /** @type {Record<string, Type>} */
  const plain = { code: 'code', hash: 'hash', moment: 'moment', key: 'key', 'co-signer\'s key': 'cosignerKey', 'key name': 'keyName', 'true or false': 'flag', recovery: 'recovery', entry: 'entry', 'base64 of 16 bytes': 'salt', 'base64 of 64 bytes': 'signature', 'note in base64': 'note', 'code up to 255': 'longCode', 'two or three small letters': 'language', reported: 'reported' };
  const type = plain[text];
  if (type === undefined) throw new Error(`docs/spec/act.md: a type that isn't known: ${text}`);
  return type;
}

/**
 * `station: code, state: present, absent, serials?: up to 50 {…}`: a piece without a colon is one more word of the member before it.
 * @param {string} text
 * @returns {Field[]}
 */
function readMembers(text) {
  /** @type {string[]} */
  const pieces = [];
  for (const piece of splitOutside(text)) {
    if (/^[a-zA-Z0-9]+\??: /.test(piece)) pieces.push(piece);
    else pieces.push(`${pieces.pop()}, ${piece}`);
  }
  return pieces.map((piece) => {
    const [, name = '', optional, type = ''] = /^([a-zA-Z0-9]+)(\??): (.*)$/.exec(piece) ?? [];
    return [name, /^[a-z_-]+, /.test(type) ? { words: type.split(', ') } : readType(type), !optional];
  });
}

/**
 * Parts between commas that stand in no braces and in no number.
 * @param {string} text
 */
function splitOutside(text) {
  let depth = 0;
  const parts = [''];
  for (const piece of text.split(/(, |\{|\})/)) {
    depth += piece === '{' ? 1 : piece === '}' ? -1 : 0;
    if (piece === ', ' && depth === 0) parts.push('');
    else parts.push((parts.pop() ?? '') + piece);
  }
  return parts;
}

if (process.argv[1]?.endsWith('kinds.js')) writeFileSync(DRAWN, draw());
