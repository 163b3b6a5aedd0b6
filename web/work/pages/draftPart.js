// An act that several sign, each at their own device (docs/spec/drafts.md): who has signed, and the address by which the others come to
// it. What has come is put together on every device, and each that has all of it sends it: it is the same act.

import { readAct } from '../acts/acts.js';
import { utf8 } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { draftOf, merge, newSecret, open, readBox, readDraft, seal, writeDraft } from '../drafts/sealed.js';
import { readSecret, writeSecret } from '../keys/enrolment.js';
import { attachmentsIn } from '../outbox/attachments.js';
import { readKey } from '../register/keys.js';
import { isSignedBy, readNote, writeNote } from '../register/notes.js';
import { element, part, replacePress, say, tell } from './dom.js';
import { fetchDraft, keyOfName, putDraft } from './door.js';
import { drawAddress } from './qr.js';
import { readStep, showStep } from './stepFields.js';

/** @typedef {import('./workplace.js').Workplace} Workplace */
/** @typedef {import('../base/bytes.js').Bytes} Bytes */
/** @typedef {import('../acts/acts.js').Act} Act */
/** @typedef {import('../outbox/attachments.js').HashedFile} HashedFile */
/** What several sign, with the signatures that hold. @typedef {{secret: Bytes, path: string, note: string, act: Act, signed: string[]}} Shared */

const PREFIX = 'signing ';
const EVERY = 4_000;

/** Where a draft rests; its files rest under another name than the act's own, so that they can go over into the act. @param {Act} act */
const pageOf = (act) => PREFIX + act.identity;

/** @type {ReturnType<typeof setInterval> | undefined} of the one draft that this page shows */
let exchanging;

/**
 * An act that this device signed first: it rests here with its files before anybody else sees it.
 * @param {Workplace} workplace
 * @param {string} note
 * @param {HashedFile[]} files
 */
export async function beginDraft(workplace, note, files) {
  const act = await readAct(utf8(note), { origin: workplace.pin.origin, isDraft: true });
  await workplace.database.keepDraftFiles(pageOf(act), files);
  const shared = { secret: newSecret(), path: location.pathname, note, act, signed: act.signers.slice(0, 1) };
  await keep(workplace, shared);
  await openShared(workplace, shared);
}

/**
 * The draft that an address leads to, or one that was left on this page.
 * @param {Workplace} workplace
 * @param {string} fragment
 */
export async function openDraft(workplace, fragment) {
  const shared = fragment ? await follow(workplace, readDraft(fragment)) : (await sharedHere(workplace)).find(({ path }) => path === location.pathname);
  if (shared !== undefined) await openShared(workplace, shared);
}

/**
 * Drafts that this device signed and that aren't sent. One that can't be read any more keeps nobody from the others.
 * @param {Workplace} workplace
 * @returns {Promise<Shared[]>}
 */
export async function sharedHere(workplace) {
  const drafts = (await workplace.database.drafts()).filter(({ page }) => page.startsWith(PREFIX));
  const read = drafts.map(({ values: { secret = '', path = '', note = '' } }) => readShared(workplace, readSecret(secret), path, [note]).catch(() => undefined));
  return (await Promise.all(read)).filter((shared) => shared !== undefined);
}

/**
 * Signatures are checked before anything is said of them; the author's is one of them, or it is nobody's draft.
 * @param {Workplace} workplace
 * @param {Bytes} secret
 * @param {string} path
 * @param {string[]} notes
 * @returns {Promise<Shared>}
 */
async function readShared(workplace, secret, path, notes) {
  const act = await readAct(utf8(notes[0] ?? refuse('draft-malformed')), { origin: workplace.pin.origin, isDraft: true });
  const merged = await merge(notes, act.signers, (signature, text) => holds(workplace, signature, text));
  if (!merged.signed.includes(act.signers[0] ?? '')) refuse('draft-malformed');
  return { secret, path, act, ...merged };
}

/** The address that leads to a draft. @param {Shared} shared */
export const addressOf = ({ path, secret }) => `${location.origin}${path}#${writeDraft(secret)}`;

/**
 * A draft is of a step that stands on this page, in the case that the page is of: nobody signs another one under its heading.
 * @param {Workplace} workplace
 * @param {Bytes} secret
 */
async function follow(workplace, secret) {
  const shared = await readShared(workplace, secret, location.pathname, await notesOf(secret));
  const form = formOf(shared.act);
  if (form === undefined || (form.dataset.case && form.dataset.case !== shared.act.fields.case)) refuse('draft-elsewhere');
  return shared;
}

/** @param {Act} act @returns {HTMLFormElement | undefined} */
const formOf = (act) => document.querySelector(`details[data-step="${CSS.escape(act.kind)}"] form`) ?? undefined;

/** What lies in the letter box and was sealed by this secret. @param {Bytes} secret @returns {Promise<string[]>} */
async function notesOf(secret) {
  const draft = await draftOf(secret);
  const answer = await fetchDraft(draft.name).catch(() => refuse('server-unreachable'));
  const notes = await Promise.all(readBox(answer).map((bytes) => open(draft, bytes)));
  return notes.filter((note) => note !== undefined);
}

/**
 * @param {Workplace} workplace
 * @param {Shared} shared
 */
async function keep({ database }, { secret, path, note, act }) {
  await database.keepDraft({ page: pageOf(act), nonce: pageOf(act), values: { secret: writeSecret(secret), path, note } });
}

/**
 * @param {Workplace} workplace
 * @param {Shared} shared
 */
