// One station and one receipt over HTTP: that the acts shown stand in the register that the log signed.

import { fromUtf8, utf8 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { readAct, readEnvelope } from '../acts/act.js';
import { kindsOf } from '../acts/kinds.js';
import { CosigningBook } from '../fold/cosigning.js';
import { isSignedBy, readCheckpoint } from '../register/checkpoint.js';
import { cosigned } from '../register/cosignatures.js';
import { holds } from '../register/keys.js';
import { isMet } from '../register/policy.js';
import { proves, readReceipt } from '../register/receipt.js';
import { differ, figuresOf } from '../results/corroboration.js';
import { HttpTree } from './httpTree.js';

/** @typedef {import('../acts/act.js').Act} Act */
/** @typedef {(path: string) => Promise<Uint8Array | undefined>} Read */
/** @typedef {(done: number, of: number) => void} Progress */
/**
 * What the reader's page said, to be compared with what she knows from elsewhere; `policies`: where the acts stand, in their order, that
 * changed who has to co-sign.
 * @typedef {{logKey: string, policies?: number[]}} Pinned
 */
/**
 * @typedef {object} Shown
 * @property {number} index
 * @property {string} kind
 * @property {string} organisation
 * @property {string} source of a copy; else empty
 * @property {'holds'|'wrong'|'later'} signed `later`: by a key that the founding act doesn't have
 */

/** The acts that a page of the register says are a station's. */
const NAMED = /\/log\/acts\/(0|[1-9][0-9]{0,14})"/g;

/**
 * @param {Read} read
 * @param {string} path
 */
async function need(read, path) {
  return await read(path) ?? refuse('file-missing', path);
}

/** @typedef {Awaited<ReturnType<typeof opened>>} Opened */

/**
 * The newest checkpoint and the founding act that names its log, held against the tree.
 * @param {Read} read
 * @param {Pinned} pinned
 */
export async function opened(read, { logKey, policies = [] }) {
  const [signed, record] = await Promise.all([need(read, 'log/checkpoint'), need(read, 'log/acts/0')]);
  const checkpoint = readCheckpoint(signed);
  const founding = readAct(record, checkpoint.origin, kindsOf([]));
  if (founding.kind !== 'register/found') refuse('kind-not-found', founding.kind);
  const { log } = founding.body;
  if (log.name !== checkpoint.origin) refuse('origin-differs', checkpoint.origin);
  if (log.text !== logKey) refuse('log-key-not-pinned', log.text);
  if (!(await isSignedBy(checkpoint, log))) refuse('checkpoint-signature');
  const tree = new HttpTree((path) => read(`log/${path}`), checkpoint);
  tree.ask(0);
  if (!(await tree.has(0, record))) refuse('root-differs', '0');
  return { checkpoint, founding, log, tree, cosigned: await whoCosigned(checkpoint, await policyOf(read, tree, founding, policies)) };
}

/**
 * Who has to co-sign: as the founding act says, or the last act that those approved who had to.
 * @param {Read} read
 * @param {HttpTree} tree
 * @param {Act} founding
 * @param {number[]} policies
 */
async function policyOf(read, tree, founding, policies) {
  const book = new CosigningBook();
  book.found(founding);
  for (const index of policies) tree.ask(index);
  for (const index of policies) {
    const record = await need(read, `log/acts/${index}`);
    if (!(await tree.has(index, record))) refuse('root-differs', String(index));
    const act = readAct(record, founding.origin, kindsOf([]));
    if (act.kind !== 'register/cosigning') refuse('kind-not-found', act.kind);

    // Whether every founder signed the first, where the founding act has none, only the full check asks.
    book.take(act, await book.holding(act.body), () => undefined);
  }
  return book.inForce?.policy;
}

/**
 * Who has co-signed, and when; nothing where nobody has to.
 * @param {import('../register/checkpoint.js').Checkpoint} checkpoint
 * @param {import('../register/policy.js').Policy | undefined} policy
 */
async function whoCosigned(checkpoint, policy) {
  if (policy === undefined) return undefined;
  const { signed, wrong: [wrong] } = await cosigned(policy, checkpoint);
  if (wrong !== undefined) refuse('cosignature-wrong', wrong);
  const names = signed.map(({ name }) => name);
  if (!isMet(policy, new Set(names))) refuse('policy-not-met', names.join(','));
  return signed;
}

/**
 * @param {Read} read
 * @param {string} page the address of the station's page
 * @param {string} station
 * @param {(least: number) => Promise<Opened>} open the register, of more records than this
 * @param {Progress} progress
 */
export async function checkStation(read, page, station, open, progress) {
  const html = await read(page) ?? refuse('place-unknown', station);
  const named = [...(fromUtf8(html) ?? '').matchAll(NAMED)].map(([, index]) => Number(index));
  const indices = [...new Set(named)].sort((a, b) => a - b);
  const { tree, checkpoint, founding, cosigned: by } = await open(indices.at(-1) ?? 0);
  for (const index of indices) tree.ask(index);
  let done = 0;
  const records = await Promise.all(indices.map(async (index) => {
    const record = await need(read, `log/acts/${index}`);
    if (!(await tree.has(index, record))) refuse('root-differs', String(index));
    progress(++done, indices.length);
    return { index, record };
  }));
  const acts = records.map(({ index, record }) => ({ index, act: readAct(record, checkpoint.origin, kindsOf([])) }));
  const about = new Set(acts.filter(({ act }) => namedStations(act).includes(station)).map(({ act }) => act.identity));
  for (const { act } of acts) if (!about.has(act.identity) && !isOfIncident(act, about)) refuse('station-unknown', act.identity);
  return {
    origin: checkpoint.origin,
    size: checkpoint.size,
    acts: await Promise.all(acts.map(({ index, act }) => shown(index, act, founding))),
    ...agreement(acts.map(({ act }) => act)),
    cosigned: by,
  };
}

/**
 * The stations that an act is about, by their codes.
 * @param {Act} act
 * @returns {string[]}
 */
export function namedStations({ body }) {
  const some = [...(body.stations ?? []), ...(body.deliveries ?? [])].map((/** @type {any} */ one) => one.station ?? one);
  return body.station === undefined ? some : [body.station, ...some];
}

/**
 * An answer to a report of an incident, or what joins one to another, names the report and no station.
 * @param {Act} act
 * @param {Set<string>} about acts that name the station
 */
function isOfIncident({ kind, body }, about) {
  return (kind === 'observation/answer' && about.has(body.incident))
    || (kind === 'observation/join' && (about.has(body.own) || about.has(body.other)));
}

/**
 * @param {number} index
 * @param {Act} act
 * @param {Act} founding
 * @returns {Promise<Shown>}
 */
async function shown(index, act, founding) {
  const keys = founding.body.founders.flatMap((/** @type {any} */ founder) => founder.keys);
  const held = await Promise.all(act.note.lines.map(async (line) => {
    const key = keys.find((/** @type {any} */ one) => one.known === line.known);
    if (key === undefined) return 'later';
    return await holds(key, act.note.signed, line.signature) ? 'holds' : 'wrong';
  }));
  const signed = held.includes('wrong') ? 'wrong' : held.includes('later') ? 'later' : 'holds';
  const [author = ''] = act.signers;
  return { index, kind: act.kind, organisation: author.slice(0, author.indexOf('/')), source: act.body.source ?? '', signed };
}

/**
 * How many copies these acts make, and whether two of one form differ in a figure that both hold. An organisation has one
 * of each source; of entries that clerks opened the last.
 * @param {Act[]} acts
 */
function agreement(acts) {
  const replaced = new Set(acts.map(({ body }) => body.previous));
  const sheets = acts.filter(({ kind, identity }) =>
    (kind === 'forms/copy' || kind === 'forms/reveal') && !replaced.has(identity));
  const copies = new Map(sheets.map(({ body: { form, source = 'official', entry }, signers: [author = ''] }) =>
    [`${form} ${source} ${author.split('/')[0]}`, { form, figures: figuresOf(/** @type {any} */ ({ entry })) }]));
  const all = [...copies.values()];
  const differs = all.some((a, i) => all.slice(i + 1).some((b) => a.form === b.form && differ(a.figures, b.figures)));
  return { copies: copies.size, differs };
}

/**
 * @param {Read} read
 * @param {string} text of the receipt
 * @param {(least: number) => Promise<Opened>} open the register, of more records than this
 */
export async function checkReceipt(read, text, open) {
  const receipt = readReceipt(utf8(text.replace(/\r\n/g, '\n')));
  const { tree, checkpoint, founding, log, cosigned: by } = await open(receipt.checkpoint.size - 1);
  tree.ask(receipt.index);
  tree.ask(receipt.checkpoint.size - 1);
  const record = await need(read, `log/acts/${receipt.index}`);
  if (!(await proves(receipt, record, log))) refuse('receipt-wrong', String(receipt.index));
  if (receipt.checkpoint.size > checkpoint.size) refuse('tree-smaller', String(checkpoint.size));
  if (!(await tree.extendsFrom(receipt.checkpoint))) refuse('tree-rewritten', String(receipt.checkpoint.size));
  if (!(await tree.has(receipt.index, record))) refuse('root-differs', String(receipt.index));
  const act = readAct(record, readEnvelope(record).origin, kindsOf([]));
  return { origin: checkpoint.origin, size: checkpoint.size, acts: [await shown(receipt.index, act, founding)], cosigned: by };
}
