import assert from 'node:assert/strict';
import { createHash, createPrivateKey, sign } from 'node:crypto';
import { test } from 'node:test';
import { figuresOf } from '../results/corroboration.js';
import { FormBook } from '../fold/forms.js';
import { definition, Door, json } from './vectors.js';

/** @typedef {import('../fold/forms.js').Entry} Entry */

const { origin, keys, attachments: papers, registers } = json('acts/forms.json');
const BEGINNING = ['register/found', 'clock/tick', 'organisations/enrol'];
const CLERKS = ['commission/clerk-1', 'commission/clerk-2'];
const STATION = 'S05';
const [paper, other] = papers.map((/** @type {any} */ { sha256, length }) => ({ sha256, length, mediaType: 'image/jpeg' }));

/** @param {string | Uint8Array} bytes */
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** @param {string} name */
function keyOf(name) {
  const { seed, key } = keys.find((/** @type {any} */ one) => one.name === name);
  const [, id = '', bytes] = key.split('+');
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(seed, 'hex')]);
  return { known: `${name}+${id}`, text: `${name}+${id}+${bytes}`, id, secret: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) };
}

/** A desk's and two clerks' register, to which acts are handed in as they are written here. */
class Hall {
  constructor() {
    this.door = new Door(origin, papers);
    this.count = 0;
  }

  get forms() {
    const [contest] = this.door.fold.contests;
    return /** @type {import('../fold/contest.js').ContestFold} */ (contest).forms;
  }

  async begin() {
    const { acts } = registers.find((/** @type {any} */ one) => one.name === 'double entry');
    for (const { kind, note, outcome } of acts) {
      if (BEGINNING.includes(kind) && outcome === 'applied') await this.door.take(note);
    }
    return this;
  }

  /**
   * @param {string} signer
   * @param {string} kind
   * @param {string} fields of the act, as JSON without its braces
   */
  async say(signer, kind, fields) {
    const key = keyOf(signer);
    const nonce = Buffer.alloc(16, ++this.count).toString('base64');
    const header = `"kind":"${kind}","nonce":"${nonce}","at":"2023-07-23T17:00:00+07:00","signers":["${key.known}"]`;
    const text = `saksei/act/v1\n${origin}\n{${header},"form":"1102","station":"${STATION}",${fields}}\n`;
    const signature = Buffer.concat([Buffer.from(key.id, 'hex'), sign(null, Buffer.from(text), key.secret)]);
    const { outcome, code, detail } = await this.door.take(`${text}\n— ${signer} ${signature.toString('base64')}\n`);
    return { said: [outcome, code, detail].join(' ').trim(), identity: hashOf(text) };
  }

  /**
   * A desk's copy.
   * @param {string} entry
   */
  async copy(entry) {
    return (await this.say('observers/desk', 'forms/copy', `"source":"posted","sheet":"posted","method":"seen","entry":${entry}`)).said;
  }

  /**
   * @param {string} signer
   * @param {number} round
   * @param {string} entry
   * @param {unknown[]} [files]
   */
  async seal(signer, round, entry, files) {
    const salt = Buffer.alloc(16, 7);
    const commitment = hashOf(Buffer.concat([Buffer.from(`saksei/entry/v1\n${keyOf(signer).known}\n`), salt, Buffer.from(entry)]));
    const named = files === undefined ? '' : `,"attachments":${JSON.stringify(files)}`;
    const { said, identity } = await this.say(signer, 'forms/commit',
      `"sheet":"original","round":${round},"commitment":"${commitment}"${named}`);
    assert.equal(said, 'applied');
    return async () => (await this.say(signer, 'forms/reveal',
      `"commit":"${identity}","salt":"${salt.toString('base64')}","entry":${entry}`)).said;
  }

  /**
   * Both clerks seal and open.
   * @param {number} round
   * @param {string[]} entries
   * @param {unknown[][]} [files]
   */
  async round(round, entries, files = []) {
    const opened = [];
    for (const [i, clerk] of CLERKS.entries()) opened.push(await this.seal(clerk, round, entries[i] ?? '', files[i]));
    const said = [];
    for (const open of opened) said.push(await open());
    return said;
  }

