// The moment of the press: the act is built, signed and kept with its files, and only then said to be signed.

import { buildText, newNonce, signText } from '../acts/acts.js';
import { momentOf } from '../acts/moments.js';
import { refuse } from '../base/refusal.js';
import { attachmentOf } from '../outbox/attachments.js';
import { previousOf } from '../outbox/previous.js';
import { part, say } from '../pages/dom.js';

/** @typedef {import('../pages/workplace.js').Workplace} Workplace */
/** @typedef {{[name: string]: import('../acts/fields.js').Value | undefined}} Fields */

/**
 * @param {Workplace} workplace
 * @param {{kind: string, fields: Fields, files?: import('../outbox/attachments.js').File[], filesAs?: 'attachments' | 'words', register?: import('../outbox/previous.js').Register, draft?: string, sealed?: Omit<import('../enter/states.js').Kept, 'identity'>, opens?: string, said?: import('../outbox/states.js').Said}} act its draft's nonce, where it has one; what it seals, or the
 *   act that sealed what it opens; what the person said, where the act has it in other words
 */
export async function sign(workplace, { kind, fields, files = [], filesAs = 'attachments', register, draft, sealed, opens, said }) {
  const { key, pin, outbox } = workplace;
  if (key === undefined) refuse('no-key');
  const previous = await previousOf(await outbox.items(), { kind, fields, keyName: key.keyName }, register);
  const attachments = files.length === 0 ? {} : { [filesAs]: await Promise.all(files.map(attachmentOf)) };
  const text = buildText({ origin: pin.origin, kind, nonce: draft ?? newNonce(), at: momentOf(new Date()), signers: [key.keyName], fields: { ...fields, ...attachments, ...(previous === undefined ? {} : { previous }) } });
  const { isNew } = await outbox.add(await signText(text, [key]), { draft, files, sealed, opens, said });
  if (!isNew) refuse('not-kept');
  part('signed').textContent = say('signed', new Date().toTimeString().slice(0, 5));
  await workplace.changed();
  void workplace.send();
}

/** Drafts are written in the order in which they were typed, and none behind the act that came of it. */
export function oneAfterTheOther() {
  let last = Promise.resolve();
  return (/** @type {() => Promise<any>} */ work) => {
    const now = last.then(work);
    last = now.catch(() => undefined);
    return now;
  };
}

/**
 * What is typed while an act is being signed would be part of no act: nothing can be.
 * @param {HTMLFormElement} form
 * @param {() => Promise<void>} work
 */
export async function whileClosed(form, work) {
  const open = Array.from(form.elements).filter((control) => !control.hasAttribute('disabled'));
  for (const control of open) control.setAttribute('disabled', '');
  try {
    await work();
  } finally {
    for (const control of open) control.removeAttribute('disabled');
  }
}
