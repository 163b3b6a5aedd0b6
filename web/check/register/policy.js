// How many co-signatures a checkpoint must have (C2SP tlog-policy; docs/spec/cosigning.md).

import { fromUtf8, hex } from '../base/bytes.js';
import { attempt, refuse } from '../base/refusal.js';
import { isKeyName, readCosignerKey, readKey } from './keys.js';

/** @typedef {import('./keys.js').Key} Key */
/** @typedef {{name: string, threshold: number, members: string[]}} Group met once so many of its members are */
/**
 * @typedef {object} Policy
 * @property {Key} log
 * @property {Cosigner[]} cosigners in the order in which they stand
 * @property {Group[]} groups each behind its members
 * @property {string} quorum a co-signer, a group, or `none`
 */
/** @typedef {{name: string, key: Key, address?: string}} Cosigner */
/** @typedef {{cosigners: Cosigner[], groups?: Group[], quorum: string}} Stated what a founding act says */

/** The most bytes of a policy. */
export const LONGEST = 16 * 1024;
const MOST = 63;
const NONE = 'none';

/**
 * A policy as somebody wrote it. A refusal's detail is the number of the line, from 1; empty where it is about none.
 * @param {Uint8Array} bytes
 * @returns {Policy}
 */
export function readPolicy(bytes) {
  if (bytes.length > LONGEST) refuse('policy-too-long');
  const text = fromUtf8(bytes) ?? refuse('policy-not-text');
  const reader = new PolicyReader();
  text.split('\n').forEach((line, i) => {
    const { refusal } = attempt(() => reader.line(line));
    if (refusal !== undefined) refuse(refusal.code, String(i + 1));
  });
  return reader.done();
}

/**
 * The policy that a founding act states, of the log that the act names.
 * @param {Stated} stated
 * @param {Key} log
 */
export function readStated({ cosigners, groups = [], quorum }, log) {
  const reader = new PolicyReader();
  reader.takeLog(log);
  for (const { name, key, address } of cosigners) reader.takeCosigner(name, key, address);
  for (const { name, threshold, members } of groups) reader.takeGroup(name, threshold, members);
  reader.takeQuorum(quorum === NONE ? '' : quorum);
  return reader.done();
}

/**
 * A policy in its one form: co-signers, then groups, no comments, one space between words.
 * @param {Policy} policy
 */
export function textOf({ log, cosigners, groups, quorum }) {
  const lines = [`log ${log.text}`,
    ...cosigners.map(({ name, key, address }) => ['witness', name, key.text, ...address === undefined ? [] : [address]].join(' ')),
    ...groups.map(({ name, threshold, members }) => ['group', name, threshold, ...members].join(' ')), `quorum ${quorum}`];
  return `${lines.join('\n')}\n`;
}

/**
 * Whether these co-signers are enough.
 * @param {Policy} policy
 * @param {ReadonlySet<string>} signed names of those who have co-signed
 */
export function isMet({ cosigners, groups, quorum }, signed) {
  const met = new Set(cosigners.map(({ name }) => name).filter((name) => signed.has(name)));
  for (const { name, threshold, members } of groups) {
    if (members.filter((member) => met.has(member)).length >= threshold) met.add(name);
  }
  return quorum === NONE || met.has(quorum);
}

/** Takes a policy line by line; of a line that is wrong in several ways the first word counts that is. */
class PolicyReader {
  constructor() {
    /** @type {Key | undefined} */
    this.log = undefined;
    /** @type {Cosigner[]} */
    this.cosigners = [];
    /** @type {Group[]} */
    this.groups = [];
    /** @type {string | undefined} */
    this.quorum = undefined;
    /** @type {Set<string>} */
    this.names = new Set();
    /** @type {Set<string>} names that a group has */
    this.members = new Set();
    /** @type {Set<string>} the bytes of every key, in hexadecimal */
    this.keys = new Set();
  }

  /** @param {string} line */
  line(line) {
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    const [first = '#', ...rest] = words;
    if (!first.startsWith('#')) this.said(first, rest);
  }