  /** What is asked in the round that is open. */
  get asked() {
    return [...this.forms.double.open.get(`${STATION} commission`)?.asked ?? []].sort();
  }

  get official() {
    return this.forms.official(STATION);
  }
}

/**
 * @param {string} figures
 * @param {string} votes
 * @param {Record<string, unknown>} [more]
 */
const sheet = (figures, votes, { state = 'complete', ...more } = {}) =>
  `{"state":"${state}","figures":{${figures}},"votes":{${votes}}${Object.entries(more).map(([name, value]) => `,"${name}":${JSON.stringify(value)}`).join('')}}`;

const many = (/** @type {number} */ count) => Array.from({ length: count }, (_, i) => `f${i}`);

/** What becomes of a copy with this entry. @type {[string, string, string][]} */
const copies = [
  ['marks beside figures', sheet('"cast":0', '"A":40', { blank: ['invalid', 'votes/B'], illegible: ['votes/C'], confirmed: ['E101'] }), 'applied'],
  ['marks alone', sheet('', '', { illegible: ['cast'] }), 'applied'],
  ['marks on a sheet that can\'t be read', sheet('', '', { state: 'illegible', illegible: ['cast'] }), 'applied'],
  ['a check confirmed on a blank sheet', sheet('', '', { state: 'blank', confirmed: ['E101'] }), 'applied'],
  ['empty arrays', sheet('"cast":0', '', { blank: [], illegible: [], confirmed: [] }), 'applied'],
  ['a place marked blank twice', sheet('', '', { blank: ['cast', 'votes/A', 'votes/A'] }), 'refused field-twice votes/A'],
  ['a place marked illegible twice', sheet('', '', { illegible: ['cast', 'cast'] }), 'refused field-twice cast'],
  ['a check confirmed twice', sheet('"cast":0', '', { confirmed: ['E101', 'E101'] }), 'refused field-twice E101'],
  ['too many blank', sheet('', '', { blank: many(1001) }), 'refused too-many blank'],
  ['too many illegible', sheet('', '', { illegible: many(1001) }), 'refused too-many illegible'],
  ['too many confirmed', sheet('', '', { confirmed: many(101) }), 'refused too-many confirmed'],
  ['blank that is no array', sheet('', '', { blank: 'cast' }), 'refused array-expected blank'],
  ['a mark that is no text', sheet('', '', { illegible: [1] }), 'refused text-expected illegible'],
  ['an empty check', sheet('', '', { confirmed: [''] }), 'refused text-length'],
  ['as many as there may be', sheet('', '', { blank: many(1000) }), 'void field-not-on-form f0'],
  ['a mark on a field that there isn\'t', sheet('"cast":0', '', { blank: ['spoilt'] }), 'void field-not-on-form spoilt'],
  ['a mark on a list that there isn\'t', sheet('"cast":0', '', { illegible: ['votes/D'] }), 'void field-not-on-form D'],
  ['a list marked like a field', sheet('"cast":0', '', { blank: ['A'] }), 'void field-not-on-form A'],
  ['a field marked like a list', sheet('"cast":0', '', { blank: ['votes/cast'] }), 'void field-not-on-form cast'],
  ['a figure named like a list', sheet('"votes/A":0', ''), 'void field-not-on-form votes/A'],
  ['figures go before marks', sheet('"x":0', '"D":0', { blank: ['y'] }), 'void field-not-on-form x'],
  ['marked and typed', sheet('"cast":0', '', { blank: ['cast'] }), 'void figure-marked cast'],
  ['a list illegible and typed', sheet('', '"A":40', { illegible: ['votes/A'] }), 'void figure-marked votes/A'],
  ['blank and illegible', sheet('', '', { blank: ['votes/B'], illegible: ['votes/B'] }), 'void figure-marked votes/B'],
  ['of several the first on the form', sheet('"invalid":0,"cast":0', '"A":1', { blank: ['votes/A', 'invalid'], illegible: ['cast'] }), 'void figure-marked cast'],
  ['of several lists the first', sheet('', '"C":1,"B":1', { blank: ['votes/C', 'votes/B'] }), 'void figure-marked votes/B'],
  ['what isn\'t on the form goes before what is marked', sheet('"cast":0', '', { blank: ['cast', 'x'] }), 'void field-not-on-form x'],
  ['a check that there isn\'t', sheet('"cast":0', '', { confirmed: ['E101', 'W999', 'E999'] }), 'void check-unknown W999'],
  ['marked goes before a check', sheet('"cast":0', '', { blank: ['cast'], confirmed: ['E999'] }), 'void figure-marked cast'],
  ['a check goes before what is missing', sheet('', '', { confirmed: ['E999'] }), 'void check-unknown E999'],
  ['a check is no figure', sheet('', '', { confirmed: ['E101'] }), 'void figures-missing S05'],
  ['a mark on a blank sheet', sheet('', '', { state: 'blank', blank: ['cast'] }), 'void figures-on-blank-sheet S05'],
  ['a mark on a wrong form', sheet('', '', { state: 'wrong-form', illegible: ['cast'] }), 'void figures-on-blank-sheet S05'],
];

