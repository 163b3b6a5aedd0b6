// A desk: what waits, drafts that want signatures, and what was signed in its organisation's name since somebody looked last.

import { organisationOf } from '../keys/enrolment.js';
import { element, onPress, part, say } from './dom.js';
import { drawWho } from './casePage.js';
import { addressOf, sharedHere } from './draftPart.js';
import { drawOutbox } from './outboxList.js';

/** @typedef {import('./workplace.js').Workplace} Workplace */

/** @param {Workplace} workplace */
export async function openDeskPage(workplace) {
  if (part('work').dataset.organisation === undefined) drawEntry(workplace);
  else {
    drawWho(workplace);
    await drawDrafts(workplace);
    await drawNew(workplace);
  }
  workplace.changed = () => drawOutbox(workplace);
  await workplace.changed();
  onPress(part('send'), workplace.send);
}

/** @param {Workplace} workplace */
function drawEntry({ key }) {
  part('no-key').hidden = key !== undefined;
  if (key === undefined) return;
  part('own-desk').hidden = false;
  part('own-desk-link').setAttribute('href', `${part('own-desk').dataset.desks}${encodeURIComponent(organisationOf(key.name))}`);
}

/** @param {Workplace} workplace */
async function drawDrafts(workplace) {
  const drafts = await sharedHere(workplace);
  part('drafts').hidden = drafts.length === 0;
  part('draft-list').replaceChildren(...drafts.map((shared) => element('li', {}, element('a', { href: addressOf(shared) },
    say('desk.drafts.one', `${say(`kind.${shared.act.kind}`)} ${shared.act.fields.case ?? ''}`, shared.signed.length, shared.act.signers.length)))));
}

// What stood there when somebody looked first is known; what came since is new.
/** @param {Workplace} workplace */
async function drawNew({ database }) {
  const newest = Number(part('signed-acts').dataset.newest);
  const seen = (await database.setting('seen'))?.index;
  const added = Array.from(part('signed-acts').querySelectorAll('[data-index]')).filter((line) => line instanceof HTMLElement && seen !== undefined && Number(line.dataset.index) > seen);
  for (const line of added) line.classList.add('new');
  part('new-acts').hidden = added.length === 0;
  part('new-acts').textContent = say('desk.signed.new', added.length);
  await database.keepSetting({ name: 'seen', index: Math.max(newest, seen ?? -1) });
}
