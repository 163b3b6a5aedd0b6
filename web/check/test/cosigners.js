// Keys made for tests, what they sign, and registers of one act whose founding act has a policy.

import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import '../node.js';
import { base64, hex, join, utf8 } from '../base/bytes.js';
import { folder } from '../node.js';
import { cosignedBytes } from '../register/cosignatures.js';
import { identifierOf } from '../register/keys.js';
import { leafHash } from '../register/tree.js';
import { json, ROOT } from './vectors.js';

/** @typedef {ReturnType<typeof signer>} Signer */

/** What comes before the seed of an Ed25519 key in PKCS #8 (RFC 8410). */
const PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

export const golden = folder(fileURLToPath(new URL('register/golden/published', ROOT)));
export const ORIGIN = 'simulated.saksei.test/vectors';
const { acts } = json('register/golden/acts.json');
export const goldenFounding = JSON.parse(acts[0].note.split('\n')[2]);

/**
 * @param {string} name
 * @param {number} seed a byte, all 32 of the private key
 * @param {number} [type] that of a co-signer, or 1 of what signs texts
 */
export function signer(name, seed, type = 4) {
  const key = createPrivateKey({ key: Buffer.concat([PREFIX, Buffer.alloc(32, seed)]), format: 'der', type: 'pkcs8' });
  const bytes = new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32));
  const identifier = identifierOf(name, bytes, type);
  const text = `${name}+${hex(identifier)}+${base64(join([Uint8Array.of(type), bytes]))}`;
  return { name, identifier, text, known: `${name}+${hex(identifier)}`, key };
}

/**
 * A line of a note.
 * @param {{name: string, identifier: Uint8Array}} by
 * @param {Uint8Array} bytes behind the identifier
 */
export const line = ({ name, identifier }, bytes) => `— ${name} ${base64(join([identifier, bytes]))}\n`;

/**
 * @param {Signer} by
 * @param {string} text
 */
export const signed = (by, text) => line(by, sign(null, utf8(text), by.key));

/**
 * What follows the identifier in a co-signature.
 * @param {Signer} by
 * @param {string} text
 * @param {bigint} time
 */
export function cosignature(by, text, time) {
  const at = new Uint8Array(8);
  new DataView(at.buffer).setBigUint64(0, time);
  return join([at, sign(null, cosignedBytes(utf8(text), time), by.key)]);
}

/**
 * @param {Signer} by
 * @param {string} text
 * @param {bigint} [time]
 */
export const cosigned = (by, text, time = 1700000000n) => line(by, cosignature(by, text, time));

const goldenCheckpoint = Buffer.from(/** @type {Uint8Array} */ (golden.read('checkpoint'))).toString();
export const goldenText = goldenCheckpoint.slice(0, goldenCheckpoint.indexOf('\n\n') + 1);

/**
 * The small register, its checkpoint with more lines.
 * @param {...string} lines
 * @returns {import('../check.js').Files}
 */
export function goldenWith(...lines) {
  const bytes = utf8(goldenCheckpoint + lines.join(''));
  return { ...golden, read: (path) => (path === 'checkpoint' ? bytes : golden.read(path)) };
}

export const log = signer(ORIGIN, 100, 1);
const founder = signer('makers/desk', 101, 1);
const clock = signer(`${ORIGIN}/clock`, 102, 1);

/** @param {Record<string, unknown>} more fields */
function foundingNote(more) {
  const act = {
    kind: 'register/found', nonce: goldenFounding.nonce, at: goldenFounding.at, signers: [founder.known],
    definition: goldenFounding.definition, simulated: true, log: log.text, clock: clock.text, ...more,
    founders: [{ organisation: 'makers', category: 'authority', interest: 'government', keys: [founder.text] }],
  };
  const text = `saksei/act/v1\n${ORIGIN}\n${JSON.stringify(act)}\n`;
  return `${text}\n${signed(founder, text)}`;
}

/** What a founding act states, of the lines of a policy. @param {string} policy */
export function statedBy(policy) {
  const lines = policy.split('\n').map((text) => text.split(' '));
  const of = (/** @type {string} */ what) => lines.filter(([first]) => first === what).map(([, ...rest]) => rest);
  return {
    cosigners: of('witness').map(([name, key, address]) => (address === undefined ? { name, key } : { name, key, address })),
    groups: of('group').map(([name, threshold, ...members]) => ({ name, threshold: Number(threshold), members })),
    quorum: of('quorum')[0]?.[0],
  };
}

/**
 * A register of its founding act alone, without results.
 * @param {string | undefined} policy its text
 * @param {(text: string) => string} [lines] of the checkpoint, behind the log's
 * @returns {import('../check.js').Files & {record: Uint8Array}}
 */
export function founded(policy, lines = () => '') {
  const record = utf8(foundingNote(policy === undefined ? {} : { cosigning: statedBy(policy) }));
  const leaf = leafHash(record);
  const text = `${ORIGIN}\n1\n${base64(leaf)}\n`;
  const files = new Map([
    ['checkpoint', utf8(`${text}\n${signed(log, text)}${lines(text)}`)],
    ['tile/entries/000.p/1', join([Uint8Array.of(record.length >> 8, record.length & 255), record])],
    ['tile/0/000.p/1', leaf],
  ]);
  return { place: 'founded', record, list: undefined, read: (path) => files.get(path) ?? golden.read(path) };
}