for (const [name, entry, said] of copies) {
  test(`a copy: ${name}`, async () => {
    const hall = await new Hall().begin();
    assert.equal(await hall.copy(entry), said);
  });
}

test('of lists that don\'t stand the last of the definition is said, typed or marked', () => {
  const known = /** @type {import('../definition/definition.js').Definition} */ (definition().contests[0]);
  const standing = new Map([...known.standing].map(([place, lists]) => [place, lists.filter(({ code }) => code === 'A')]));
  const book = new FormBook({ ...known, standing }, /** @type {any} */ ({}), new Set([STATION]));
  const ask = (/** @type {string[]} */ votes, /** @type {string[]} */ blank, /** @type {string[]} */ illegible) =>
    book.askEntry(STATION, { state: 'complete', figures: new Map(), votes: new Map(votes.map((list) => [list, 1])), blank, illegible });
  const refusal = (/** @type {string} */ list) => ({ code: 'list-not-standing', detail: list });
  ask(['A'], [], []);
  assert.throws(() => ask(['C', 'B'], [], []), refusal('C'));
  assert.throws(() => ask(['B'], ['votes/C'], []), refusal('C'));
  assert.throws(() => ask([], ['votes/B'], ['votes/A']), refusal('B'));
  assert.throws(() => ask(['A', 'B'], ['votes/A'], []), refusal('B'));
});

test('two that mark alike make the copy, with what either confirmed', async () => {
  const hall = await new Hall().begin();
  const marks = { blank: ['invalid', 'votes/B'], illegible: ['votes/C'] };
  const turned = { blank: ['votes/B', 'invalid'], illegible: ['votes/C'] };
  const entries = [sheet('"cast":90', '"A":40', marks), sheet('"cast":90', '"A":40', { ...turned, confirmed: ['E101'] })];
  assert.deepEqual(await hall.round(1, entries), ['applied', 'applied']);
  const { entry, twice, attachments } = /** @type {import('../fold/forms.js').Copy} */ (hall.official);
  assert.ok(twice);
  assert.deepEqual([entry.blank, entry.illegible, entry.confirmed], [['invalid', 'votes/B'], ['votes/C'], ['E101']]);
  assert.deepEqual([...figuresOf(/** @type {any} */ (hall.official))], [['cast', 90], ['votes/A', 40]]);
  assert.deepEqual(attachments, []);
});

test('marks alone are no official figure', async () => {
  const hall = await new Hall().begin();
  const entry = sheet('', '', { illegible: ['cast'] });
  await hall.round(1, [entry, entry]);
  assert.deepEqual(hall.official?.entry.illegible, ['cast']);
  assert.equal(hall.forms.figure(STATION), undefined);
});