async function openShared(workplace, shared) {
  await showWhatIsSigned(shared.act);
  part('draft').hidden = false;
  part('draft-act').textContent = shared.act.text;
  part('draft-kind').textContent = `${say(`kind.${shared.act.kind}`)} ${shared.act.fields.case ?? ''}`;
  part('draft-check').textContent = (shared.act.identity.slice(0, 12).match(/.{4}/g) ?? []).join(' ');
  part('draft-qr').replaceChildren(drawAddress(addressOf(shared)));
  part('draft-address').textContent = addressOf(shared);
  replacePress(part('draft-sign'), () => sign(workplace, shared));
  replacePress(part('draft-away'), async () => {
    await workplace.database.dropDraft(pageOf(shared.act));
    location.reload();
  });
  draw(workplace, shared);
  clearInterval(exchanging);
  await exchange(workplace, shared).catch(tell);
  const timer = setInterval(() => {
    if (document.visibilityState !== 'visible') return;
    exchange(workplace, shared).then((isDone) => isDone && clearInterval(timer), () => undefined);
  }, EVERY);
  exchanging = timer;
}

// What another device made stands in this page's own form, in the reader's language, above the button that signs it, and can't be
// changed here. What the form doesn't show of it, such as hashes and files, stands behind it by name and value.
/** @param {Act} act */
async function showWhatIsSigned(act) {
  const form = formOf(act);
  const step = form?.closest('details');
  if (!form || !step) return;
  showStep(form, act.fields, act.signers);
  const { fields } = await readStep(form);
  const unshown = Object.entries(act.fields).filter(([name, value]) => JSON.stringify(fields[name]) !== JSON.stringify(value));
  part('draft-unshown').replaceChildren(...unshown.map(([name, value]) => element('li', {}, element('b', {}, name), ' ', element('code', {}, JSON.stringify(value)))));
  for (const control of form.elements) control.setAttribute('disabled', '');
  part('sign', form).hidden = true;
  step.open = true;
  part('draft-shown').replaceChildren(step);
}

/**
 * @param {Workplace} workplace
 * @param {Shared} shared
 */
function draw({ key }, { act, signed }) {
  const isAsked = key !== undefined && act.signers.includes(key.keyName) && !signed.includes(key.keyName);
  const isDone = signed.length === act.signers.length;
  part('draft-lead').textContent = isDone ? say('desk.draft.done') : isAsked ? say('desk.draft.yours') : say('desk.draft.lead', signed.length, act.signers.length);
  part('draft-sign').hidden = !isAsked;
  if (isAsked) /** @type {HTMLDetailsElement} */ (part('draft-letters')).open = true;
  part('draft').dataset.signed = String(signed.length);
  part('draft-signers').replaceChildren(...act.signers.map((signer) => element('li', {},
    element('span', {}, element('b', {}, signer.replace(/\+[0-9a-f]{8}$/, '')), signer === key?.keyName ? ` ${say('desk.draft.here')}` : ''),
    element('span', { class: `mark ${signed.includes(signer) ? 'agree' : 'missing'}` }, say(signed.includes(signer) ? 'desk.draft.signed' : 'desk.draft.not-yet')))));
}

/**
 * @param {Workplace} workplace
 * @param {Shared} shared
 */
async function sign(workplace, shared) {
  const { key } = workplace;
  if (key === undefined) refuse('no-key');
  if (!shared.act.signers.includes(key.keyName)) refuse('not-a-signer');
  const own = { name: key.name, id: key.id, signature: await key.sign(utf8(shared.act.text)) };
  const others = readNote(utf8(shared.note)).signatures.filter(({ name, id }) => `${name}+${id}` !== key.keyName);
  await take(workplace, shared, [writeNote(shared.act.text, [...others, own])]);
  await exchange(workplace, shared);
}

/**
 * Gives what this device has, and takes what the others gave.
 * @param {Workplace} workplace
 * @param {Shared} shared
 * @returns {Promise<boolean>} whether all have signed
 */
async function exchange(workplace, shared) {
  const draft = await draftOf(shared.secret);
  const there = await notesOf(shared.secret);
  await take(workplace, shared, there);
  if (!there.includes(shared.note)) await putDraft(draft.name, await seal(draft, shared.note));
  const isDone = shared.signed.length === shared.act.signers.length;
  if (isDone) await send(workplace, shared);
  return isDone;
}

/**
 * Signatures only come to those that are here.
 * @param {Workplace} workplace
 * @param {Shared} shared
 * @param {string[]} notes
 */
async function take(workplace, shared, notes) {
  const { note, signed } = await merge([shared.note, ...notes], shared.act.signers, (signature, text) => holds(workplace, signature, text));
  if (signed.length <= shared.signed.length) return;
  Object.assign(shared, { note, signed });
  if (workplace.key !== undefined && signed.includes(workplace.key.keyName)) await keep(workplace, shared);
  draw(workplace, shared);
}

/** @type {Map<string, import('../register/keys.js').VerifierKey>} */
const known = new Map();

/**
 * @param {Workplace} workplace
 * @param {import('../register/notes.js').Signature} signature
 * @param {string} text
 */
async function holds({ key: own }, signature, text) {
  const name = `${signature.name}+${signature.id}`;
  if (own?.keyName === name) known.set(name, own.key);
  const asked = known.has(name) ? undefined : await keyOfName(name);
  if (asked?.key !== undefined) known.set(name, await readKey(asked.key));
  const key = known.get(name);
  return key !== undefined && isSignedBy({ text, signatures: [signature] }, key);
}

// A device that lacks the files leaves it to the one that has them.
/**
 * @param {Workplace} workplace
 * @param {Shared} shared
 */
async function send(workplace, { act, note }) {
  const { database, outbox } = workplace;
  const files = await database.files(pageOf(act));
  if (files.length === attachmentsIn(act.fields).length) await outbox.add(note, { files });
  await database.dropDraft(pageOf(act));
  await workplace.send();
}
