// What is carried from an earlier register, proven by its checkpoint alone (docs/spec/findings.md, "Carrying").

import { fromHex } from '../base/bytes.js';
import { attempt, Refusal, refuse } from '../base/refusal.js';
import { readAct } from '../acts/act.js';
import { kindsOf } from '../acts/kinds.js';
import { filesOf } from '../acts/voiceKinds.js';
import { isSignedBy, readCheckpoint } from '../register/checkpoint.js';
import { holds, isOf } from '../register/keys.js';
import { includes, leafHash } from '../register/tree.js';

/** @typedef {import('../acts/act.js').Act} Act */
/** @typedef {import('../register/keys.js').Key} Key */
/** @typedef {{key: Key, organisation: string, role: string}} Given */
/** @typedef {{index: number, proof: string[], note: Uint8Array}} Stated */
/** @typedef {{index: number, act: Act, author: string}} Carried */
/** @typedef {{refusal: Refusal} | {refusal?: undefined, size: number, acts: Carried[]}} Proven */

const KINDS = ['findings/find', 'findings/answer', 'recommendations/make', 'recommendations/word', 'recommendations/answer',
  'recommendations/status', 'statements/make', 'statements/answer'];

/**
 * @param {import('../definition/definition.js').Findings | undefined} findings
 * @param {any} body of `findings/carry`
 * @returns {Promise<Proven>}
 */
export async function prove(findings, body) {
  try {
    return await new Proof(findings?.earlier.get(body.register) ?? refuse('register-unknown', body.register), body).run();
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  }
}

class Proof {
  /**
   * @param {Key} log
   * @param {any} body
   */
  constructor(log, body) {
    this.log = log;
    this.body = body;
    this.kinds = kindsOf([]);
    /** @type {Map<string, Given>} */
    this.given = new Map();
  }

  async run() {
    const { body } = this;
    const checkpoint = await this.checkpoint();
    if (body.acts.length === 0) refuse('carry-empty');
    const keys = this.records(body.keys, checkpoint);
    const acts = this.records(body.acts, checkpoint);
    for (const one of keys) await this.give(one.index, one.act);
    /** @type {Carried[]} */
    const carried = [];
    for (const { index, act } of acts) {
      if (!KINDS.includes(act.kind)) refuse('carry-kind', String(index));
      await this.askSigned(index, act);
      const author = /** @type {Given} */ (this.given.get(act.signers[0] ?? ''));
      if (author.role !== 'desk') refuse('carry-signature', String(index));
      carried.push({ index, act, author: author.organisation });
    }
    this.askFiles(acts.map(({ act }) => act));
    return { size: checkpoint.size, acts: carried };
  }

  async checkpoint() {
    const { value, refusal } = attempt(() => readCheckpoint(this.body.checkpoint));
    if (value === undefined) return refuse('carry-checkpoint', refusal.code);
    if (value.origin !== this.log.name) refuse('carry-checkpoint', 'origin-differs');
    if (!(await isSignedBy(value, this.log))) refuse('carry-checkpoint', 'checkpoint-signature');
    return value;
  }

  /**
   * @param {Stated[]} stated
   * @param {import('../register/checkpoint.js').Checkpoint} checkpoint
   */
  records(stated, { size, root }) {
    let last = -1;
    return stated.map(({ index, proof, note }) => {
      if (index <= last) refuse('carry-order', String(index));
      last = index;
      const leads = includes({ leaf: leafHash(note), index, size, proof: proof.map(fromHex), root });
      if (!leads) refuse('carry-proof', String(index));
      const { value: act } = attempt(() => readAct(note, this.log.name, this.kinds));
      return { index, act: act ?? refuse('carry-act', String(index)) };
    });
  }

  /**
   * An act that gives out keys.
   * @param {number} index
   * @param {Act} act
   */
  async give(index, act) {
    const wrong = () => refuse('carry-keys', String(index));
    const given = this.givenBy(index, act);
    if (given === undefined || given.length === 0) return wrong();
    for (const { key, organisation } of given) {
      if (!key.name.startsWith(`${organisation}/`) || this.given.has(key.known)) wrong();
    }
    if (new Set(given.map(({ key }) => key.known)).size < given.length) wrong();
    if (act.kind === 'register/found') for (const one of given) this.given.set(one.key.known, one);
    await this.askSigned(index, act);
    for (const one of given) this.given.set(one.key.known, one);
  }

  /**
   * @param {number} index
   * @param {Act} act
   * @returns {Given[] | undefined}
   */
  givenBy(index, { kind, body, signers }) {
    const desk = (/** @type {any} */ { organisation, keys = [] }) =>
      keys.map((/** @type {Key} */ key) => ({ key, organisation, role: 'desk' }));
    const isFirst = this.given.size === 0;
    if (isFirst) return kind === 'register/found' && index === 0 && body.log.text === this.log.text ? body.founders.flatMap(desk) : undefined;
    if (kind === 'organisations/vouch') return desk(body);
    if (kind === 'organisations/accredit') return body.outcome === 'granted' ? desk(body) : undefined;
    if (kind !== 'organisations/enrol') return undefined;
    const own = this.given.get(signers[0] ?? '')?.organisation === body.organisation;
    return own ? body.keys.map((/** @type {any} */ { key, role }) => ({ key, organisation: body.organisation, role })) : undefined;
  }

  /**
   * Every line by a key that was given out.
   * @param {number} index
   * @param {Act} act
   */
  async askSigned(index, { note }) {
    for (const line of note.lines) {
      const key = this.given.get(line.known)?.key;
      const held = key !== undefined && isOf(key, line) && await holds(key, note.signed, line.signature);
      if (!held) refuse('carry-signature', String(index));
    }
  }

  /** @param {Act[]} acts */
  askFiles(acts) {
    const named = new Set(acts.flatMap(filesOf).map((one) => one.sha256));
    for (const { sha256 } of this.body.files ?? []) if (!named.has(sha256)) refuse('carry-file', sha256);
  }
}