  /**
   * @param {string} what
   * @param {string[]} words
   */
  said(what, words) {
    const { length } = words;
    const [one = '', two = '', ...more] = words;
    if (what === 'log' && (length === 1 || length === 2)) this.logLine(one, words[1]);
    else if (what === 'witness' && (length === 2 || length === 3)) this.cosignerLine(one, two, more[0]);
    else if (what === 'group' && length >= 3) this.takeGroup(one, thresholdOf(two, more.length), more);
    else if (what === 'quorum' && length === 1) this.takeQuorum(one);
    else refuse('policy-line-unknown');
  }

  /**
   * @param {string} text
   * @param {string | undefined} address
   */
  logLine(text, address) {
    if (this.log !== undefined) refuse('policy-log-twice');
    this.takeLog(readKey(text));
    askAddress(address);
  }

  /**
   * @param {string} name
   * @param {string} text
   * @param {string | undefined} address
   */
  cosignerLine(name, text, address) {
    this.askCosigner(name);
    this.takeCosigner(name, readCosignerKey(text), address);
  }

  /** @param {Key} key */
  takeLog(key) {
    this.log = this.ownKey(key);
  }

  /**
   * @param {string} name
   * @param {Key} key
   * @param {string | undefined} address
   */
  takeCosigner(name, key, address) {
    this.askCosigner(name);
    this.ownKey(key);
    askAddress(address);
    this.names.add(name);
    this.cosigners.push(address === undefined ? { name, key } : { name, key, address });
  }

  /** @param {string} name */
  askCosigner(name) {
    if (this.cosigners.length === MOST) refuse('policy-too-many');
    this.askName(name);
  }

  /**
   * @param {string} name
   * @param {number} threshold
   * @param {string[]} members
   */
  takeGroup(name, threshold, members) {
    if (this.groups.length === MOST) refuse('policy-too-many');
    this.askName(name);
    for (const member of members) this.takeMember(member);
    if (threshold < 1 || threshold > members.length) refuse('policy-threshold');
    this.names.add(name);
    this.groups.push({ name, threshold, members });
  }

  /** @param {string} name */
  takeMember(name) {
    if (!this.names.has(name)) refuse('policy-member-unknown');
    if (this.members.has(name)) refuse('policy-member-twice');
    this.members.add(name);
  }

  /** @param {string} name */
  takeQuorum(name) {
    if (this.quorum !== undefined) refuse('policy-quorum-twice');
    if (name !== NONE && !this.names.has(name)) refuse('policy-member-unknown');
    this.quorum = name;
  }

  /** @param {string} name */
  askName(name) {
    if (name === NONE || name.startsWith('#') || !isKeyName(name)) refuse('policy-name');
    if (this.names.has(name)) refuse('policy-name-twice');
  }

  /** No two keys have the same bytes, whatever they sign. @param {Key} key */
  ownKey(key) {
    const bytes = hex(key.bytes);
    if (this.keys.has(bytes)) refuse('policy-key-twice');
    this.keys.add(bytes);
    return key;
  }

  /** @returns {Policy} */
  done() {
    const { log, cosigners, groups, quorum } = this;
    return {
      log: log ?? refuse('policy-without-log'),
      cosigners,
      groups,
      quorum: quorum ?? refuse('policy-without-quorum'),
    };
  }
}

/**
 * @param {string} many
 * @param {number} members
 */
function thresholdOf(many, members) {
  if (many === 'all') return members;
  if (many === 'any') return 1;
  return /^(0|[1-9][0-9]*)$/.test(many) ? Number(many) : refuse('policy-line-unknown');
}

/**
 * An address by its characters, without user, query or fragment.
 * @param {string | undefined} text
 */
function askAddress(text) {
  if (text === undefined) return;
  if (!/^https?:\/\/[A-Za-z0-9._[\]:-]+(\/[!-~]*)?$/.test(text) || /[?#\\]/.test(text) || !URL.canParse(text)) refuse('policy-address');
}
