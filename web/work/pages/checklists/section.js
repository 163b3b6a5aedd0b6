// Checklists on My station: which there are, how far each is filled in, and the one that is open. What is typed stays on this phone until it
// is signed, and works without signal.

import { refuse } from '../../base/refusal.js';
import { codedOf, wordsOf } from '../../checklists/act.js';
import { fill } from '../../checklists/filling.js';
import { textFor, languagesFor } from '../../checklists/labels.js';
import { element, onPress, part, say, sayCode, tell } from '../dom.js';
import { wholeOf } from '../figures.js';
import { keepDraft } from '../../station/drafts.js';
import { oneAfterTheOther, sign, whileClosed } from '../../station/signing.js';
import { answered, dayOf, FilledChecklist, momentHere, progressOf } from './filled.js';
import { begun, known } from './begun.js';
import { fetchBeforehand, fetchForm, keptForm } from './keptForms.js';

/** @typedef {import('../workplace.js').Workplace} Workplace */
/** @typedef {import('./keptForms.js').Listed} Listed */
/** @typedef {import('../../checklists/form.js').Form} Form */
/** @typedef {import('../../checklists/filling.js').Answers} Answers */
/** What a draft of answers holds. @typedef {{nonce: string, team: string, answers: Answers, signed: string}} Typed */

const MOST_TEAMS = 20;

/**
 * @param {Workplace} workplace
 * @param {string} station
 */
export async function openChecklists(workplace, station) {
  const section = document.querySelector('[data-part=checklists]');
  if (!(section instanceof HTMLElement)) return;
  const own = workplace.key?.keyName.split('/')[0] ?? '';
  /** @type {Listed[]} */
  const all = JSON.parse(section.dataset.lists ?? '[]');
  const lists = [...all.filter(({ organisation }) => organisation === own), ...all.filter(({ organisation }) => organisation !== own)];
  const shown = new Section(workplace, station, lists, own);
  onPress(part('sign-checklist'), () => shown.sign());
  onPress(part('close-checklist'), () => shown.close());
  part('checklist-form').addEventListener('submit', (event) => event.preventDefault());
  part('checklist-team').addEventListener('input', () => shown.keep());
  await shown.drawList();
  void fetchBeforehand(lists).then((isNew) => (isNew ? shown.drawList() : undefined)).catch(tell);
}

class Section {
  /**
   * @param {Workplace} workplace
   * @param {string} station
   * @param {Listed[]} lists the own organisation's first
   * @param {string} own the organisation
   */
  constructor(workplace, station, lists, own) {
    this.workplace = workplace;
    this.station = station;
    this.lists = lists;
    this.own = own;
    this.inTurn = oneAfterTheOther();
    /** @type {{listed: Listed, filled: FilledChecklist, signedHere: Set<string>} | undefined} */
    this.open = undefined;
  }

  async drawList() {
    const lines = [];
    for (const listed of this.lists) lines.push({ listed, line: await this.lineOf(listed) });
    const isOwn = (/** @type {{listed: Listed}} */ { listed }) => listed.organisation === this.own;
    part('lists').replaceChildren(...lines.filter(isOwn).map(({ line }) => line));
    part('lists-of-others').replaceChildren(...lines.filter((one) => !isOwn(one)).map(({ line }) => line));
    part('other-lists').hidden = lines.every(isOwn);
    part('no-lists').hidden = this.own === '' || lines.some(isOwn);
  }

  /** @param {Listed} listed */
  async lineOf(listed) {
    /** @type {Form | undefined} */
    let form;
    let trouble = '';
    try {
      form = await keptForm(listed);
      if (form === undefined) trouble = say('lists.absent');
    } catch (failure) {
      trouble = sayCode(/** @type {{code?: string}} */ (failure).code ?? 'checklist-unreadable');
    }
    const name = element('b', {}, form?.file.settings.form_title ?? listed.id);
    const by = `${listed.by} · ${say('lists.version', listed.version)}`;
    const far = form === undefined ? trouble : await this.farOf(listed, form);
    const button = element('button', { type: 'button', class: 'quiet', 'data-checklist': listed.id }, say(form === undefined ? 'lists.fetch' : 'lists.open'));
    onPress(button, () => (form === undefined ? this.fetch(listed) : this.show(listed, form)));
    return element('li', {}, element('span', {}, name, element('span', { class: 'fine' }, by), element('br', {}), element('span', { class: 'far' }, far)), trouble !== '' && form === undefined && trouble !== say('lists.absent') ? '' : button);
  }

  /** @param {Listed} listed */
  async fetch(listed) {
    await fetchForm(listed);
    await this.drawList();
  }

  /**
   * How far it is filled in on this phone.
   * @param {Listed} listed
   * @param {Form} form
   */
  async farOf(listed, form) {
    const typed = await this.typed(listed);
    if (typed === undefined) return say('lists.not-begun');
    if (typed.signed !== '') return say('lists.signed', typed.signed);
    const { asked, answered } = progressOf(form, fill(form, known(form, typed.answers), dayOf(new Date())));
    return say('lists.answered', answered, asked);
  }

  /** @param {string} act that registers the version */
  pageOf(act) {
    return `checklist ${act} ${this.station}`;
  }

