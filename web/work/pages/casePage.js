// A case at a desk: the steps that are its own to take now, each as a form. The act is built and signed here; nothing waits for the
// server to become true.

import { buildText, signText } from '../acts/acts.js';
import { momentOf } from '../acts/moments.js';
import { hex, randomBytes } from '../base/bytes.js';
import { refuse } from '../base/refusal.js';
import { organisationOf } from '../keys/enrolment.js';
import { attachmentOf } from '../outbox/attachments.js';
import { download, onPress, part, say, tell } from './dom.js';
import { beginDraft, openDraft } from './draftPart.js';
import { whyVoid } from './foreseen.js';
import { drawOutbox } from './outboxList.js';
import { keepDraft, restoreDraft, valuesOf } from '../station/drafts.js';
import { oneAfterTheOther, whileClosed } from '../station/signing.js';
import { drawSigner } from './signer.js';
import { readStep } from './stepFields.js';

/** @typedef {import('./workplace.js').Workplace} Workplace */
/** @typedef {import('../acts/fields.js').Value} Value */

/**
 * @param {Workplace} workplace
 * @param {string} fragment a draft's, or nothing
 */
export async function openCasePage(workplace, fragment) {
  drawWho(workplace);
  for (const form of document.querySelectorAll('form[data-kind]')) if (form instanceof HTMLFormElement) await openStep(workplace, form);
  await openDraft(workplace, fragment).catch(tell);
  workplace.changed = () => drawOutbox(workplace);
  await workplace.changed();
  onPress(part('send'), workplace.send);
}

/** Who signs on this device, and whether this is another organisation's desk. @param {Workplace} workplace */
export function drawWho(workplace) {
  const { organisation = '' } = part('work').dataset;
  drawSigner(workplace);
  part('other-organisation').hidden = workplace.key === undefined || organisationOf(workplace.key.name) === organisation;
}

/**
 * A form of an act that this device builds and signs.
 * @param {Workplace} workplace
 * @param {HTMLFormElement} form
 * @param {typeof readStep} [read]
 */
export async function openStep(workplace, form, read = readStep) {
  const page = `${location.pathname} ${form.dataset.draft ?? form.dataset.kind}`;
  await restoreDraft(workplace.database, form, page);
  suggestCode(form);
  const inTurn = oneAfterTheOther();
  const keep = () => inTurn(() => keepDraft(workplace.database, page, valuesOf(form)));
  form.addEventListener('input', (event) => {
    if (event.target instanceof HTMLSelectElement && event.target.dataset.field === 'ground') fillArticle(form, event.target);
    void keep().catch(tell);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  onPress(part('sign', form), async () => {
    if (!form.reportValidity()) return;
    const step = await read(form);
    const nonce = await keep();
    await whileClosed(form, () => inTurn(() => sign(workplace, form, page, step, nonce)));
  });
}

// A code that nobody else takes by chance, and that says nothing.
/** @param {HTMLFormElement} form */
function suggestCode(form) {
  const field = form.querySelector('[data-suggest]');
  if (field instanceof HTMLInputElement && field.value === '') field.value = `${field.dataset.suggest}-${hex(randomBytes(4))}`;
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLSelectElement} ground
 */
function fillArticle(form, ground) {
  const article = form.querySelector('[data-article-of]');
  if (article instanceof HTMLInputElement) article.value = ground.selectedOptions[0]?.dataset.article ?? article.value;
}

/**
 * @param {Workplace} workplace
 * @param {HTMLFormElement} form
 * @param {string} page of its draft
 * @param {Awaited<ReturnType<typeof readStep>>} step
 * @param {string} nonce
 */
async function sign(workplace, form, page, { fields, signers, files, facts }, nonce) {
  const { key, pin, database } = workplace;
  if (key === undefined) refuse('no-key');
  const { kind = '' } = form.dataset;
  const keyNames = [key.keyName, ...signers.filter((signer) => signer !== key.keyName)];
  const text = buildText({ origin: pin.origin, kind, nonce, at: momentOf(new Date()), signers: keyNames, fields });
  if (!(await isMeant(text, keyNames))) return;
  const note = await signText(text, [key]);
  if (signers.length > 0) {
    const hashed = await Promise.all(files.map(async (file) => ({ ...file, sha256: (await attachmentOf(file)).sha256 })));
    await beginDraft(workplace, note, hashed);
    await database.dropDraft(page);
    part('draft').scrollIntoView();
    return;
  }
  if (facts !== undefined) download(`facts-${fields.case}.json`, facts);
  const { isNew } = await workplace.outbox.add(note, { draft: nonce, files });
  if (!isNew) refuse('not-kept');
  form.reset();
  part('signed').textContent = say('signed', new Date().toTimeString().slice(0, 5));
  await workplace.changed();
  void workplace.send();
}

// Where the server answers it is asked what the act would do before it is signed: what would change nothing is signed only if it is meant.
/** @param {string} text @param {string[]} keyNames */
async function isMeant(text, keyNames) {
  const why = await whyVoid(text, keyNames);
  return !why || confirm(say('desk.would-be-void', why));
}