test('a figure that one marked and the other didn\'t, or otherwise, is asked again', async () => {
  const hall = await new Hall().begin();
  await hall.round(1, [
    sheet('"registered":500,"cast":0', '"A":40', { blank: ['invalid', 'votes/B'], illegible: ['votes/C'] }),
    sheet('"registered":500', '"A":40', { blank: ['cast', 'votes/C'], illegible: [], confirmed: ['E101'] }).replace('"votes":{', '"votes":{"B":0,'),
  ]);
  assert.deepEqual(hall.forms.at(STATION), []);
  assert.deepEqual(hall.asked, ['cast', 'invalid', 'votes/B', 'votes/C']);
  const second = sheet('"cast":0', '', { blank: ['invalid', 'votes/B'], illegible: ['votes/C'] });
  assert.deepEqual(await hall.round(2, [second, second]), ['applied', 'applied']);
  const { entry } = /** @type {import('../fold/forms.js').Copy} */ (hall.official);
  assert.deepEqual([...entry.figures, ...entry.votes], [['registered', 500], ['cast', 0], ['A', 40]]);
  assert.deepEqual([entry.blank, entry.illegible, entry.confirmed], [['invalid', 'votes/B'], ['votes/C'], ['E101']]);
});

test('marks that both made alike aren\'t asked again, and none may be made of them', async () => {
  const hall = await new Hall().begin();
  const marks = { blank: ['invalid'] };
  await hall.round(1, [sheet('"cast":90', '"A":40', marks), sheet('"cast":90', '"A":48', marks)]);
  assert.deepEqual(hall.asked, ['votes/A']);
  const [first, second] = [sheet('', '"A":48', { blank: ['invalid'] }), sheet('', '', { illegible: ['votes/A'], confirmed: ['E101'] })];
  assert.deepEqual(await hall.round(2, [first, second]), [`void fields-not-asked ${STATION}`, 'applied']);
});

test('another state asks the whole sheet again, and what was confirmed stays', async () => {
  const hall = await new Hall().begin();
  const entry = sheet('"cast":90', '', { illegible: ['votes/A'] });
  await hall.round(1, [entry, sheet('', '', { state: 'illegible', confirmed: ['E101'] })]);
  assert.deepEqual(hall.asked, []);
  await hall.round(2, [entry, entry]);
  assert.deepEqual([hall.official?.entry.illegible, hall.official?.entry.confirmed], [['votes/A'], ['E101']]);
});

test('photographs of every round are the copy\'s, each once, and files that the register names', async () => {
  const hall = await new Hall().begin();
  const [first, second] = [sheet('"cast":90', '"A":40'), sheet('"cast":90', '"A":48')];
  await hall.round(1, [first, second], [[other], [other]]);
  const again = sheet('', '"A":48');
  await hall.round(2, [again, again], [[paper, other], []]);
  assert.deepEqual(hall.official?.attachments, [other, paper]);
  assert.deepEqual([...hall.door.fold.files.named.keys()], [other.sha256, paper.sha256]);
});

test('photographs are read like other files', async () => {
  const hall = await new Hall().begin();
  const commit = async (/** @type {unknown} */ files) => (await hall.say(CLERKS[0] ?? '', 'forms/commit',
    `"sheet":"original","round":1,"commitment":"${hashOf('')}","attachments":${JSON.stringify(files)}`)).said;
  assert.equal(await commit(Array(17).fill(paper)), 'refused too-many attachments');
  assert.equal(await commit([{ ...paper, name: 'x' }]), 'refused field-unknown name');
  assert.equal(await commit([{ ...paper, sha256: hashOf('') }]), `refused attachment-missing ${hashOf('')}`);
  assert.equal(await commit([paper]), 'applied');
});

test('a copy has the photographs that it names', async () => {
  const hall = await new Hall().begin();
  const fields = '"source":"official","sheet":"original","method":"seen"';
  const entry = sheet('"cast":90', '');
  await hall.say('commission/desk', 'forms/copy', `${fields},"entry":${entry},"attachments":${JSON.stringify([paper])}`);
  assert.deepEqual(hall.official?.attachments, [paper]);
});