  /**
   * What was typed into this version, or else into the one before it: a newer version comes when it likes.
   * @param {Listed} listed
   * @returns {Promise<Typed | undefined>}
   */
  async typed({ versions }) {
    let draft;
    for (const act of [...versions].reverse()) draft ??= await this.workplace.database.draft(this.pageOf(act));
    return draft && { nonce: draft.nonce, team: draft.values.team ?? '1', answers: JSON.parse(draft.values.answers ?? '{}'), signed: draft.values.signed ?? '' };
  }

  /**
   * @param {Listed} listed
   * @param {Form} form
   */
  async show(listed, form) {
    await this.inTurn(async () => undefined);
    const typed = await this.typed(listed);
    const files = typed === undefined ? [] : await this.workplace.database.files(typed.nonce);
    const filled = new FilledChecklist(form, typed ? known(form, typed.answers) : begun(form), new Map(files.map((file) => [file.name, file])), () => this.changed());
    filled.keptFiles = `${typed?.nonce} ${files.length}`;
    this.open = { listed, filled, signedHere: new Set((await this.workplace.outbox.items()).map(({ identity }) => identity)) };
    const languages = languagesFor(form, document.documentElement.lang);
    part('checklist-title').textContent = form.file.settings.form_title ?? textFor(undefined, languages, filled.filled.top, listed.id);
    part('checklist-again').textContent = typed?.signed ? say('lists.again', typed.signed) : '';
    team().value = typed?.team ?? '1';
    part('checklist-questions').replaceChildren(...filled.parts.map((one) => one.element));
    part('checklist-refused').hidden = true;
    part('checklist').hidden = false;
    this.sayProgress();
    this.sayStanding();
    part('checklist-title').focus();
  }

  changed() {
    this.sayProgress();
    this.keep();
  }

  keep() {
    this.sayStanding();
    const typed = this.asTyped('');
    void this.inTurn(() => this.write(typed)).catch(tell);
  }

  /** What is typed now; it is written when its turn comes, whatever is open then. @param {string} signed when it was signed as it stands; nothing where it wasn't */
  asTyped(signed) {
    const { listed, filled } = this.open ?? refuse('not-kept');
    return { filled, page: this.pageOf(listed.act), values: { team: team().value, answers: JSON.stringify(filled.answers), signed } };
  }

  // Pictures are written only where another one was taken, or another act's draft begins: they are large.
  /**
   * @param {{filled: FilledChecklist, page: string, values: {[name: string]: string}}} typed
   * @returns {Promise<string>} the draft's nonce
   */
  async write({ filled, page, values }) {
    const nonce = await keepDraft(this.workplace.database, page, values);
    const files = `${nonce} ${filled.pictures.size}`;
    if (filled.keptFiles !== files) await this.workplace.database.keepDraftFiles(nonce, [...filled.pictures.values()]);
    filled.keptFiles = files;
    return nonce;
  }

  sayProgress() {
    const { filled } = this.open ?? refuse('not-kept');
    const { asked, answered } = progressOf(filled.form, filled.filled);
    part('checklist-answered').textContent = say('lists.answered', answered, asked);
  }

  // What another phone of the same team has signed is replaced, and that is said before.
  sayStanding() {
    const { listed, signedHere } = this.open ?? refuse('not-kept');
    const standing = this.standing(listed);
    part('checklist-standing').textContent = standing === undefined || signedHere.has(standing.act) ? '' : say('lists.standing', standing.index);
  }

  /** @param {Listed} listed */
  standing(listed) {
    return listed.standing.find((one) => one.organisation === this.own && one.team === wholeOf(team().value));
  }

  async sign() {
    const { listed, filled } = this.open ?? refuse('not-kept');
    if (this.workplace.key === undefined) refuse('no-key');
    for (const row of filled.form.rows) if (row.type === 'end' && row.repeat < 0) filled.answers[row.name] = momentHere(new Date());
    const { size } = filled.check();
    part('checklist-refused').textContent = size === 0 ? '' : say('lists.refused', size);
    part('checklist-refused').hidden = size === 0;
    const number = wholeOf(team().value) ?? 0;
    if (size > 0) return;
    if (number < 1 || number > MOST_TEAMS) {
      team().focus();
      refuse('team-number');
    }
    await whileClosed(/** @type {HTMLFormElement} */ (part('checklist-form')), () => this.inTurn(() => this.signNow(listed, filled, number)));
    await this.close();
  }

  /**
   * @param {Listed} listed
   * @param {FilledChecklist} filled
   * @param {number} number
   */
  async signNow(listed, { form, filled, pictures }, number) {
    const [answers, words] = [codedOf(form, filled.values), wordsOf(form, filled.values)];
    if (progressOf(form, filled).answered === 0) refuse('nothing-answered');
    const shown = [...answered(filled.top)].filter(({ row }) => row.type === 'image').flatMap(({ value }) => pictures.get(value) ?? []);
    const files = [...(words === undefined ? [] : [words]), ...shown];
    const fields = { station: this.station, checklist: listed.act, team: number, answers };
    const register = { versions: listed.versions, standing: this.standing(listed) };
    const typed = this.asTyped('');
    await sign(this.workplace, { kind: 'observation/answers', fields, files, filesAs: 'words', register, draft: await this.write(typed) });
    await this.write({ ...typed, values: { ...typed.values, signed: new Date().toTimeString().slice(0, 5) } });
  }

  async close() {
    await this.inTurn(async () => undefined);
    this.open = undefined;
    part('checklist').hidden = true;
    await this.drawList();
    part('h-lists').focus();
  }
}

const team = () => /** @type {HTMLInputElement} */ (part('checklist-team'));
